// From a checked draft to the engine's tables. Everything here may rely on what check() has made sure of.
#include <algorithm>
#include <map>
#include <numeric>
#include <stdexcept>
#include <tickler/policy.hpp>
#include <tickler/problem_numbers.hpp>

#include "base/hash.hpp"
#include "base/internal_access.hpp"
#include "base/sort_by_place.hpp"
#include "policy/compile/compile_conditions.hpp"
#include "policy/compile/fingerprint.hpp"
#include "policy/compile/schedule.hpp"
#include "policy/pattern_algebra.hpp"
#include "policy/program/program.hpp"
#include "policy/program/rules_on.hpp"
#include "policy/validate/check.hpp"
#include "policy/validate/lint.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

template <class List>
std::uint16_t index_of(const List& list, std::string_view name) {
  const auto at = std::find_if(list.begin(), list.end(), [&](const auto& each) { return each.name.value == name; });
  return static_cast<std::uint16_t>(at - list.begin());
}

// Patterns with their words as numbers, and their conditions in a list.
class pattern_compiler {
 public:
  pattern_compiler(const compiled_policy& p, condition_compiler& conditions, std::vector<expr::program>& programs)
      : words_(p.words), conditions_(conditions), programs_(programs) {}

  touch_pattern operator()(const pattern_draft& p) {
    touch_pattern out;
    for (const auto& c : p.channels) out.channels.push_back(words_.find<channel>(*c).value());
    for (const auto& w : p.purposes) out.purposes.push_back(words_.find<purpose>(*w).value());
    for (const auto& o : p.outcomes) out.outcomes.push_back(words_.find<outcome>(*o).value());
    for (const auto& d : p.directions) out.directions = static_cast<std::uint8_t>(out.directions | 1u << static_cast<unsigned>(*d));
    if (auto condition = conditions_.condition(p.condition, condition_place::touch)) {
      out.condition = static_cast<std::uint32_t>(programs_.size());
      programs_.push_back(*std::move(condition));
    }
    for (const auto& w : p.with) out.parties = static_cast<std::uint8_t>(out.parties | 1u << static_cast<unsigned>(*w));
    return out;
  }

 private:
  const vocabulary& words_;
  condition_compiler& conditions_;
  std::vector<expr::program>& programs_;
};

// Events by number: those with a name first, then what cadences, limits and so on say in patterns of their own.
class event_table {
 public:
  event_table(compiled_policy& out, condition_compiler& conditions)
      : draft_(out.draft), pattern_of_(out, conditions, out.touch_conditions), counts_(out.event_counts) {
    for (const auto& event : draft_.events) {
      std::vector<touch_pattern> patterns;
      for (const auto& p : event.any_of) patterns.push_back(pattern_of_(p));
      events_.push_back(std::move(patterns));
    }
    for (std::size_t e = 0; e < draft_.events.size(); ++e)
      if (const auto& count = draft_.events[e].count) add_count(static_cast<event_index>(e), *count, conditions);
  }

  event_index operator()(const event_ref& ref) {
    if (ref.any_of.size() == 1)
      if (const auto* name = std::get_if<located_string>(&ref.any_of.front())) return index_of(draft_.events, **name);
    std::vector<touch_pattern> patterns;
    for (const auto& one : ref.any_of) {
      if (const auto* name = std::get_if<located_string>(&one)) {
        const auto event = index_of(draft_.events, **name);
        const auto& known = events_[event];
        patterns.insert(patterns.end(), known.begin(), known.end());
        note_counted_among(event);
      } else {
        patterns.push_back(pattern_of_(std::get<pattern_draft>(one)));
      }
    }
    events_.push_back(std::move(patterns));
    return static_cast<event_index>(events_.size() - 1);
  }

  // What makes it happen, or may in time: of one from a count, what that counts.
  std::vector<touch_pattern> may_make(event_index e) const {
    auto patterns = events_[e];
    for (const auto& c : counts_)
      if (c.event == e) patterns.insert(patterns.end(), events_[c.of].begin(), events_[c.of].end());
    return patterns;
  }

  std::optional<event_index> maybe(const event_ref& ref) { return ref.given() ? std::optional((*this)(ref)) : std::nullopt; }

