#include "c/worker.hpp"

#include <algorithm>
#include <chrono>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <tickler/explain.hpp>
#include <tickler/io/explanation.hpp>
#include <tickler/io/preview.hpp>
#include <tickler/io/results.hpp>
#include <tickler/preview.hpp>
#include <tickler/problem_numbers.hpp>
#include <tickler/saved_state.hpp>

#include "c/policy.hpp"

using namespace tickler::c;
using tickler::instant;

namespace {

tickler::history history_of(const tickler::vocabulary& words, std::span<const tickler::touchpoint_view> log) {
  tickler::history all(words);
  for (const auto& t : log) all.add(owned(t));
  return all;
}

// A call of a worker: its problems are those of this call alone.
template <class Body>
tickler_result called(tickler_worker* w, Body&& body) noexcept {
  if (!w) return TICKLER_MISUSE;
  w->problems.list.clear();
  const auto result = guarded(
      [&]() -> tickler_result {
        if (!w->tools) w->tools.emplace(w->rules);
        return body(*w), TICKLER_OK;
      },
      [w](tickler::diagnostic d) { w->problems.add(std::move(d)); });
  if (result == TICKLER_NO_MEMORY || result == TICKLER_FAULT) w->tools.reset();
  return result;
}

// One that answers with a text, which `make` gives.
template <class Make>
tickler_result answered(tickler_worker* w, tickler_text* to, Make&& make) noexcept {
  if (to) *to = {};
  return called(w, [&](tickler_worker& worker) {
    if (!to) throw tickler::misuse(tickler::misuse_number::bad_size, "nowhere to put an answer");
    worker.text = make(worker);
    *to = text_of(worker.text);
  });
}

}  // namespace

tickler::c::tools::tools(const policy& p)
    : cases(p, {.file = "case", .zones = p.zones()}), touches(p, {.file = "touch", .zones = p.zones()}), engine(p) {}

tickler::case_view tickler_worker::read(tickler_text one_case) {
  const auto found = tools->cases.read(view_of(one_case));
  for (const auto& d : found.problems) problems.add(d);
  return found;
}

// Its problems are there already, but for what has none of its own.
tickler::case_view tickler_worker::read_usable(tickler_text one_case) {
  tools->cases.start_text();
  const auto found = read(one_case);
  if (!found.unusable.empty()) throw refused{};
  return found;
}

tickler_result tickler_worker_new(tickler_policy* p, std::uint32_t abi, tickler_worker** out) noexcept {
  if (out) *out = nullptr;
  if (!p || !out || abi < tickler_oldest_abi() || abi > tickler_abi()) return TICKLER_MISUSE;
  return guarded([&]() -> tickler_result { return *out = new tickler_worker(p->rules), TICKLER_OK; }, [](const auto&) {});
}

void tickler_worker_free(tickler_worker* w) noexcept { delete w; }

const tickler_problems* tickler_worker_problems(const tickler_worker* w) noexcept { return w ? &w->problems : nullptr; }

tickler_result tickler_decide_json(tickler_worker* w, tickler_text one_case, tickler_time now, tickler_text* decision) noexcept {
  return answered(w, decision, [&](tickler_worker& worker) {
    const auto at = instant_asked(now);
    worker.tools->cases.start_text();
    const auto found = worker.read(one_case);
    evaluate(worker.tools->engine, found, at, worker.tools->decided);
    return to_json(worker.rules, found, worker.tools->decided);
  });
}

tickler_result tickler_decide_lines(tickler_worker* w, tickler_text cases, tickler_time now, tickler_text* decisions) noexcept {
  return answered(w, decisions, [&](tickler_worker& worker) {
    const auto at = instant_asked(now);
    auto out = std::move(worker.text);  // its memory
    out.clear();
    worker.tools->cases.start_text();
    for (auto left = view_of(cases); !left.empty();) {
      const auto line = left.substr(0, left.find('\n'));
      left.remove_prefix(std::min(line.size() + 1, left.size()));
      const auto found = worker.read(text_of(line));
      evaluate(worker.tools->engine, found, at, worker.tools->decided);
      out += to_json(worker.rules, found, worker.tools->decided);
      out += '\n';
    }
    return out;
  });
}

