#include <algorithm>
#include <bit>
#include <stdexcept>
#include <tickler/evaluate.hpp>
#include <tuple>

#include "condition/time_arithmetic.hpp"
#include "engine/candidate.hpp"
#include "engine/fold.hpp"
#include "engine/step_name.hpp"
#include "hash.hpp"

namespace tickler {

namespace {

void feed(fnv_hash& hash, const fact& f) {
  struct {
    fnv_hash& hash;
    void operator()(bool b) const { hash.number(b); }
    void operator()(std::int64_t i) const { hash.number(i); }
    void operator()(double d) const { hash.number(std::bit_cast<std::int64_t>(d)); }
    void operator()(const std::string& t) const { hash.text(t); }
    void operator()(instant t) const { hash.number(t.time_since_epoch().count()); }
    void operator()(std::chrono::seconds s) const { hash.number(s.count()); }
    void operator()(const std::vector<std::string>& list) const {
      hash.number(static_cast<std::int64_t>(list.size()));
      for (const auto& item : list) hash.text(item);
    }
  } feeder{hash};
  hash.number(static_cast<std::int64_t>(f.index()));
  std::visit(feeder, f);
}

void feed(fnv_hash& hash, const compiled_policy& p, const asked& variable, const prospect& who) {
  using what = asked::what;
  if (variable.is == what::prospect_fact) {
    const auto found = who.facts.find(*p.draft.facts[variable.index].name);
    hash.number(found != who.facts.end());
    if (found != who.facts.end()) feed(hash, found->second);
  } else {
    hash.text(variable.is == what::id        ? who.id
              : variable.is == what::owner   ? who.owner
              : variable.is == what::account ? who.account
                                             : who.referrer);
  }
}

// The fields of a prospect that a state depends on.
std::uint64_t fingerprint_of(const compiled_policy& p, const prospect& who) {
  fnv_hash hash;
  hash.text(who.zone), hash.text(who.owner_zone), hash.text(who.region);
  for (const auto& asked : p.folded_variables) feed(hash, p, asked, who);
  return hash.value();
}

// Whether conditions can compute with it: a duration in nanoseconds, an instant of the years 1 to 9999.
bool is_in_range(const fact& f) noexcept {
  using namespace std::chrono;
  if (const auto* d = std::get_if<seconds>(&f)) {
    constexpr auto most = duration_cast<seconds>(condition::nanoseconds::max());
    return -most <= *d && *d <= most;
  }
  if (const auto* t = std::get_if<instant>(&f))
    return t->time_since_epoch() >= seconds{condition::least_seconds} && t->time_since_epoch() <= seconds{condition::most_seconds};
  return true;
}

// A fact that a condition reads must be what the policy says; one that is not there is not known.
prospect_problem problem_of_facts(const compiled_policy& p, const prospect& who) {
  for (const auto f : p.facts) {
    const auto& declared = p.draft.facts[f];
    const auto found = who.facts.find(*declared.name);
    if (found == who.facts.end()) continue;
    if (type_of(found->second) != *declared.type || !is_in_range(found->second)) return prospect_problem::wrong_fact;
  }
  return prospect_problem::none;
}

struct located {
  const site* where = nullptr;  // none with a problem
  prospect_problem problem = prospect_problem::none;
};

located locate(const compiled_policy& p, const prospect& who) {
  const auto at = p.where->find(who);
  if (!at.where) return {nullptr, at.problem};
  const auto problem = problem_of_facts(p, who);
  return {problem == prospect_problem::none ? at.where : nullptr, problem};
}

void clear(decision& d) {
  d.status = status::unattended;
  d.problem = prospect_problem::none;
  d.next_change.reset();
  d.actions.clear(), d.keys.clear(), d.reasons.clear(), d.blockers.clear();
}

void place_all(const question& q, work_space::impl& space) {
  auto& all = space.candidates;
  all.clear();
  for (const auto& r : q.folded.runs)
    if (auto c = offer(q, r)) all.push_back(*std::move(c));
  std::sort(all.begin(), all.end(), [&](const candidate& a, const candidate& b) {
    const auto order = [&](const candidate& c) {
      return std::tuple(c.rank, c.result.start, q.out.key(c.result), c.result.ordinal);
    };
    return order(a) < order(b);
  });
  for (std::size_t i = 0; i < all.size(); ++i) place_one(q, space, i);
}

// Ready, waiting, blocked; each by `when`, then as placed. Their reasons were written in order of placement.
void put_in_order(decision& out, const std::vector<candidate>& all) {
  for (const auto& c : all) out.actions.push_back(c.result);
  std::sort(out.actions.begin(), out.actions.end(), [](const action& a, const action& b) {
    const auto order = [](const action& x) { return std::tuple(x.state, x.when.value_or(instant::max()), x.reason_begin); };
    return order(a) < order(b);
  });
  for (auto& a : out.actions) {
    if (a.behind == action::not_behind) continue;
    const auto front =
        std::find_if(out.actions.begin(), out.actions.end(), [&](const action& b) { return b.reason_begin == a.behind; });
    a.behind = static_cast<std::uint32_t>(front - out.actions.begin());
  }
}

status status_of(const decision& d, bool closed) noexcept {
  if (d.actions.empty()) return closed ? status::closed : status::unattended;
  switch (d.actions.front().state) {  // the first in order tells
    case action_state::ready:
      return status::active;
    case action_state::waiting:
      return status::waiting;
    case action_state::blocked:
      break;
  }
  return status::blocked;
}

void invalidate(decision& out, prospect_problem problem) {
  out.status = status::invalid;
  out.problem = problem;
}

void decide_at(const compiled_policy& p, const site& where, const prospect& who, const state::impl& s, instant now, decision& out) {
  clear(out);
  if (s.problem != prospect_problem::none) return invalidate(out, s.problem);
  if (s.stopped()) {
    out.status = status::stopped;
    return;
  }
  auto& space = out.space.get();
  space.conditions.read_facts(p, who);
  place_all(question({p, where, who, s, now, space.conditions}, out), space);
  put_in_order(out, space.candidates);
  out.status = status_of(out, s.closed);
}

void check_now(instant now) {
  if (!in_range(now)) throw std::invalid_argument("`now` is outside 1970 to 2037");
}

void fold_into(const compiled_policy& p, const site& where, const prospect& who, const history& log, instant until,
               state::impl& s) {
  if (!(log.words() == p.words)) throw std::invalid_argument("a history of another vocabulary than the policy's");
  s.reset(p, fingerprint_of(p, who));
  folder fold(p, where, who, s);
  for (const auto& e : log.entries()) {
    if (e.at > until) break;
    touch t{.at = e.at, .row = &(*p.rows)[e.words]};
    if (e.extra != 0) {
      const auto& x = log.extras()[e.extra - 1];
      t.until = x.until, t.key = x.key, t.steps = x.steps;
    }
    fold.take(t);
  }
}

// A prospect whose place is unknown has a state too: one that says so.
void fold_nowhere(const compiled_policy& p, const prospect& who, prospect_problem problem, state::impl& s) {
  s.reset(p, fingerprint_of(p, who));
  s.problem = problem;
}

void check_state(const compiled_policy& p, const prospect& who, const state::impl& s) {
  if (s.policy != p.fingerprint || !s.words || !(*s.words == p.words)) throw std::invalid_argument("a state of another policy");
  if (s.prospect != fingerprint_of(p, who))
    throw std::invalid_argument("a state of another prospect, or of one since changed: fold again");
}

}  // namespace

work_space::work_space() noexcept = default;
work_space::work_space(const work_space&) noexcept {}
work_space::work_space(work_space&&) noexcept = default;
work_space& work_space::operator=(const work_space&) noexcept { return *this; }
work_space& work_space::operator=(work_space&&) noexcept = default;
work_space::~work_space() = default;

work_space::impl& work_space::get() {
  if (!impl_) impl_ = std::make_unique<impl>();
  return *impl_;
}

state::state() : impl_(std::make_unique<impl>()) {}
state::state(const state& other) : impl_(std::make_unique<impl>(*other.impl_)) {}
state::state(state&&) noexcept = default;
state& state::operator=(const state& other) {
  if (this != &other) *this = state(other);
  return *this;
}
state& state::operator=(state&&) noexcept = default;
state::~state() = default;

state fold(const policy& p, const prospect& who, const history& log, instant until) {
  const auto& compiled = p.compiled();
  check_now(until);
  state s;
  const auto at = locate(compiled, who);
  if (at.where)
    fold_into(compiled, *at.where, who, log, until, s.get());
  else
    fold_nowhere(compiled, who, at.problem, s.get());
  return s;
}

void advance(const policy& p, const prospect& who, state& s, const touchpoint& t) {
  const auto& compiled = p.compiled();
  auto& inside = s.get();
  check_state(compiled, who, inside);
  if (inside.last && t.at < *inside.last) throw std::invalid_argument("a touchpoint older than the last: fold again");
  if (inside.problem != prospect_problem::none) return;
  history one(compiled.words);  // checks it
  one.add(t);
  const auto at = locate(compiled, who);
  folder(compiled, *at.where, who, inside).take({t.at, &(*compiled.rows)[one.entries()[0].words], t.until, t.key, t.steps});
}

void decide(const policy& p, const prospect& who, const state& s, instant now, decision& out) {
  const auto& compiled = p.compiled();
  check_now(now);
  check_state(compiled, who, s.get());
  if (s.get().last && now < *s.get().last) throw std::invalid_argument("`now` is before the state's last touchpoint");
  const auto at = locate(compiled, who);
  clear(out);
  if (!at.where) return invalidate(out, at.problem);
  decide_at(compiled, *at.where, who, s.get(), now, out);
}

decision decide(const policy& p, const prospect& who, const state& s, instant now) {
  decision out;
  decide(p, who, s, now, out);
  return out;
}

void evaluate(const policy& p, const prospect& who, const history& log, instant now, state& scratch, decision& out) {
  const auto& compiled = p.compiled();
  check_now(now);
  const auto at = locate(compiled, who);
  clear(out);
  if (!at.where) return invalidate(out, at.problem);
  fold_into(compiled, *at.where, who, log, now, scratch.get());
  decide_at(compiled, *at.where, who, scratch.get(), now, out);
}

decision evaluate(const policy& p, const prospect& who, const history& log, instant now) {
  state scratch;
  decision out;
  evaluate(p, who, log, now, scratch, out);
  return out;
}

std::string id_of(const policy& p, const decision& d, const action& a) {
  return to_text(p.compiled(), {a.cadence, a.step, true, a.repetition, a.start, a.ordinal, {}}, d.key(a));
}

}  // namespace tickler
