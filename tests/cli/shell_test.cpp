// What the command is to a shell: completions, and its page of the manual. What there is to complete and to say is what --help
// says.
#include <algorithm>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <ostream>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "support/desk.hpp"

namespace {

using support::output_of;

bool is_there(const std::string& program) { return !output_of("command -v " + program).empty(); }

std::string replaced(std::string text, std::string_view what, std::string_view by) {
  for (auto at = text.find(what); at != text.npos; at = text.find(what, at + by.size())) text.replace(at, what.size(), by);
  return text;
}

// The first words of the lines behind that title: "  -h,--help   Print" is -h,--help.
std::vector<std::string> names_below(const std::string& title, const std::string& help) {
  std::vector<std::string> names;
  std::istringstream lines(help.substr(std::min(help.size(), help.find("\n" + title + ":\n") + title.size() + 3)));
  for (std::string line; std::getline(lines, line) && !line.empty();)
    if (line.size() > 2 && line[2] != ' ') names.push_back(line.substr(2, line.find(' ', 2) - 2));
  return names;
}

std::vector<std::string> commands() { return names_below("Subcommands", desk::folder{}.run("--help").out); }

std::string options_of(const std::string& command) {
  std::string all;
  for (const auto& name : names_below("Options", desk::folder{}.run(command + " --help").out))
    all += replaced(name, ",", " ") + ' ';
  return all;
}

// What bash offers for the last of the words.
std::string completed(const std::string& words) {
  const desk::folder folder;
  folder.write("ask", "source <('" TICKLER_COMMAND "' completion bash)\nCOMP_WORDS=(" + words +
                          ")\nCOMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n_tickler\n"
                          "for word in \"${COMPREPLY[@]}\"; do printf '%s ' \"$word\"; done\n");
  return output_of("bash -u '" + (folder.path() / "ask").string() + "' 2>&1");
}

struct completion_case {
  const char *words, *offered;
};
std::ostream& operator<<(std::ostream& out, const completion_case& c) { return out << c.words; }

const completion_case completions[] = {
    {"tickler ne", "next "},
    {"tickler ma", "map may man "},
    {"tickler --v", "--version "},
    {"tickler next --fo", "--format "},
    {"tickler next --format ''", "table csv jsonl "},
    {"tickler next --format j", "jsonl "},
    {"tickler next --format = ''", "table csv jsonl "},  // bash takes --format=j apart
    {"tickler next --format =", "table csv jsonl "},
    {"tickler next --format = j", "jsonl "},
    {"tickler next --all --form", "--format "},
    {"tickler explain --format s", "svg "},
    {"tickler calendar --as ''", "events tasks "},
    {"tickler may --to r", "referrer "},
    {"tickler schema ''", "policy mapping model "},
    {"tickler help sch", "schema "},
    {"tickler completion ''", "bash zsh fish "},
    {"tickler check --", "--help --werror --at "},
    {"tickler diff a.yaml b.yaml --ah", "--ahead "},
    {"tickler next --policy ''", ""},  // bash's own files
    {"tickler check ''", ""},
    {"tickler next --only a", ""},
    {"tickler nothing ''", ""},
};

std::string section_of(const std::string& page, const std::string& command) {
  const auto begin = page.find(".SS tickler " + command + '\n');
  return begin == page.npos ? "" : page.substr(begin, page.find("\n.S", begin + 1) - begin);
}

}  // namespace

BOOST_DATA_TEST_CASE(bash_completes_what_can_stand_there, boost::unit_test::data::make(completions), c) {
  if (is_there("bash")) BOOST_TEST(completed(c.words) == c.offered);
}

BOOST_AUTO_TEST_CASE(bash_completes_every_command_and_every_option) {
  if (!is_there("bash")) return;
  std::string names;
  for (const auto& command : commands()) {
    names += command + ' ';
    BOOST_TEST_CONTEXT(command) { BOOST_TEST(completed("tickler " + command + " -") == options_of(command)); }
  }
  BOOST_TEST(names.find("next ") != names.npos);
  BOOST_TEST(completed("tickler ''") == names + options_of(""));
}

