#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <tickler/evaluate.hpp>
#include <tickler/io/policy_tests.hpp>
#include <tickler/io/touches.hpp>

#include "testing/values.hpp"
#include "testing/wall_time.hpp"

namespace tickler::inline TICKLER_ABI {
namespace {

bool is_met(const expected_field& wanted, const std::string& got) {
  if (wanted.field != action_field::missing || wanted.value == none) return got == wanted.value;
  return got.find(wanted.value) != got.npos;
}

std::string_view word_of(action_field field) { return action_field_names[static_cast<std::size_t>(field)]; }

// "step: answer/send, due: 2026-03-02 10:00"
std::string text_of(const expected_action& wanted) {
  std::vector<std::string> fields;
  for (const auto& f : wanted.fields) fields.push_back(fmt::format("{}: {}", word_of(f.field), f.value));
  return fmt::format("{}", fmt::join(fields, ", "));
}

// Holds one decision against what is expected of it.
class comparison {
 public:
  explicit comparison(const decided& d) : decided_(d) {}

  std::vector<test_difference> of(const expectation& wanted) && {
    if (wanted.status) compare(wanted.status->at, "status", name_of(wanted.status->value), name_of(decided_.what.status));
    if (wanted.actions) compare_all(*wanted.actions);
    for (const auto& each : wanted.some)
      if (!finds(each)) differ(each.at, "some", text_of(each), "no such action");
    for (const auto& each : wanted.nothing)
      for (const auto& a : decided_.what.actions)
        if (fits(each, a)) differ(each.at, "nothing", "no action with " + text_of(each), decided_.step_of(a));
    if (wanted.next_change)
      compare(wanted.next_change->at, "next_change", wanted.next_change->value, decided_.time(decided_.what.next_change));
    return std::move(found_);
  }

 private:
  static std::string name_of(status s) { return std::string(to_string(s)); }

  void differ(source_position at, std::string what, std::string expected, std::string got) {
    found_.push_back({at, std::move(what), std::move(expected), std::move(got)});
  }

  void compare(source_position at, std::string_view what, const std::string& expected, const std::string& got) {
    if (expected != got) differ(at, std::string(what), expected, got);
  }

  bool fits(const expected_action& wanted, const action& a) const {
    return std::all_of(wanted.fields.begin(), wanted.fields.end(),
                       [&](const auto& f) { return is_met(f, decided_.value(a, f.field)); });
  }

  bool finds(const expected_action& wanted) const {
    const auto& actions = decided_.what.actions;
    return std::any_of(actions.begin(), actions.end(), [&](const action& a) { return fits(wanted, a); });
  }

  // Field by field where the lists are as long as each other: else the fields of the wrong actions would be compared.
  void compare_all(const located<std::vector<expected_action>>& wanted) {
    const auto& actions = decided_.what.actions;
    if (actions.size() != wanted->size()) return differ(wanted.at, "actions", counted(wanted->size()), all_steps());
    for (std::size_t i = 0; i < actions.size(); ++i)
      for (const auto& f : (*wanted)[i].fields) {
        const auto got = decided_.value(actions[i], f.field);
        if (!is_met(f, got)) differ(f.at, fmt::format("actions[{}].{}", i + 1, word_of(f.field)), f.value, got);
      }
  }

  static std::string counted(std::size_t count) { return count == 0 ? std::string(none) : std::to_string(count); }

  std::string all_steps() const {
    const auto& actions = decided_.what.actions;
    if (actions.empty()) return std::string(none);
    std::vector<std::string> steps;
    for (const auto& a : actions) steps.push_back(decided_.step_of(a));
    return fmt::format("{}: {}", actions.size(), fmt::join(steps, ", "));
  }

  const decided& decided_;
  std::vector<test_difference> found_{};
};

// Asks what is expected to be answered.
class permissions {
 public:
  permissions(const policy& p, const prospect& who, const zone& local) : policy_(p), who_(who), local_(local), engine_(p) {}

  void compare(const test_moment& moment, const history& log, std::vector<test_difference>& out) {
    for (std::size_t i = 0; i < moment.expect.may.size(); ++i) {
      const auto& wanted = moment.expect.may[i];
      const auto touch = parse_touch(policy_, {wanted.channel, wanted.purpose, wanted.to, wanted.step, wanted.key}).value();
      may(engine_, who_, log, moment.now, touch, answer_, {.pushes_back = false});
      for (const auto& f : wanted.fields)
        if (const auto got = value(f.what); !is_met(f, got))
          out.push_back({f.at, fmt::format("may[{}].{}", i + 1, name_of(f.what)), f.value, got});
    }
  }

 private:
  static std::string_view name_of(permission_field f) { return permission_field_names[static_cast<std::size_t>(f)]; }

  // Of several rules that decide, any one of them.
  bool is_met(const expected_permission::field& wanted, const std::string& got) const {
    if (wanted.what != permission_field::because) return wanted.value == got;
    const auto all = deciding();
    return std::find(all.begin(), all.end(), wanted.value) != all.end() || (all.empty() && wanted.value == none);
  }

  std::string value(permission_field f) const {
    switch (f) {
      case permission_field::verdict:
        return std::string(to_string(answer_.verdict));
      case permission_field::when:
        return time(answer_.when);
      case permission_field::until:
        return time(answer_.until);
      case permission_field::because:
        break;
    }
    const auto all = deciding();
    return all.empty() ? std::string(none) : fmt::format("{}", fmt::join(all, ", "));
  }

  std::string time(const std::optional<instant>& t) const { return t ? wall_time(*t, local_) : std::string(none); }

  std::vector<std::string> deciding() const {
    std::vector<std::string> names;
    for (const auto& r : answer_.rulings) {
      if (!r.decides) continue;
      const auto name = tickler::name_of(policy_, r);
      names.emplace_back(name.empty() ? to_string(r.kind) : name);
    }
    return names;
  }

  const policy& policy_;
  const prospect& who_;
  const zone& local_;
  evaluator engine_;
  permission answer_{};
};

}  // namespace

test_result run_policy_test(const policy& p, const policy_test& t) {
  if (!t.diagnostics.empty()) return {test_result::verdict::broken};
  const auto local = clock_of(p, t.given);
  history log(p.words());
  test_result result;
  permissions asked(p, t.given, local);
  for (const auto& moment : t.moments) {
    for (const auto& touch : moment.touchpoints) log.add(touch);
    auto got = evaluate(p, t.given, log, moment.now);
    auto differences = comparison({p, got, local, moment.now}).of(moment.expect);
    asked.compare(moment, log, differences);
    if (!differences.empty()) result.failures.push_back({moment.now, std::move(differences), std::move(got)});
  }
  if (!result.failures.empty()) result.outcome = test_result::verdict::failed;
  return result;
}

std::size_t tested_policy::count(test_result::verdict v) const noexcept {
  return static_cast<std::size_t>(std::count_if(results.begin(), results.end(), [v](const auto& r) { return r.outcome == v; }));
}

}  // namespace tickler::inline TICKLER_ABI
