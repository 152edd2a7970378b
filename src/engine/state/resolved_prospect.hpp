// A prospect as the engine sees it: what has been looked up of it once, and views of its texts.
//
// The same for all prospects of one zone, region and owner's zone is their locale (locale_cache.hpp); which channels can reach a
// prospect comes from the kinds of its contact data. A record that cannot be used (an unknown zone, a fact of the wrong type) has
// no locale and a problem instead: its decision is `invalid`, and the others go on.
#pragma once

#include <optional>
#include <string_view>
#include <tickler/prospect_view.hpp>

#include "expr/value.hpp"
#include "policy/program/program.hpp"
#include "time/open_hours_cache.hpp"

namespace tickler::inline TICKLER_ABI {

struct resolved_prospect {
  const locale* where = nullptr;
  bit_mask contacts = 0;   // of the policy's contact kinds, those that are known
  bit_mask reachable = 0;  // declared channels, by index, for which it has contact data
  bool has_referrer = false;
  std::string_view id, owner, account, referrer, region;
  std::span<const contact_view> contact_values{};  // where somebody may ask: of a book, those with touchpoints that have details
  const std::optional<next_interval>* open_now = nullptr;  // by set of calendars, where known; null: nowhere

  // Empty if it is not known.
  std::string_view contact_value(std::string_view kind) const noexcept {
    for (const auto& each : contact_values)
      if (each.kind == kind) return each.value;
    return {};
  }
};

struct found_prospect {
  resolved_prospect who;  // without a place when there is a problem
  prospect_problem problem = prospect_problem::none;
  std::uint32_t locale = locale_cache::not_known;
};

found_prospect find_prospect(const compiled_policy& p, const prospect_view& who,
                             std::uint32_t last_locale = locale_cache::not_known);

// R69: what is needed is any one of the kinds. What no channel needs is passed over.
void note_contact(const compiled_policy& p, std::string_view kind, resolved_prospect& who) noexcept;

// Whether conditions can compute with a fact: a duration in nanoseconds, an instant of the years 1 to 9999; both in seconds here.
bool is_in_range(fact_type type, std::int64_t seconds) noexcept;

// A whole number is a number, too (R7).
inline bool is_whole(fact_type found, fact_type declared) noexcept {
  return found == fact_type::integer && declared == fact_type::real;
}
inline expr::value as_real(expr::value whole) noexcept { return expr::value::of_double(static_cast<double>(whole.integer())); }

// Whether a fact can stand for one that is declared so: of that type and in range.
inline bool can_be(fact_type found, fact_type declared) noexcept { return found == declared || is_whole(found, declared); }
bool can_be(const fact_value_view& f, fact_type declared) noexcept;

// Null if it is not known.
const fact_value_view* find_fact(const prospect_view& who, std::string_view name) noexcept;

// The fields of a prospect that a state depends on.
std::uint64_t fingerprint_of(const compiled_policy& p, const prospect_view& who, const locale* where);

}  // namespace tickler::inline TICKLER_ABI
