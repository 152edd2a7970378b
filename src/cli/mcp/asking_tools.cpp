// The tools that answer from the records: may, next, explain.
#include <fmt/format.h>

#include <algorithm>
#include <tickler/evaluate_all.hpp>
#include <tickler/io/explanation.hpp>
#include <tickler/io/results.hpp>
#include <tickler/io/touches.hpp>

#include "cli/attention.hpp"
#include "cli/display.hpp"
#include "cli/mcp/desk.hpp"
#include "cli/mcp/words.hpp"
#include "cli/owners.hpp"

namespace tickler::cli::mcp {

namespace {

using kind = parameter::kind;

const parameter of_prospect{.name = "prospect", .help = "The id of the prospect"};

parameter needed(parameter p) {
  p.needed = true;
  return p;
}

tool_answer stop(std::string_view prospect, const std::string& why) {
  return {"stop: " + why, to_json(touch_question{.prospect = prospect, .problem = why})};
}

tool_answer answer_may(desk& d, const arguments& given) {
  const auto& p = d.policy();
  const auto touch =
      parse_touch(p, {given.text("channel"), given.text("purpose"), given.text("to"), given.text("step"), given.text("key")});
  if (!touch) throw wrong_argument(touch.error().message);
  const auto id = given.text("prospect");
  if (const auto why = d.why_stop(); !why.empty()) return stop(id, why);
  const auto number = d.find(id);
  auto& answer = d.permitted();
  may(d.engine(), d.all(), number, d.now(), *touch, answer);
  const auto who = d.all().prospect(number);
  auto text = to_text(p, who, answer, d.local_of(who), d.now());
  if (answer.problem == prospect_problem::incomplete_history) text += "  since    " + d.files().why_incomplete(number) + '\n';
  return {std::move(text), to_json(p, who, answer)};
}

struct listed {
  attention rank{};
  prospect who{};
  decision what{};
};

// Most urgent first, and a few of them in memory.
class worklist_of_all {
 public:
  worklist_of_all(const desk& d, std::size_t most, std::string_view owner) : desk_(d), most_(most), owner_(owner) {}

  void add(prospect_number number, const decision& what) {
    if (what.problem == prospect_problem::erased) return;
    const bool is_undecided = what.status == status::invalid;
    const bool is_ready = !what.actions.empty() && what.actions.front().state == action_state::ready;
    if (!is_undecided && !is_ready) return;
    auto who = desk_.all().prospect(number);
    if (!owner_.empty() && who.owner != owner_) return;
    undecided_ += is_undecided;
    if (is_undecided) return;
    ++ready_;
    const auto rank = rank_of(who, what);
    if (list_.size() == most_ && !(rank < list_.back().rank)) return;
    const auto place = std::ranges::upper_bound(list_, rank, {}, &listed::rank);
    list_.insert(place, {rank, std::move(who), what});
    if (list_.size() > most_) list_.pop_back();
  }

  const std::vector<listed>& list() const noexcept { return list_; }
  std::size_t left_off() const noexcept { return ready_ - list_.size(); }
  std::size_t undecided() const noexcept { return undecided_; }

 private:
  attention rank_of(const prospect& who, const decision& what) const {
    const auto local = desk_.local_of(who);
    auto first = attention_of(desk_.policy(), what.actions.front(), local, desk_.now());
    for (const auto& a : what.actions)
      if (a.state == action_state::ready) first = std::min(first, attention_of(desk_.policy(), a, local, desk_.now()));
    return first;
  }

