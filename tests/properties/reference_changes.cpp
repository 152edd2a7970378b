// When conditions can change although nothing happens: told from their words, and rather too often than too seldom.
#include <regex>

#include "reference_parts.hpp"

namespace plain {

using std::chrono::seconds;

namespace {

std::set<seconds> spans_in(const std::string& text) {
  std::set<seconds> spans{seconds{0}};
  const std::regex written(R"(duration\('(-?\d+)(h|m|s|ms)'\))");
  for (std::sregex_iterator i(text.begin(), text.end(), written), end; i != end; ++i) {
    const auto number = std::stoll((*i)[1].str());
    const auto unit = (*i)[2].str();
    spans.insert(seconds{unit == "h" ? number * 3600 : unit == "m" ? number * 60 : unit == "s" ? number : number / 1000});
  }
  return spans;
}

std::set<instant> instants_in(const std::string& text) {
  std::set<instant> all;
  const std::regex written(R"(timestamp\('([^']+)'\))");
  for (std::sregex_iterator i(text.begin(), text.end(), written), end; i != end; ++i)
    all.insert(tickler::parse_instant((*i)[1].str()).value());
  return all;
}

std::vector<tickler::duration> lengths_in(const std::string& text) {
  std::vector<tickler::duration> all;
  const std::regex written(R"(ago\('([^']+)'\))");
  for (std::sregex_iterator i(text.begin(), text.end(), written), end; i != end; ++i)
    all.push_back(tickler::parse_duration((*i)[1].str()).value());
  return all;
}

// Of so long ago and x: about as much later, and on each date there by the time of day of x; where months end, and where clocks
// are set, by other ways.
template <class Add>
void add_turns(const view& v, const tickler::duration& length, instant x, const Add& add) {
  const auto& clock = v.time.local;
  const auto about = v.time.add(length, x);
  if (!about) return;
  const auto time_of_day = clock.shows(x) - clock.date_of(x);
  for (int days = -5; days <= 35; ++days) {
    const auto date = clock.date_of(about.at) + date::days{days};
    const auto midnight = clock.start_of(date), there = clock.first(date + time_of_day);
    for (const auto t : {midnight, there, clock.next_shift(midnight), about.at + date::days{days}})
      for (const auto hours : {-1, 0, 1})
        for (int near = -1; near <= 2; ++near) add(t + std::chrono::hours{hours} + seconds{near});
    for (const auto half : {-1, 1})
      add(there + half * std::chrono::minutes{30}), add(there + half * std::chrono::minutes{30} + seconds{1});
  }
}

}  // namespace

bool may_change_by_itself(const std::string& condition) {
  static const std::regex asks_time(R"(\bnow\b|\bsince\(|\bcount\(|\bago\()");
  return std::regex_search(condition, asks_time);
}

std::set<instant> changes_of(const view& v, const std::vector<std::string>& conditions, const history& h, const run& r, instant t) {
  std::set<instant> changes;
  const auto add = [&](instant x) {
    if (x >= t && tickler::in_range(x)) changes.insert(x);
  };
  bool asks_the_clock = false;
  for (const auto& text : conditions) {
    if (!may_change_by_itself(text)) continue;
    asks_the_clock |= text.find("now.get") != std::string::npos;
    auto about = instants_in(text);
    for (const auto& e : h) about.insert(e.at);
    about.insert(r.start);
    if (r.started.until) about.insert(*r.started.until);
    for (const auto& fact : v.who.facts)
      if (const auto* time = std::get_if<instant>(&fact.second)) about.insert(*time);
    for (const auto& length : lengths_in(text))
      for (const instant x : about) add_turns(v, length, x, add);
    for (const instant x : about)
      for (const auto span : spans_in(text))
        for (const auto there : {x + span, x - span})
          for (int near = -2; near <= 2; ++near) add(there + seconds{near});
  }
  // Hours and dates change at full and half hours, and on her clock in some zones at quarters; for long enough to outlast what is
  // looked ahead.
  const auto ahead_of_utc = v.time.local.shows(t).time_since_epoch() - t.time_since_epoch();
  const std::chrono::minutes step{ahead_of_utc % std::chrono::minutes{30} == std::chrono::seconds{0} ? 30 : 15};
  if (asks_the_clock)
    for (instant x = date::floor<std::chrono::hours>(t); x < t + std::chrono::hours{24 * 210}; x += step) add(x);
  return changes;
}

}  // namespace plain
