// What a response model is learnt from: each history once more, decision by decision.
#include <algorithm>
#include <cmath>
#include <utility>

#include "analysis/workload/player.hpp"
#include "analysis/workload/playings.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

constexpr int weeks_of_arrivals = 4, weeks_looked_back = 4;
constexpr std::size_t runs_looked_back = 8;
constexpr double fewest_a_week = 10;  // of fewer a ratio says nothing

class learner {
 public:
  learner(const policy& p, instant until, response_model& out)
      : engine_(p), zone_(p.zones().find(*p.draft().zone).value()), until_(until), out_(out), so_far_(p.words()) {}

  void learn(prospect_number number, const prospect& who, const history& log) {
    so_far_.clear(), waiting_.clear();
    state s;
    engine_.fold(who, log, time_begin, s);
    decided_ = {};
    std::optional<touchpoint> before;
    for (std::size_t i = 0; i < log.size(); ++i) {
      const auto t = log[i];
      if (t.at > until_) break;
      if (i == 0) note_arrival(number, t);
      engine_.advance(who, s, t, t.at, next_);
      const bool was_asked_for = note_done(t);
      if (before) note_after(*before, was_asked_for ? std::nullopt : std::optional(t), t.at);
      so_far_.take(t.words);
      std::swap(decided_, next_);
      note_waiting();
      before = t;
    }
    if (!before) return;
    note_after(*before, std::nullopt, until_);
    for (const auto& w : waiting_) note_ready(w, std::nullopt, until_);
  }

 private:
  struct waiting_action {
    known_action of;
    instant when{};
  };

  void note_arrival(prospect_number number, const touchpoint& t) {
    const auto local = zone_.to_local(t.at);
    const auto day = date::floor<date::days>(local);
    const auto today = date::floor<date::days>(zone_.to_local(until_));
    const auto ago = (today - day).count();
    if (ago < 1 || ago > 7 * weeks_of_arrivals) return;
    out_.arrivals.push_back(
        {.day = date::local_days{day.time_since_epoch()}, .time_of_day = local - day, .number = number, .first = t});
  }

  // Those that are gone by this touchpoint: one that fits has been carried out, others just ended.
  bool note_done(const touchpoint& t) {
    bool any = false;
    std::erase_if(waiting_, [&](const waiting_action& w) {
      const auto stays = [&](const action& a) { return w.of.is(a, next_.key(a)); };
      if (std::any_of(next_.actions.begin(), next_.actions.end(), stays)) return false;
      const bool fits = is_ours(t.words) && t.words.channel == w.of.what.channel && t.words.with == w.of.what.to &&
                        (t.words.purpose == w.of.what.purpose || t.words.purpose == purpose::none);
      note_ready(w, fits ? std::optional(t) : std::nullopt, t.at);
      any |= fits;
      return true;
    });
    return any;
  }

  void note_waiting() {
    for (const auto& a : decided_.actions) {
      const auto is_known = [&](const waiting_action& w) { return w.of.is(a, decided_.key(a)); };
      const auto known = std::find_if(waiting_.begin(), waiting_.end(), is_known);
      if (known != waiting_.end()) {
        if (a.when) known->when = std::max(known->when, *a.when);
      } else if (a.when) {
        waiting_.push_back({known_action(a, decided_.key(a)), *a.when});
      }
    }
  }

  static seen_after seen(std::chrono::seconds after, const std::optional<touchpoint>& what) {
    seen_after s{.after = std::max(after, std::chrono::seconds{0})};
    if (!what) return s;
    s.what = what->words;
    if (what->until) s.until = *what->until - what->at;
    return s;
  }

  void note_ready(const waiting_action& w, const std::optional<touchpoint>& done, instant at) {
    if (!done && at <= w.when) return;  // it was not possible yet
    const auto repetition = std::min<std::uint32_t>(w.of.what.repetition, response_model::most_alike);
    out_.when_ready[{w.of.what.cadence, w.of.what.step, static_cast<std::uint8_t>(repetition)}].push_back(seen(at - w.when, done));
  }

  void note_after(const touchpoint& before, const std::optional<touchpoint>& what, instant at) {
    out_.of_itself[{before.words, so_far_.alike()}].push_back(seen(at - before.at, what));
  }

  evaluator engine_;
  zone zone_;
  instant until_;
  response_model& out_;
  situations so_far_;
  decision decided_{}, next_{};
  std::vector<waiting_action> waiting_{};
};

double touches_of_ours(const book& all, const vocabulary& words, instant from, instant to) {
  std::size_t count = 0;
  history log(words);
  for (prospect_number n = 0; n < all.size(); ++n) {
    if (all.is_erased(n)) continue;
    all.history(n, log);
    for (std::size_t i = 0; i < log.size(); ++i)
      if (const auto t = log[i]; from <= t.at && t.at < to && is_ours(t.words)) ++count;
  }
  return static_cast<double>(count);
}

// The middle of what playings say of a week.
double touches_told(const policy& p, const book& all, instant from, const response_model& model, std::uint64_t seed) {
  load_forecast ahead;
  set_days(p, from, 1, ahead);
  auto& days = ahead.days;
  const auto end = from + date::weeks{1};
  std::erase_if(days, [end](instant day) { return day >= end; });
  days.push_back(end);
  std::vector<double> of_run(runs_looked_back);
  play_book(
      p, all, days, model, {.runs = runs_looked_back, .seed = seed},
      [&of_run](std::size_t run, const prospect&, const touchpoint& t) { of_run[run] += is_ours(t.words); }, ahead);
  std::sort(of_run.begin(), of_run.end());
  return of_run[runs_looked_back / 2];
}

}  // namespace

// Root mean square of the logarithm of what was done by what playings say, week by week.
double spread_of(const policy& p, const book& all, instant until, const response_model& model) {
  double sum = 0;
  int weeks = 0;
  for (int back = 1; back <= weeks_looked_back; ++back) {
    const auto from = until - date::weeks{back};
    const auto done = touches_of_ours(all, p.words(), from, from + date::weeks{1});
    const auto said = touches_told(p, all, from, model, static_cast<std::uint64_t>(back));
    if (done < fewest_a_week || said < fewest_a_week) continue;
    const auto off = std::log(done / said);
    sum += off * off, ++weeks;
  }
  return weeks == 0 ? 0 : std::sqrt(sum / weeks);
}

response_model observe(const policy& p, const book& all, instant until) {
  response_model model;
  learner each(p, until, model);
  history log(p.words());
  for (prospect_number n = 0; n < all.size(); ++n) {
    if (all.is_erased(n)) continue;
    all.history(n, log);
    each.learn(n, all.prospect(n), log);
  }
  return model;
}

response_model learn_responses(const policy& p, const book& all, instant until) {
  auto model = observe(p, all, until);
  model.spread = spread_of(p, all, until, model);
  return model;
}

}  // namespace tickler::inline TICKLER_ABI
