#include "scenarios/simulation.hpp"

#include <regex>
#include <sstream>
#include <utility>

#include "scenarios/subset.hpp"

namespace scenarios {
namespace {

std::string line_of(const section& s) { return "line " + std::to_string(s.line) + ": "; }

}  // namespace

std::string in_utc(const std::string& text, const std::optional<tickler::zone>& zone) {
  if (!zone) return text;
  static const std::regex wall_clock(R"((\d{4}-\d\d-\d\dT\d\d:\d\d)(:\d\d)?(?![\dZ:.+-]))");
  std::string result;
  auto rest = text.cbegin();
  for (std::sregex_iterator i(text.begin(), text.end(), wall_clock), end; i != end; ++i) {
    const auto local = tickler::parse_instant((*i)[1].str() + ((*i)[2].matched ? (*i)[2].str() : ":00") + "Z");
    if (!local) throw bad_scenario("no time: " + i->str());
    result.append(rest, (*i)[0].first);
    result += tickler::to_string(zone->to_instant(date::local_seconds{local->time_since_epoch()}));
    rest = (*i)[0].second;
  }
  return result.append(rest, text.cend());
}

std::filesystem::path data_folder() { return std::filesystem::path(TICKLER_SOURCE_DIR) / "tests/scenarios/data"; }

std::string simulation::run(const section& s) {
  switch (s.kind) {
    case section_kind::zone:
      zone_ = tickler::zone::find(s.argument).value();
      return {};
    case section_kind::policy:
      use_policy(tickler::load_policy(std::string(s.line, '\n') + s.text, "policy", words_));
      return {};
    case section_kind::policy_file:
      use_policy(tickler::load_policy_file((data_folder() / s.argument).string(), words_));
      return {};
    case section_kind::prospect:
      add_prospects(s, [](const tickler::diagnostic& d) { throw bad_scenario(to_string(d)); });
      return {};
    case section_kind::bad_prospect:
      refuse_prospects(s);
      return {};
    case section_kind::touchpoints:
      add_touchpoints(s);
      return {};
    case section_kind::at:
      return check(s);
    case section_kind::may:
      break;
  }
  return ask(s);
}

void simulation::use_policy(const tickler::loaded_policy& loaded) {
  if (!loaded) {
    std::string list;
    for (const auto& d : loaded.diagnostics()) list += "\n  " + to_string(d);
    throw bad_scenario("the policy does not load:" + list);
  }
  policy_ = loaded.value();
}

std::size_t simulation::add_prospects(const section& s, const tickler::diagnostic_sink& bad) {
  std::istringstream in(records_of(s));
  const auto counts = tickler::read_prospects(
      in, {.file = line_of(s) + "prospect", .facts = policy_ ? &policy_ : nullptr},
      [&](tickler::prospect&& who, tickler::source_position) {
        const auto id = who.id;
        histories_.try_emplace(id, words_);
        prospects_[id] = std::move(who);
      },
      bad);
  return counts.bad;
}

void simulation::refuse_prospects(const section& s) {
  std::size_t errors = 0;
  const auto bad = add_prospects(s, [&](const tickler::diagnostic&) { ++errors; });
  if (bad != s.lines.size() || errors != s.lines.size())
    throw bad_scenario(line_of(s) + std::to_string(errors) + " errors in " + std::to_string(bad) +
                       " bad records, expected one each");
}

void simulation::add_touchpoints(const section& s) {
  std::istringstream in(records_of(s));
  tickler::read_touchpoints(
      in, {.file = line_of(s) + "touchpoints"}, words_,
      [&](std::string_view id, tickler::touchpoint&& t, tickler::source_position) {
        const auto found = histories_.find(id);
        if (found == histories_.end()) throw bad_scenario(line_of(s) + "no such prospect: " + std::string(id));
        found->second.add(t);
      },
      [](const tickler::diagnostic& d) { throw bad_scenario(to_string(d)); });
}

tickler::instant simulation::instant_of(const section& s) const {
  const auto at = tickler::parse_instant(in_utc(s.argument, zone_));
  if (!at) throw bad_scenario(line_of(s) + "no instant: " + s.argument);
  if (s.lines.empty()) throw bad_scenario(line_of(s) + "nothing is expected");
  return *at;
}

std::string simulation::check(const section& s) {
  const auto at = instant_of(s);
  std::string failures;
  for (const auto& line : s.lines) {
    const auto expected = in_utc(line, zone_);
    const auto id = text_member(expected, "prospect");
    const auto found = prospects_.find(id);
    if (found == prospects_.end()) throw bad_scenario(line_of(s) + "no such prospect: " + id);
    const auto& who = found->second;
    const auto actual = to_json(policy_, who, evaluate(policy_, who, histories_.at(id), at));
    if (const auto difference = first_difference(expected, actual))
      failures += line_of(s) + "at " + s.argument + ", " + id + ": " + *difference + "\n  of " + actual + "\n";
  }
  return failures;
}

std::string simulation::ask(const section& s) {
  const auto at = instant_of(s);
  tickler::touch_reader reader(policy_, {.file = line_of(s) + "touch"});
  tickler::evaluator engine(policy_);
  tickler::permission answer;
  std::string failures;
  for (const auto& line : s.lines) {
    const auto text = in_utc(line, zone_);
    const auto arrow = text.find(" => ");
    if (arrow == std::string::npos) throw bad_scenario(line_of(s) + "no answer is expected: " + line);
    const auto asked = reader.read(text.substr(0, arrow));
    auto actual = to_json(asked);
    if (asked.problem.empty()) {
      const auto found = prospects_.find(asked.prospect);
      if (found == prospects_.end()) throw bad_scenario(line_of(s) + "no such prospect: " + std::string(asked.prospect));
      may(engine, found->second, histories_.find(asked.prospect)->second, at, asked.touch, answer);
      actual = to_json(policy_, found->second, answer);
    }
    if (const auto difference = first_difference(text.substr(arrow + 4), actual))
      failures += line_of(s) + "may at " + s.argument + ", " + line.substr(0, line.find(" => ")) + ": " + *difference + "\n  of " +
                  actual + "\n";
  }
  return failures;
}

std::string simulation::records_of(const section& s) const {
  std::string text;
  for (const auto& line : s.lines) text += in_utc(line, zone_) + '\n';
  return text;
}

}  // namespace scenarios
