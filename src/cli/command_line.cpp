#include "command_line.hpp"

#include <fmt/format.h>

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

namespace tickler::cli {

namespace {

constexpr auto description =
    "Tickler: who to follow up with next, how, and when.\n"
    "\n"
    "  tickler init\n"
    "  tickler next --policy follow-up.yaml --prospects prospects.jsonl --touchpoints touchpoints.jsonl\n"
    "  tickler next --policy follow-up.yaml --prospects prospects.csv --touchpoints - --at 2026-03-02T10:00:00Z < log.jsonl\n"
    "  tickler next ... --only ada --format jsonl\n"
    "  tickler next --policy follow-up.yaml --cases - < cases.jsonl\n"
    "  tickler map export.csv > mapping.yaml\n"
    "  tickler next --policy follow-up.yaml --prospects contacts.csv --map contacts.yaml --touchpoints calls.csv --map calls.yaml\n"
    "  tickler explain --policy follow-up.yaml --prospects prospects.jsonl --touchpoints touchpoints.jsonl --prospect ada\n"
    "  tickler may --policy follow-up.yaml --book company.tickler --prospect ada --channel phone --purpose check_in\n"
    "  tickler mcp --policy follow-up.yaml --book company.tickler --log touches.jsonl --max-age '1 hour'\n"
    "  tickler calendar --policy follow-up.yaml --book company.tickler --owner kim --previous kim.ics --to kim.ics\n"
    "  tickler workload --policy follow-up.yaml --book company.tickler --owner kim --capacity 25 --starts chase\n"
    "  tickler save --policy follow-up.yaml --prospects prospects.jsonl --touchpoints touchpoints.jsonl --to company.tickler\n"
    "  tickler next --policy follow-up.yaml --book company.tickler --touchpoints today.jsonl\n"
    "  tickler report --policy follow-up.yaml --book company.tickler --to monday.html\n"
    "  tickler check follow-up.yaml\n"
    "  tickler test follow-up.yaml --junit results.xml\n"
    "  tickler help at_latest\n"
    "  tickler schema > policy.schema.json\n"
    "\n"
    "Files ending in .csv are CSV, others JSON Lines. Exit code: 0 all is well; 1 bad records, errors in a checked policy\n"
    "(with --werror: or warnings), or a failed test; 2 a policy that cannot be used, or a wrong command.";

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
  for (const auto& each : all_subcommands) std::cerr << fmt::format("  {:<8}  {}\n", each.name, each.help);
  std::cerr << "\n'tickler help next' explains a command, 'tickler help' lists all topics, 'tickler --help' has examples\n";
  return done(bad_usage);
}

}  // namespace

std::span<const subcommand> subcommands() noexcept { return all_subcommands; }

command parse_command_line(int argc, const char* const* argv, instant clock) {
  const std::string_view first = argc < 2 ? "" : argv[1];
  if (!first.starts_with('-') && !is_command(first)) return without_command(first);
  CLI::App app(description, "tickler");
  app.set_version_flag("--version", "tickler " + std::string(version()) + " (time zones: " + zones::system().version() + ")");
  app.require_subcommand(1);
  std::deque<option_parser> parsers;
  std::vector<command> commands;
  for (const auto& each : subcommands())
    commands.push_back(each.make(parsers.emplace_back(*app.add_subcommand(each.name, each.help), clock)));
  try {
    app.parse(argc, argv);
    for (std::size_t i = 0; i < commands.size(); ++i) {
      if (!app.got_subcommand(subcommands()[i].name)) continue;
      parsers[i].check_all();
      const auto* explained = command_explained(app);
      if (!explained) return commands[i];
      std::cout << explained->help(app.get_name());
      if (const auto page = manual_page(explained->get_name())) std::cout << *page;  // it is a key as well
    }
    return done(all_well);
  } catch (const CLI::ParseError& e) {
    return done(app.exit(e) == 0 ? all_well : bad_usage);
  }
}

}  // namespace tickler::cli
