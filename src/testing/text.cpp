#include <fmt/format.h>
#include <fmt/ranges.h>

#include <tickler/io/policy_tests.hpp>
#include <tickler/io/results.hpp>

#include "testing/values.hpp"

namespace tickler::inline TICKLER_ABI {
namespace {

std::string place(const policy_test& t, source_position at) { return fmt::format("{}:{}:{}", t.file, at.line, at.column); }

// "ready     email inform, answer/send, due Tue 3 Mar 10:00, overdue"
class action_line {
 public:
  explicit action_line(const decided& d) : decided_(d) {}

  std::string of(const action& a) const {
    auto line = fmt::format("    {:<8} {}", field(a, action_field::state), field(a, action_field::step));
    for (const auto f : {action_field::channel, action_field::purpose})
      if (const auto word = field(a, f); word != none) line += (f == action_field::channel ? ", " : " ") + word;
    if (a.to == party::referrer) line += " to referrer";
    line += times(a);
    if (a.flags != 0) line += ", " + field(a, action_field::flags);
    return line + why(a) + '\n';
  }

 private:
  std::string field(const action& a, action_field f) const { return decided_.value(a, f); }
  std::string clock(instant t) const { return to_text(t, decided_.local); }

  std::string times(const action& a) const {
    if (a.state == action_state::blocked) return ": " + field(a, action_field::missing);
    std::string line;
    if (a.state == action_state::waiting)
      line += a.when ? ", from " + clock(*a.when) : ", behind " + field(a, action_field::behind);
    if (a.due) line += ", due " + deadline_text(*a.due, decided_.local);
    return a.at_latest ? line + ", at latest " + deadline_text(*a.at_latest, decided_.local) : line;
  }

  std::string why(const action& a) const {
    std::vector<std::string> reasons;
    for (const auto& r : decided_.what.reasons_of(a)) reasons.push_back(to_text(decided_.by, r, decided_.local));
    return reasons.empty() ? "" : fmt::format(" ({})", fmt::join(reasons, "; "));
  }

  const decided& decided_;
};

std::string decision_of(const decided& d) {
  auto report = fmt::format("  decided for {}, {}: {}", to_text(d.now, d.local), d.local.name(), to_string(d.what.status));
  if (d.what.next_change) report += ", ask again " + to_text(*d.what.next_change, d.local);
  report += '\n';
  for (const auto& a : d.what.actions) report += action_line(d).of(a);
  return report;
}

}  // namespace

std::string to_text(const policy& p, const policy_test& t, const test_result& r) {
  std::string report;
  if (r.outcome == test_result::verdict::broken)
    for (const auto& d : t.diagnostics) report += to_string(d) + '\n';
  for (const auto& moment : r.failures) {
    const auto local = clock_of(p, t.given);
    for (const auto& d : moment.differences)
      report += fmt::format("{}: failed: {}: {}: expected {}, got {}\n", place(t, d.at), t.name, d.what, d.expected, d.got);
    report += decision_of({p, moment.got, local, moment.now});
  }
  return report;
}

}  // namespace tickler::inline TICKLER_ABI
