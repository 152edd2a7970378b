#include "scene.hpp"

#include <algorithm>
#include <functional>

#include "random_policy.hpp"

namespace plain {

namespace {

void forget_steps(tickler::policy_draft& p, const std::string& prefix) {
  const auto is_gone = [&](const tickler::located_string& name) { return name->compare(0, prefix.size(), prefix) == 0; };
  const auto forget = [&](std::vector<tickler::located_string>& except) {
    except.erase(std::remove_if(except.begin(), except.end(), is_gone), except.end());
  };
  for (auto& l : p.limits) forget(l.except);
  for (auto& h : p.holds) forget(h.except);
}

template <class T>
void erase_at(std::vector<T>& list, std::size_t i) {
  list.erase(list.begin() + static_cast<std::ptrdiff_t>(i));
}

struct simplifier {
  const scene& s;
  std::vector<scene> made{};

  template <class Change>
  void with(Change&& change) {
    made.push_back(s);
    change(made.back());
  }

  template <class Member>
  void drop_each(Member member, std::size_t least = 0) {
    const auto& list = std::invoke(member, s);
    if (list.size() > least)
      for (std::size_t i = 0; i < list.size(); ++i) with([&](scene& x) { erase_at(std::invoke(member, x), i); });
  }

  void policy_parts() {
    using draft = tickler::policy_draft;
    const auto part = [](auto member) {
      return [member](auto& x) -> auto& { return x.policy.*member; };
    };
    if (s.policy.cadences.size() > 1)
      for (std::size_t i = 0; i < s.policy.cadences.size(); ++i) with([&](scene& x) { x.policy = without_cadence(x.policy, i); });
    drop_each(part(&draft::limits));
    drop_each(part(&draft::holds));
    drop_each(part(&draft::never));
    drop_each(part(&draft::stops));
    if (s.policy.closes.given()) with([](scene& x) { x.policy.closes = {}; });
    for (std::size_t c = 0; c < s.policy.calendars.size(); ++c)
      drop_each([c](auto& x) -> auto& { return x.policy.calendars[c].closed; });
    for (std::size_t c = 0; c < s.policy.calendars.size(); ++c)
      drop_each([c](auto& x) -> auto& { return x.policy.calendars[c].special; });
    for (std::size_t c = 0; c < s.policy.channels.size(); ++c) {
      drop_each([c](auto& x) -> auto& { return x.policy.channels[c].calendars; });
      drop_each([c](auto& x) -> auto& { return x.policy.channels[c].needs; });
    }
  }

  template <class Part>
  void condition_of_each(Part part) {
    for (std::size_t i = 0; i < part(s).size(); ++i)
      if (part(s)[i].condition.given()) with([&](scene& x) { part(x)[i].condition = {}; });
  }

  void conditions() {
    condition_of_each([](auto& x) -> auto& { return x.policy.limits; });
    condition_of_each([](auto& x) -> auto& { return x.policy.holds; });
    condition_of_each([](auto& x) -> auto& { return x.policy.never; });
    for (std::size_t i = 0; i < s.policy.events.size(); ++i)
      condition_of_each([i](auto& x) -> auto& { return x.policy.events[i].any_of; });
  }

  void cadence_parts(std::size_t c) {
    const auto& cadence = s.policy.cadences[c];
    if (cadence.steps.size() > 1)
      for (std::size_t i = 0; i < cadence.steps.size(); ++i)
        with([&](scene& x) {
          forget_steps(x.policy, *cadence.name + "/" + *cadence.steps[i].name);
          erase_at(x.policy.cadences[c].steps, i);
        });
    const auto reset = [&](auto member, auto value) {
      if (!(cadence.*member == value)) with([&](scene& x) { x.policy.cadences[c].*member = value; });
    };
    using draft = tickler::cadence_draft;
    reset(&draft::restart, tickler::located<bool>(false));
    reset(&draft::condition, tickler::expression{});
    reset(&draft::per, tickler::located<tickler::run_per>(tickler::run_per::prospect));
    if (cadence.ends.given()) with([&](scene& x) { x.policy.cadences[c].ends = {}; });
    if (cadence.again.when != tickler::again_draft::kind::yes) with([&](scene& x) { x.policy.cadences[c].again = {}; });
    for (std::size_t i = 0; i < cadence.steps.size(); ++i) step_parts(c, i);
  }