tickler_result tickler_may_json(tickler_worker* w, tickler_text one_case, tickler_text touch, tickler_time now,
                                tickler_text* answer) noexcept {
  return answered(w, answer, [&](tickler_worker& worker) {
    const auto at = instant_asked(now);
    worker.tools->touches.start_text();
    const auto asked = worker.tools->touches.read_touch(view_of(touch));
    if (asked.wrong) throw refused{*asked.wrong};
    worker.tools->cases.start_text();
    const auto found = worker.read(one_case);
    if (!asked.prospect.empty() && asked.prospect != found.who.id)
      refuse({0, "the touch is of " + tickler::quoted(asked.prospect) + ", not of the case's prospect", tickler::number::bad_touch},
             "touch");
    if (found.unusable.empty())
      may(worker.tools->engine, found.who, found.log, at, asked.touch, worker.tools->permitted);
    else
      worker.tools->permitted = {.problem = tickler::prospect_problem::incomplete_history, .channel = asked.touch.channel};
    return to_json(worker.rules, owned(found.who), worker.tools->permitted);
  });
}

tickler_result tickler_explain_json(tickler_worker* w, tickler_text one_case, tickler_time now, std::uint32_t flags,
                                    tickler_text* told) noexcept {
  return answered(w, told, [&](tickler_worker& worker) {
    const auto at = instant_asked(now);
    const auto found = worker.read_usable(one_case);
    const auto who = owned(found.who);
    const auto log = history_of(worker.rules.words(), found.log);
    tickler::explanation why;
    worker.tools->engine.explain(who, log, at, why);
    return to_json(describe(worker.rules, who, log, why, {.full = (flags & TICKLER_FULL) != 0}));
  });
}

tickler_result tickler_preview_json(tickler_worker* w, tickler_text one_case, tickler_text script, tickler_time from,
                                    tickler_time until, std::uint32_t flags, tickler_text* timeline) noexcept {
  return answered(w, timeline, [&](tickler_worker& worker) {
    const auto at = instant_asked(from);
    tickler::preview_options options{.lazy = (flags & TICKLER_LAZY) != 0};
    if (until != TICKLER_NONE) options.until = instant_asked(until);
    const auto found = worker.read_usable(one_case);
    const auto who = owned(found.who);
    std::vector<tickler::touchpoint> events;
    if (script.size != 0) {
      auto parsed = parse_script(view_of(script), worker.rules, zone_of(worker.rules, who).value_or({}), at);
      if (!parsed) refuse(parsed.error(), "script");
      events = *std::move(parsed);
    }
    return to_json(worker.rules, who, preview(worker.rules, who, history_of(worker.rules.words(), found.log), at, events, options));
  });
}

tickler_result tickler_save_state(tickler_worker* w, tickler_text one_case, tickler_time until, tickler_text* bytes) noexcept {
  return answered(w, bytes, [&](tickler_worker& worker) {
    const auto at = instant_asked(until);
    const auto found = worker.read_usable(one_case);
    tickler::state folded;
    worker.tools->engine.fold(found.who, found.log, at, folded);
    return save_state(worker.rules, folded);
  });
}

