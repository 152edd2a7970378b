#include "command_line.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <deque>
#include <iostream>
#include <string>
#include <string_view>
#include <tickler/diagnostic.hpp>
#include <tickler/io/policy_manual.hpp>
#include <tickler/version.hpp>
#include <tickler/zones.hpp>
#include <vector>

#include "command_tree.hpp"

namespace tickler::cli {

namespace {

constexpr std::array examples{
    "tickler init",
    "tickler next --policy follow-up.yaml --prospects prospects.jsonl --touchpoints touchpoints.jsonl",
    "tickler next --policy follow-up.yaml --prospects prospects.csv --touchpoints - --at 2026-03-02T10:00:00Z < log.jsonl",
    "tickler next ... --only ada --format jsonl",
    "tickler next --policy follow-up.yaml --cases - < cases.jsonl",
    "tickler map export.csv > mapping.yaml",
    "tickler next --policy follow-up.yaml --prospects contacts.csv --map contacts.yaml --touchpoints calls.csv --map calls.yaml",
    "tickler explain --policy follow-up.yaml --prospects prospects.jsonl --touchpoints touchpoints.jsonl --prospect ada",
    "tickler may --policy follow-up.yaml --book company.tickler --prospect ada --channel phone --purpose check_in",
    "tickler mcp --policy follow-up.yaml --book company.tickler --log touches.jsonl --max-age '1 hour'",
    "tickler calendar --policy follow-up.yaml --book company.tickler --owner kim --previous kim.ics --to kim.ics",
    "tickler workload --policy follow-up.yaml --book company.tickler --owner kim --capacity 25 --starts chase",
    "tickler save --policy follow-up.yaml --prospects prospects.jsonl --touchpoints touchpoints.jsonl --to company.tickler",
    "tickler next --policy follow-up.yaml --book company.tickler --touchpoints today.jsonl",
    "tickler report --policy follow-up.yaml --book company.tickler --to monday.html",
    "tickler check follow-up.yaml",
    "tickler test follow-up.yaml --junit results.xml",
    "tickler help at_latest",
    "tickler schema > policy.schema.json",
};

std::string description() {
  return fmt::format(
      "Tickler: who to follow up with next, how, and when.\n"
      "\n"
      "  {}\n"
      "\n"
      "Files ending in .csv are CSV, others JSON Lines. Exit code: 0 all is well; 1 bad records, errors in a checked policy\n"
      "(with --werror: or warnings), or a failed test; 2 a policy that cannot be used, or a wrong command.",
      fmt::join(examples, "\n  "));
}

constexpr std::array all_subcommands{
    subcommand{"init", "Write a small policy, its tests and a few records, to begin with", init_command},
    subcommand{"map", "Look at a CRM's export in CSV, and begin a mapping of its columns", map_command},
    subcommand{"next", "Print the next actions: most urgent first, each with its reason", next_command},
    subcommand{"may", "Say whether one touch may be done now: go, or what is against it and until when", may_command},
    subcommand{"mcp", "Answer agents that ask by the Model Context Protocol, on standard input and output", mcp_command},
    subcommand{"explain", "Say why each prospect has its actions or none, and what would change it", explain_command},
    subcommand{"calendar", "Write the next actions as an iCalendar file, for phones and other calendars", calendar_command},
    subcommand{"workload", "Say what there will be to do in the weeks ahead, and how many may start today", workload_command},
    subcommand{"save", "Save the records as a book, which loads some ten times as fast", save_command},
    subcommand{"audit", "Hold what has happened against the promises of the policy", audit_command},
    subcommand{"report", "Write a page for the browser: worklist, promises, who is unattended, the weeks ahead", report_command},
    subcommand{"check", "Report everything that is wrong with policies", check_command},
    subcommand{"test", "Try the tests of policies, and show where they decide something else", test_command},
    subcommand{"diff", "Say what a new policy changes, in its words and over a book; exit code 0 also where they differ",
               diff_command},
    subcommand{"preview", "Show what a policy would do, under a script of what happens", preview_command},
    subcommand{"help", "Explain a key, function or error number of policies, or a command; all topics without one", help_command},
    subcommand{"schema", "Print a JSON Schema of policies, or of mappings: editors complete and check them as they are typed",
               schema_command},
    subcommand{"completion", "Print how a shell completes commands, options and words; in bash: source <(tickler completion bash)",
               completion_command},
    subcommand{"man", "Print the page of the manual that says all this; to read it: tickler man | man -l -", man_command},
};

// A command is a topic of help too, but what it is for is known here.
const CLI::App* command_explained(const CLI::App& app) {
  if (!app.got_subcommand("help")) return nullptr;
  const auto topic = app.get_subcommand("help")->get_option("TOPIC")->results();
  for (const auto* command : app.get_subcommands([](const CLI::App*) { return true; }))
    if (topic.size() == 1 && command->get_name() == topic.front()) return command;
  return nullptr;
}

command done(int code) {
  return [code](std::ostream&) { return code; };
}

bool is_command(std::string_view name) {
  return std::any_of(all_subcommands.begin(), all_subcommands.end(), [name](const auto& each) { return each.name == name; });
}

// Which commands there are, for those who named none of them.
command without_command(std::string_view named) {
  std::vector<std::string_view> names;
  for (const auto& each : all_subcommands) names.push_back(each.name);
  std::cerr << (named.empty() ? std::string("tickler: a command is missing") : "tickler: there is no command " + quoted(named))
            << hint(nearest(named, names)) << "\n\n";
  for (const auto& each : all_subcommands) std::cerr << fmt::format("  {:<10}  {}\n", each.name, each.help);
  std::cerr << "\n'tickler help next' explains a command, 'tickler help' lists all topics, 'tickler --help' has examples\n";
  return done(bad_usage);
}

// "NUMBER:UINT in [1 - 1024]": 1 to 1024
std::string range_of(const std::string& type) {
  const auto begin = type.find(" in ["), between = type.find(" - ", begin), end = type.find(']', begin);
  if (begin == type.npos || between == type.npos || end == type.npos) return "";
  return type.substr(begin + 5, between - begin - 5) + " to " + type.substr(between + 3, end - between - 3);
}

// "table|jsonl": its words
std::vector<std::string> words_of(const std::string& value) {
  std::vector<std::string> words;
  if (value.find('|') == value.npos) return words;
  std::size_t begin = 0;
  for (auto end = value.find('|'); end != value.npos; end = value.find('|', begin)) {
    words.push_back(value.substr(begin, end - begin));
    begin = end + 1;
  }
  words.push_back(value.substr(begin));
  return words;
}

option_shape shape_of(const CLI::Option& o) {
  option_shape shape{.help = o.get_description(), .by_place = o.get_positional(), .is_needed = o.get_required()};
  if (shape.by_place) shape.names.push_back(o.get_name(true));
  for (const auto& name : o.get_snames()) shape.names.push_back("-" + name);
  for (const auto& name : o.get_lnames()) shape.names.push_back("--" + name);
  const auto takes = o.get_items_expected_max();
  if (takes == 0) return shape;
  const auto type = o.get_type_name();
  shape.value = type.substr(0, type.find(':'));
  shape.range = range_of(type);
  shape.words = words_of(shape.value);
  shape.may_repeat = takes > 1;
  return shape;
}

std::vector<option_shape> options_of(const CLI::App& app) {
  std::vector<option_shape> shapes;
  for (const auto* each : app.get_options()) {
    auto& shape = shapes.emplace_back(shape_of(*each));
    if (app.get_name() == "help" && shape.by_place)  // a command is a topic of help too
      for (const auto& command : subcommands()) shape.words.emplace_back(command.name);
  }
  return shapes;
}

// CLI11's own: what all commands take, and where each has its options.
class grammar {
 public:
  explicit grammar(instant clock) : app_(description(), "tickler") {
    app_.set_version_flag("--version", "tickler " + std::string(version()) + " (time zones: " + zones::system().version() + ")");
    app_.require_subcommand(1);
    for (const auto& each : subcommands())
      commands_.push_back(each.make(parsers_.emplace_back(*app_.add_subcommand(each.name, each.help), clock)));
  }

