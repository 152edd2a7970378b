// The records as they are on disk now: what has changed there is taken in whenever somebody asks.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/book_files.hpp"
#include "cli/mcp/watched_file.hpp"

namespace tickler::cli::mcp {

class live_book {
 public:
  // Nothing is read yet. The policy must live as long.
  live_book(const tickler::policy& p, const book_options& files);

  // Looks at the files. Lines of JSON that were written behind those of a file of touchpoints are read; where anything else has
  // changed, or such a line is bad or corrects another, all is read again: what is known is then what a new start would know.
  void refresh(instant now);

  // Why nothing can be said of anybody; empty: all goes well, and there is a book.
  const std::string& problem() const noexcept { return problem_; }
  const book_files& files() const { return *files_; }

  std::size_t bad_records() const noexcept { return bad_records_; }
  std::optional<instant> as_of(instant now) const;  // the newest touchpoint that has happened by then, of all

 private:
  bool take_in_added();
  void read_all(instant now);

  const tickler::policy& policy_;
  book_options options_;
  std::vector<watched_file> touchpoints_{}, others_{};
  std::unique_ptr<book_files> files_{};
  std::string problem_{};
  std::size_t bad_records_ = 0;
  std::optional<instant> newest_{};  // also of the future
};

}  // namespace tickler::cli::mcp
