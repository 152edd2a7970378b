// The tools that try a policy: preview, check.
#include <fmt/format.h>

#include <sstream>
#include <tickler/evaluate_all.hpp>
#include <tickler/io/load_policy.hpp>
#include <tickler/io/policy_tests.hpp>
#include <tickler/io/preview.hpp>
#include <tickler/joint_history.hpp>

#include "cli/display.hpp"
#include "cli/mcp/desk.hpp"
#include "cli/policy_file.hpp"
#include "cli/starts.hpp"
#include "cli/timeline_table.hpp"

namespace tickler::cli::mcp {

namespace {

using kind = parameter::kind;

struct scene {
  prospect who{};
  history log;
  contact_standing referrer{};
};

scene scene_of(desk& d, std::string_view id) {
  scene s{sample_prospect(d.policy()), history(d.policy().words())};
  if (id.empty()) return s;
  const auto number = d.find(id);
  std::vector<shared_touchpoint> of_others;
  joint_history(d.policy(), d.all(), number, s.log, of_others);
  s.who = d.all().prospect(number);
  s.referrer = standing_of_referrer(d.policy(), d.all(), number, d.now());
  return s;
}

std::vector<touchpoint> script_of(const desk& d, const scene& s, const arguments& given) {
  std::vector<touchpoint> all;
  for (const auto name : given.texts("starts")) {
    auto start = example_touchpoint(d.policy(), name, d.now());
    if (!start) throw wrong_argument(no_start(d.policy(), name));
    all.push_back(*std::move(start));
  }
  if (!given.has("script")) return all;
  const auto script = parse_script(given.text("script"), d.policy(), d.local_of(s.who), d.now());
  if (!script) throw wrong_argument(fmt::format("'script', at column {}: {}", script.error().offset + 1, script.error().message));
  all.insert(all.end(), script->begin(), script->end());
  return all;
}

tool_answer answer_preview(desk& d, const arguments& given) {
  if (!given.has("prospect") && !given.has("starts")) throw wrong_argument("give 'prospect', or 'starts', or both");
  const auto s = scene_of(d, given.text("prospect"));
  const auto until = d.now() + date::days{given.number("days").value_or(365)};
  const auto found = preview(d.policy(), s.who, s.log, d.now(), script_of(d, s, given),
                             {.lazy = given.flag("lazy"), .until = until, .referrer = s.referrer});
  std::ostringstream text;
  print_timeline(text, d.policy(), s.who, found, d.local_of(s.who));
  return {text.str(), to_json(d.policy(), s.who, found)};
}

tool_answer told(const std::vector<diagnostic>& all) {
  std::size_t errors = 0;
  std::string text;
  json_text json;
  json.raw("{").name("diagnostics").list(all, [&](const diagnostic& one) {
    const bool is_error = one.severity == severity::error;
    errors += is_error;
    text += printable(to_string(one)) + '\n';
    json.raw("{").name("severity").string(is_error ? "error" : "warning").name("number").raw(std::to_string(one.number));
    json.name("file").string_or_null(printable(one.file)).name("line").raw(std::to_string(one.at.line));
    json.name("column").raw(std::to_string(one.at.column)).name("message").string(printable(one.message)).raw("}");
  });
  const auto warnings = all.size() - errors;
  text += fmt::format("{}, {}\n", counted(errors, "error", "errors"), counted(warnings, "warning", "warnings"));
  json.name("errors").raw(std::to_string(errors)).name("warnings").raw(std::to_string(warnings)).raw("}");
  return {std::move(text), std::move(json).take()};
}

// A text is nobody's file: nothing lies beside it.
tool_answer answer_check(desk& d, const arguments& given) {
  std::vector<diagnostic> all;
  if (given.has("policy")) {
    constexpr auto name = "policy.yaml";
    const auto yaml = given.text("policy");
    const auto loaded = load_policy(yaml, name, {}, {.now = d.now()});
    all = loaded.diagnostics();
    if (loaded) {
      const auto of_tests = load_policy_tests(yaml, name, loaded.value()).all_diagnostics();
      all.insert(all.end(), of_tests.begin(), of_tests.end());
    }
  } else {
    const auto loaded = load_with_tests(d.options().book.policy, d.now());
    all = loaded.policy.diagnostics();
    const auto of_tests = loaded.tests.all_diagnostics();
    all.insert(all.end(), of_tests.begin(), of_tests.end());
  }
  return told(all);
}

}  // namespace

tool preview_tool() {
  return {
      .name = "preview",
      .description =
          "What the policy would do in the time ahead, under a script of what happens: for a prospect as she is now, or for "
          "anybody after an event. It changes nothing, and permits nothing.",
      .parameters = {{.name = "prospect", .help = "The id of a prospect; without it anybody, who can be reached on every channel"},
                     {.name = "starts", .is = kind::texts, .help = "Events or cadences of the policy that begin it"},
                     {.name = "script",
                      .help = "What happens: nobody answers (default); answers on day 10, buys on day 20 at 14:30; or asks, "
                              "declines, complains, opts out, or the name of an event"},
                     {.name = "days", .is = kind::number, .help = "How far to look (365)", .least = 1, .most = 3'653},
                     {.name = "lazy", .is = kind::flag, .help = "Do each step at its deadline, not as soon as it may be done"}},
      .call = answer_preview};
}

tool check_tool() {
  return {
      .name = "check",
      .description =
          "Everything that is wrong with a policy, each with its line and number. A policy that is only checked is not "
          "in force: this server goes on by the one that it was started with.",
      .parameters = {{.name = "policy", .help = "The YAML text of a policy; without it the file of this server's as it is now"}},
      .call = answer_check};
}

}  // namespace tickler::cli::mcp
