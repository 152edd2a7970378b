// The book that a command works on, from its files.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <tickler/book.hpp>
#include <tickler/decision.hpp>
#include <tickler/diagnostic.hpp>
#include <tickler/policy.hpp>
#include <vector>

#include "cli/options.hpp"
#include "cli/progress.hpp"
#include "cli/report.hpp"

namespace tickler::cli {

class book_files {
 public:
  // Reads a snapshot, if one is given, and then the records into it. Throws std::runtime_error for a file that cannot be read.
  book_files(const policy& p, const book_options& options, report& bad, progress& bar);

  const book& all() const noexcept { return all_; }

  // A diagnostic at the record of a prospect.
  diagnostic about(prospect_number number, int what, std::string message) const;

  // Of a prospect that the engine cannot use.
  diagnostic unusable(prospect_number number, prospect_problem problem) const;

  // Fact names that the policy does not declare.
  std::set<std::string> undeclared_facts() const;

 private:
  void load(const std::string& snapshot);
  void read_prospects(const std::string& file, report& bad, progress& bar);
  void read_touchpoints(const std::string& file, report& bad, progress& bar);

  const policy& policy_;
  const book_options& options_;
  book all_;
  std::size_t of_snapshot_ = 0;  // prospects; the others are in the file of prospects
  std::vector<mark> places_;     // of these
};

}  // namespace tickler::cli
