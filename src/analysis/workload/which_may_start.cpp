#include <algorithm>
#include <map>
#include <tickler/audit.hpp>
#include <utility>

#include "analysis/workload/newcomers.hpp"
#include "analysis/workload/player.hpp"
#include "analysis/workload/playings.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

bool is_too_often(std::size_t count, std::size_t runs) { return count * 10 > runs; }

struct played_touch {
  std::size_t run = 0;
  instant at{};
  tickler::channel channel{};
};

// What somebody has to do of one kind, by playing and day, as it fills up.
class filling {
 public:
  filling(const std::vector<instant>& days, const std::vector<double>& factors, channel of, double most)
      : days_(days), factors_(factors), of_(of), most_(most), counts_(factors.size() * (days.size() - 1)) {}

  channel of() const noexcept { return of_; }

  void add(const played_touch& t, int by) {
    if (of_ == channel::none || of_ == t.channel) counts_[t.run * (days_.size() - 1) + day_of(days_, t.at)] += by;
  }

  std::optional<std::size_t> overfull() const {
    for (std::size_t day = 0; day + 1 < days_.size(); ++day) {
      std::size_t too_much = 0;
      for (std::size_t run = 0; run < factors_.size(); ++run)
        too_much += counts_[run * (days_.size() - 1) + day] * factors_[run] > most_;
      if (is_too_often(too_much, factors_.size())) return day;
    }
    return std::nullopt;
  }

 private:
  const std::vector<instant>& days_;
  const std::vector<double>& factors_;
  channel of_;
  double most_;
  std::vector<int> counts_;
};

// An owner, and all that she is to do.
class desk {
 public:
  desk(const std::vector<instant>& days, const std::vector<double>& factors, const owner_capacity& can)
      : days_(days), broken_(factors.size()) {
    if (can.a_day) fillings_.emplace_back(days, factors, channel::none, *can.a_day);
    for (const auto& [on, most] : can.by_channel) fillings_.emplace_back(days, factors, on, most);
  }

  void add(const played_touch& t) {
    for (auto& f : fillings_) f.add(t, 1);
  }

  // One more who begins: her touches, and when in each playing a promise to her is broken first. False: there is no room.
  bool add(const std::vector<played_touch>& touches, const std::vector<std::optional<instant>>& broken, room_for_starts& room) {
    auto all_broken = broken_;
    for (std::size_t run = 0; run < broken.size(); ++run)
      if (broken[run]) all_broken[run] = true;
    if (is_too_often(static_cast<std::size_t>(std::count(all_broken.begin(), all_broken.end(), true)), broken.size())) {
      std::optional<instant> first;
      for (const auto& at : broken)
        if (at && (!first || *at < *first)) first = at;
      room.late = day_of(days_, first.value_or(days_.front()));
      return false;
    }
    for (const auto& t : touches) add(t);
    if (has_room(room)) {
      broken_ = std::move(all_broken);
      return true;
    }
    for (const auto& t : touches)
      for (auto& f : fillings_) f.add(t, -1);
    return false;
  }

  bool has_room(room_for_starts& room) const {
    for (const auto& f : fillings_) {
      const auto day = f.overfull();
      if (day && (!room.full || *day < *room.full)) room.full = day, room.channel = f.of();
    }
    return !room.full;
  }

 private:
  const std::vector<instant>& days_;
  std::vector<filling> fillings_{};
  std::vector<bool> broken_;  // by playing
};

// A promise of the policy that is no matter of how long somebody is attended to.
bool is_of_touches(const promise_draft& p) { return p.what != promise_draft::kind::next_action; }

class starter {
 public:
  starter(const policy& p, const response_model& model, const forecast_options& options, const load_forecast& ahead)
      : policy_(p),
        options_(options),
        from_(ahead.days.front()),
        end_(std::min(ahead.days.back(), time_end)),
        plays_(p, model),
        log_(p.words()) {
    plays_.watch();
    const auto& promises = p.draft().promises;
    audits_ = std::any_of(promises.begin(), promises.end(), is_of_touches);
  }

