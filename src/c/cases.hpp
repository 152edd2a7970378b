// Structs of C as the views that the library reads, and what it decides as structs of C.
#pragma once

#include <tickler/tickler.h>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <tickler/decision.hpp>
#include <tickler/policy.hpp>
#include <tickler/prospect_view.hpp>
#include <tickler/touchpoint_view.hpp>
#include <vector>

namespace tickler::c {

// One case at a time, in memory that is used again.
class case_views {
 public:
  // Throws misuse for what is no case: a null pointer with a count, a fact of a type that is none.
  void set(const tickler_case& c);

  const prospect_view& who() const noexcept { return who_; }
  std::span<const touchpoint_view> log() const noexcept { return log_; }  // in order of time

 private:
  std::span<const std::string_view> copy(const tickler_text* texts, std::size_t count);

  prospect_view who_{};
  std::vector<contact_view> contacts_{};
  std::vector<fact_view> facts_{};
  std::vector<touchpoint_view> log_{};
  std::vector<std::string_view> texts_{};  // of all lists; as many as there is room for, so that none moves
};

// Of all cases of one call.
class answers {
 public:
  void clear() noexcept;
  void add(const decision& d);
  tickler_decisions finished();  // pointers into it

 private:
  std::vector<tickler_decision> decisions_{};
  std::vector<tickler_action> actions_{};
  std::vector<tickler_reason> reasons_{};
  std::vector<tickler_blocker> blockers_{};
  std::string keys_{};
  std::vector<std::size_t> key_begins_{};  // of actions
};

instant instant_asked(tickler_time t);  // throws misuse outside 1970 to 2037

// The kind of contact data that an action goes to, without the prospect.
std::string_view contact_kind_of(const policy& p, const action& a);

// An action as it was decided, for id_of and whatever else names it: alone in a decision.
void restore(const tickler_action& a, std::uint64_t fingerprint, decision& out);

}  // namespace tickler::c
