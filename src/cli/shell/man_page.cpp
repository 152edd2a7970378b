// tickler(1). What commands and options are for, their help says; here is what stands around it.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <string_view>
#include <tickler/version.hpp>
#include <vector>

#include "cli/shell/shells.hpp"

namespace tickler::cli::shell {

namespace {

struct row {
  const char *what, *text;
};

// As <tickler/problems.md> has it.
constexpr row exit_codes[] = {
    {"0", "all went well"},
    {"1",
     "`next`, `calendar`: some records were bad; they are reported and counted, the others were decided. `audit`: so too, or a "
     "promise was broken. `check`: a policy has an error, with `--werror` or a warning. `test`: a test failed or cannot be read. "
     "(`diff`: 0 also where the policies differ)"},
    {"0, 1, 2",
     "`may`: go; not now; it cannot be asked, nothing can be said of the prospect, or the history is incomplete. Of several "
     "touches the greatest"},
    {"0", "`mcp`: the input has ended; what was wrong, each answer has said"},
    {"2", "the policy or the command line is wrong: nothing was decided"},
};

constexpr row files[] = {
    {"follow-up.yaml",
     "a policy, in YAML: how you follow up. `tickler help` has all its keys, `tickler check` says what is wrong with it"},
    {"follow-up.tests.yaml", "the tests of the policy beside it, which `tickler test` tries; they may also stand in it"},
    {"*.jsonl, *.csv",
     "records: prospects, and touchpoints, which are what has happened so far: `tickler help records`, `tickler help csv`"},
    {"*.tickler", "a book, which `tickler save` has made of records: `--book`"},
    {"/usr/share/zoneinfo", "the time zones"},
};

constexpr row environment[] = {
    {"NO_COLOR", "if it is set to anything, `tickler next` prints without colours on terminals, too"},
};

// A dash of an option, not of a word.
bool is_of_option(std::string_view text, std::size_t at) {
  const auto is = [&](std::size_t i, auto holds) { return i < text.size() && holds(static_cast<unsigned char>(text[i])); };
  const auto word = [](unsigned char c) { return std::isalnum(c) != 0; };
  return !is(at - 1, word) && is(at + 1, [](unsigned char c) { return std::isalpha(c) != 0 || c == '-'; });
}

// As it stands, whatever roff would make of it; between backticks bold.
std::string running(std::string_view text) {
  std::string safe;
  bool is_bold = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '`')
      safe += (is_bold = !is_bold) ? "\\fB" : "\\fR";
    else if (c == '\\')
      safe += "\\e";
    else if (c == '\'')
      safe += "\\(aq";
    else if (c == '-' && (is_bold || is_of_option(text, i)))
      safe += "\\-";
    else
      safe += c;
  }
  return safe.starts_with('.') ? "\\&" + safe : safe;
}

// What is typed: every dash is one.
std::string typed(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    if (c == '-' || c == '\\') safe += '\\';
    safe += c == '\\' ? "e" : c == '\'' ? "\\(aq" : std::string(1, c);
  }
  return safe;
}

// A line of a shell, over several that are not too long for a page.
std::string broken(std::string_view line) {
  constexpr std::size_t longest = 70;
  std::string text;
  while (line.size() > longest) {
    const auto at = line.substr(0, longest).rfind(" --");
    if (at == line.npos) break;
    text += typed(line.substr(0, at)) + " \\e\n    ";
    line.remove_prefix(at + 1);
  }
  return text + typed(line) + '\n';
}

std::string name_of(const option_shape& option) {
  std::vector<std::string> names;
  for (const auto& name : option.names) names.push_back(typed(name));
  if (option.by_place) return fmt::format("\\fI{}\\fR", names.front());
  const auto bold = fmt::format("\\fB{}\\fR", fmt::join(names, "\\fR, \\fB"));
  return option.value.empty() ? bold : fmt::format("{} \\fI{}\\fR", bold, typed(option.value));
}

std::string entry(const option_shape& option) {
  auto help = running(option.help);
  if (!option.range.empty()) help += fmt::format("; {}", option.range);
  return fmt::format(".TP\n{}{}\n{}\n", name_of(option), option.may_repeat ? " ..." : "", help);
}

std::string table(const char* title, const auto& rows) {
  auto text = fmt::format(".SH {}\n", title);
  for (const auto& each : rows) text += fmt::format(".TP\n\\fB{}\\fR\n{}\n", running(each.what), running(each.text));
  return text;
}

