#include "present/phrases.hpp"

#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <tickler/io/results.hpp>

namespace tickler::inline TICKLER_ABI {

namespace {

struct person {
  std::string_view whose, whom;
};

person person_of(const touch_words& words) {
  if (words.direction == direction::outbound) return {"our", "us"};
  if (words.direction == direction::internal) return {"our own", "ourselves"};
  if (words.with == party::referrer) return {"the referrer's", "the referrer"};
  if (words.with == party::colleague) return {"a colleague's", "a colleague"};
  return words.direction == direction::inbound ? person{"their", "them"} : person{};
}

std::string_view to_whom(const touch_words& words) {
  if (words.direction != direction::outbound || words.with == party::prospect) return "";
  return words.with == party::referrer ? "to the referrer" : "to a colleague";
}

void add(std::vector<std::string>& parts, std::string_view word) {
  if (!word.empty()) parts.push_back(spaced(word));
}

std::string_view word_of(const located_string& word) { return *word; }
std::string_view word_of(const located<direction>& word) { return to_string(*word); }
std::string_view word_of(const located<party>& word) { return to_string(*word); }

template <class Words>
std::string any_of(const Words& words) {
  std::vector<std::string> all;
  for (const auto& word : words) add(all, word_of(word));
  return joined(all, " or ");
}

// "inbound", "phone or email", "inquired"
std::vector<std::string> words_of(const pattern_draft& wanted) {
  std::vector<std::string> parts;
  for (auto part : {any_of(wanted.directions), any_of(wanted.channels), any_of(wanted.purposes), any_of(wanted.outcomes)})
    if (!part.empty()) parts.push_back(std::move(part));
  return parts;
}

std::string with_whom(const pattern_draft& wanted) {
  const bool is_usual = wanted.with.size() == 1 && *wanted.with.front() == party::prospect;
  return is_usual ? "" : "with the " + any_of(wanted.with);
}

template <class Name, class Pattern>
std::string each_event(const event_ref& wanted, Name name, Pattern pattern) {
  std::vector<std::string> all;
  for (const auto& each : wanted.any_of) {
    const auto* event = std::get_if<located_string>(&each);
    all.push_back(event != nullptr ? name(**event) : pattern(std::get<pattern_draft>(each)));
  }
  return joined(all, " or ");
}

}  // namespace

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  return fmt::format("{}", fmt::join(parts, between));
}

std::string spelled(std::chrono::seconds length) {
  struct unit {
    std::int64_t seconds;
    std::string_view name;
  };
  constexpr unit units[] = {{86'400, "day"}, {3'600, "hour"}, {60, "minute"}, {1, "second"}};
  std::vector<std::string> parts;
  auto left = length.count();
  for (const auto& u : units) {
    const auto count = left / u.seconds;
    left %= u.seconds;
    if (count == 0 && parts.empty()) continue;
    if (count != 0) parts.push_back(fmt::format("{} {}{}", count, u.name, count == 1 ? "" : "s"));
    if (parts.size() == 2 || count == 0) break;
  }
  return parts.empty() ? "no time" : joined(parts, " ");
}

std::string spaced(std::string_view word) {
  std::string out(word);
  std::replace(out.begin(), out.end(), '_', ' ');
  return out;
}

std::string step_name(const policy& p, std::size_t cadence, std::size_t step) {
  const auto& written = p.draft().cadences.at(cadence);
  return *written.name + '/' + *written.steps.at(step).name;
}

std::string of_key(std::string_view key) { return key.empty() ? "" : fmt::format(" of {}", key); }

std::string repetition_text(const step_draft& step, std::uint32_t repetition) {
  if (*step.repeat == 1) return "";
  if (*step.repeat == repeat_forever) return fmt::format(" (no. {})", repetition + 1);
  return fmt::format(" ({} of {})", repetition + 1, *step.repeat);
}

std::string step_text(const policy& p, const decision& d, const action& a) {
  return step_name(p, a.cadence, a.step) + of_key(d.key(a)) +
         repetition_text(p.draft().cadences[a.cadence].steps[a.step], a.repetition);
}

std::string channel_text(const policy& p, const action& a) {
  std::vector<std::string> channels;
  if (a.channel != channel::none)
    add(channels, p.words().name(a.channel));
  else
    for (const auto& each : p.draft().cadences.at(a.cadence).steps.at(a.step).channels)
      add(channels, *each == "start" ? "the same way" : *each);
  return joined(channels, " or ");
}

std::string what_to_do(const policy& p, const prospect& who, const action& a) {
  std::vector<std::string> parts{channel_text(p, a)};
  add(parts, p.words().name(a.purpose));
  if (a.to == party::referrer) parts.push_back("to the referrer" + (who.referrer.empty() ? "" : ' ' + who.referrer));
  return joined(parts, " ");
}

std::string missing_text(const policy& p, const decision& d, const action& a) {
  std::vector<std::string> missing;
  for (const auto& b : d.blockers_of(a)) missing.push_back(to_text(p, b));
  return joined(missing, "; ");
}

std::string pattern_list(const pattern_draft& wanted) {
  auto parts = words_of(wanted);
  if (auto with = with_whom(wanted); !with.empty()) parts.insert(parts.begin(), std::move(with));
  if (wanted.condition.given()) parts.push_back("if " + wanted.condition.text);
  return parts.empty() ? "any touchpoint" : joined(parts, ", ");
}

