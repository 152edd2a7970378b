#include "picture/picture_maker.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <set>
#include <tickler/error.hpp>
#include <tickler/io/preview.hpp>
#include <tickler/io/results.hpp>
#include <tickler/problem_numbers.hpp>

namespace tickler::inline TICKLER_ABI {

namespace {

constexpr std::uint32_t all_snoozed = 0xffffffff;  // where a pause is no hold of the policy

std::optional<window> window_of(const action& a) {
  if (!a.not_before) return std::nullopt;
  return window{*a.not_before, a.due, a.at_latest};
}

mark_kind kind_of(const touch_words& t) {
  if (t.direction == direction::none || is_signal(t.outcome)) return mark_kind::event;
  return t.direction == direction::outbound  ? mark_kind::ours
         : t.direction == direction::inbound ? mark_kind::theirs
                                             : mark_kind::own;
}

// "check in, no answer": what is not said by its lane and its mark.
std::string label_of(const vocabulary& words, const touch_words& t) {
  std::vector<std::string> parts;
  if (t.purpose != purpose::none) parts.push_back(spaced(words.name(t.purpose)));
  if (t.outcome != outcome::none && (t.outcome != outcome::sent || parts.empty())) parts.push_back(spaced(words.name(t.outcome)));
  return parts.empty() ? std::string(to_string(t.direction)) : joined(parts, ", ");
}

// ", overdue, late"
std::string flag_text(const action& a) {
  std::string text;
  for (const auto flag : flags_of(a)) text += ", " + spaced(flag);
  return text;
}

}  // namespace

picture_maker::picture_maker(const policy& p, const prospect& who, const history& log, const explanation& why)
    : policy_(p), who_(who), log_(log), why_(why), say_(p, who, log, why.now, why.shared) {
  if (why.decision.policy_fingerprint != p.fingerprint())
    throw misuse(misuse_number::other_policy, "an explanation of another policy");
  drawing_.local = say_.local();
  for (const auto& r : why.runs) runs_.emplace(std::tuple(r.cadence, r.run, r.nth), &r);
}

void picture_maker::add(channel on, drawn_item item) {
  channels_.push_back(on);
  drawing_.items.push_back(std::move(item));
}

std::size_t picture_maker::add_touchpoints_since(instant since) {
  std::size_t earlier = 0;
  for (const auto& t : why_.trace) note_effect(t);
  for (std::uint32_t i = 0; i < log_.size(); ++i) {
    const auto at = log_[i].at;
    if (at > why_.now) break;
    if (at < since)
      ++earlier;
    else
      add_touchpoint(i);
  }
  return earlier;
}

void picture_maker::add_touchpoint(std::uint32_t index) {
  const auto t = log_[index];
  add(t.words.channel, {.label = label_of(policy_.words(), t.words),
                        .why = fmt::format("{}{}", say_.touch(index), effects_[index]),
                        .mark = {kind_of(t.words), t.at}});
}

void picture_maker::add_happened(const timeline_entry& e) {
  add(e.what.words.channel, {.label = label_of(policy_.words(), e.what.words),
                             .why = fmt::format("{} {}", to_text(policy_.words(), e.what.words), say_.time(e.at)),
                             .mark = {kind_of(e.what.words), e.at}});
}

void picture_maker::add_done(const timeline_entry& e) {
  const auto& a = e.decided.actions.front();
  const auto said = to_text(policy_, who_, e.decided, a, drawing_.local, e.at);
  add(e.what.words.channel,
      {.label = step_label(e.decided, a) + flag_text(a),
       .why = fmt::format("{} {}: {}{}", to_text(policy_.words(), e.what.words), say_.time(e.at), said.why, window_text(a)),
       .mark = {kind_of(e.what.words), e.at},
       .window = window_of(a)});
}

void picture_maker::add_action(const decision& d, const action& a) {
  const auto said = to_text(policy_, who_, d, a, drawing_.local, why_.now);
  const auto& step = step_of(policy_, a);
  const auto on = a.channel != channel::none ? a.channel : policy_.words().find<channel>(*step.channels.front());
  add(on.value_or(channel::none), {.label = step_label(d, a) + (a.state == action_state::blocked ? ", blocked" : flag_text(a)),
                                   .why = fmt::format("{}: {}: {}{}", state_text(said, a), said.what, said.why, window_text(a)),
                                   .mark = mark_of(a),
                                   .window = window_of(a)});
}

mark picture_maker::mark_of(const action& a) const {
  switch (a.state) {
    case action_state::ready:
      return {mark_kind::ready, why_.now};
    case action_state::waiting:
      return {mark_kind::planned, a.when ? *a.when : std::max(a.due.value_or(why_.now), why_.now)};
    case action_state::blocked:
      break;
  }
  return {mark_kind::blocked, a.due.value_or(why_.now)};
}

std::string picture_maker::state_text(const action_text& said, const action& a) const {
  switch (a.state) {
    case action_state::ready:
      return said.late.empty() ? "can be done now" : "can be done now, " + said.late;
    case action_state::waiting:
      return a.when ? "planned for " + said.when : said.when;
    case action_state::blocked:
      break;
  }
  return "blocked, " + said.when;
}

std::string picture_maker::window_text(const action& a) const {
  std::string text;
  if (a.due) text += "; due " + say_.deadline(*a.due);
  if (a.at_latest) text += "; at the latest " + say_.deadline(*a.at_latest);
  return text;
}

// Its step, with the cadence where there are several: "weekly (2 of 3)".
std::string picture_maker::step_label(const decision& d, const action& a) const {
  auto in_full = say_.step(d, a);
  if (policy_.draft().cadences.size() != 1) return in_full;
  return in_full.substr(policy_.draft().cadences.front().name->size() + 1);
}

// Of each touchpoint: "; begins answer; carries out answer/send (2 of 3)"
void picture_maker::note_effect(const trace_event& t) {
  if (t.touchpoint == no_touchpoint) return;
  const auto& cadences = policy_.draft().cadences;
  const auto step = [&] {
    return step_name(policy_, t.index, t.step) + repetition_text(cadences.at(t.index).steps.at(t.step), t.repetition);
  };
  if (t.kind == trace_kind::begun) effects_[t.touchpoint] += "; begins " + *cadences.at(t.index).name;
  if (t.kind == trace_kind::done) effects_[t.touchpoint] += "; carries out " + step();
  if (t.kind == trace_kind::skipped) effects_[t.touchpoint] += "; skips " + step();
  if (t.kind == trace_kind::ended) effects_[t.touchpoint] += "; ends " + *cadences.at(t.index).name;
  if (t.kind == trace_kind::opted_out) effects_[t.touchpoint] += "; opts out";
}

void picture_maker::add_given_up_since(instant since) {
  for (const auto& t : why_.trace) {
    if (t.kind != trace_kind::expired || t.at < since) continue;
    const auto run = runs_.find({t.index, t.run, t.nth});
    const given_up_step step{.at = t.at,
                             .cadence = t.index,
                             .step = t.step,
                             .repetition = t.repetition,
                             .key = run == runs_.end() ? std::string() : std::string(why_.key(*run->second))};
    const auto text = to_text(policy_, step);
    add(channel_of(t), {.label = text, .why = fmt::format("{} {}", text, say_.time(t.at)), .mark = {mark_kind::given_up, t.at}});
  }
}

// The step's first choice: which of several it would have been, nobody says.
channel picture_maker::channel_of(const trace_event& t) const {
  const auto& first = *policy_.draft().cadences.at(t.index).steps.at(t.step).channels.front();
  if (first == "start" && t.run != no_touchpoint) return log_[t.run].words.channel;
  return policy_.words().find<channel>(first).value_or(channel::none);
}

void picture_maker::add_pauses_since(instant since) {
  std::map<std::uint32_t, pause> open;
  for (const auto& t : why_.trace) note_pause(open, t);
  for (const auto& [index, p] : open) pauses_.push_back(p);
  std::erase_if(pauses_, [since](const pause& p) { return p.end <= since || p.end <= p.begin; });
  for (auto& p : pauses_) p.begin = std::max(p.begin, since);
  std::stable_sort(pauses_.begin(), pauses_.end(), [](const pause& a, const pause& b) { return a.begin < b.begin; });
}

// R74: the newest end counts; one that gives none changes nothing.
void picture_maker::note_pause(std::map<std::uint32_t, pause>& open, const trace_event& t) {
  const bool is_snooze = t.kind == trace_kind::snoozed && !t.of_step;
  const auto index = is_snooze ? all_snoozed : t.index;
  if (t.kind == trace_kind::released) {
    if (const auto known = open.find(index); known != open.end()) known->second.end = std::min(known->second.end, t.at);
    return;
  }
  if ((t.kind != trace_kind::held && !is_snooze) || !t.until) return;
  const auto end = std::min(*t.until, time_end - std::chrono::seconds{1});
  const auto [known, is_new] = open.try_emplace(index, pause{t.at, end, t.index, is_snooze});
  if (is_new) return;
  if (known->second.end < t.at) {
    pauses_.push_back(known->second);
    known->second.begin = t.at;
  }
  known->second.end = std::max(end, t.at);
}

bool picture_maker::is_held(const pause& p, channel on) const {
  if (on == channel::none) return false;  // no action goes there
  if (p.is_snooze) return on != channel::internal;
  const auto& channels = policy_.draft().holds.at(p.hold).channels;
  const auto is_it = [&](const located_string& name) { return policy_.words().find<channel>(*name) == on; };
  return channels.empty() || std::any_of(channels.begin(), channels.end(), is_it);
}

void picture_maker::draw_pause(const pause& p) {
  drawn_pause drawn{.begin = p.begin, .end = p.end};
  for (const auto on : lanes_) drawn.lanes.push_back(is_held(p, on));
  if (std::find(drawn.lanes.begin(), drawn.lanes.end(), true) == drawn.lanes.end()) return;
  const auto what = p.is_snooze ? std::string("snoozed") : "held by " + rule_name(policy_.draft().holds, p.hold, "hold");
  drawn.why = fmt::format("{} from {} to {}", what, say_.time(p.begin), say_.ending(p.end));
  if (!p.is_snooze) drawn.why += cited(policy_.draft().holds.at(p.hold));
  drawing_.pauses.push_back(std::move(drawn));
}

// As the policy lists its channels; then others; then tasks of ours; last what came by no channel.
std::pair<std::size_t, std::size_t> picture_maker::rank_of(channel on) const {
  constexpr auto last = std::numeric_limits<std::size_t>::max();
  if (on == channel::none) return {last, 0};
  if (on == channel::internal) return {last - 1, 0};
  const auto& declared = policy_.draft().channels;
  const auto is_it = [&](const channel_draft& c) { return policy_.words().find<channel>(*c.name) == on; };
  return {static_cast<std::size_t>(std::find_if(declared.begin(), declared.end(), is_it) - declared.begin()),
          static_cast<std::size_t>(on)};
}

void picture_maker::make_lanes() {
  const std::set<channel> used(channels_.begin(), channels_.end());
  lanes_.assign(used.begin(), used.end());
  std::sort(lanes_.begin(), lanes_.end(), [this](channel a, channel b) { return rank_of(a) < rank_of(b); });
  for (const auto on : lanes_)
    drawing_.lanes.push_back({on == channel::none       ? "no channel"
                              : on == channel::internal ? "our tasks"
                                                        : spaced(policy_.words().name(on)),
                              hours_of(policy_, who_, on).value_or(open_hours{})});
  std::map<channel, std::size_t> numbers;
  for (const auto on : lanes_) numbers.emplace(on, numbers.size());
  for (std::size_t i = 0; i < channels_.size(); ++i) drawing_.items[i].lane = numbers.at(channels_[i]);
}

drawing picture_maker::take(std::string title, std::string note, instant now) && {
  make_lanes();
  for (const auto& p : pauses_) draw_pause(p);
  drawing_.title = std::move(title);
  drawing_.note = std::move(note);
  drawing_.now = now;
  return std::move(drawing_);
}

}  // namespace tickler::inline TICKLER_ABI
