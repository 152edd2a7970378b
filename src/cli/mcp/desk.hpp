// What the tools answer from, and what they answer.
#pragma once

#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tickler/duration.hpp>
#include <tickler/evaluate.hpp>
#include <tickler/may.hpp>
#include <vector>

#include "cli/mcp/arguments.hpp"
#include "cli/mcp/live_book.hpp"

namespace tickler::cli::mcp {

struct server_options {
  book_options book{};
  std::string log{};                  // that touchpoints are recorded in, one of those of the book; empty: none
  std::optional<duration> max_age{};  // no touch is go where the newest touchpoint known is older; none: of any age
  std::optional<instant> now{};       // none: the system's clock
};

// Nothing can be said, whatever the arguments are.
struct cannot_say : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class desk {
 public:
  desk(const tickler::policy& p, const server_options& options)
      : policy_(p), options_(options), records_(p, options.book), engine_(p) {}

  const tickler::policy& policy() const noexcept { return policy_; }
  const server_options& options() const noexcept { return options_; }

  // The time is this, and the records are as they are now.
  void open(instant now);
  instant now() const noexcept { return now_; }
  const live_book& records() const noexcept { return records_; }
  void look_again() { records_.refresh(now_); }
  std::optional<instant> as_of() const { return records_.as_of(now_); }

  // Why no touch is go: the records are unusable, or too old. Empty: there is no such reason.
  std::string why_stop() const;

  const book_files& files() const;  // throws cannot_say where there are none
  const book& all() const { return files().all(); }
  prospect_number find(std::string_view id) const;  // throws wrong_argument where nobody has this id
  zone local_of(const prospect& who) const { return zone_of(policy_, who).value_or(zone{}); }

  evaluator& engine() noexcept { return engine_; }
  permission& permitted() noexcept { return permission_; }  // memory that is used again

 private:
  const tickler::policy& policy_;
  const server_options& options_;
  live_book records_;
  evaluator engine_;
  permission permission_{};
  instant now_{};
};

struct tool_answer {
  std::string text{};  // for people
  std::string json{};  // one value, for programs
};

struct tool {
  std::string name{}, description{};
  std::vector<parameter> parameters{};
  std::function<tool_answer(desk& d, const arguments& given)> call{};  // throws wrong_argument and cannot_say
  bool only_reads = true;
};

tool may_tool(const policy& p);
tool next_tool();
tool explain_tool();
tool preview_tool();
tool check_tool();
tool record_tool(const policy& p);

}  // namespace tickler::cli::mcp
