#include "cases.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <stdexcept>

namespace audited {

namespace {

using namespace tickler;

constexpr std::string_view small_policy = R"(policy: small
zone: America/New_York
business: office
calendars:
  office: {open: {mon-fri: 09:00-17:00}}
channels: {email: {}, phone: {}}
events:
  asked: {direction: inbound, outcome: inquired}
  bought: {outcome: purchased}
cadences:
  answer:
    starts: asked
    steps:
      - {id: send, do: {channel: email}, within: 24 hours}
closes: [bought]
)";

std::vector<std::string_view> parts_of(std::string_view text, std::string_view between) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; !text.empty(); text.remove_prefix(std::min(at + between.size(), text.size()))) {
    at = std::min(text.find(between), text.size());
    parts.push_back(text.substr(0, at));
  }
  return parts;
}

std::string by(const std::optional<touch_ref>& t) { return t ? std::to_string(t->index) : "-"; }

}  // namespace

instant instant_of(std::string_view text) {
  const auto day = parts_of(text, " ").at(0), time = parts_of(text, " ").at(1);
  const auto month_day = parts_of(day, "-");
  const auto written =
      fmt::format("2026-{:0>2}-{:0>2}T{}{}Z", month_day.at(0), month_day.at(1), time, time.size() == 5 ? ":00" : "");
  return parse_instant(written).value();
}

std::string text_of(instant t) {
  const auto text = to_string(t);  // 2026-05-13T10:00:00Z
  const auto seconds = text.substr(16, 3);
  return fmt::format("{}-{} {}{}", std::stoi(text.substr(5, 2)), text.substr(8, 2), text.substr(11, 5),
                     seconds == ":00" ? "" : seconds);
}

touch_words words_of(char what) {
  switch (what) {
    case 'x':
      return {channel::web, direction::inbound, purpose::none, outcome::inquired};
    case 'y':
      return {channel::email, direction::outbound, purpose::inform, outcome::sent};
    case 'z':
      return {channel::none, direction::inbound, purpose::none, outcome::purchased};
    case 'c':
      return {channel::phone, direction::outbound, purpose::check_in, outcome::no_answer};
    case 'o':
      return {channel::email, direction::inbound, purpose::none, outcome::opted_out};
    case 'a':
      return {channel::none, direction::inbound, purpose::none, outcome::opted_out};
    case 'i':
      return {channel::email, direction::inbound, purpose::none, outcome::opted_in};
    case 'b':
      return {channel::email, direction::inbound, purpose::none, outcome::bounced};
    case 'd':
      return {channel::email, direction::outbound, purpose::none, outcome::delivered};
    case 's':
      return {channel::email, direction::outbound, purpose::report, outcome::sent, party::referrer};
    case 'p':
      return {channel::email, direction::inbound, purpose::none, outcome::opted_out, party::referrer};
    case 'q':
      return {channel::none, direction::inbound, purpose::none, outcome::opted_in, party::referrer};
    case 'v':
      return {channel::email, direction::inbound, purpose::none, outcome::bounced, party::referrer};
    case 'r':
      return {channel::email, direction::inbound, purpose::none, outcome::replied};
    case 'u':
      return {channel::phone, direction::inbound, purpose::none, outcome::complained};
    case 'e':
      return {channel::internal, direction::internal, purpose::none, outcome::cancelled};
    default:
      throw std::invalid_argument(std::string("nothing is called ") + what);
  }
}

history history_of(std::string_view text, const vocabulary& words) {
  history log(words);
  for (const auto each : parts_of(text, ", ")) log.add({.at = instant_of(each.substr(2)), .words = words_of(each[0])});
  return log;
}

policy policy_with(std::string_view promises, const vocabulary& words, std::string_view more) {
  const auto text = fmt::format("{}{}\npromises:\n{}", small_policy, more, promises);
  return load_policy(text, "small.yaml", words).value();
}

std::vector<std::string> lines_of(const audit_report& report) {
  std::vector<std::string> lines;
  for (const auto& f : report.findings) {
    auto line = fmt::format("{} {} by {} and {}", verdict_names[static_cast<std::size_t>(f.verdict)], text_of(f.at), by(f.began_by),
                            by(f.ended_by));
    if (f.deadline) line += ", until " + text_of(*f.deadline);
    if (f.deviation) line += fmt::format(", off {}", f.deviation->count());
    if (f.times > 1) line += fmt::format(", {} times", f.times);
    if (f.waived) line += ", needless";
    if (f.overdue) line += ", overdue";
    if (!f.ended && f.verdict == verdict::broken) line += ", still";
    lines.push_back(line);
  }
  return lines;
}

std::string joined(const std::vector<std::string>& lines) { return fmt::format("{}", fmt::join(lines, "\n")); }

}  // namespace audited