BOOST_AUTO_TEST_CASE(zsh_and_fish_read_their_completions) {
  const desk::folder folder;
  for (const std::string shell : {"zsh", "fish"}) {
    if (!is_there(shell)) {
      BOOST_TEST_MESSAGE("skipped: no " + shell + " here");
      continue;
    }
    BOOST_TEST_CONTEXT(shell) {
      const auto file = (folder.path() / shell).string();
      BOOST_TEST(folder.run("completion " + shell, "", file).code == 0);
      BOOST_TEST(output_of(shell + " -n '" + file + "' 2>&1") == "");
    }
  }
}

BOOST_AUTO_TEST_CASE(fish_completes_what_can_stand_there) {
  if (!is_there("fish")) return;
  const auto offered = [](const std::string& line) {
    return output_of("HOME=/nonexistent fish -N -c '\"" TICKLER_COMMAND "\" completion fish | source; complete -C \"" + line +
                     "\"' 2>/dev/null | cut -f 1 | sort | tr '\\n' ' '");
  };
  BOOST_TEST(offered("tickler ne") == "next ");
  BOOST_TEST(offered("tickler next --format ") == "csv jsonl table ");
  BOOST_TEST(offered("tickler check --") == "--at --help --werror ");
  BOOST_TEST(offered("tickler next --only ") == "");
}

BOOST_AUTO_TEST_CASE(a_shell_that_is_not_known_is_refused) {
  const auto result = desk::folder{}.run("completion tcsh");
  BOOST_TEST(result.code == 2);
  BOOST_TEST(result.err == "'tcsh' is none of bash, zsh and fish\nRun with --help for more information.\n");
}

BOOST_AUTO_TEST_CASE(the_page_of_the_manual_says_every_command_and_option) {
  const auto page = replaced(desk::folder{}.run("man").out, "\\-", "-");
  const auto all = commands();
  BOOST_TEST(all.size() > 15u);
  for (const auto& command : all) {
    const auto section = section_of(page, command);
    BOOST_TEST_CONTEXT(command) {
      BOOST_TEST(!section.empty());
      std::istringstream names(options_of(command));
      for (std::string name; names >> name;)
        if (name != "-h" && name != "--help") BOOST_TEST(section.find("\\fB" + name + "\\fR") != section.npos, name);
    }
  }
  for (const auto* name : {"-h", "--help", "--version"})
    BOOST_TEST(page.find(std::string("\\fB") + name + "\\fR") != page.npos, name);
}

BOOST_AUTO_TEST_CASE(the_page_of_the_manual_says_what_the_table_of_exit_codes_says) {
  const auto page = replaced(replaced(replaced(desk::folder{}.run("man").out, "\\-", "-"), "\\fB", ""), "\\fR", "");
  const auto table = support::content_of(support::source_dir() / "include/tickler/problems.md");
  std::istringstream lines(table.substr(table.find("## Exit codes of the command")));
  std::string line;
  while (line != "|---|---|") BOOST_REQUIRE(std::getline(lines, line));
  int rows = 0;
  for (; std::getline(lines, line) && line.starts_with('|'); ++rows) {
    const auto between = line.find(" | ");
    const auto code = line.substr(2, between - 2), meaning = line.substr(between + 3, line.size() - between - 5);
    BOOST_TEST(page.find(".TP\n" + code + '\n' + replaced(meaning, "`", "") + '\n') != page.npos, line);
  }
  BOOST_TEST(rows == 5);
}

BOOST_AUTO_TEST_CASE(programs_that_show_pages_of_the_manual_find_no_fault_with_it) {
  const desk::folder folder;
  const auto file = (folder.path() / "tickler.1").string();
  BOOST_TEST(folder.run("man", "", file).code == 0);
  if (is_there("lexgrog"))
    BOOST_TEST(output_of("lexgrog '" + file + "' 2>&1") == file + ": \"tickler - who to follow up with next, how, and when\"\n");
  if (is_there("man")) BOOST_TEST(output_of("LC_ALL=C.UTF-8 MANWIDTH=80 man --warnings -l '" + file + "' 2>&1 >/dev/null") == "");
  if (is_there("mandoc"))  // a date would be another with each build
    BOOST_TEST(output_of("mandoc -T lint -W warning '" + file + "' 2>&1 | grep -v 'missing date'") == "");
}