  bool let_in(const beginning_of_future& nobody, const touchpoint& first, desk& of, room_for_starts& room) {
    constexpr std::uint64_t starters = std::uint64_t{1} << 50;  // apart from what is drawn for others
    touches_.clear();
    broken_.assign(options_.runs, std::nullopt);
    for (std::size_t run = 0; run < options_.runs; ++run) {
      log_ = history(policy_.words());
      plays_.play_new(nobody, first, end_, split_mix(options_.seed, run, starters + count_), [&](const touchpoint& t) {
        if (is_ours(t.words)) touches_.push_back({run, t.at, t.words.channel});
        if (audits_) log_.add(t);
      });
      broken_[run] = first_broken(nobody.who);
    }
    ++count_;
    return of.add(touches_, broken_, room);
  }

 private:
  std::optional<instant> first_broken(const prospect& who) const {
    auto at = plays_.late();
    if (at && *at >= end_) at.reset();
    if (!audits_) return at;
    for (const auto& f : audit(policy_, who, log_, from_, end_).findings) {
      if (f.verdict != verdict::broken || !is_of_touches(policy_.draft().promises[f.promise])) continue;
      const auto then = f.ended_by ? f.ended_by->at : f.deadline.value_or(f.at);
      if (!at || then < *at) at = std::min(then, end_ - std::chrono::seconds{1});
    }
    return at;
  }

  const policy& policy_;
  const forecast_options& options_;
  instant from_, end_;
  player plays_;
  history log_;
  bool audits_ = false;
  std::uint64_t count_ = 0;
  std::vector<played_touch> touches_{};
  std::vector<std::optional<instant>> broken_{};
};

}  // namespace

std::vector<room_for_starts> which_may_start(const policy& p, const book& all, instant now, const response_model& model,
                                             const std::vector<wanted_starts>& wanted, const forecast_options& options) {
  std::vector<touchpoint> firsts;
  std::map<std::string, std::vector<played_touch>> before;
  for (const auto& w : wanted) firsts.push_back(start_of(p, w.cadence, now)), before[w.owner];
  auto hears = options;
  hears.heard = [&](std::size_t run, const prospect& who, const touchpoint& t) {
    const auto found = before.find(who.owner);
    if (found != before.end() && is_ours(t.words)) found->second.push_back({run, t.at, t.words.channel});
    if (options.heard) options.heard(run, who, t);
  };
  const auto without = forecast(p, all, now, model, hears);
  std::vector<double> factors;
  for (std::size_t run = 0; run < options.runs; ++run) factors.push_back(how_far_off(model.spread, options.seed, run));

  std::map<std::string, desk> desks;
  for (const auto& [owner, touches] : before) {
    const auto can = model.owners.find(owner);
    auto& made =
        desks.try_emplace(owner, without.days, factors, can == model.owners.end() ? owner_capacity{} : can->second).first->second;
    for (const auto& t : touches) made.add(t);
  }
  starter starts(p, model, options, without);
  std::vector<room_for_starts> rooms;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    auto& of = desks.at(wanted[i].owner);
    const auto nobody = nobody_of(p, wanted[i].owner);
    auto& room = rooms.emplace_back();
    if (!of.has_room(room)) continue;
    while (room.starts < wanted[i].starts && starts.let_in(nobody, firsts[i], of, room)) ++room.starts;
  }
  return rooms;
}

room_for_starts how_many_may_start(const policy& p, const book& all, instant now, const response_model& model,
                                   std::string_view cadence, const starting_limits& limits, const forecast_options& options) {
  auto changed = model;
  if (limits.touches_a_day) changed.owners[limits.owner].a_day = limits.touches_a_day;
  return which_may_start(p, all, now, changed, {{std::string(cadence), limits.owner, limits.most}}, options).front();
}

}  // namespace tickler::inline TICKLER_ABI
