#include "random_conditions.hpp"

namespace plain {

using namespace std::chrono_literals;
using tickler::fact_type;

std::vector<tickler::fact_draft> declared_facts() {
  return {{"local", fact_type::boolean},     {"score", fact_type::integer},    {"rate", fact_type::real}, {"city", fact_type::text},
          {"renewal", fact_type::timestamp}, {"transit", fact_type::duration}, {"tags", fact_type::list}};
}

void give_facts(dice& d, const stage_setting& set, tickler::prospect& who) {
  if (d.percent(70)) who.facts["local"] = d.percent(50);
  if (d.percent(70)) who.facts["score"] = std::int64_t{d.from(-1, 3)};
  if (d.percent(70)) who.facts["rate"] = 0.5 * d.from(-1, 3);
  if (d.percent(70)) who.facts["city"] = d.word({"York", "Bath"});
  if (d.percent(70)) who.facts["renewal"] = set.middle + 30min * d.from(-48 * 12, 48 * 12);
  if (d.percent(70)) who.facts["transit"] = d.percent(90) ? 1h * d.from(1, 90) : 24h * 365 * d.from(9, 12);
  if (d.percent(70)) who.facts["tags"] = d.some_of<std::string>({"gold", "north", "vip"}, 0, 2);
  if (d.percent(50)) who.owner = d.word({"bo", "cy"});
  if (d.percent(50)) who.account = "acme";
}

std::string random_conditions::event() { return '\'' + *d_.one_of(policy_.events).name + '\''; }

std::string random_conditions::span() {
  switch (d_.from(0, 5)) {
    case 0:
      return "duration('" + d_.word({"0s", "1s", "1500ms", "-30m", "90s", "20m"}) + "')";
    case 1:
      return "duration('" + std::to_string(30 * d_.from(1, 100)) + "m')";
    default:
      return "duration('" + std::to_string(d_.from(1, 240)) + "h')";
  }
}

std::string random_conditions::time() {
  const instant near = set_.middle + 30min * d_.from(-48 * 13, 48 * 16);
  return "timestamp('" + tickler::to_string(near) + "')";
}

std::string random_conditions::so_long() {
  return d_.word({"1 day", "3 days", "1 week", "1 month", "2 months", "36 hours", "90 minutes", "1 calendar day", "2 calendar days",
                  "1 calendar week", "1 calendar month", "1 month 3 hours", "5 hours 1 day", "1 year"});
}

std::string random_conditions::getter() {
  const std::string zone =
      d_.word({"", whose_ == "touch." ? "'UTC'" : "prospect.zone", "'Europe/Berlin'", "'Australia/Lord_Howe'", "'-09:30'"});
  switch (d_.from(0, 3)) {
    case 0:
      return ".getDayOfWeek(" + zone + ") in [" + std::to_string(d_.from(0, 3)) + ", " + std::to_string(d_.from(4, 6)) + ']';
    case 1:
      return ".getDate(" + zone + ')' + order() + std::to_string(d_.from(1, 28));
    default:
      return ".getHours(" + zone + ')' + order() + std::to_string(d_.from(1, 22));
  }
}

std::string random_conditions::about_words() {
  switch (d_.from(0, 6)) {
    case 0:
      return whose_ + "channel" + d_.word({" == ", " != "}) + quoted(set_.channels);
    case 1:
      return whose_ + "purpose in [" + quoted(set_.purposes) + ", '']";
    case 2:
      return whose_ + "outcome" + d_.word({" == ", " != "}) + quoted(set_.outcomes);
    case 3:
      return whose_ + "outcome in [" + quoted(set_.outcomes) + ", " + quoted(set_.outcomes) + ", 'opened']";
    case 4:
      return whose_ + "direction != '" + d_.word({"inbound", "outbound", ""}) + '\'';
    case 5:
      return whose_ + "with == '" + d_.word({"prospect", "prospect", "colleague"}) + '\'';
    default:
      if (whose_ == "touch." && d_.percent(50))
        return d_.word(
            {"'a' in touch.keys", "touch.keys.size() > 1", "touch.keys.exists(k, k != 'a')", "touch.keys == ['a', '7/b']"});
      return whose_ + d_.word({"key == 'a'", "key.startsWith('7')", "key != ''", "key.contains('/')"});
  }
}

std::string random_conditions::about_times() {
  switch (d_.from(0, 3)) {
    case 0:
      return "has(" + whose_ + "until) && " + whose_ + "until - " + whose_ + "at" + order() + span();
    case 1:
      return whose_ + "at" + order() + time();
    case 2:
      return '!' + ("has(" + whose_ + "until)");
    default:
      return whose_ + "at" + getter();
  }
}

std::string random_conditions::about_prospect() {
  switch (d_.from(0, 10)) {
    case 10:
      return d_.word({"prospect.zone == 'America/New_York'", "prospect.zone.startsWith('Europe/')", "has(prospect.region)",
                      "has(prospect.region) && prospect.region == 'US'",
                      "has(prospect.region) && prospect.region in ['US', 'US-NY']",
                      "has(prospect.region) && prospect.region.startsWith('US')"});
    case 0:
      return "has(prospect.local) && prospect.local";
    case 1:
      return "has(prospect.score) ? prospect.score" + relation() + std::to_string(d_.from(-1, 3)) + " : " +
             d_.word({"true", "false"});
    case 2:
      return "has(prospect.score) && 6 / prospect.score > 2";  // a score of 0 has no answer
    case 3:
      return "!has(prospect.score) || prospect.score + 9223372036854775806 > 5";  // nor has a score of 2
    case 4:
      return "has(prospect.rate) && prospect.rate * 2.0" + order() + "1.0";
    case 5:
      return "has(prospect.city) && prospect.city == 'York'";
    case 6:
      return "has(prospect.tags) && " + d_.word({"'gold' in prospect.tags", "prospect.tags[1] == 'gold'", "size(prospect.tags) > 1",
                                                 "prospect.tags.exists(t, t.startsWith('n'))", "prospect.tags.all(t, t != 'vip')"});
    case 7:
      return d_.word({"has(prospect.owner) && prospect.owner == 'bo'", "!has(prospect.account)", "has(prospect.referrer)",
                      "prospect.id != 'ada'"});
    case 8:
      return "has(prospect.transit) && prospect.transit" + order() + span();
    default:
      return "has(prospect.renewal) && prospect.renewal" + order() + time();
  }
}

std::string random_conditions::about_stage() {
  const auto stage = [this] { return '\'' + *d_.one_of(policy_.stages).name + '\''; };
  if (d_.percent(30)) return "stage in [" + stage() + ", " + stage() + ']';
  return "stage" + d_.word({" == ", " != "}) + stage();
}

std::string random_conditions::moving_comparison() {
  const auto either_way = [this](const std::string& a, const std::string& b) {
    return d_.percent(60) ? a + relation() + b : b + relation() + a;
  };
  switch (d_.from(0, 6)) {
    case 5:
      return either_way("ago('" + so_long() + "')", "last(" + event() + ')');
    case 6:
      return either_way("ago('" + so_long() + "')", time());
    case 0:
      return either_way("now", time());
    case 1:
      return either_way(time() + " - now", span());
    case 2:
      return either_way("since(" + event() + ')', span());
    case 3:
      return either_way("now - last(" + event() + ')', span());
    default:
      return either_way("count(" + event() + ", duration('" + std::to_string(d_.from(1, 200)) + "h'))",
                        std::to_string(d_.from(1, 4)));
  }
}

std::string random_conditions::about_clock() {
  switch (d_.from(0, 4)) {
    case 0:
      return "now" + getter();
    case 1:
      return "has(prospect.renewal) && now" + order() + "prospect.renewal - " + span();
    case 2:
      return whose_.empty() ? "now" + getter() : "now - start.at" + order() + span();
    case 3:
      return whose_.empty() ? "now" + order() + time() : "has(start.until) && now" + order() + "start.until + " + span();
    default:
      return "now" + order() + time();
  }
}

std::string random_conditions::about_history() {
  switch (d_.from(0, 7)) {
    case 0:
      return "happened(" + event() + ')';
    case 1:
      return whose_.empty() ? "happened(" + event() + ')' : "times(" + event() + ')' + relation() + std::to_string(d_.from(1, 3));
    case 2:
      return (whose_.empty() ? "happened(" : "seen(") + event() + ')';
    case 3:
      return "last(" + event() + ')' + order() + "last(" + event() + ')';
    case 4:
      return "count(" + event() + ')' + relation() + std::to_string(d_.from(1, 5));
    case 5:
      return "happened(" + event() + ") ? " + moving_comparison() + " : " + d_.word({"true", "false"});
    default:
      return moving_comparison();
  }
}

std::string random_conditions::part() {
  for (;;) switch (d_.from(0, 11)) {
      case 0:
      case 1:
        if (!whose_.empty()) return about_words();
        break;
      case 2:
        if (!whose_.empty()) return about_times();
        break;
      case 3:
      case 4:
        if (asks_prospect_) return about_prospect();
        break;
      case 5:
        if (asks_history_ && !policy_.stages.empty()) return about_stage();
        break;
      case 6:
      case 7:
        if (asks_history_) return about_clock();
        break;
      case 8:
        if (asks_reachable_) return "reachable";
        break;
      default:
        if (asks_history_) return about_history();
    }
}

std::string random_conditions::whole(int depth) {
  if (depth == 0 || d_.percent(50)) return '(' + part() + ')';
  switch (d_.from(0, 3)) {
    case 0:
      return whole(depth - 1) + " && " + whole(depth - 1);
    case 1:
      return '(' + whole(depth - 1) + " || " + whole(depth - 1) + ')';
    case 2:
      return "!(" + whole(depth - 1) + ')';
    default:
      return '(' + whole(depth - 1) + " ? " + whole(depth - 1) + " : " + whole(depth - 1) + ')';
  }
}

std::string random_conditions::over_touch() {
  whose_ = "touch.";
  asks_prospect_ = asks_history_ = false;
  return whole(1);
}

std::string random_conditions::of_rule() {
  whose_.clear();
  asks_prospect_ = asks_history_ = true;
  return whole(2);
}

std::string random_conditions::of_run() {
  whose_ = "start.";
  asks_prospect_ = asks_history_ = true;
  return whole(2);
}

std::string random_conditions::of_step() {
  asks_reachable_ = true;
  const auto text = d_.percent(15) ? "reachable" : of_run();
  asks_reachable_ = false;
  return text;
}

std::string random_conditions::length() {
  switch (d_.from(0, 8)) {
    case 0:
      return "has(prospect.transit) ? prospect.transit + duration('48h') : duration('24h')";
    case 1:
      return "has(prospect.transit) ? prospect.transit - duration('36h') : duration('90m')";
    case 2:
      return "has(start.until) ? start.until - start.at : duration('30h')";
    case 3:
      return "has(prospect.renewal) ? prospect.renewal - start.at : duration('2h')";
    case 4:
      return "has(prospect.score) ? [duration('1500ms'), duration('3h'), duration('40h')][prospect.score] : duration('26h')";
    case 5:
      return "has(prospect.local) && prospect.local ? duration('-500ms') : duration('6h')";
    case 6:
      return "start.channel == " + quoted(set_.channels) + " ? duration('1h') : duration('50h')";
    case 7:
      return "prospect.id == 'ada' ? duration('87672h') : duration('87673h')";
    default:
      return "duration('" + std::to_string(d_.from(0, 90)) + "h')";
  }
}

}  // namespace plain
