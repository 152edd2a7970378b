#include "expr/asking.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <tickler/instant.hpp>

namespace asking {

using expr::type;
using expr::type_kind;
using expr::value;

namespace {

constexpr value tags[] = {value::of_text("gold"), value::of_text("north")};

std::string quoted_text(std::string_view text) { return "'" + std::string(text) + "'"; }

std::string double_text(double d) {
  char bytes[32];
  const auto end = std::to_chars(std::begin(bytes), std::end(bytes), d).ptr;
  return {bytes, static_cast<std::size_t>(end - bytes)};
}

std::string fraction(std::int64_t nanos) {
  if (nanos == 0) return "";
  std::string digits = std::to_string(1'000'000'000 + nanos).substr(1);
  digits.erase(digits.find_last_not_of('0') + 1);
  return '.' + digits;
}

std::string duration_text(std::int64_t nanos) {
  const std::string sign = nanos < 0 && nanos > -1'000'000'000 ? "-" : "";
  return sign + std::to_string(nanos / 1'000'000'000) + fraction(std::abs(nanos % 1'000'000'000)) + "s";
}

std::string timestamp_text(const value& time) {
  std::string text = tickler::to_string(tickler::instant{std::chrono::seconds{time.seconds()}});
  text.insert(text.size() - 1, fraction(time.nanos()));
  return text;
}

}  // namespace

expr::environment desk() {
  expr::environment names;
  names.enum_types = {{"stage", {{"visibility", 0}, {"credibility", 1}, {"profitability", 2}}},
                      {"channel", {{"phone", 4}, {"email", 7}, {"card", 9}}}};
  names.variables = {
      {"prospect.id", {type_kind::text}},
      {"prospect.local", {type_kind::boolean}, true},
      {"prospect.score", {type_kind::integer}, true},
      {"prospect.rate", {type_kind::real}, true},
      {"prospect.owner", {type_kind::text}},
      {"prospect.tags", {type_kind::text, 1}},
      {"prospect.born", {type_kind::timestamp}, true},
      {"prospect.transit-time", {type_kind::duration}},
      {"stage", {type_kind::text}, false, 0},
      {"start.stage", {type_kind::text}, false, 0},
      {"start.at", {type_kind::timestamp}},
      {"start.channel", {type_kind::text}, true, 1},
      {"touch.channel", {type_kind::text}, false, 1},
      {"prospect.zone", {type_kind::text}},
      {"prospect.region", {type_kind::text}, true},
      {"reachable", {type_kind::boolean}},
  };
  names.variables[13].is_local_zone = true;
  names.variables[14].is_in_capitals = true;
  names.variables[15].elsewhere = "'reachable' is asked elsewhere";
  names.events = {"met", "asked", "answered"};
  names.allows_now = names.allows_history = names.allows_run = true;
  return names;
}

bool answers::seen(const expr::event_query& q) const {
  const auto found = last(q);
  return found && *found >= run_began;
}

std::optional<tickler::instant> answers::last(const expr::event_query& q) const {
  const auto& all = touched[q.event];
  const auto after = std::upper_bound(all.begin(), all.end(), at);
  return after == all.begin() ? std::nullopt : std::optional(*(after - 1));
}

int answers::count(const expr::event_query& q) const {
  const auto counts = [&](tickler::instant t) { return t <= at && (!q.window || t > at - *q.window); };
  const auto all = std::count_if(touched[q.event].begin(), touched[q.event].end(), counts);
  return std::min(static_cast<int>(all), q.max_count);
}

int answers::times(const expr::event_query& q) const {
  const auto counts = [&](tickler::instant t) { return t <= at && t >= run_began; };
  return std::min(static_cast<int>(std::count_if(touched[q.event].begin(), touched[q.event].end(), counts)), q.max_count);
}

std::optional<tickler::instant> answers::before(const tickler::duration& d, tickler::instant t) const {
  const auto found = here.subtract(d, t);
  return found ? std::optional(found.at) : std::nullopt;
}

std::optional<tickler::instant> answers::leaves(const expr::event_query& q, int nth) const {
  const auto& all = touched[q.event];
  const auto after = std::upper_bound(all.begin(), all.end(), at);
  return *(after - nth) + *q.window;
}

tickler::instant instant_of(std::string_view text) { return tickler::parse_instant(text).value(); }

answers monday() {
  answers a;
  a.at = instant_of("2026-03-02T10:00:00Z");
  a.values = {value::of_text("ada"),
              value::of_bool(true),
              std::nullopt,
              value::of_double(0.5),
              value::of_text("bo"),
              value::of_list(tags),
              value::of_timestamp(instant_of("1990-05-17T00:00:00Z")),
              value::of_duration(std::chrono::hours{72}),
              value::of_int(1),
              value::of_int(0),
              value::of_timestamp(instant_of("2026-02-27T09:00:00Z")),
              value::of_int(7),
              value::of_int(4),
              value::of_text("America/New_York"),
              value::of_text("US-NY"),
              std::nullopt};
  a.here.local = tickler::zone::find("America/New_York").value();
  a.touched = {{instant_of("2026-02-20T10:00:00Z")}, {instant_of("2026-02-27T09:00:00Z"), instant_of("2026-03-01T10:00:00Z")}, {}};
  a.run_began = instant_of("2026-02-27T09:00:00Z");
  return a;
}

std::string show(const value& v, type t) {
  if (t.is_list()) {
    std::string text = "[";
    for (const auto& item : v.items()) text += (text.size() > 1 ? ", " : "") + show(item, expr::element_of(t));
    return text + ']';
  }
  switch (t.element) {
    case type_kind::boolean:
      return v.boolean() ? "true" : "false";
    case type_kind::real:
      return double_text(v.real());
    case type_kind::text:
      return quoted_text(v.text());
    case type_kind::timestamp:
      return timestamp_text(v);
    case type_kind::duration:
      return duration_text(v.integer());
    default:
      return std::to_string(v.integer());
  }
}

std::string show(const expr::eval_result& found, type t) {
  return found ? show(found.value, t) : "error: " + std::string(to_string(found.error));
}

std::string ask(std::string_view expression) {
  const auto program = expr::compile(expression, desk(), {});
  if (!program) return std::to_string(program.error().offset + 1) + ": " + program.error().message;
  expr::arena memory;
  return show(program->evaluate(monday(), memory), program->type());
}

std::string complaint(std::string_view expression, type wanted) {
  const auto program = expr::compile(expression, desk(), wanted);
  return program ? "nothing" : std::to_string(program.error().offset + 1) + ": " + program.error().message;
}

}  // namespace asking
