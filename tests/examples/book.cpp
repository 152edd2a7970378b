#include "book.hpp"

#include <fstream>

namespace examples {

book read_book(const tickler::policy& policy, const std::string& kind) {
  book result;
  const auto bad = [&](const tickler::diagnostic& d) { result.problems.push_back(to_string(d)); };

  const auto prospects = folder + "records/prospects." + kind;
  std::ifstream people(prospects);
  tickler::read_prospects(
      people, {.file = prospects, .format = tickler::format_of(prospects), .facts = &policy},
      [&](tickler::prospect&& p, tickler::source_position) {
        auto id = p.id;
        if (!result.entries.try_emplace(id, entry{std::move(p), tickler::history(policy.words())}).second)
          result.problems.push_back(id + " is there twice");
      },
      bad);

  const auto touchpoints = folder + "records/touchpoints." + kind;
  std::ifstream touches(touchpoints);
  tickler::read_touchpoints(
      touches, {.file = touchpoints, .format = tickler::format_of(touchpoints)}, policy.words(),
      [&](std::string_view id, tickler::touchpoint&& t, tickler::source_position) {
        const auto found = result.entries.find(std::string(id));
        if (found == result.entries.end())
          result.problems.push_back("a touchpoint of nobody: " + std::string(id));
        else
          found->second.log.add(t);
      },
      bad);
  return result;
}

std::string describe(const tickler::policy& policy, const tickler::action& action) {
  const auto& cadence = policy.draft().cadences.at(action.cadence);
  auto text = *cadence.name + '/' + *cadence.steps.at(action.step).name;
  if (action.channel != tickler::channel::none) text.append(" ").append(policy.words().name(action.channel));
  text.append(" ").append(tickler::action_state_names[static_cast<std::size_t>(action.state)]);
  if (action.state == tickler::action_state::waiting) text += action.when ? ' ' + tickler::to_string(*action.when) : " behind";
  if (action.has(tickler::action_flag::overdue)) text += " overdue";
  if (action.has(tickler::action_flag::late)) text += " late";
  if (action.has(tickler::action_flag::squeezed)) text += " squeezed";
  if (action.has(tickler::action_flag::late_unavoidable)) text += " late_unavoidable";
  return text;
}

std::string name_of(tickler::status s) { return std::string(tickler::status_names[static_cast<std::size_t>(s)]); }

}  // namespace examples
