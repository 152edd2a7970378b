#include "cli/command_line.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <iostream>

namespace tickler::cli {

namespace {

constexpr auto description =
    "Tickler: who to follow up with next, how, and when.\n"
    "\n"
    "  tickler next --policy follow-up.yaml --prospects prospects.jsonl --touchpoints touchpoints.jsonl\n"
    "  tickler next --policy follow-up.yaml --prospects prospects.csv --touchpoints - --at 2026-03-02T10:00:00Z < log.jsonl\n"
    "  tickler next ... --only ada --format jsonl\n"
    "  tickler save --policy follow-up.yaml --prospects prospects.jsonl --touchpoints touchpoints.jsonl --to company.tickler\n"
    "  tickler next --policy follow-up.yaml --book company.tickler --touchpoints today.jsonl\n"
    "  tickler check follow-up.yaml\n"
    "  tickler help at_latest\n"
    "  tickler schema > policy.schema.json\n"
    "\n"
    "Files ending in .csv are CSV, others JSON Lines. Exit code: 0 all is well; 1 bad records, or errors in a checked policy "
    "(with\n"
    "--werror: or warnings);\n"
    "2 a policy that cannot be used, or a wrong command.";

// Empty if the instant can be asked about.
std::string instant_problem(const std::string& value) {
  const auto t = parse_instant(value);
  if (!t) return "'" + value + "' is no instant; write one as 2026-03-02T10:00:00Z";
  return in_range(*t) ? "" : "'" + value + "' does not lie in 1970 to 2037";
}

std::string format_problem(const std::string& value) {
  return value == "table" || value == "jsonl" ? "" : "'" + value + "' is neither table nor jsonl";
}

std::string stdin_problem(const std::string& policy, const book_options& book) {
  const std::array names{&policy, &book.snapshot, &book.prospects, &book.touchpoints};
  const auto count = std::count_if(names.begin(), names.end(), [](const auto* name) { return *name == "-"; });
  return count > 1 ? "only one file can be '-', the standard input" : "";
}

std::string book_problem(const book_options& book) {
  if (!book.snapshot.empty()) return "";
  if (book.prospects.empty()) return "--prospects is required, or a --book";
  return book.touchpoints.empty() ? "--touchpoints is required, or a --book" : "";
}

void check_files(const std::string& policy, const book_options& book) {
  for (const auto& problem : {book_problem(book), stdin_problem(policy, book)})
    if (!problem.empty()) throw CLI::ValidationError(problem);
}

void add_book(CLI::App* command, std::string& policy, book_options& book) {
  command->add_option("--policy", policy, "The policy, a YAML file")->required()->type_name("FILE");
  command->add_option("--book", book.snapshot, "A book that `tickler save` has made; the records come on top")->type_name("FILE");
  command->add_option("--prospects", book.prospects, "The prospects, JSON Lines or CSV; - is the standard input")
      ->type_name("FILE");
  command->add_option("--touchpoints", book.touchpoints, "What has happened so far, JSON Lines or CSV; - is the standard input")
      ->type_name("FILE");
}

void add_next(CLI::App& app, next_options& options, std::string& at, std::string& format) {
  auto* next = app.add_subcommand("next", "Print the next actions: most urgent first, each with its reason");
  add_book(next, options.policy, options.book);
  next->add_option("--at", at, "The instant to decide for, as 2026-03-02T10:00:00Z; the system's clock where it is absent")
      ->type_name("INSTANT")
      ->check(instant_problem);
  next->add_option("--format", format, "table for people (default), jsonl for programs: one decision a line")
      ->type_name("table|jsonl")
      ->check(format_problem);
  next->add_option("--only", options.only, "Decide for this prospect alone")->type_name("ID");
  next->add_option("--threads", options.threads, "Decide on so many threads (1); what is decided is the same")
      ->type_name("NUMBER")
      ->check(CLI::Range(1u, 1024u));
}

void add_save(CLI::App& app, save_options& options) {
  auto* save = app.add_subcommand("save", "Save the records as a book, which loads some ten times as fast");
  add_book(save, options.policy, options.book);
  save->add_option("--to", options.to, "The file to write")->required()->type_name("FILE");
}

void add_check(CLI::App& app, check_options& options) {
  auto* check = app.add_subcommand("check", "Report everything that is wrong with policies");
  check->add_option("POLICY", options.policies, "Policies, YAML files; - is the standard input")->required()->type_name("FILE");
  check->add_flag("--werror", options.warnings_are_errors, "Exit with 1 for warnings too");
}

void add_help(CLI::App& app, help_options& options) {
  auto* help =
      app.add_subcommand("help", "Explain a key, function or error number of policies, or a command; all topics without one");
  help->add_option("TOPIC", options.topic, "As at_latest, steps.if, since, T203, next")->type_name("TEXT");
}

// A command is a topic too, but what it is for is known here.
command_line asked_help(const CLI::App& app, help_options options) {
  for (const auto* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    options.commands.push_back(command->get_name());
    if (command->get_name() != options.topic) continue;
    std::cout << command->help(app.get_name());
    return {.exit = all_well};
  }
  return {.help = std::move(options)};
}

}  // namespace

command_line parse_command_line(int argc, const char* const* argv, instant clock) {
  CLI::App app(description, "tickler");
  app.set_version_flag("--version", "tickler " TICKLER_VERSION);
  app.require_subcommand(1);
  next_options next;
  save_options save;
  check_options check;
  help_options help;
  std::string at, format = "table";
  add_next(app, next, at, format);
  add_save(app, save);
  add_check(app, check);
  add_help(app, help);
  app.add_subcommand("schema", "Print a JSON Schema of policies: editors complete and check them as they are typed");
  try {
    app.parse(argc, argv);
    if (app.got_subcommand("next")) check_files(next.policy, next.book);
    if (app.got_subcommand("save")) check_files(save.policy, save.book);
  } catch (const CLI::ParseError& e) {
    return {.exit = app.exit(e) == 0 ? all_well : bad_usage};
  }
  if (app.got_subcommand("schema")) return {.schema = true};
  if (app.got_subcommand("help")) return asked_help(app, std::move(help));
  next.now = at.empty() ? clock : parse_instant(at).value();
  next.format = format == "jsonl" ? output_format::json_lines : output_format::table;
  if (app.got_subcommand("save")) return {.save = std::move(save)};
  if (app.got_subcommand("check")) return {.check = std::move(check)};
  return {.next = std::move(next)};
}

}  // namespace tickler::cli
