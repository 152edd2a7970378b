#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <string>
#include <tickler/io/preview.hpp>
#include <tickler/io/records.hpp>
#include <utility>
#include <variant>
#include <vector>

#include "base/messages.hpp"
#include "cli/book_files.hpp"
#include "cli/commands.hpp"
#include "cli/display.hpp"
#include "cli/input.hpp"
#include "cli/policy_file.hpp"
#include "cli/report.hpp"
#include "cli/timeline_table.hpp"
#include "cli/zones.hpp"

namespace tickler::cli {

namespace {

constexpr auto nobody_answers = "nobody answers";

struct preview_command_options {
  std::string policy{};
  std::vector<std::string> starts{};
  std::string script = nobody_answers;
  book_options book{};
  std::string who{}, region{};
  instant from{};
  unsigned days = 365;
  bool lazy = false;
  output_format format = output_format::table;
};

struct scene {
  prospect who{};
  history log;
};

scene scene_of(const policy& p, const preview_command_options& asked, report& bad, progress& bar) {
  scene s{anybody(p), history(p.words())};
  s.who.region = asked.region;
  if (!asked.book.given()) return s;
  const book_files files(p, asked.book, bad, bar);
  bar.clear();
  const auto number = files.all().find(asked.who);
  if (!number) throw std::runtime_error("there is no prospect " + quoted(asked.who));
  s.who = files.all().who(*number);
  files.all().log(*number, s.log);
  return s;
}

bool is_file(std::string_view script) { return script.ends_with(".jsonl") || script.ends_with(".csv"); }

// Touchpoints of the prospect in a file, or a few words.
std::vector<touchpoint> script_of(const policy& p, const scene& s, const zone& local, const preview_command_options& asked,
                                  report& bad) {
  if (is_file(asked.script)) {
    std::vector<touchpoint> script;
    input in(asked.script);
    const auto add = [&](std::string_view id, touchpoint&& t, mark) {
      if (id == s.who.id) script.push_back(std::move(t));
    };
    read_touchpoints(in.stream(), {.file = in.name(), .format = format_of(in.name())}, p.words(), add,
                     [&](const diagnostic& d) { bad.add(d); });
    return script;
  }
  auto script = parse_script(asked.script, p, local, asked.from);
  if (!script)
    throw std::runtime_error(fmt::format("the script, at column {}: {}", script.error().offset + 1, script.error().message));
  return std::move(script).value();
}

touchpoint start_called(const policy& p, const std::string& name, instant at) {
  if (auto start = example_touchpoint(p, name, at)) return std::move(*start);
  std::vector<std::string_view> known;
  for (const auto& event : p.draft().events) known.push_back(event.name.value);
  for (const auto& cadence : p.draft().cadences) known.push_back(cadence.name.value);
  throw std::runtime_error("there is no event or cadence " + quoted(name) + hint(nearest(name, known)));
}

// What starts the cadences, each once: the names of events, or of cadences that a pattern starts.
std::vector<std::string> all_starts(const policy& p) {
  std::vector<std::string> names;
  for (const auto& cadence : p.draft().cadences) {
    const auto* event = std::get_if<text>(&cadence.starts.any_of.front());
    const auto& name = event != nullptr ? event->value : cadence.name.value;
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  return names;
}

class showing {
 public:
  showing(const policy& p, const scene& s, const preview_command_options& asked, const zone& local,
          const std::vector<touchpoint>& script, std::ostream& out)
      : policy_(p), scene_(s), asked_(asked), local_(local), script_(script), out_(out) {}

  void show(const std::vector<std::string>& starts) {
    std::vector<touchpoint> all;
    std::string title;
    for (const auto& name : starts) {
      all.push_back(start_called(policy_, name, asked_.from));
      title += name + ", then ";
    }
    all.insert(all.end(), script_.begin(), script_.end());
    const auto found = preview(policy_, scene_.who, scene_.log, asked_.from, std::move(all),
                               {.lazy = asked_.lazy, .until = asked_.from + date::days{asked_.days}});
    if (asked_.format == output_format::json_lines) {
      out_ << to_json(policy_, scene_.who, found) << '\n';
      return;
    }
    if (!std::exchange(is_first_, false)) out_ << '\n';
    out_ << printable(scene_.who.id) << ": " << title << printable(asked_.script)
         << (asked_.lazy ? ", each step at its deadline" : "") << '\n';
    print_timeline(out_, policy_, scene_.who, found, local_);
  }

 private:
  const policy& policy_;
  const scene& scene_;
  const preview_command_options& asked_;
  const zone& local_;
  const std::vector<touchpoint>& script_;
  std::ostream& out_;
  bool is_first_ = true;
};

int preview(const preview_command_options& asked, std::ostream& out) {
  progress bar;
  report bad(bar);
  const auto policy = load_reported(asked.policy, {}, bar);
  if (!policy) return bad_usage;
  const auto s = scene_of(policy, asked, bad, bar);
  zones known;
  const auto& local = known.of(s.who, policy);
  const auto script = script_of(policy, s, local, asked, bad);

  showing shown(policy, s, asked, local, script, out);
  if (!asked.starts.empty() || asked.book.given())
    shown.show(asked.starts);
  else
    for (const auto& name : all_starts(policy)) shown.show({name});
  return bad.errors() == 0 ? all_well : bad_records;
}

}  // namespace

job preview_command(options& asked) {
  const auto given = std::make_shared<preview_command_options>();
  asked.text(given->policy, "POLICY", "FILE", "The policy, a YAML file", options::need::needed);
  asked.texts(given->starts, "--starts", "NAME",
              "An event, or a cadence, that begins it; without records and this: each that starts a cadence, one after another",
              options::need::optional);
  asked.text(
      given->script, "--script", "TEXT",
      "What happens: 'nobody answers' (default), 'answers on day 10, buys on day 20 at 14:30' (or asks, declines, complains, "
      "opts out, or an event's name); or a file of touchpoints");
  asked.flag(given->lazy, "--lazy", "Do each step at its deadline, not as soon as it may be done");
  asked.now(given->from, "--from", "The instant to begin at, as 2026-03-02T10:00:00Z; the system's clock where it is absent");
  asked.number(given->days, "--days", 1, 3'653, "How far to look (365)");
  asked.text(given->who, "--prospect", "ID",
             "A prospect of the records; without records: anybody, who can be reached on every channel");
  asked.book(given->book, given->policy, options::need::optional);
  asked.text(given->region, "--region", "REGION", "Where that anybody is, for the holidays of calendars: US-NY");
  asked.check([given] {
    return given->book.given() == !given->who.empty() ? std::string() : std::string("--prospect and records go together");
  });
  asked.format(given->format, "table for people (default), jsonl for programs: one timeline a line");
  return [given](std::ostream& out) { return preview(*given, out); };
}

}  // namespace tickler::cli