std::string pattern_phrase(const pattern_draft& wanted) {
  auto parts = words_of(wanted);
  if (wanted.outcomes.empty()) parts.emplace_back("touchpoint");
  if (auto with = with_whom(wanted); !with.empty()) parts.push_back(std::move(with));
  if (wanted.condition.given()) parts.push_back("if " + wanted.condition.text);
  return joined(parts, " ");
}

std::string event_names(const event_ref& wanted) {
  return each_event(
      wanted, [](const std::string& name) { return name; }, pattern_list);
}

std::string event_phrase(const event_ref& wanted) { return each_event(wanted, quoted, pattern_phrase); }

std::string to_text(instant t, const zone& local, std::optional<instant> seen_from) {
  static constexpr std::array weekdays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day_of = [&](instant i) { return date::floor<date::days>(local.to_local(i)); };
  const auto day = day_of(t);
  const date::year_month_day on(day);
  const auto time = (local.to_local(t) - day).count();
  auto out =
      fmt::format("{} {} {} ", weekdays[date::weekday(day).c_encoding()], unsigned{on.day()}, months[unsigned{on.month()} - 1]);
  if (!seen_from || on.year() != date::year_month_day(day_of(*seen_from)).year()) out += fmt::format("{} ", int{on.year()});
  out += fmt::format("{:02}:{:02}", time / 3600, time / 60 % 60);
  if (time % 60 != 0) out += fmt::format(":{:02}", time % 60);
  return out;
}

std::string deadline_text(instant t, const zone& local, std::optional<instant> seen_from) {
  if (local.start_of(date::floor<date::days>(local.to_local(t))) != t) return to_text(t, local, seen_from);
  const auto last_second = to_text(t - std::chrono::seconds{1}, local, seen_from);
  return "end of " + last_second.substr(0, last_second.rfind(' '));
}

std::string told_deadline(instant t, const zone& local, std::optional<instant> seen_from) {
  auto text = deadline_text(t, local, seen_from);
  return text.starts_with("end of ") ? "the " + std::move(text) : text;
}

std::string to_text(const vocabulary& words, const touch_words& t) {
  std::vector<std::string> what, how;
  add(what, words.name(t.outcome));
  add(how, words.name(t.channel));
  add(how, words.name(t.purpose));
  if (what.empty() && how.empty()) what.emplace_back("a touchpoint");
  if (const auto [whose, whom] = person_of(t); !whom.empty())
    how.insert(how.begin(), how.empty() ? fmt::format("by {}", whom) : std::string(whose));
  add(how, to_whom(t));
  if (what.empty()) return joined(how, " ");
  return how.empty() ? what.front() : fmt::format("{} ({})", what.front(), joined(how, " "));
}

phrases::phrases(const policy& p, const prospect& who, const history& log, instant now,
                 std::span<const shared_touchpoint> of_others)
    : policy_(p), log_(log), of_others_(of_others), local_(zone_of(p, who).value_or(zone())), now_(now) {}

std::string phrases::time(instant t) const { return to_text(t, local_, now_); }

std::string phrases::deadline(instant t) const {
  const auto text = ending(t);
  return text.starts_with("the ") ? "by " + text : text;
}

std::string phrases::ending(instant t) const { return told_deadline(t, local_, now_); }

std::string phrases::change(instant t) const {
  const bool is_after = t.time_since_epoch().count() % 60 == 1;
  return is_after ? "just after " + time(t - std::chrono::seconds{1}) : time(t);
}

std::string phrases::touch(std::uint32_t index) const {
  return fmt::format("{} {}{}", to_text(policy_.words(), log_[index].words), time(log_[index].at), owner(index));
}

// " (bo)" of a colleague's, " (shared by bo)" of what was told of an address that both have; empty of one of her own.
std::string phrases::owner(std::uint32_t index) const {
  const auto known = std::lower_bound(of_others_.begin(), of_others_.end(), index,
                                      [](const shared_touchpoint& t, std::uint32_t i) { return t.touchpoint < i; });
  if (known == of_others_.end() || known->touchpoint != index) return {};
  return fmt::format(" ({}{})", known->is_wish ? "shared by " : "", known->from);
}

instant phrases::at(std::uint32_t index) const { return log_[index].at; }

std::string phrases::purpose(std::uint32_t index) const { return spaced(policy_.words().name(log_[index].words.purpose)); }

std::string phrases::event(const event_ref& wanted) const {
  const auto in_full = [&](const std::string& name) {
    const auto& events = policy_.draft().events;
    const auto found = std::find_if(events.begin(), events.end(), [&](const auto& e) { return *e.name == name; });
    std::vector<std::string> patterns;
    for (const auto& each : found->any_of) patterns.push_back(pattern_list(each));
    if (const auto& count = found->count)
      return fmt::format("{} (at least {} of {} within {})", name, *count->at_least, event_names(count->of),
                         to_string(**count->within));
    const auto meant = joined(patterns, "; or ");
    return meant == spaced(name) ? name : fmt::format("{} ({})", name, meant);
  };
  return each_event(wanted, in_full, pattern_list);
}

}  // namespace tickler::inline TICKLER_ABI
