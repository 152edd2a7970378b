// What has become of the promises of a policy, on a page.
#pragma once

#include <map>
#include <string>
#include <tickler/audit.hpp>

#include "cli/page/people.hpp"

namespace tickler::cli::page {

// The Monday from which a page looks at promises if nobody says otherwise: twelve weeks before the one of that week.
instant usual_beginning(const policy& p, instant now);

class promises {
 public:
  promises(const book_files& files, const request& asked, const disguise& names, const people& whom);

  std::string html() const;  // each promise with its share kept and its trend by week
  const list& broken() const noexcept { return broken_; }

  const verdict_counts& all() const noexcept { return all_; }
  verdict_counts of(const std::string& owner) const;

 private:
  void count(const finding& f, const std::string& owner);
  void add_broken(const finding& f, std::uint32_t person);
  std::string row(std::string_view name, std::string_view cite, const verdict_counts& sum,
                  const std::map<date::local_days, verdict_counts>& weeks) const;
  date::local_days week_of(instant t) const;

  const policy& policy_;
  const request& asked_;
  const disguise& names_;
  const people& whom_;
  const book& book_;
  zone local_;
  instant from_;
  verdict_counts all_{};
  std::vector<verdict_counts> each_;
  std::map<std::string, verdict_counts> owners_{};
  std::map<date::local_days, verdict_counts> weeks_{};
  std::vector<std::map<date::local_days, verdict_counts>> weeks_of_each_;
  list broken_;
};

// "97 %", of those that are kept or broken; empty where none is.
std::string share_kept(const verdict_counts& c);

}  // namespace tickler::cli::page