  const std::vector<std::vector<touch_pattern>>& all() const noexcept { return events_; }

 private:
  // The newest that came before are what tells.
  void add_count(event_index e, const event_count_draft& c, condition_compiler& conditions) {
    const auto of = (*this)(c.of);
    const auto at_least = static_cast<std::uint32_t>(*c.at_least);
    counts_.push_back({e, of, at_least, compiled_duration(**c.within), conditions.track(of, std::max(at_least - 1, 1u))});
  }

  // For a list of events that is about to be added.
  void note_counted_among(event_index named) {
    const auto list = static_cast<event_index>(events_.size());
    for (std::size_t i = 0; i < counts_.size(); ++i)
      if (counts_[i].event == named) {
        auto same = counts_[i];
        same.event = list;
        counts_.push_back(std::move(same));
      }
  }

  const policy_draft& draft_;
  pattern_compiler pattern_of_;
  std::vector<std::vector<touch_pattern>> events_;
  std::vector<event_count>& counts_;
};

class compiler {
 public:
  compiler(compiled_policy& out, const channel_bits& bits)
      : out_(out),
        draft_(out.draft),
        words_(out.words),
        conditions_(out),
        events_(out, conditions_),
        promised_pattern_(out, conditions_, out.promise_conditions),
        bits_(bits) {}

  void run() {
    for (const auto& l : draft_.limits) add_limit(l);
    for (const auto& h : draft_.holds) {
      if (!h.condition.given() && !*h.deadlines_run) out_.holds_stopping_clocks |= bit(out_.holds.size());
      if (*h.by_key) out_.holds_by_key |= bit(out_.holds.size());
      out_.holds.push_back({events_(h.on), duration_of(h.lasts), duration_of(h.otherwise), events_.maybe(h.lifted_by), *h.by_key,
                            while_of(h.condition)});
    }
    for (const auto& n : draft_.never)
      out_.never.push_back({while_of(n.condition), numbers_of<channel>(n.channels), numbers_of<purpose>(n.purposes)});
    for (const auto& s : draft_.stops) out_.stops.push_back({events_(s.on), mask_of(s.channels), events_.maybe(s.lifted_by)});
    out_.closes = events_.maybe(draft_.closes);
    for (const auto& c : draft_.cadences) out_.cadences.push_back(cadence_of(c));
    if (out_.asks_stage)
      for (const auto& s : draft_.stages) out_.stages.push_back(events_(s.from));
    for (std::size_t i = 0; i < draft_.promises.size(); ++i) add_promise(draft_.promises[i], std::uint64_t{1} << i);
    conditions_.finish();
    rank();
    index_runs();
    note_forms();
    note_channels();
    add_single_sets();
  }

  const event_table& events() const noexcept { return events_; }
  std::vector<touch_index::promised> promised() && { return std::move(promised_); }
  std::vector<calendar_set> sets() && { return std::move(sets_); }

 private:
  static std::optional<compiled_duration> duration_of(const std::optional<located<duration>>& w) {
    return w ? std::optional<compiled_duration>(w->value) : std::nullopt;
  }

  template <class T>
  static std::optional<T> value_of(const std::optional<located<T>>& w) {
    return w ? std::optional(w->value) : std::nullopt;
  }

  condition_rule while_of(const expression& e) { return conditions_.condition(e, condition_place::rule); }
  condition_rule if_of(const expression& e, condition_place where) { return conditions_.condition(e, where); }

  bit_mask bit_of(channel c) const {
    const auto bit = bits_(c);
    return bit == no_channel ? 0 : bit_mask{1} << bit;
  }

  bit_mask mask_of(const std::vector<located_string>& channels) const {
    bit_mask mask = 0;
    for (const auto& name : channels) mask |= bit_of(words_.find<channel>(*name).value());
    return mask;
  }

  template <class Word>
  std::vector<Word> numbers_of(const std::vector<located_string>& names) const {
    std::vector<Word> numbers;
    for (const auto& name : names) numbers.push_back(words_.find<Word>(*name).value());
    return numbers;
  }

