// A book as one policy reads it: what can be looked up once for all its prospects, is.
#pragma once

#include <tickler/decision.hpp>
#include <vector>

#include "book/columns.hpp"
#include "engine/book_log.hpp"
#include "engine/state.hpp"
#include "engine/subject.hpp"

namespace tickler {

class book_reader {
 public:
  // Throws std::invalid_argument for another vocabulary, and `now` outside 1970 to 2037. For a few prospects, only what those few
  // have is looked up, each time.
  enum class wanted : std::uint8_t { all, few };
  book_reader(const compiled_policy& p, const book::impl& all, instant now, wanted w);

  // Into buffers that are used again; any number of threads, with a state and a decision each.
  void decide(prospect_number number, state::impl& s, decision& out) const;

 private:
  void decide(const found_subject& shared, prospect_number number, state::impl& s, decision& out) const;
  void decide(prospect_number number, const subject& who, state::impl& s, decision& out) const;
  prospect_problem read_person(prospect_number number, subject& who, condition_memory& memory) const;

  const compiled_policy& p_;
  const book::impl& all_;
  instant now_;
  std::vector<code_row> rows_;           // by code
  std::vector<found_subject> profiles_;  // by profile; empty for a few
};

}  // namespace tickler
