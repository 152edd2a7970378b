// The values of a policy as an author writes them, on a line of YAML. Empty: not given. Texts of one value alone (names, notes,
// conditions, windows that are worked out) are as they are: yaml_scalar puts those in quotes that YAML would take for something
// else.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tickler/policy_draft.hpp>
#include <vector>

namespace tickler::inline TICKLER_ABI {

// As one value among others on a line.
TICKLER_API std::string yaml_scalar(std::string_view text);

inline std::string text_of(const std::string& t) { return t; }
inline std::string text_of(bool b) { return b ? "true" : "false"; }
inline std::string text_of(std::int64_t n) { return std::to_string(n); }
inline std::string text_of(std::int32_t times) { return times == repeat_forever ? "forever" : std::to_string(times); }
TICKLER_API std::string text_of(std::chrono::minutes time_of_day);
TICKLER_API std::string text_of(date::year_month_day day);
inline std::string text_of(const duration& d) { return to_string(d); }
inline std::string text_of(const expression& e) { return e.text; }
TICKLER_API std::string text_of(fact_type t);
TICKLER_API std::string text_of(party p);
TICKLER_API std::string text_of(direction d);
TICKLER_API std::string text_of(anchor from);
TICKLER_API std::string text_of(step_clock clock);
TICKLER_API std::string text_of(run_per per);
TICKLER_API std::string text_of(promise_draft::kind what);  // of those that have a word
TICKLER_API std::string text_of(const closure& c);
TICKLER_API std::string text_of(const special_day& d);
TICKLER_API std::string text_of(const pattern_draft& p);
TICKLER_API std::string text_of(const event_ref& events);
TICKLER_API std::string text_of(const event_count_draft& count);
TICKLER_API std::string text_of(const when_late_draft& w);
TICKLER_API std::string text_of(const again_draft& again);
TICKLER_API std::string text_of(const std::vector<located_string>& names);
TICKLER_API std::string text_of(const std::vector<located<party>>& with);
TICKLER_API std::string text_of(const std::vector<located<direction>>& directions);
TICKLER_API std::string text_of(const std::vector<located<opening>>& hours);
TICKLER_API std::string text_of(const std::vector<pattern_draft>& any_of);
TICKLER_API std::string text_of(const std::vector<variant_draft>& variants);

template <class T>
TICKLER_API std::string text_of(const located<T>& w) {
  return text_of(w.value);
}
template <class T>
TICKLER_API std::string text_of(const std::optional<T>& maybe) {
  return maybe ? text_of(*maybe) : "";
}

// All of them, by region where there is one: "{12-24: 09:00-12:00}".
TICKLER_API std::string special_text(const std::vector<located<special_day>>& days);

// Keys that several members hold: a part of a window, a time of day, whose clock, what is never done.
TICKLER_API std::string text_of(const std::optional<located<duration>>& constant, bool is_before, const expression& computed);
TICKLER_API std::string text_of(const std::optional<located<std::chrono::minutes>>& time_of_day, const located<bool>& next);
TICKLER_API std::string text_of(calendar_draft::clock whose, const located_string& zone);
TICKLER_API std::string text_of(const std::vector<located_string>& channels, const std::vector<located_string>& purposes);

}  // namespace tickler::inline TICKLER_ABI