  void step_parts(std::size_t c, std::size_t i) {
    using draft = tickler::step_draft;
    const auto& step = s.policy.cadences[c].steps[i];
    const auto change = [&](auto&& how) { with([&](scene& x) { how(x.policy.cadences[c].steps[i]); }); };
    if (step.condition.given()) change([](draft& d) { d.condition = {}; });
    if (step.computed_after.given()) change([](draft& d) { d.computed_after = {}, d.repeat = 1; });
    if (step.computed_within.given()) change([](draft& d) { d.computed_within = {}; });
    if (step.computed_at_latest.given()) change([](draft& d) { d.computed_at_latest = {}, d.when_late.reset(); });
    if (step.expires) change([](draft& d) { d.expires.reset(); });
    if (step.done.given()) change([](draft& d) { d.done = {}; });
    if (step.at) change([](draft& d) { d.at.reset(), d.at_next = false; });
    if (step.at_latest) change([](draft& d) { d.at_latest.reset(), d.when_late.reset(), d.at_latest_is_before = false; });
    if (step.within) change([](draft& d) { d.within.reset(), d.within_is_before = false; });
    if (step.when_late) change([](draft& d) { d.when_late.reset(); });
    if (*step.repeat != 1) change([](draft& d) { d.repeat = 1; });
    if (!step.calendars.empty()) change([](draft& d) { d.calendars.clear(); });
    if (step.channels.size() > 1) change([](draft& d) { d.channels.resize(1); });
    if (*step.to != tickler::party::prospect) change([](draft& d) { d.to = tickler::party::prospect; });
  }

  void touches() {
    drop_each([](auto& x) -> auto& { return x.history; });
    for (std::size_t i = 0; i < s.history.size(); ++i) {
      if (s.history[i].until) with([&](scene& x) { x.history[i].until.reset(); });
      if (!s.history[i].steps.empty()) with([&](scene& x) { x.history[i].steps.pop_back(); });
      if (!s.history[i].keys.empty()) with([&](scene& x) { x.history[i].keys.pop_back(); });
    }
  }
};

}  // namespace

tickler::policy_draft without_cadence(tickler::policy_draft policy, std::size_t index) {
  forget_steps(policy, *policy.cadences[index].name + "/");
  erase_at(policy.cadences, index);
  return policy;
}

std::vector<scene> simpler(const scene& s) {
  simplifier all{s};
  all.drop_each(
      [](auto& x) -> auto& { return x.nows; }, 1);
  all.touches();
  all.policy_parts();
  all.conditions();
  for (std::size_t c = 0; c < s.policy.cadences.size(); ++c) all.cadence_parts(c);
  for (const auto& known : s.who.contact) all.with([&](scene& x) { x.who.contact.erase(known.first); });
  for (const auto& known : s.who.facts) all.with([&](scene& x) { x.who.facts.erase(known.first); });
  for (auto& each : all.made) note_counts(each.policy, each.who, each.history);
  return all.made;
}

rc::Gen<scene> scenes() {
  return [](const rc::Random& random, int size) {
    dice d(random);
    const auto set = random_setting(d);
    scene s{.policy = random_policy(d, set), .who = random_prospect(d, set)};
    s.history = random_history(d, set, s.policy, d.from(size / 12, 2 + size / 4));
    note_counts(s.policy, s.who, s.history);
    s.nows = random_nows(d, set, s.history, 3);
    return rc::shrinkable::shrinkRecur(std::move(s), [](const scene& x) { return rc::seq::fromContainer(simpler(x)); });
  };
}

tickler::touchpoint to_touchpoint(const touch& e, tickler::vocabulary words) {
  tickler::touchpoint t{.at = e.at,
                        .words = {.direction = e.direction, .with = e.with},
                        .until = e.until,
                        .steps = e.steps,
                        .keys = e.keys,
                        .address = e.address};
  if (!e.channel.empty()) t.words.channel = words.intern<tickler::channel>(e.channel);
  if (!e.purpose.empty()) t.words.purpose = words.intern<tickler::purpose>(e.purpose);
  if (!e.outcome.empty()) t.words.outcome = words.intern<tickler::outcome>(e.outcome);
  return t;
}

tickler::history to_history(const std::vector<touch>& all, const tickler::vocabulary& words) {
  tickler::history log(words);
  for (const auto& e : all) log.add(to_touchpoint(e, words));
  return log;
}

}  // namespace plain
