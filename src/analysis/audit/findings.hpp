// What an audit has found so far, prospect by prospect.
#pragma once

#include <string>
#include <string_view>
#include <tickler/audit.hpp>
#include <unordered_map>
#include <vector>

#include "policy/program/program.hpp"

namespace tickler::inline TICKLER_ABI {

class audit_findings {
 public:
  audit_findings(const compiled_policy& p, bool keeps_kept);

  void begin(prospect_number number, std::string_view owner);
  void add(finding f);                 // of the prospect
  void end(prospect_problem problem);  // with one, nothing of the prospect counts

  // Those of prospects that come later in the book.
  void append(audit_findings&& later);

  audit_report report(instant from, instant to) &&;

 private:
  struct activation {
    std::uint16_t promise, month;  // since 1970
    tickler::verdict verdict;
  };
  using counts = std::vector<verdict_counts>;  // by promise; empty: all zero

  std::uint16_t month_of(instant t) const;
  std::size_t number_of_owner(std::string_view name);
  void count(counts& group, const activation& a) const;
  void add_all(counts& to, const counts& from) const;
  audit_group group(std::string name, counts of) const;

  const zone* local_;  // the policy's
  std::size_t promises_;
  bool keeps_kept_;
  prospect_number prospect_ = 0;
  std::size_t owner_ = 0;
  std::vector<activation> activations_{};  // of the prospect
  std::size_t first_finding_ = 0;          // of the prospect
  std::vector<finding> findings_{};
  std::vector<std::pair<prospect_number, prospect_problem>> invalid_{};
  std::size_t prospects_ = 0;
  std::vector<counts> months_{};  // by month
  std::unordered_map<std::string, std::size_t> owners_{};
  std::vector<counts> by_owner_{};
};

}  // namespace tickler::inline TICKLER_ABI
