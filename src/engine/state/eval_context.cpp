#include "engine/state/eval_context.hpp"

#include <algorithm>
#include <span>

#include "base/ascii_case.hpp"
#include "engine/state/touch.hpp"
#include "policy/computed_window.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

using expr::event_query;
using expr::value;
using what = asked::what;

// A touchpoint as `touch` or `start`.
struct fields {
  touch_words words;
  instant at;
  std::optional<instant> until;
  std::string_view key;
};

// Words are compared as numbers: the compiler has looked up the literals, and lets them be compared with words of their kind alone
// (R65).
template <class Word>
value word(Word w) noexcept {
  return value::of_int(static_cast<std::int64_t>(w));
}

value value_of(const fields& f, what is) {
  switch (is) {
    case what::channel:
      return word(f.words.channel);
    case what::direction:
      return word(f.words.direction);
    case what::purpose:
      return word(f.words.purpose);
    case what::outcome:
      return word(f.words.outcome);
    case what::with:
      return word(f.words.with);
    case what::key:
      return value::of_text(f.key);
    case what::at:
      return value::of_timestamp(f.at);
    case what::until:
      // Without a value here; a policy that asks for it unguarded by has() does not load (R65).
      return f.until ? value::of_timestamp(*f.until) : value{};
    default:
      return value{};
  }
}

// Texts are views of the prospect's record, which outlives the evaluation; the values of a list lie in `items`.
struct as_value {
  std::vector<value>& items;
  value operator()(bool b) const { return value::of_bool(b); }
  value operator()(std::int64_t i) const { return value::of_int(i); }
  value operator()(double d) const { return value::of_double(d); }
  value operator()(std::string_view t) const { return value::of_text(t); }
  value operator()(instant t) const { return value::of_timestamp(t); }
  value operator()(std::chrono::seconds s) const { return value::of_duration(s); }
  value operator()(std::span<const std::string_view> list) const {
    items.clear();
    for (const auto item : list) items.push_back(value::of_text(item));
    return value::of_list(items);
  }
};

// R23: sees the touchpoint alone. Its own instant is `now`, and the names that ask of history are not declared here, so those
// answers are never used.
class touch_scope final : public expr::activation {
 public:
  touch_scope(std::span<const asked> variables, const touch& t, std::vector<value>& memory)
      : variables_(variables), fields_{t.row->words, t.at, t.until, t.first_key()}, keys_(t.keys), memory_(memory) {}

  instant now() const override { return fields_.at; }
  bool has(std::size_t v) const override { return variables_[v].is != what::until || fields_.until; }
  value get(std::size_t v) const override {
    if (variables_[v].is != what::keys) return value_of(fields_, variables_[v].is);
    memory_.clear();
    for (const auto key : keys_) memory_.push_back(value::of_text(key));
    return value::of_list(memory_);
  }
  bool happened(const event_query&) const override { return false; }  // cannot be asked of a touchpoint, nor can the rest
  bool seen(const event_query&) const override { return false; }
  std::optional<instant> last(const event_query&) const override { return std::nullopt; }
  int count(const event_query&) const override { return 0; }
  int times(const event_query&) const override { return 0; }
  std::optional<instant> leaves(const event_query&, int) const override { return std::nullopt; }
  const zone& local() const override { return expr::nowhere(); }
  std::optional<instant> before(const duration&, instant) const override { return std::nullopt; }

 private:
  std::span<const asked> variables_;
  fields fields_;
  std::span<const std::string_view> keys_;
  std::vector<value>& memory_;  // of the list of keys
};

// For a run, for a run that `starting` would start (then run_ is null), or for a rule (both are): names of a run are not declared
// for rules, so start() is never asked without either (R63).
class run_scope final : public expr::activation {
 public:
  run_scope(const eval_context& v, condition_place place, const run* r, const touch* starting)
      : variables_(v.policy.variables[static_cast<std::size_t>(variables_at(place))]), v_(v), run_(r), starting_(starting) {}

  instant now() const override { return v_.now; }

  bool has(std::size_t v) const override {
    switch (variables_[v].is) {
      case what::owner:
        return !v_.who.owner.empty();
      case what::account:
        return !v_.who.account.empty();
      case what::referrer:
        return !v_.who.referrer.empty();
      case what::region:
        return !v_.who.region.empty();
      case what::prospect_fact:
        return v_.memory.facts[variables_[v].index].there;
      case what::until:
        return start().until.has_value();
      default:
        return true;
    }
  }

  value get(std::size_t v) const override {
    switch (variables_[v].is) {
      case what::id:
        return value::of_text(v_.who.id);
      case what::owner:
        return value::of_text(v_.who.owner);
      case what::account:
        return value::of_text(v_.who.account);
      case what::referrer:
        return value::of_text(v_.who.referrer);
      case what::prospect_fact:
        return v_.memory.facts[variables_[v].index].value;
      case what::zone:
        return value::of_text(v_.frame().local.name());
      case what::region:
        return value::of_text(region());
      case what::stage:
        return value::of_int(stage());
      case what::reachable:
        return value::of_bool(v_.reachable);
      default:
        return value_of(start(), variables_[v].is);
    }
  }

  bool happened(const event_query& q) const override { return last(q).has_value(); }
  // R67: by the number of the touchpoint, for several may share a second. A run that is about to start has seen nothing.
  bool seen(const event_query& q) const override { return numbers(q).back() > started_by(); }

  int times(const event_query& q) const override {
    const auto all = numbers(q);
    return static_cast<int>(std::count_if(all.begin(), all.end(), [this](std::uint32_t n) { return n > started_by(); }));
  }

