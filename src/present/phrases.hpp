// What people call touchpoints, events and times, for one prospect at one time.
#pragma once

#include <string>
#include <string_view>
#include <tickler/decision.hpp>
#include <tickler/history.hpp>
#include <tickler/policy.hpp>
#include <tickler/prospect.hpp>
#include <tickler/zone.hpp>

namespace tickler {

class spoken {
 public:
  spoken(const policy& p, const prospect& who, const history& log, instant now);

  std::string_view zone_name() const noexcept { return local_.name(); }
  const zone& local() const noexcept { return local_; }

  std::string time(instant t) const;             // "Thu 5 Mar 10:00"; with the year if it is another one than now's
  std::string deadline(instant t) const;         // the same; "by the end of Wed 4 Mar" at midnight
  std::string change(instant t) const;           // the same; "just after Thu 5 Mar 10:00" a second later
  std::string touch(std::uint32_t index) const;  // "no answer (our phone check in) Thu 5 Mar 10:00"
  std::string touch_without_time(std::uint32_t index) const;
  std::string step(const decision& d, const action& a) const;  // "keep-trying/weekly of order-7"
  std::string event(const event_ref& wanted) const;            // "asked (inbound, inquired or requested information)"
  std::string names(const event_ref& wanted) const;            // "asked"; patterns in full

  static std::string words(std::string_view name);  // "check_in" as "check in"

 private:
  std::string pattern(const pattern_draft& wanted) const;
  std::string patterns(const std::vector<pattern_draft>& any_of) const;

  const policy& policy_;
  const history& log_;
  zone local_;
  instant now_;
};

}  // namespace tickler
