// The prospects of a page: their lists, pictures, and what each owner has of them.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tickler/evaluate.hpp>
#include <tickler/history.hpp>
#include <utility>
#include <vector>

#include "cli/attention.hpp"
#include "cli/book_files.hpp"
#include "cli/page/disguise.hpp"
#include "cli/page/list.hpp"
#include "cli/page/request.hpp"
#include "cli/summary.hpp"

namespace tickler::cli::page {

struct owner_counts {
  std::size_t prospects = 0, needs_a_person = 0, ready = 0, late = 0, waiting = 0, blocked = 0, unattended = 0;
  void count(list_part part, bool is_late) noexcept;  // an action
  owner_counts& operator+=(const owner_counts& other) noexcept;
};

// Owners by name; nobody's prospects, whose owner is "", last.
struct nobody_last {
  bool operator()(const std::string& a, const std::string& b) const { return std::pair(a.empty(), a) < std::pair(b.empty(), b); }
};

class people {
 public:
  people(const book_files& files, const request& asked, const disguise& names, report& bad);

  struct person {
    prospect_number number = 0;  // of the book
    std::string name{}, owner{}, status{}, picture{};
  };
  const std::vector<person>& all() const noexcept { return all_; }
  std::optional<std::uint32_t> find(prospect_number number) const;  // where she is on the page

  const list& worklist() const noexcept { return worklist_; }
  const list& unattended() const noexcept { return unattended_; }
  const list& everybody() const noexcept { return everybody_; }

  const std::map<std::string, owner_counts, nobody_last>& owners() const noexcept { return owners_; }
  const summary& counts() const noexcept { return counts_; }          // for the terminal
  std::size_t stopped() const noexcept { return stopped_; }           // who want no contact at all
  std::size_t opted_out() const noexcept { return opted_out_; }       // actions by channels that were opted out of
  bool is_complete() const noexcept { return is_complete_; }          // everybody's history is
  std::optional<instant> oldest() const noexcept { return oldest_; }  // of all touchpoints

 private:
  void add(prospect_number number);
  void add_actions(const prospect& who, const zone& local);
  void add_undecided(const prospect& who, prospect_number number, prospect_problem problem);

  // Of the person who was added last.
  list_row row_of(std::vector<cell> cells) const;
  void add_row(list& to, std::vector<cell> cells);
  void add_line(list_place place, std::vector<cell> cells);
  std::pair<cell, cell> next_action(const prospect& who, const zone& local) const;
  void sort_worklist();
  cell last_touch(prospect_number number, const zone& local);

  const book_files& files_;
  const policy& policy_;
  const request& asked_;
  const disguise& names_;
  report& bad_;
  evaluator engine_;
  history own_, log_;
  explanation why_{};

  std::vector<person> all_{};
  std::vector<std::pair<list_place, list_row>> lines_{};
  list worklist_, unattended_, everybody_;
  std::map<std::string, owner_counts, nobody_last> owners_{};
  summary counts_{};
  std::size_t stopped_ = 0, opted_out_ = 0;
  bool is_complete_ = true;
  std::optional<instant> oldest_{};
};

}  // namespace tickler::cli::page