  const desk& desk_;
  std::size_t most_;
  std::string_view owner_;
  std::vector<listed> list_{};
  std::size_t ready_ = 0, undecided_ = 0;
};

std::string line_of(const desk& d, const listed& one, const action& a) {
  const auto text = to_text(d.policy(), one.who, one.what, a, d.local_of(one.who), d.now());
  const auto contact = contact_of(d.policy(), one.who, a).value;
  const auto note = note_of(d.policy(), a);
  return fmt::format("{}, {}: {}{}, {}{}{}\n  because {}\n  step {}\n", one.who.id, to_string(a.state), text.what,
                     contact.empty() ? "" : fmt::format(" to {}", contact), text.when, text.late.empty() ? "" : ", " + text.late,
                     note.empty() ? "" : fmt::format(" ({})", note), text.why, id_of(d.policy(), one.what, a));
}

std::string text_of(const desk& d, const listed& one, bool only_ready) {
  std::string text;
  for (const auto& a : one.what.actions)
    if (!only_ready || a.state == action_state::ready) text += line_of(d, one, a);
  return text.empty() ? fmt::format("{}: {}, nothing to do\n", one.who.id, to_string(one.what.status)) : text;
}

std::string json_of(const desk& d, const std::vector<listed>& all, std::size_t left_off, std::size_t undecided) {
  json_text json;
  json.raw("{").name("decisions").list(all, [&](const listed& one) { json.raw(to_json(d.policy(), one.who, one.what)); });
  json.name("left_off").raw(std::to_string(left_off)).name("undecided").raw(std::to_string(undecided)).raw("}");
  return std::move(json).take();
}

tool_answer answer_next_of(desk& d, std::string_view id) {
  const auto number = d.find(id);
  std::vector<listed> one(1);
  one.front().who = d.all().prospect(number);
  evaluate_some(d.policy(), d.all(), {&number, 1}, d.now(),
                [&](prospect_number, const decision& made) { one.front().what = made; });
  const auto problem = one.front().what.problem;
  const bool is_undecided = one.front().what.status == status::invalid;
  auto text = !is_undecided ? text_of(d, one.front(), false)
              : problem == prospect_problem::incomplete_history
                  ? fmt::format("{}: nothing is decided: {}\n", id, d.files().why_incomplete(number))
                  : fmt::format("{}: nothing is decided: {}\n", id, to_text(d.policy(), one.front().who, problem));
  return {std::move(text), json_of(d, one, 0, is_undecided ? 1 : 0)};
}

tool_answer answer_next(desk& d, const arguments& given) {
  if (given.has("prospect")) return answer_next_of(d, given.text("prospect"));
  const auto owner = given.text("owner");
  if (!owner.empty())
    if (const auto problem = owner_problem(d.all(), owner); !problem.empty()) throw wrong_argument(problem);
  worklist_of_all list(d, given.number("limit").value_or(20), owner);
  evaluate_all(d.policy(), d.all(), d.now(), [&](prospect_number number, const decision& made) { list.add(number, made); });
  std::string text;
  for (const auto& one : list.list()) text += text_of(d, one, true);
  if (text.empty()) text = "nothing can be done now\n";
  if (list.left_off() != 0) text += fmt::format("and {} more with something to do now\n", list.left_off());
  if (list.undecided() != 0) text += counted(list.undecided(), "prospect", "prospects") + " for whom nothing can be decided\n";
  return {std::move(text), json_of(d, list.list(), list.left_off(), list.undecided())};
}

tool_answer answer_explain(desk& d, const arguments& given) {
  const auto number = d.find(given.text("prospect"));
  history log(d.policy().words());
  explanation why;
  explain(d.policy(), d.engine(), d.all(), number, d.now(), log, why);
  const auto root = describe(d.policy(), d.all().prospect(number), log, why, {.full = given.flag("full")});
  auto text = to_text(root);
  if (why.decision.problem == prospect_problem::incomplete_history) text += d.files().why_incomplete(number) + '\n';
  return {std::move(text), to_json(root)};
}

}  // namespace

tool may_tool(const policy& p) {
  return {
      .name = "may",
      .description =
          "May this one touch be done to this prospect now? Ask before every call, message, letter or visit, immediately before "
          "it goes out. Only the verdict go permits it. wait: not before `when`; missing: contact data is; stop: not at all. An "
          "error is no permission either. Write to the contact that it names, and do it before `until`.",
      .parameters =
          {needed(of_prospect),
           {.name = "channel", .needed = true, .help = "By which channel; internal: a task for ourselves", .words = channels_of(p)},
           {.name = "purpose", .help = "What for; that of the step where it is left out", .words = purposes_of(p)},
           {.name = "to", .help = "Whom it goes to: prospect (default) or referrer", .words = {"prospect", "referrer"}},
           {.name = "step", .help = "What it carries out: the id of an action that next has told, or cadence/step"},
           {.name = "key", .help = "The key of what it is about, such as an order's"}},
      .call = answer_may};
}

tool next_tool() {
  return {.name = "next",
          .description =
              "What is to be done now, most urgent first, each with its reason, its contact and the id of its step; or all that is "
              "planned for one prospect. It is a plan and no permission: ask may before each touch, with the step's id.",
          .parameters = {of_prospect,
                         {.name = "owner", .help = "The prospects of this owner alone"},
                         {.name = "limit", .is = kind::number, .help = "So many prospects at most (20)", .least = 1, .most = 200}},
          .call = answer_next};
}

tool explain_tool() {
  return {.name = "explain",
          .description =
              "Why a prospect has the actions that she has, or none: what each cadence and each step waits for, what holds it "
              "back, with the touchpoints behind it, and what would change it.",
          .parameters = {needed(of_prospect),
                         {.name = "full", .is = kind::flag, .help = "Runs that are over, and every part of every condition too"}},
          .call = answer_explain};
}

}  // namespace tickler::cli::mcp
