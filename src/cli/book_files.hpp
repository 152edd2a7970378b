// The book that a command works on, from its files.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <tickler/book.hpp>
#include <tickler/decision.hpp>
#include <tickler/diagnostic.hpp>
#include <tickler/io/book_records.hpp>
#include <tickler/io/mapping.hpp>
#include <tickler/io/records.hpp>
#include <tickler/policy.hpp>
#include <vector>

#include "input.hpp"
#include "mappings.hpp"
#include "new_words.hpp"
#include "option_parser.hpp"
#include "report.hpp"

namespace tickler::cli {

class book_files {
 public:
  // Reads a snapshot, if one is given, and then the records into it. Throws std::runtime_error for a file that cannot be read,
  // and for a mapping that cannot be used.
  book_files(const tickler::policy& p, const book_options& options, report& bad);

  const tickler::policy& policy() const noexcept { return policy_; }
  const book& all() const noexcept { return all_; }

  // Throws std::runtime_error where nobody has this id.
  prospect_number find(const std::string& id) const;

  // Of each file of touchpoints, how much of it has been read.
  const std::vector<std::size_t>& touchpoint_bytes() const noexcept { return touchpoint_bytes_; }

  // More lines of a file of touchpoints in JSON Lines. False: one of them is bad or corrects another, and all should be read anew.
  bool take_in(const std::string& file, std::string_view lines);

  // How many touchpoints could not be read so far that it is known whose they are.
  std::size_t unattributed() const noexcept { return unattributed_; }

  // Whose touchpoints were replaced by others of their ids that no longer say an opt-out, a bounce, a stop or a hold: "ada
  // (opt-out)".
  const std::vector<std::string>& unprotected() const noexcept { return unprotected_; }

  // Whether all records were taken in.
  bool is_whole() const noexcept { return unattributed_ == 0 && all_.incomplete() == 0; }

  // A diagnostic at the record of a prospect that the engine cannot use.
  diagnostic unusable(prospect_number number, prospect_problem problem) const;

  // Why nothing is decided for somebody whose history is incomplete: how many touchpoints, and what was wrong with the first.
  std::string why_incomplete(prospect_number number) const { return incomplete_history_text(policy_, all_, number); }

  // Words of the records that no policy knows: "channel fax".
  std::vector<std::string> unknown_words() const { return new_words_.in(policy_.words()); }

  // Words of the records that were read in spite of their case.
  std::size_t respelt() const noexcept { return respelt_; }

  // That the snapshot was saved under other zone data than is used here; empty: it was not.
  std::string note_on_zones() const;

 private:
  void load(const std::string& snapshot);
  void note_replaced(prospect_number number, const touchpoint& before, const touchpoint& after);
  record_options options_for(const input& in, const record_mapping* mapping, progress& bar) const;
  void read_prospects(const std::string& file, report& bad);
  void read_touchpoints(const std::string& file, const record_mapping* mapping, report& bad);

  const tickler::policy& policy_;
  const book_options& options_;
  mappings mappings_;
  new_words new_words_;
  book all_;
  std::string zones_of_snapshot_{};
  std::size_t respelt_ = 0;
  std::size_t of_snapshot_ = 0;          // prospects; the others are in the file of prospects
  std::vector<source_position> places_;  // of these
  std::vector<std::size_t> touchpoint_bytes_{};
  std::size_t unattributed_ = 0;
  std::vector<std::string> unprotected_;
};

// How a file of records is read.
record_options how_to_read(const input& in, const policy& p, const book_options& given, const record_mapping* mapping);

// Throws std::runtime_error for a file of which nothing can be used: it may have had the opt-outs of the day in it.
void check_usable(const input& in, const read_counts& counts);

// The faults that leave no history incomplete, of "T607". The option has been checked.
std::vector<int> numbers_of(const std::vector<std::string>& kinds);

// What the one said and the other no longer says that protects a prospect: "opt-out, hold"; empty: nothing.
std::string lost_protection(const policy& p, const touchpoint& before, const touchpoint& after);

// Reads the policy and the book, and does what is to be done with them; reports what is wrong. Returns the exit code: the one of
// `use`, unless there is no policy or a record is bad.
int run_with_book(const book_options& options, const std::function<int(const book_files& files, report& bad)>& use);

}  // namespace tickler::cli
