#include "expr/random_condition.hpp"

#include <algorithm>

namespace asking {

using expr::value;

std::string random_condition::relation() { return dice_.word({" == ", " != ", " < ", " <= ", " > ", " >= "}); }

std::string random_condition::instant_near() {
  return "timestamp('2026-03-02T" + dice_.word({"09:59:50", "10:00:00", "10:00:03", "10:00:07.5", "10:00:10"}) + "Z')";
}

std::string random_condition::span_near() {
  return "duration('" + dice_.word({"0s", "1s", "5s", "7s", "2500ms", "-3s", "1h", "12s", "1ns"}) + "')";
}

std::string random_condition::count() {
  const std::string window = dice_.percent(80) ? ", duration('" + dice_.word({"3s", "8s", "20s", "1h"}) + "')" : "";
  const std::string event = '\'' + dice_.word({"met", "asked", "answered"}) + '\'';
  const std::string call = dice_.percent(20) ? "times(" + event + ')' : "count(" + event + window + ')';
  const std::string number = std::to_string(dice_.from(1, 4));
  return dice_.percent(70) ? call + relation() + number : number + relation() + call;
}

std::string random_condition::word() {
  switch (dice_.from(0, 4)) {
    case 0:
      return "stage == 'credibility'";
    case 1:
      return "start.stage != stage";
    case 2:
      return "touch.channel in ['phone', 'card']";
    case 3:
      return "(has(start.channel) && start.channel == touch.channel)";
    default:
      return "'visibility' != stage";
  }
}

std::string random_condition::macro(int depth) {
  if (macros_ > 0 || item_) return "[1, 2, 3].all(y, " + integer(0) + relation() + "y)";
  ++macros_;
  const std::string over = list(depth - 1);
  item_ = true;
  const std::string body = boolean(depth - 1);
  item_ = false;
  --macros_;
  return over + dice_.word({".all(x, ", ".exists(x, "}) + body + ')';
}

std::string random_condition::moving_comparison() {
  const auto either_way = [this](const std::string& a, const std::string& b) {
    return dice_.percent(50) ? a + relation() + b : b + relation() + a;
  };
  switch (dice_.from(0, 6)) {
    case 6:
      return either_way(
          "ago('" + dice_.word({"1 minute", "3 minutes", "1 day", "1 month", "1 calendar day", "1 hour 1 day"}) + "')",
          dice_.word({"last('met')", "last('asked')", "start.at", "timestamp('2026-03-01T10:00:03Z')",
                      "timestamp('2026-02-02T10:00:02.5Z')", "timestamp('2026-03-01T05:00:00Z')"}));
    case 0:
      return either_way("now", instant_near());
    case 1:
      return either_way("now - start.at", span_near());
    case 2:
      return either_way("since('" + dice_.word({"met", "asked"}) + "')", span_near());
    case 3:
      return either_way(instant_near() + " - now", span_near());
    case 4:
      return either_way("now + " + span_near(), "start.at + " + span_near());
    default:
      return count();
  }
}

std::string random_condition::getter() {
  const std::string zone = dice_.word({"", "prospect.zone", "'Europe/Berlin'", "'-09:30'", "'Asia/Kathmandu'"});
  const std::string name = dice_.word({"getFullYear", "getMonth", "getDayOfMonth", "getDate", "getDayOfWeek", "getDayOfYear",
                                       "getHours", "getMinutes", "getSeconds", "getMilliseconds"});
  return '.' + name + '(' + zone + ')';
}

std::string random_condition::boolean(int depth) {
  if (depth <= 0)
    return dice_.word({"true", "false", "happened('met')", "seen('asked')", "happened('answered')", "has(prospect.local)"});
  switch (dice_.from(0, 15)) {
    case 0:
      return '(' + boolean(depth - 1) + " && " + boolean(depth - 1) + ')';
    case 1:
      return '(' + boolean(depth - 1) + " || " + boolean(depth - 1) + " || " + boolean(depth - 2) + ')';
    case 2:
      return '(' + boolean(depth - 1) + " && " + boolean(depth - 1) + " && " + boolean(depth - 2) + ')';
    case 3:
      return '!' + boolean(depth - 1);
    case 4:
      return '(' + boolean(depth - 1) + " ? " + boolean(depth - 1) + " : " + boolean(depth - 1) + ')';
    case 5:
      return '(' + integer(depth - 1) + relation() + integer(depth - 1) + ')';
    case 6:
      return '(' + real(depth - 1) + relation() + real(depth - 1) + ')';
    case 7:
      return '(' + text(depth - 1) + relation() + text(depth - 1) + ')';
    case 8:
      return '(' + timestamp(depth - 1) + relation() + timestamp(depth - 1) + ')';
    case 9:
      return '(' + duration(depth - 1) + relation() + duration(depth - 1) + ')';
    case 10:
      return '(' + integer(depth - 1) + " in " + list(depth - 1) + ')';
    case 11:
      return macro(depth);
    case 12:
      return text(depth - 1) + dice_.word({".startsWith(", ".endsWith(", ".contains("}) + text(depth - 1) + ')';
    case 13:
      return "((" + boolean(depth - 1) + " && has(prospect.local)) && prospect.local)";
    case 14:
      return dice_.percent(50) ? '(' + word() + ')' : '(' + list(depth - 1) + dice_.word({" == ", " != "}) + list(depth - 1) + ')';
    default:
      return '(' + moving_comparison() + ')';
  }
}

std::string random_condition::integer(int depth) {
  if (depth <= 0) {
    if (item_ && dice_.percent(60)) return "x";
    return dice_.word({"0", "1", "2", "-3", "7", "9223372036854775807", "-9223372036854775808"});
  }
  switch (dice_.from(0, 9)) {
    case 0:
    case 1:
      return '(' + integer(depth - 1) + dice_.word({" + ", " - ", " * ", " / ", " % "}) + integer(depth - 1) + ')';
    case 2:
      return "-(" + integer(depth - 1) + ')';
    case 3:
      return "size(" + (dice_.percent(50) ? text(depth - 1) : list(depth - 1)) + ')';
    case 4:
      return "int(" + (dice_.percent(50) ? real(depth - 1) : timestamp(depth - 1)) + ')';
    case 5:
      return list(depth - 1) + '[' + integer(depth - 1) + ']';
    case 6:
      return timestamp(depth - 1) + getter();
    case 7:
      return duration(depth - 1) + dice_.word({".getHours()", ".getMinutes()", ".getSeconds()", ".getMilliseconds()"});
    case 8:
      return "(has(prospect.score) ? prospect.score : " + integer(depth - 1) + ')';
    default:
      return '(' + boolean(depth - 1) + " ? " + integer(depth - 1) + " : " + integer(depth - 1) + ')';
  }
}

std::string random_condition::real(int depth) {
  if (depth <= 0) return dice_.word({"0.0", "1.5", "-2.25", "1e10", "0.1"});
  switch (dice_.from(0, 3)) {
    case 0:
      return '(' + real(depth - 1) + dice_.word({" + ", " - ", " * ", " / "}) + real(depth - 1) + ')';
    case 1:
      return "double(" + integer(depth - 1) + ')';
    case 2:
      return "-(" + real(depth - 1) + ')';
    default:
      return "(!has(prospect.rate) ? 0.5 : prospect.rate)";
  }
}

std::string random_condition::text(int depth) {
  if (depth <= 0) return dice_.word({"''", "'ada'", "\"a\"", "'\\u00e9t\\u00e9'", "prospect.id", "prospect.owner"});
  switch (dice_.from(0, 3)) {
    case 0:
      return '(' + text(depth - 1) + " + " + text(depth - 1) + ')';
    case 1:
      return "string(" + (dice_.percent(50) ? integer(depth - 1) : boolean(depth - 1)) + ')';
    case 2:
      return "prospect.tags[" + integer(depth - 1) + ']';
    default:
      return '(' + boolean(depth - 1) + " ? " + text(depth - 1) + " : " + text(depth - 1) + ')';
  }
}

std::string random_condition::timestamp(int depth) {
  if (depth <= 0) return dice_.percent(50) ? dice_.word({"now", "start.at", "last('met')", "last('answered')"}) : instant_near();
  switch (dice_.from(0, 3)) {
    case 0:
      return '(' + timestamp(depth - 1) + dice_.word({" + ", " - "}) + duration(depth - 1) + ')';
    case 1:
      return '(' + duration(depth - 1) + " + " + timestamp(depth - 1) + ')';
    case 2:
      return "timestamp(" + integer(depth - 1) + ')';
    default:
      return "(has(prospect.born) ? prospect.born : " + timestamp(depth - 1) + ')';
  }
}

std::string random_condition::duration(int depth) {
  if (depth <= 0)
    return dice_.percent(50) ? dice_.word({"since('met')", "since('answered')", "prospect.`transit-time`"}) : span_near();
  switch (dice_.from(0, 2)) {
    case 0:
      return '(' + duration(depth - 1) + dice_.word({" + ", " - "}) + duration(depth - 1) + ')';
    case 1:
      return '(' + timestamp(depth - 1) + " - " + timestamp(depth - 1) + ')';
    default:
      return '(' + boolean(depth - 1) + " ? " + duration(depth - 1) + " : " + duration(depth - 1) + ')';
  }
}

std::string random_condition::list(int depth) {
  if (depth > 0 && dice_.percent(30)) return '(' + list(depth - 1) + " + " + list(depth - 1) + ')';
  std::string items;
  for (int n = dice_.from(0, 3); n > 0; --n) items += (items.empty() ? "" : ", ") + integer(depth - 1);
  return '[' + items + ']';
}

answers random_answers(plain::dice& dice) {
  answers a = monday();
  const auto seconds = [&dice](int least, int most) { return std::chrono::seconds{dice.from(least, most)}; };
  for (const std::size_t variable : {1u, 2u, 3u, 6u, 11u})
    if (dice.percent(40)) a.values[variable].reset();
  if (dice.percent(50)) a.values[2] = value::of_int(dice.from(-2, 3));
  a.values[8] = value::of_int(dice.from(0, 2));
  a.values[9] = value::of_int(dice.from(0, 2));
  a.values[10] = value::of_timestamp(a.at - seconds(0, 10));
  for (auto& touched : a.touched) {
    touched.clear();
    for (int n = dice.from(0, 5); n > 0; --n) touched.push_back(a.at - seconds(0, 15));
    std::sort(touched.begin(), touched.end());
  }
  a.run_began = a.at - seconds(0, 15);
  return a;
}

}  // namespace asking
