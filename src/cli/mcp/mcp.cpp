#include <algorithm>
#include <filesystem>
#include <iostream>
#include <memory>
#include <stdexcept>

#include "cli/commands.hpp"
#include "cli/lines.hpp"
#include "cli/mcp/log_file.hpp"
#include "cli/mcp/server.hpp"
#include "cli/policy_file.hpp"

namespace tickler::cli {

namespace {

struct mcp_options {
  mcp::server_options server{};
  instant at{};
  std::string max_age{};
};

std::string age_problem(mcp_options& options) {
  if (options.max_age.empty()) return "";
  const auto age = parse_duration(options.max_age);
  if (!age) return "--max-age: " + age.error().message;
  if (age->is_zero() || age->uses_business_time()) return "--max-age: a plain duration is meant, such as '1 hour' or '2 days'";
  options.server.max_age = *age;
  return "";
}

// It is one of the files of touchpoints, the last.
std::string log_problem(mcp_options& options) {
  const auto& log = options.server.log;
  auto& files = options.server.book.touchpoints;
  if (log.empty()) return "";
  if (log == "-" || format_of(log) == record_format::csv) return "--log: a file of JSON Lines is meant";
  if (std::find(files.begin(), files.end(), log) != files.end()) return "--log is read as touchpoints, too: do not name it twice";
  files.push_back(log);
  return "";
}

// What is read once cannot be looked at again.
void check_kinds(const book_options& book) {
  for (const auto& name : book.files()) {
    std::error_code none;
    const auto type = std::filesystem::status(name, none).type();
    if (type != std::filesystem::file_type::regular && type != std::filesystem::file_type::not_found &&
        type != std::filesystem::file_type::none)
      throw std::runtime_error(name + ": not a plain file, which could be read again when it has changed");
  }
}

int serve(const mcp_options& options, std::ostream& out) {
  report bad;
  const auto policy = load_reported(options.server.book.policy, {}, bad);
  if (!policy) return bad_usage;
  if (!options.server.log.empty()) mcp::log_turn(options.server.log);  // it is there from now on, or the command fails
  check_kinds(options.server.book);
  mcp::server server(policy, options.server);
  server.warm_up();
  lines messages(std::cin);
  for (auto line = messages.next(); line && out; line = messages.next())
    if (const auto answer = server.answer(*line)) out << *answer << '\n' << std::flush;
  return all_well;
}

}  // namespace

command mcp_command(option_parser& parser) {
  const auto options = std::make_shared<mcp_options>();
  auto& server = options->server;
  parser.text(server.log, "--log", "FILE",
              "Let touchpoints be recorded: they are written behind this file of JSON Lines, which is made if it is not there, and "
              "read as --touchpoints are");
  parser.check([options] { return log_problem(*options); });
  parser.policy_and_book(server.book);
  parser.text(options->max_age, "--max-age", "DURATION",
              "No touch may be done where the newest touchpoint known is older than this, such as '1 hour'");
  parser.now(options->at, "--at", "Answer for this instant, as 2026-03-02T10:00:00Z; the system's clock where it is absent");
  parser.check([options] { return age_problem(*options); });
  parser.check([options, &parser] {
    if (parser.is_given("--at")) options->server.now = options->at;
    const auto files = options->server.book.files();
    return std::find(files.begin(), files.end(), "-") == files.end() ? ""
                                                                     : "the standard input is for messages: no file can be '-'";
  });
  return [options](std::ostream& out) { return serve(*options, out); };
}

}  // namespace tickler::cli