  void add_limit(const limit_draft& l) {
    limit_rule rule{.count = events_(l.count),
                    .patterns = {},
                    .at_most = static_cast<std::uint32_t>(*l.at_most),
                    .per = duration_of(l.per),
                    .first_slot = out_.limit_slots,
                    .by_key = *l.by_key,
                    .first_key_slot = out_.key_slots,
                    .condition = while_of(l.condition)};
    rule.patterns = events_.may_make(rule.count);
    note_schedule(rule);
    out_.limit_slots += rule.at_most;
    if (rule.by_key) out_.limits_by_key |= 1u << out_.limit_rules.size(), out_.key_slots += rule.at_most;
    const auto& counts = out_.event_counts;
    const bool is_counted = std::any_of(counts.begin(), counts.end(), [&](const auto& c) { return c.event == rule.count; });
    if (!is_counted && !rule.by_key &&
        std::none_of(rule.patterns.begin(), rule.patterns.end(), [](const auto& p) { return p.condition.has_value(); }))
      out_.limits_by_words |= 1u << out_.limit_rules.size();
    out_.limit_rules.push_back(std::move(rule));
  }

  purpose purpose_of(const located_string& name) const {
    return name->empty() ? purpose::none : words_.find<purpose>(*name).value();
  }

  cadence_rule cadence_of(const cadence_draft& c) {
    cadence_rule rule{.starts = events_(c.starts),
                      .ends = events_.maybe(c.ends),
                      .restart = *c.restart,
                      .again = c.again.when,
                      .wait = compiled_duration(c.again.wait),
                      .per = *c.per,
                      .condition = if_of(c.condition, condition_place::run),
                      .steps = {}};
    for (const auto& s : c.steps) rule.steps.push_back(step_of(c, s));
    for (const auto& s : rule.steps) {
      rule.lapses |= s.lapses();
      rule.has_conditions |= s.condition.has_value();
    }
    note_schedule(rule);
    return rule;
  }

  step_rule step_of(const cadence_draft& c, const step_draft& s) {
    step_rule rule;
    rule.number = out_.steps++;
    rule.start_channel = s.channels.size() == 1 && *s.channels.front() == "start";
    rule.internal = s.channels.size() == 1 && *s.channels.front() == "internal";
    rule.purpose = rule.late_purpose = purpose_of(s.purpose);
    rule.has_purpose = rule.purpose != purpose::none;
    rule.has_late = s.when_late.has_value();
    rule.has_late_purpose = rule.has_late && !s.when_late->purpose->empty();
    if (rule.has_late_purpose) rule.late_purpose = purpose_of(s.when_late->purpose);
    rule.to = *s.to;
    if (rule.to == party::referrer && !rule.internal) out_.goes_to_referrer = out_.heeds_referrer = true;
    rule.from = *s.from;
    rule.after = {duration_of(s.after), s.after_is_before, conditions_.duration(s.computed_after)};
    rule.within = {duration_of(s.within), s.within_is_before, conditions_.duration(s.computed_within)};
    rule.at_latest = {duration_of(s.at_latest), s.at_latest_is_before, conditions_.duration(s.computed_at_latest)};
    rule.condition = if_of(s.condition, condition_place::step);
    if (rule.condition) rule.asks_reachable = conditions_.asks_reachable(*rule.condition);
    rule.at = value_of(s.at);
    rule.repeat = *s.repeat;
    rule.done = events_.maybe(s.done);
    rule.expires = duration_of(s.expires);
    rule.apart = duration_of(s.apart);
    rule.every = duration_of(s.every);
    rule.on_owners_clock = s.clock ? **s.clock == step_clock::owner : rule.internal;
    rule.dated = s.after_is_before || s.within_is_before || s.at_latest_is_before;
    const bool has_no_after = !rule.after.computed && (!rule.after.length || rule.after.length->written().is_zero());
    rule.at_on_date = !*s.at_next && (is_of_whole_dates(rule.after.length) || (rule.every && has_no_after));
    rule.apart_at_on_date = !*s.at_next && is_of_whole_dates(rule.apart);
    add_variants(rule, c, s);
    add_choices(rule, c, s);
    return rule;
  }

