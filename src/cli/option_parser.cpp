#include "option_parser.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iterator>
#include <utility>

namespace tickler::cli {

namespace {

// Empty if the instant can be asked about.
std::string instant_problem(const std::string& value) {
  const auto t = parse_instant(value);
  if (!t) return t.error().message + "; write one as 2026-03-02T10:00:00Z";
  return in_range(*t) ? "" : "'" + value + "' does not lie in 1970 to 2037";
}

constexpr const char* format_names[] = {"table", "jsonl", "csv", "svg"};  // by output_format

std::string format_problem(const std::string& value, option_parser::besides also) {
  using enum option_parser::besides;
  if (value == "table" || value == "jsonl") return "";
  if (also == nothing) return "'" + value + "' is neither table nor jsonl";
  if (also == csv) return value == "csv" ? "" : "'" + value + "' is none of table, csv and jsonl";
  return value == "svg" ? "" : "'" + value + "' is none of table, jsonl and svg";
}

// "T607", what a bad record is reported with.
std::string kind_problem(const std::vector<std::string>& kinds) {
  for (const auto& kind : kinds)
    if (kind.size() != 4 || kind[0] != 'T' || kind[1] != '6' || kind.find_first_not_of("0123456789", 1) != kind.npos)
      return "--despite " + kind + ": a kind of bad record is meant, such as T607";
  return "";
}

std::string zone_problem_of(const std::string& name) {
  const auto found = zone::find(name);
  return found ? "" : found.error().message;
}

std::string book_problem(const book_options& book) {
  if (!book.cases.empty())
    return book.given() || !book.maps.empty() ? "--cases goes without --book, --prospects, --touchpoints and --map" : "";
  if (!book.snapshot.empty()) return "";
  if (book.prospects.empty()) return "--prospects is required, or a --book";
  return book.touchpoints.empty() ? "--touchpoints is required, or a --book" : "";
}

template <class Instant>
void add_instant(CLI::App& app, Instant& into, const char* name, const char* help) {
  const auto read = [&into](const std::string& value) { into = parse_instant(value).value(); };
  app.add_option_function<std::string>(name, read, help)->type_name("INSTANT")->check(instant_problem);
}

}  // namespace

std::vector<std::string> book_options::files() const {
  std::vector<std::string> all{policy, snapshot, prospects, cases};
  const auto of_touchpoints = files_of_touchpoints();
  all.insert(all.end(), of_touchpoints.begin(), of_touchpoints.end());
  all.insert(all.end(), maps.begin(), maps.end());
  return all;
}

std::vector<std::string> book_options::files_of_touchpoints() const {
  auto all = touchpoints;
  if (!script.empty()) all.push_back(script);
  return all;
}

std::string stdin_problem(const std::vector<std::string>& names) {
  return std::count(names.begin(), names.end(), "-") > 1 ? "only one file can be '-', the standard input" : "";
}

void option_parser::text(std::string& into, const char* name, const char* value, const char* help, need n) {
  app_.add_option(name, into, help)->type_name(value)->required(n == need::needed);
}

void option_parser::text(std::optional<std::string>& into, const char* name, const char* value, const char* help) {
  app_.add_option(name, into, help)->type_name(value);
}

void option_parser::texts(std::vector<std::string>& into, const char* name, const char* value, const char* help, need n) {
  app_.add_option(name, into, help)->type_name(value)->required(n == need::needed);
}

void option_parser::flag(bool& into, const char* name, const char* help) { app_.add_flag(name, into, help); }

void option_parser::number(unsigned& into, const char* name, unsigned least, unsigned most, const char* help) {
  app_.add_option(name, into, help)->type_name("NUMBER")->check(CLI::Range(least, most));
}

void option_parser::moment(std::optional<instant>& into, const char* name, const char* help) {
  add_instant(app_, into, name, help);
}

void option_parser::now(instant& into, const char* name, const char* help) {
  into = clock_;
  now_ = &into;
  add_instant(app_, into, name, help);
}

bool option_parser::is_given(const char* name) const { return app_.count(name) != 0; }

void option_parser::format(output_format& into, const char* help, besides also) {
  const auto read = [&into](const std::string& value) {
    into = static_cast<output_format>(std::find(std::begin(format_names), std::end(format_names), value) - format_names);
  };
  app_.add_option_function<std::string>("--format", read, help)
      ->type_name(also == besides::csv   ? "table|csv|jsonl"
                  : also == besides::svg ? "table|jsonl|svg"
                                         : "table|jsonl")
      ->check([also](const std::string& value) { return format_problem(value, also); });
}

void option_parser::policy_and_book(book_options& into) {
  text(into.policy, "--policy", "FILE", "The policy, a YAML file", need::needed);
  book(into, need::needed);
}

void option_parser::book(book_options& into, need n) {
  text(into.snapshot, "--book", "FILE", "A book that `tickler save` has made; the records come on top");
  text(into.prospects, "--prospects", "FILE", "The prospects, JSON Lines or CSV; - is the standard input");
  texts(into.despite, "--despite", "KIND",
        "Decide for a prospect although touchpoints of hers were refused for this (T607); not where outcome, channel, direction, "
        "with or prospect is at fault",
        need::optional);
  check([&into] { return kind_problem(into.despite); });
  app_.add_option("--touchpoints", into.touchpoints,
                  "What has happened so far, JSON Lines or CSV; - is the standard input; may be repeated")
      ->type_name("FILE")
      ->allow_extra_args(false);
  app_.add_option(
          "--map", into.maps,
          "What the columns of a CRM's export are: a mapping; those of touchpoints are for the files of touchpoints in their "
          "order, one alone for all of them")
      ->type_name("FILE")
      ->allow_extra_args(false);
  const auto read_zone = [&into](const std::string& name) { into.local_times = zone::find(name).value(); };
  app_.add_option_function<std::string>("--local-times", read_zone,
                                        "Times of records without an offset are by the clock of this time zone")
      ->type_name("ZONE")
      ->check(zone_problem_of);
  flag(into.separate_records, "--separate-records",
       "Do not let an opt-out, opt-in or bounce count for others who have the same e-mail address or telephone number");
  check([&into, n] { return n == need::needed || into.given() ? book_problem(into) : ""; });
  check([&into] { return stdin_problem(into.files()); });
  check([this, &into] {
    into.as_of = *now_;
    return "";
  });
}

void option_parser::cases(book_options& into) {
  text(into.cases, "--cases", "FILE",
       "Prospects with their histories, {\"prospect\": {...}, \"touchpoints\": [...]} on each line: each is answered with a "
       "decision on a line, as --format jsonl writes it; - is the standard input, answered line by line",
       need::optional);
}

void option_parser::threads(unsigned& into) {
  number(into, "--threads", 1, 1024, "Decide on so many threads (1); what is decided is the same");
}

void option_parser::check(std::function<std::string()> problem) { checks_.push_back(std::move(problem)); }

void option_parser::check_all() const {
  for (const auto& problem : checks_)
    if (const auto found = problem(); !found.empty()) throw CLI::ValidationError(found);
}

}  // namespace tickler::cli
