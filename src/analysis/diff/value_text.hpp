// The values of a policy as an author writes them. Empty: not given.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <tickler/policy_draft.hpp>
#include <vector>

namespace tickler::inline TICKLER_ABI {

inline std::string text_of(const std::string& t) { return t; }
inline std::string text_of(bool b) { return b ? "true" : "false"; }
inline std::string text_of(std::int64_t n) { return std::to_string(n); }
inline std::string text_of(std::int32_t times) { return times == repeat_forever ? "forever" : std::to_string(times); }
std::string text_of(std::chrono::minutes time_of_day);
inline std::string text_of(const duration& d) { return to_string(d); }
inline std::string text_of(const expression& e) { return e.text; }
std::string text_of(fact_type t);
std::string text_of(party p);
std::string text_of(direction d);
std::string text_of(anchor from);
std::string text_of(run_per per);
std::string text_of(promise_draft::kind what);  // of those that have a word
std::string text_of(const closure& c);
std::string text_of(const pattern_draft& p);
std::string text_of(const event_ref& events);
std::string text_of(const when_late_draft& w);
std::string text_of(const again_draft& again);
std::string text_of(const std::vector<located_string>& names);
std::string text_of(const std::vector<located<party>>& with);
std::string text_of(const std::vector<located<direction>>& directions);
std::string text_of(const std::vector<located<opening>>& hours);
std::string text_of(const std::vector<pattern_draft>& any_of);
std::string text_of(const std::vector<variant_draft>& variants);

template <class T>
std::string text_of(const located<T>& w) {
  return text_of(w.value);
}
template <class T>
std::string text_of(const std::optional<T>& maybe) {
  return maybe ? text_of(*maybe) : "";
}

// Keys that several members hold: a part of a window, whose clock, what is never done.
std::string text_of(const std::optional<located<duration>>& constant, bool is_before, const expression& computed);
std::string text_of(calendar_draft::clock whose, const located_string& zone);
std::string text_of(const std::vector<located_string>& channels, const std::vector<located_string>& purposes);

}  // namespace tickler::inline TICKLER_ABI