  // R57: all its parts are days or longer.
  static bool is_of_whole_dates(const std::optional<compiled_duration>& d) {
    if (!d || d->written().is_zero()) return false;
    return std::none_of(d->written().parts.begin(), d->written().parts.end(), [](const duration_part& part) {
      return part.unit == time_unit::minute || part.unit == time_unit::hour || part.unit == time_unit::business_hour ||
             part.unit == time_unit::business_minute;
    });
  }

  void add_variants(step_rule& rule, const cadence_draft& c, const step_draft& s) {
    fnv_hash hash;
    hash.text(*draft_.name), hash.text(*c.name), hash.text(*s.name);
    rule.variant_hash = hash.value();
    std::uint64_t sum = 0;
    for (const auto& v : s.variants) rule.variants.push_back(sum += static_cast<std::uint64_t>(*v.weight));
    if (!s.variants.empty()) out_.asks_person = true;
  }

  void add_choices(step_rule& rule, const cadence_draft& c, const step_draft& s) {
    rule.hours = set_of({}, rule, s);
    if (!rule.internal && rule.to == party::prospect) rule.holds_anywhere = holds_on(out_, {}, {*c.name, *s.name});
    if (rule.internal) {
      for (const bool late : {false, true})
        rule.never_internal[late] = never_on(
            out_, {channel::internal, direction::internal, late ? rule.late_purpose : rule.purpose, outcome::none, rule.to});
    } else if (rule.start_channel) {
      for (std::size_t i = 0; i < draft_.channels.size(); ++i) rule.choices.push_back(choice_of(rule, c, s, i));
    } else {
      for (const auto& name : s.channels) rule.choices.push_back(choice_of(rule, c, s, index_of(draft_.channels, *name)));
    }
  }

  channel_choice choice_of(const step_rule& rule, const cadence_draft& c, const step_draft& s, std::size_t declared) {
    const auto& channel_rule = draft_.channels[declared];
    channel_choice choice;
    choice.channel = words_.find<channel>(*channel_rule.name).value();
    choice.declared = static_cast<std::uint16_t>(declared);
    choice.bit = bits_(choice.channel);
    if (rule.to == party::prospect && !channel_rule.needs.empty())
      choice.contact = channel_rule.needs.size() == 1 ? std::uint8_t{0} : channel_choice::first_known;
    choice.hours = set_of(channel_rule.calendars, rule, s);
    choice.own_hours = set_of(channel_rule.calendars, rule, {});
    for (const bool late : {false, true}) {
      const touch_words as{choice.channel, direction::outbound, late ? rule.late_purpose : rule.purpose, outcome::none, rule.to};
      choice.limits[late] = limits_on(out_, as);
      choice.never[late] = never_on(out_, as);
    }
    choice.excepted = limits_excepting(out_, {*c.name, *s.name});
    // R73: those to the prospect alone are held.
    if (rule.to == party::prospect) choice.holds = holds_on(out_, *channel_rule.name, {*c.name, *s.name});
    return choice;
  }

  // A step's own calendars that name no zone go by its clock (R109), a channel's by the prospect's.
  std::uint16_t set_of(const std::vector<located_string>& of_channel, const step_rule& rule, const step_draft& s) {
    calendar_set set;
    for (const auto& name : of_channel) set.push_back(index_of(draft_.calendars, *name));
    for (const auto& name : s.calendars) {
      auto calendar = index_of(draft_.calendars, *name);
      if (rule.on_owners_clock && draft_.calendars[calendar].whose == calendar_draft::clock::prospect)
        calendar = static_cast<std::uint16_t>(calendar | locale_cache::by_owners_clock);
      set.push_back(calendar);
    }
    std::sort(set.begin(), set.end());
    set.erase(std::unique(set.begin(), set.end()), set.end());
    return number_of(std::move(set));
  }

  std::uint16_t number_of(calendar_set set) {
    const auto index = static_cast<std::uint16_t>(std::find(sets_.begin(), sets_.end(), set) - sets_.begin());
    if (index == sets_.size()) sets_.push_back(std::move(set));
    return index;
  }