tickler_result tickler_decide_saved_json(tickler_worker* w, tickler_text bytes, tickler_text one_case, tickler_time now,
                                         tickler_text* decision, tickler_text* bytes_after) noexcept {
  if (bytes_after) *bytes_after = {};
  return answered(w, decision, [&](tickler_worker& worker) {
    const auto at = instant_asked(now);
    const auto found = worker.read_usable(one_case);
    auto kept = tickler::load_state(worker.rules, view_of(bytes));
    if (!kept) refuse(kept.error(), "state");
    const auto refuse_state = [](const char* why) { refuse({0, why, tickler::number::bad_state}, "state"); };
    if (!worker.tools->engine.serves(found.who, *kept))
      refuse_state("the state is of another prospect, or of what her record was before");
    if (!found.log.empty() && kept->last() && found.log.front().at < *kept->last())
      refuse_state("a touchpoint is older than the last that the state has taken in");
    for (const auto& t : found.log) {
      if (t.at > at) break;
      worker.tools->engine.advance(found.who, *kept, t);
    }
    worker.tools->engine.decide(found.who, *kept, at, worker.tools->decided);
    auto text = to_json(worker.rules, found, worker.tools->decided);
    if (bytes_after) {
      worker.more = save_state(worker.rules, *kept);
      *bytes_after = text_of(worker.more);
    }
    return text;
  });
}

tickler_result tickler_decide(tickler_worker* w, const tickler_case* cases, std::size_t count, tickler_time now,
                              tickler_decisions* out) noexcept {
  if (out) *out = {};
  return called(w, [&](tickler_worker& worker) {
    const auto at = instant_asked(now);
    if (!out || (!cases && count != 0))
      throw tickler::misuse(tickler::misuse_number::bad_size, "no cases, or nowhere to put decisions");
    worker.answered.clear();
    for (const auto& one : std::span(cases, count)) {
      try {
        worker.tools->views.set(one);
        worker.tools->engine.evaluate(worker.tools->views.who(), worker.tools->views.log(), at, worker.tools->decided);
      } catch (const tickler::misuse& e) {
        auto wrong = diagnostic_of(e);
        wrong.path = "cases[" + std::to_string(&one - cases) + "]";
        worker.problems.add(std::move(wrong));
        worker.tools->decided = {.status = tickler::status::invalid, .problem = tickler::prospect_problem::incomplete_history};
      }
      worker.answered.add(worker.tools->decided);
    }
    *out = worker.answered.finished();
  });
}

const char* tickler_name_of(std::int32_t what, std::int32_t number) noexcept {
  const auto name = [number](std::span<const std::string_view> names) -> const char* {
    return number >= 0 && static_cast<std::size_t>(number) < names.size() ? names[static_cast<std::size_t>(number)].data()
                                                                          : nullptr;
  };
  switch (what) {  // literals, which end with a zero byte
    case TICKLER_STATUS:
      return name(tickler::status_names);
    case TICKLER_PROSPECT_PROBLEM:
      return name(tickler::prospect_problem_names);
    case TICKLER_ACTION_STATE:
      return name(tickler::action_state_names);
    case TICKLER_REASON:
      return name(tickler::reason_kind_names);
    case TICKLER_BLOCKER:
      return name(tickler::blocker_kind_names);
    default:
      return nullptr;
  }
}

tickler_result tickler_action_texts_of(tickler_worker* w, const tickler_action* a, tickler_action_texts* out) noexcept {
  if (out) *out = {};
  return called(w, [&](tickler_worker& worker) {
    if (!a || !out) throw tickler::misuse(tickler::misuse_number::bad_size, "no action, or nowhere to put its texts");
    restore(*a, worker.rules.fingerprint(), worker.tools->decided);
    const auto& rules = worker.rules;
    const auto& action = worker.tools->decided.actions.front();
    worker.text = id_of(rules, worker.tools->decided, action);
    *out = {.id = text_of(worker.text),
            .cadence = text_of(*rules.draft().cadences[action.cadence].name),
            .step = text_of(*step_of(rules, action).name),
            .template_name = text_of(template_of(rules, action)),
            .note = text_of(note_of(rules, action)),
            .variant = text_of(variant_of(rules, action)),
            .channel = text_of(rules.words().name(action.channel)),
            .purpose = text_of(rules.words().name(action.purpose)),
            .contact_kind = text_of(contact_kind_of(rules, action))};
  });
}