// Options that several commands have, told once.
class common_options {
 public:
  explicit common_options(const command_tree& tree) {
    for (const auto& command : tree.commands)
      for (const auto& option : command.options) count(option);
    std::erase_if(found_, [](const auto& each) { return each.times < 3 || each.option.names.front() == "-h"; });
  }

  bool has(const option_shape& option) const {
    return std::any_of(found_.begin(), found_.end(), [&](const auto& each) { return each.option == option; });
  }

  std::string text() const {
    std::string all = ".SH COMMON OPTIONS\n";
    for (const auto& each : found_) all += entry(each.option);
    return all;
  }

 private:
  struct counted_option {
    option_shape option;
    int times;
  };

  void count(const option_shape& option) {
    const auto at = std::find_if(found_.begin(), found_.end(), [&](const auto& each) { return each.option == option; });
    if (at == found_.end())
      found_.push_back({option, 1});
    else
      ++at->times;
  }

  std::vector<counted_option> found_{};
};

std::string synopsis(const command_shape& command) {
  std::string text = "\\fBtickler " + command.name + "\\fR";
  const auto is_optional = [](const auto& o) { return !o.by_place && !o.is_needed && o.names.front() != "-h"; };
  if (std::any_of(command.options.begin(), command.options.end(), is_optional)) text += " [\\fIOPTIONS\\fR]";
  for (const auto& option : command.options) {
    const auto more = option.may_repeat ? " ..." : "";
    if (option.by_place && !option.is_needed)
      text += fmt::format(" [{}]{}", name_of(option), more);
    else if (option.is_needed)
      text += fmt::format(" {}{}", name_of(option), more);
  }
  return text;
}

std::string section(const command_shape& command, const common_options& common) {
  auto text = fmt::format(".SS tickler {}\n{}\n.PP\n{}\n", command.name, synopsis(command), running(command.help));
  std::vector<std::string> shared;
  for (const auto& option : command.options) {
    if (option.names.front() == "-h") continue;
    if (common.has(option))
      shared.push_back(fmt::format("\\fB{}\\fR", typed(option.names.front())));
    else
      text += entry(option);
  }
  if (!shared.empty()) text += fmt::format(".PP\nCommon options: {}\n", fmt::join(shared, ", "));
  return text;
}

}  // namespace

std::string man_page(const command_tree& tree) {
  auto page = fmt::format(
      ".TH TICKLER 1 \"\" \"tickler {}\" \"User Commands\"\n"
      ".SH NAME\n"
      "tickler \\- who to follow up with next, how, and when\n"
      ".SH SYNOPSIS\n"
      "\\fBtickler\\fR \\fICOMMAND\\fR [\\fIOPTIONS\\fR]\n"
      ".br\n"
      "\\fBtickler help\\fR [\\fICOMMAND\\fR|\\fITOPIC\\fR]\n"
      ".SH DESCRIPTION\n"
      "A policy says in a text file how you follow up with the people and businesses that you know, the prospects. Records say who "
      "they\n"
      "are and what has happened so far, the touchpoints. From these and the time Tickler works out who is to be contacted next, "
      "how and\n"
      "when, each with the reason. It sends nothing and keeps nothing: the same files at the same time give the same answer.\n"
      ".PP\n"
      "\\fBtickler init\\fR writes a small policy and records to begin with. \\fBtickler help\\fR explains each key of policies, "
      "each\n"
      "function of conditions and each number of an error, such as T203.\n"
      ".PP\n"
      "Files that end in .csv are CSV, others JSON Lines. Where a file is read, \\fB\\-\\fR is the standard input. Instants are "
      "written as\n"
      "2026\\-03\\-02T10:00:00Z, or with an offset.\n"
      ".SH COMMANDS\n",
      version());
  const common_options common(tree);
  for (const auto& command : tree.commands) page += section(command, common);
  page += common.text();
  page += ".SH OPTIONS\nOf \\fBtickler\\fR itself; each command has \\fB\\-h\\fR, too.\n";
  for (const auto& option : tree.options) page += entry(option);
  page += table("EXIT STATUS", exit_codes) + table("FILES", files) + table("ENVIRONMENT", environment) + ".SH EXAMPLES\n.nf\n";
  for (const auto& example : tree.examples) page += broken(example);
  return page + ".fi\n";
}

}  // namespace tickler::cli::shell