  // For who asks of a channel, or of a calendar, alone. Behind the sets that deciding asks for.
  void add_single_sets() {
    for (const auto& c : draft_.channels) out_.hours_of_channels.push_back(set_of(c.calendars, {}, {}));
    for (std::size_t set = 0, all = sets_.size(); set < all; ++set)
      for (const auto calendar : calendar_set(sets_[set])) number_of({calendar});
  }

  void add_promise(const promise_draft& p, std::uint64_t bit) {
    const auto& length = p.what == promise_draft::kind::never ? p.lasts : p.what == promise_draft::kind::at_most ? p.per : p.within;
    out_.heeds_referrer |= p.what == promise_draft::kind::respected;
    out_.promises.push_back({p.what, duration_of(length), static_cast<std::uint32_t>(*p.at_most)});
    add_marks(p.after, {.after = bit});
    for (const auto* wanted : {&p.expect, &p.never, &p.of}) add_marks(*wanted, {.wanted = bit});
    add_marks(p.unless, {.unless = bit});
  }

  void add_marks(const event_ref& ref, const promise_marks& marks) {
    for (const auto* pattern : patterns_of(draft_, ref)) promised_.push_back({promised_pattern_(*pattern), marks});
  }

  void rank() {
    std::vector<std::uint16_t> order(draft_.cadences.size());
    std::iota(order.begin(), order.end(), std::uint16_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](auto a, auto b) { return *draft_.cadences[a].priority > *draft_.cadences[b].priority; });
    out_.has_priorities = !std::is_sorted(order.begin(), order.end());
    out_.by_rank = std::move(order);
  }

  // Which short ways there are.
  void index_runs() {
    out_.cadence_words = words_for(out_.cadences.size());
    out_.eager.assign(out_.cadence_words, 0);
    if (out_.cadences.size() <= std::min(most_lane_cadences, out_.limits.runs)) make_lanes();
    for (std::size_t c = 0; c < out_.cadences.size(); ++c) {
      auto& cadence = out_.cadences[c];
      for (const auto& s : cadence.steps) cadence.lapses_by_channel |= s.lapses() && s.hours_depend_on_channel();
      out_.lapses_by_channel |= cadence.lapses_by_channel;
      if ((cadence.lapses && cadence.has_conditions) || cadence.lapses_by_channel) set_bit(out_.eager.data(), c);
      out_.asks_last_end |= cadence.again != again_draft::kind::yes;
      const bool words_tell = cadence.has_slot() && cadence.again == again_draft::kind::yes && !cadence.condition &&
                              !cadence.has_conditions && !out_.asks_start_key;
      if (c < 64) (words_tell && out_.lane_groups != 0 ? out_.laned_cadences : out_.unlaned_cadences) |= bit(c);
    }
  }

  void make_lanes() {
    out_.first_limit_lane = lane_of(out_.cadences.size());
    out_.lanes_end = out_.first_limit_lane + out_.limit_rules.size();
    out_.lane_groups = (out_.lanes_end + lane_count - 1) / lane_count;
    out_.cadence_lanes.resize(out_.lane_groups);
    for (auto lane = lane_of(0); lane < out_.first_limit_lane; ++lane)
      out_.cadence_lanes[lane / lane_count][lane % lane_count] = in_lane;
    for (const auto& rule : out_.limit_rules) out_.limits_are_low &= rule.at_most <= 2;
  }

  void note_forms() {
    for (std::uint16_t c = 0; c < out_.cadences.size(); ++c) {
      auto& steps = out_.cadences[c].steps;
      for (std::uint16_t i = 0; i < steps.size(); ++i) {
        auto& form = steps[i].form;
        form.cadence = c, form.step = i;
        form.purpose = steps[i].purpose, form.to = steps[i].to;
      }
    }
  }

  void note_channels() {
    std::map<std::string_view, bit_mask> kinds;
    for (std::size_t i = 0; i < draft_.channels.size(); ++i) {
      const auto bit = bit_mask{1} << i;
      out_.channel_numbers.push_back(bits_(words_.find<channel>(*draft_.channels[i].name).value()));
      if (draft_.channels[i].needs.empty()) out_.channels_without_needs |= bit;
      for (const auto& kind : draft_.channels[i].needs) kinds[*kind] |= bit;
    }
    for (const auto& [name, channels] : kinds) out_.contact_kinds.push_back({name, channels});
    for (const auto& c : draft_.channels) {
      auto& needs = out_.channel_needs.emplace_back();
      for (const auto& kind : c.needs) needs.push_back(static_cast<std::uint8_t>(std::distance(kinds.begin(), kinds.find(*kind))));
    }
  }

  compiled_policy& out_;
  const policy_draft& draft_;
  const vocabulary& words_;
  condition_compiler conditions_;
  event_table events_;
  pattern_compiler promised_pattern_;
  std::vector<touch_index::promised> promised_;
  const channel_bits& bits_;
  std::vector<calendar_set> sets_{calendar_set{}};  // the first: always open
};