  std::optional<instant> last(const event_query& q) const override {
    // R66: a cadence's `if` is asked on the history with the touchpoint, which the state has not taken in yet.
    if (is_starting(q)) return starting_->at;
    const auto times = newest_last(q);
    return times.empty() ? std::nullopt : std::optional(times.back());
  }

  int count(const event_query& q) const override {
    const auto times = newest_last(q);
    auto begin = times.begin();
    // R67: later than now - d, so what is exactly d old does not count.
    if (q.window) begin = std::upper_bound(times.begin(), times.end(), v_.now - *q.window);
    return static_cast<int>(times.end() - begin) + (is_starting(q) ? 1 : 0);
  }

  // When the nth newest leaves the window, hence when a count falls below n: what next_change asks (R95). No more are kept than
  // the largest literal that a count is compared with, and no condition can ask beyond that.
  std::optional<instant> leaves(const event_query& q, int nth) const override {
    const auto times = newest_last(q);
    if (!q.window || nth < 1 || static_cast<std::size_t>(nth) > times.size()) return std::nullopt;
    const auto end = times[times.size() - static_cast<std::size_t>(nth)] + *q.window;
    return end > v_.now ? std::optional(end) : std::nullopt;
  }

  const zone& local() const override { return v_.frame().local; }
  std::optional<instant> before(const duration& d, instant t) const override {
    const auto found = v_.frame().subtract(d, t);
    return found ? std::optional(found.at) : std::nullopt;
  }

 private:
  // Of its newest touchpoints, from 1 and ascending; 0: there are no more.
  std::span<const std::uint32_t> numbers(const event_query& q) const {
    const auto& w = v_.policy.tracked[q.slot];
    return {v_.folded.tracked_numbers.data() + w.first_number, w.numbered};
  }
  std::uint32_t started_by() const noexcept { return run_ ? run_->started_by : ~std::uint32_t{0}; }

  // R115: whatever the case.
  std::string_view region() const {
    auto& capitals = v_.memory.region;
    capitals.assign(v_.who.region);
    std::transform(capitals.begin(), capitals.end(), capitals.begin(), ascii_upper);
    return capitals;
  }

  bool is_starting(const event_query& q) const { return starting_ && starting_->matches(v_.policy.tracked[q.slot].event); }

  std::span<const instant> newest_last(const event_query& q) const {
    const auto& w = v_.policy.tracked[q.slot];
    return {v_.folded.tracked_times.data() + w.first_slot, v_.folded.tracked_counts[q.slot]};
  }

  int stage() const {
    auto furthest = v_.folded.stage;
    if (starting_) furthest = std::max(furthest, starting_->meant->stage);
    return furthest;
  }

  // The touchpoint that started the run, or is about to.
  fields start() const {
    if (starting_) return {starting_->row->words, starting_->at, starting_->until, starting_->first_key()};
    return {(*v_.policy.rows)[run_->start_words].words, run_->start, run_->until, v_.folded.keys[run_->start_key]};
  }

  std::span<const asked> variables_;
  const eval_context& v_;
  const run* run_;
  const touch* starting_;
};

// Which names there are, by place (R63); of a run those of its steps, which are all that cadences have and more.
condition_place place_of(const run* r, const touch* starting = nullptr) noexcept {
  return r || starting ? condition_place::step : condition_place::rule;
}

}  // namespace

// Only those that conditions read. Whether they are of their declared type has been checked by find_prospect (R7).
void condition_memory::read_facts(const compiled_policy& p, const prospect_view& who) {
  if (p.facts.empty()) return;
  facts.resize(p.draft.facts.size());
  for (const auto f : p.facts) {
    auto& known = facts[f];
    const auto* const found = find_fact(who, *p.draft.facts[f].name);
    known.there = found != nullptr;
    known.value = known.there ? std::visit(as_value{known.items}, *found) : value{};
    if (known.there && is_whole(type_of(*found), *p.draft.facts[f].type)) known.value = as_real(known.value);
  }
}

// R64: no answer is no.
bool holds(const eval_context& v, const expr::program& c, const run* r, const touch* starting) {
  const auto found = c.evaluate(run_scope(v, place_of(r, starting), r, starting), v.memory.scratch);
  return found && found.value.boolean();
}

std::optional<instant> next_change(const eval_context& v, const expr::program& c, const run* r) {
  return c.next_change(run_scope(v, place_of(r), r, nullptr), v.memory.scratch);
}

bool holds(const compiled_policy& p, const expr::program& c, const touch& t, condition_memory& memory) {
  const touch_scope scope(p.variables[static_cast<std::size_t>(condition_place::touch)], t, memory.keys);
  const auto found = c.evaluate(scope, memory.scratch);
  return found && found.value.boolean();
}

expr::explained explain(const eval_context& v, std::string_view written, const run* r, bool full) {
  const auto names = names_at(place_of(r), v.policy.draft, v.policy.words, v.policy.zones);
  const auto& watched = v.policy.tracked;
  // The text is compiled anew for its places, so its queries must be led to the slots in which the state keeps what they ask for.
  const auto slot = [&](event_query& q) {
    const auto found = std::find_if(watched.begin(), watched.end(), [&](const auto& w) { return w.event == q.event; });
    q.slot = static_cast<std::uint32_t>(found - watched.begin());
  };
  return expr::explain(written, names.environment, slot, run_scope(v, place_of(r), r, nullptr), v.memory.scratch, full);
}

std::optional<std::chrono::seconds> length(const eval_context& v, const expr::program& c, const run& r) {
  return window_length(c.evaluate(run_scope(v, condition_place::window, &r, nullptr), v.memory.scratch));
}

}  // namespace tickler::inline TICKLER_ABI