  CLI::App& app() noexcept { return app_; }

  // The command that was given, once the command line is read.
  const command& chosen() const {
    std::size_t i = 0;
    while (!app_.got_subcommand(subcommands()[i].name)) ++i;
    parsers_[i].check_all();
    return commands_[i];
  }

 private:
  CLI::App app_;
  std::deque<option_parser> parsers_{};
  std::vector<command> commands_{};
};

}  // namespace

std::span<const subcommand> subcommands() noexcept { return all_subcommands; }

command parse_command_line(int argc, const char* const* argv, instant clock) {
  const std::string_view first = argc < 2 ? "" : argv[1];
  if (!first.starts_with('-') && !is_command(first)) return without_command(first);
  grammar commands(clock);
  auto& app = commands.app();
  try {
    app.parse(argc, argv);
    auto chosen = commands.chosen();
    const auto* explained = command_explained(app);
    if (!explained) return chosen;
    std::cout << explained->help(app.get_name());
    if (const auto page = manual_page(explained->get_name())) std::cout << *page;  // it is a key as well
    return done(all_well);
  } catch (const CLI::ParseError& e) {
    return done(app.exit(e) == 0 ? all_well : bad_usage);
  }
}

command_tree describe_command_line() {
  grammar commands(instant{});
  const auto& app = commands.app();
  command_tree tree{.options = options_of(app), .commands = {}, .examples = {examples.begin(), examples.end()}};
  for (const auto& each : subcommands())
    tree.commands.push_back({each.name, each.help, options_of(*app.get_subcommand(each.name))});
  return tree;
}

}  // namespace tickler::cli