channel_bits declare_words(const policy_draft& draft, vocabulary& words) {
  std::vector<channel> own;
  for (const auto& name : draft.own_channels) own.push_back(words.declare<channel>(*name));
  for (const auto& name : draft.own_purposes) words.declare<purpose>(*name);
  for (const auto& name : draft.own_outcomes) words.declare<outcome>(*name);
  return channel_bits(own);
}

// Records that were read before: a word of theirs may have become `other` for want of room.
template <class Word>
void note_lost(const std::vector<located_string>& own, const vocabulary& words, std::vector<diagnostic>& out) {
  if (!words.has_lost<Word>()) return;
  for (const auto& name : own)
    if (!words.find<Word>(*name))
      out.push_back({.number = number::lost_word,
                     .severity = severity::warning,
                     .at = name.at,
                     .path = "vocabulary",
                     .message = quoted(*name) +
                                " may be among the words that records have had and lost: more than 4,096 of their own "
                                "were read before this policy"});
}

bool has_errors(const std::vector<diagnostic>& list) {
  return std::any_of(list.begin(), list.end(), [](const auto& d) { return d.severity == severity::error; });
}

// What is a bit each in some word of the engine's.
void check_bits(const policy_limits& limits) {
  struct bits {
    std::string_view name;
    std::size_t policy_limits::*allowed;
    std::size_t most;
  };
  static constexpr bits held[] = {{"channels", &policy_limits::channels, 64}, {"holds", &policy_limits::holds, 64},
                                  {"never", &policy_limits::never, 64},       {"stops", &policy_limits::stops, 64},
                                  {"promises", &policy_limits::promises, 64}, {"contact_kinds", &policy_limits::contact_kinds, 64},
                                  {"limits", &policy_limits::limits, 32}};
  for (const auto& [name, allowed, most] : held)
    if (limits.*allowed > most)
      throw misuse(misuse_number::bad_size, "policy_limits::" + std::string(name) + " is " + std::to_string(limits.*allowed) +
                                                ": the engine holds at most " + std::to_string(most));
}

}  // namespace

compiled_policy::compiled_policy(policy_draft d, vocabulary w, const compile_options& options)
    : draft(std::move(d)), words(std::move(w)), limits(options.limits), zones(options.zones), fingerprint(fingerprint_of(draft)) {
  const auto bits = declare_words(draft, words);
  compiler c(*this, bits);
  c.run();
  rows = std::make_unique<touch_index>(*this, c.events().all(), std::move(c).promised(), bits);
  where = std::make_unique<locale_cache>(draft, std::move(c).sets(), zones, limits.day_table_bytes);
}

loaded_policy compile(policy_draft draft, vocabulary words, const compile_options& options, std::vector<diagnostic> known) {
  const auto add = [&known](std::vector<diagnostic> found) {
    known.insert(known.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
  };
  check_bits(options.limits);
  add(check(draft, words, options));
  if (!has_errors(known)) add(lint(draft, words, options));
  note_lost<channel>(draft.own_channels, words, known);
  note_lost<purpose>(draft.own_purposes, words, known);
  note_lost<outcome>(draft.own_outcomes, words, known);
  for (auto& d : known) d.file = draft.file;
  sort_by_place(known);
  if (has_errors(known)) return {policy{}, std::move(known)};
  return {internal_access::make<policy>(std::make_shared<const compiled_policy>(std::move(draft), std::move(words), options)),
          std::move(known)};
}

}  // namespace tickler::inline TICKLER_ABI
