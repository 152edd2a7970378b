// The slowest policies and records that the default limits let through. First those of known shape, a line each; then, if asked, a
// search: what is slow is changed a little, and kept where it has become slower.
//
//   tickler_worst                             the known ones
//   tickler_worst --search 3600 [--seed 7]    for so many seconds of processor time; the slowest found are written to
//                                             worst-load.yaml, worst-decide.yaml and worst-decide.jsonl in the current folder
//
// Milliseconds of processor time: of loading the text, of one decision over the history, and of the history's last touchpoint with
// the decision after it. What a touchpoint or a decision may cost at most is counted (semantics R146); here is what that comes to.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <random>
#include <string>
#include <string_view>
#include <tickler/io.hpp>
#include <tickler/tickler.hpp>
#include <vector>

namespace {

using namespace tickler;

double processor_ms() {
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_nsec) / 1e6;
}

// How much there is of everything; what is 0 is not there.
struct shape {
  enum : std::size_t {
    cadences,
    steps,
    repeat,
    after_parts,
    business,
    expires,
    every,
    per,
    from,
    step_if,
    cadence_if,
    if_words,
    list_words,
    limits,
    at_most,
    limit_days,
    limits_by_key,
    limit_while,
    holds,
    hold_while,
    never_while,
    calendars,
    intervals,
    closed_days,
    step_calendars,
    events,
    patterns,
    pattern_if,
    touchpoints,
    keys,
    apart,
    tags,
    text,
    now_days,
    again,
    size
  };
  struct gene {
    const char* name;
    int most;
  };
  static constexpr std::array<gene, size> genes{{
      {"cadences", 128},   {"steps", 64},        {"repeat", 1'000},   {"after_parts", 16},  {"business", 1},
      {"expires", 1},      {"every", 1},         {"per", 2},          {"from", 1},          {"step_if", 5},
      {"cadence_if", 5},   {"if_words", 700},    {"list_words", 700}, {"limits", 32},       {"at_most", 64},
      {"limit_days", 60},  {"limits_by_key", 1}, {"limit_while", 5},  {"holds", 64},        {"hold_while", 5},
      {"never_while", 64}, {"calendars", 64},    {"intervals", 8},    {"closed_days", 365}, {"step_calendars", 8},
      {"events", 255},     {"patterns", 32},     {"pattern_if", 3},   {"touchpoints", 100}, {"keys", 16},
      {"apart", 100'000},  {"tags", 5'000},      {"text", 200'000},   {"now_days", 1'200},  {"again", 2},
  }};
  std::array<int, size> of{};
  int operator[](std::size_t i) const { return of[i]; }
};

std::string joined(int n, const auto& one, std::string_view between = ", ") {
  std::string all;
  for (int i = 0; i < n; ++i) all += (i == 0 ? "" : std::string(between)) + one(i);
  return all;
}
std::string number(int n) { return std::to_string(n); }
std::string channel_of(int i) {
  constexpr std::array<const char*, 8> names{"phone", "email", "sms", "post", "card", "chat", "video", "social"};
  return names[static_cast<std::size_t>(i) % names.size()];
}

// Conditions that cost, by kind: none, plain ones, a list of the record's, its text, both, what happened.
std::string condition(const shape& s, int kind) {
  const auto words = joined(
      std::max(1, s[shape::list_words]), [](int) { return std::string("1"); }, ",");
  const auto flags = joined(
      std::max(1, s[shape::if_words] / 12), [](int) { return std::string("prospect.seats != 7"); }, " && ");
  switch (kind) {
    case 1:
      return "has(prospect.seats) && " + flags;
    case 2:
      return "!has(prospect.tags) || !prospect.tags.exists(x, [" + words + "].exists(y, y == 2 + size(x)))";
    case 3:
      return "!has(prospect.text) || !has(prospect.tags) || !prospect.tags.exists(x, prospect.text.contains(x + 'b'))";
    case 4:
      return "!has(prospect.seats) || ![" + words + "].exists(x, [" + words + "].exists(y, x + y == prospect.seats))";
    case 5:
      return "!happened('e0') || since('e0') > duration('1h') && count('e0', duration('240h')) >= 1";
    default:
      return {};
  }
}
std::string if_of(const shape& s, int kind, const char* key) {
  const auto text = condition(s, kind);
  return text.empty() ? "" : std::string(", ") + key + ": \"" + text + '"';
}

std::string length(const shape& s) {
  return joined(
      std::max(1, s[shape::after_parts]), [&](int) { return std::string(s[shape::business] != 0 ? "1bmin" : "1min"); }, " ");
}

std::string step_of(const shape& s, int i) {
  std::string text = "{id: s" + number(i) + ", do: {channel: [" + joined(std::max(1, s[shape::step_calendars]), channel_of) + "]}";
  text += ", after: " + length(s);
  if (s[shape::every] != 0 || (s[shape::from] != 0 && i != 0)) text += ", from: start";
  if (s[shape::every] != 0)
    text += ", every: 1 day, repeat: " + number(std::max(2, s[shape::repeat]));
  else if (s[shape::repeat] > 1)
    text += ", repeat: " + number(s[shape::repeat]);
  if (s[shape::expires] != 0 && s[shape::every] == 0) text += ", expires: 1min";
  return text + if_of(s, s[shape::step_if], "if") + '}';
}

std::string policy_of(const shape& s) {
  const auto calendars = std::max(1, s[shape::calendars]);
  std::string text = "policy: p\nzone: America/New_York\nbusiness: k0\nfacts: {seats: int, tags: list, text: string}\ncalendars:\n";
  for (int i = 0; i < calendars; ++i)
    text +=
        " k" + number(i) + ": {open: {daily: [" +
        joined(std::max(1, s[shape::intervals]),
               [&](int n) {
                 const auto hour = 2 * n + i % 2;
                 return (hour < 10 ? "0" : "") + number(hour) + ":00-" + (hour < 10 ? "0" : "") + number(hour) + ":5" +
                        number(i % 10);
               }) +
        "]}, closed: [" +
        joined(s[shape::closed_days],
               [&](int d) {
                 const auto day = 1 + d % 28, month = 1 + d / 28 % 12;
                 return number(2026 + d / 336) + (month < 10 ? "-0" : "-") + number(month) + (day < 10 ? "-0" : "-") + number(day);
               }) +
        "]}\n";
  text += "channels: {" + joined(8, [&](int c) { return channel_of(c) + ": {calendar: k" + number(c % calendars) + '}'; }) + "}\n";
  text += "events:\n";
  const auto patterns = std::max(1, s[shape::patterns]);
  const auto touch_condition = s[shape::pattern_if] == 0   ? std::string()
                               : s[shape::pattern_if] == 1 ? ", if: \"touch.key != 'x'\""
                                                           : ", if: \"!touch.keys.exists(k, [" +
                                                                 joined(
                                                                     std::max(1, s[shape::list_words]),
                                                                     [](int) { return std::string("'aaaaaaaaaaaa'"); }, ",") +
                                                                 "].exists(w, w == k))\"";
  for (int e = 0; e <= s[shape::events]; ++e)
    text += " e" + number(e) + ": [" + joined(patterns, [&](int) { return "{direction: inbound" + touch_condition + '}'; }) + "]\n";
  text += "cadences:\n";
  constexpr std::array<const char*, 3> per{"", ", per: key", ", per: start"};
  constexpr std::array<const char*, 3> again{", again: never", ", again: 2 days", ""};
  for (int c = 0; c < std::max(1, s[shape::cadences]); ++c)
    text += " c" + number(c) + ": {starts: e" + number(c % (s[shape::events] + 1)) + per[static_cast<std::size_t>(s[shape::per])] +
            again[static_cast<std::size_t>(s[shape::again])] + if_of(s, s[shape::cadence_if], "if") + ", steps: [" +
            joined(std::max(1, s[shape::steps]), [&](int i) { return step_of(s, i); }) + "]}\n";
  if (s[shape::limits] > 0) {
    text += "limits:\n";
    for (int i = 0; i < s[shape::limits]; ++i)
      text += " l" + number(i) + ": {count: {direction: outbound}, at_most: " + number(1 + i % std::max(1, s[shape::at_most])) +
              ", per: " + number(1 + i % std::max(1, s[shape::limit_days])) + " days " + number(7 + i) + " minutes" +
              (s[shape::limits_by_key] != 0 ? ", by: key" : "") + if_of(s, s[shape::limit_while], "while") + "}\n";
  }
  if (s[shape::holds] > 0)
    text += "holds: [" +
            joined(s[shape::holds], [&](int) { return "{on: e0, for: 3 days" + if_of(s, s[shape::hold_while], "while") + '}'; }) +
            "]\n";
  if (s[shape::never_while] > 0)
    text += "never: [" +
            joined(s[shape::never_while],
                   [&](int i) {
                     return "{do: {channel: " + channel_of(i) +
                            "}, while: \"has(prospect.seats) && prospect.seats == " + number(i + 9) + "\"}";
                   }) +
            "]\n";
  return text;
}

struct scene {
  prospect who{.id = "x"};
  std::vector<touchpoint> log{};
  instant now{};
};

scene scene_of(const shape& s) {
  scene found;
  found.who.facts["seats"] = std::int64_t{5};
  found.who.facts["tags"] = std::vector<std::string>(static_cast<std::size_t>(s[shape::tags]), "aaaa");
  found.who.facts["text"] = std::string(static_cast<std::size_t>(s[shape::text]), 'a');
  const auto first = parse_instant("2026-03-02T10:00:00Z").value();
  for (int i = 0; i < std::max(1, s[shape::touchpoints]); ++i) {
    touchpoint t{.at = first + std::chrono::seconds{std::int64_t{i} * s[shape::apart]}};
    t.words.direction = i % 3 == 2 ? direction::outbound : direction::inbound;
    for (int k = 0; k < s[shape::keys]; ++k) t.keys.push_back("k" + std::to_string(i * s[shape::keys] + k));
    found.log.push_back(std::move(t));
  }
  found.now = found.log.back().at + std::chrono::hours{24 * s[shape::now_days]};
  return found;
}

struct costs {
  double load = 0, decide = 0, last = 0;
  prospect_problem problem = prospect_problem::none;
  tickler::status status{};
  std::size_t actions = 0;
  bool is_policy = false;
};

costs measure(const shape& s) {
  costs found;
  const auto text = policy_of(s);
  auto before = processor_ms();
  const auto loaded = load_policy(text, "worst.yaml", vocabulary{});
  found.load = processor_ms() - before;
  if (!loaded) {
    if (std::getenv("TICKLER_SHOW_REFUSED")) std::fprintf(stderr, "%s\n", to_string(loaded.diagnostics().front()).c_str());
    return found;
  }
  found.is_policy = true;
  const auto p = loaded.value();
  const auto scene = scene_of(s);
  history all(p.words()), but_last(p.words());
  for (const auto& t : scene.log) all.add(t);
  for (std::size_t i = 0; i + 1 < scene.log.size(); ++i) but_last.add(scene.log[i]);
  evaluator engine(p);
  decision d;
  const auto decide = [&] {
    before = processor_ms();
    engine.evaluate(scene.who, all, scene.now, d);
    return processor_ms() - before;
  };
  found.decide = decide();
  if (found.decide > 1) found.decide = std::min(found.decide, decide());  // tables are made, memory is warm
  found.problem = d.problem, found.status = d.status, found.actions = d.actions.size();
  auto kept = fold(p, scene.who, but_last, but_last.empty() ? scene.log.front().at : scene.log[scene.log.size() - 2].at);
  before = processor_ms();
  engine.advance(scene.who, kept, scene.log.back(), scene.now, d);
  found.last = processor_ms() - before;
  return found;
}

std::string to_text(const shape& s) {
  std::string text;
  for (std::size_t i = 0; i < shape::size; ++i)
    if (s[i] != 0) text += (text.empty() ? "" : " ") + std::string(shape::genes[i].name) + '=' + number(s[i]);
  return text;
}

void print(const char* name, const shape& s, const costs& c) {
  std::printf("%-34s load %8.1f ms   decide %8.1f ms   last %8.1f ms   %zu actions%s   %s\n", name, c.load, c.decide, c.last,
              c.actions,
              (' ' + std::string(c.problem == prospect_problem::none ? to_string(c.status) : to_string(c.problem))).c_str(),
              to_text(s).c_str());
  std::fflush(stdout);
}

shape with(std::initializer_list<std::pair<std::size_t, int>> genes) {
  shape s;
  for (const auto& [gene, value] : genes) s.of[gene] = value;
  return s;
}

struct known_shape {
  const char* name;
  shape of;
};

std::vector<known_shape> known_shapes() {
  using s = shape;
  return {
      {"plain", with({{s::cadences, 3}, {s::steps, 4}})},
      {"most steps", with({{s::cadences, 128}, {s::steps, 48}, {s::touchpoints, 100}, {s::apart, 900}})},
      {"what has expired", with({{s::cadences, 8},
                                 {s::steps, 64},
                                 {s::repeat, 1'000},
                                 {s::expires, 1},
                                 {s::from, 1},
                                 {s::after_parts, 8},
                                 {s::business, 1},
                                 {s::now_days, 700}})},
      {"schedules", with({{s::cadences, 128}, {s::steps, 8}, {s::repeat, 1'000}, {s::every, 1}, {s::now_days, 1'200}})},
      {"most runs, most limits", with({{s::cadences, 4},
                                       {s::steps, 1},
                                       {s::per, 2},
                                       {s::limits, 32},
                                       {s::at_most, 64},
                                       {s::limit_days, 31},
                                       {s::intervals, 8},
                                       {s::calendars, 1},
                                       {s::touchpoints, 96},
                                       {s::again, 2},
                                       {s::apart, 900}})},
      {"limits by key", with({{s::cadences, 2},
                              {s::steps, 1},
                              {s::per, 1},
                              {s::limits, 32},
                              {s::at_most, 64},
                              {s::limit_days, 31},
                              {s::limits_by_key, 1},
                              {s::keys, 4},
                              {s::touchpoints, 60},
                              {s::again, 2},
                              {s::apart, 900}})},
      {"conditions over lists",
       with({{s::cadences, 32}, {s::steps, 4}, {s::step_if, 2}, {s::list_words, 400}, {s::tags, 100}, {s::touchpoints, 20}})},
      {"conditions over texts", with({{s::cadences, 8}, {s::steps, 2}, {s::step_if, 3}, {s::tags, 50}, {s::text, 10'000}})},
      {"long texts, many calendars", with({{s::cadences, 63},
                                           {s::steps, 64},
                                           {s::repeat, 1000},
                                           {s::business, 1},
                                           {s::every, 1},
                                           {s::step_if, 3},
                                           {s::if_words, 700},
                                           {s::list_words, 285},
                                           {s::never_while, 14},
                                           {s::calendars, 64},
                                           {s::intervals, 8},
                                           {s::touchpoints, 100},
                                           {s::tags, 275},
                                           {s::text, 20'001},
                                           {s::now_days, 1'200},
                                           {s::again, 1}})},
      {"conditions without a record",
       with({{s::cadences, 64}, {s::steps, 4}, {s::step_if, 4}, {s::list_words, 100}, {s::touchpoints, 20}})},
      {"conditions of patterns",
       with({{s::events, 60}, {s::pattern_if, 2}, {s::list_words, 200}, {s::keys, 8}, {s::touchpoints, 100}})},
      {"rules while", with({{s::cadences, 32},
                            {s::limits, 32},
                            {s::limit_while, 5},
                            {s::holds, 64},
                            {s::hold_while, 5},
                            {s::never_while, 64},
                            {s::touchpoints, 50},
                            {s::again, 2}})},
      {"calendars", with({{s::cadences, 64},
                          {s::steps, 8},
                          {s::calendars, 64},
                          {s::intervals, 8},
                          {s::closed_days, 365},
                          {s::step_calendars, 8},
                          {s::business, 1},
                          {s::now_days, 400}})},
  };
}

// A gene or a few to another value: near, far, the most or none.
shape changed(shape s, std::mt19937_64& random) {
  const auto any = [&](int most) { return static_cast<int>(random() % (static_cast<unsigned>(most) + 1)); };
  for (int times = 1 + any(2); times > 0; --times) {
    const auto gene = random() % shape::size;
    const auto most = shape::genes[gene].most;
    auto& value = s.of[gene];
    switch (any(4)) {
      case 0:
        value = most;
        break;
      case 1:
        value = any(most);
        break;
      case 2:
        value = std::min(most, value * 2 + 1);
        break;
      case 3:
        value /= 2;
        break;
      default:
        value = std::clamp(value + any(8) - 4, 0, most);
    }
  }
  return s;
}

void write(const shape& s, const std::string& name) {
  std::ofstream(name + ".yaml") << policy_of(s);
  std::printf("%s.yaml: %s\n", name.c_str(), to_text(s).c_str());
}

void search(double seconds, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  struct kept {
    shape of;
    double cost = 0;
  };
  constexpr std::size_t most = 24;
  struct goal {
    const char* name;
    double costs::*cost;
    std::vector<kept> best{};
  };
  std::array<goal, 3> goals{{{"load", &costs::load}, {"decide", &costs::decide}, {"last", &costs::last}}};
  const auto take = [&](const shape& s, const costs& c) {
    for (auto& g : goals) {
      if (!c.is_policy) continue;
      if (g.best.size() < most)
        g.best.push_back({s, c.*g.cost});
      else if (g.best.back().cost < c.*g.cost)
        g.best.back() = {s, c.*g.cost};
      else
        continue;
      const bool is_slowest = g.best.front().cost < c.*g.cost;
      std::stable_sort(g.best.begin(), g.best.end(), [](const kept& a, const kept& b) { return a.cost > b.cost; });
      if (is_slowest) print(g.name, s, c);
    }
  };
  for (const auto& each : known_shapes()) take(each.of, measure(each.of));
  const auto end = processor_ms() + 1e3 * seconds;
  std::size_t tried = 0, refused = 0;
  while (processor_ms() < end) {
    auto& g = goals[random() % goals.size()];
    const auto s = changed(g.best[random() % g.best.size()].of, random);
    const auto c = measure(s);
    ++tried, refused += c.is_policy ? 0 : 1;
    take(s, c);
  }
  std::printf("%zu tried, of which %zu were no policies\n", tried, refused);
  for (const auto& g : goals) {
    const auto again = measure(g.best.front().of);  // what was slow by chance is not slow twice
    print(g.name, g.best.front().of, again);
    write(g.best.front().of, std::string("worst-") + g.name);
  }
}

}  // namespace

int main(int count, char** given) {
  double seconds = 0;
  std::uint64_t seed = 1;
  for (int i = 1; i + 1 < count; i += 2) {
    const std::string_view option = given[i];
    if (option == "--search") seconds = std::atof(given[i + 1]);
    if (option == "--seed") seed = std::strtoull(given[i + 1], nullptr, 10);
  }
  if (seconds > 0) return search(seconds, seed), 0;
  for (const auto& each : known_shapes()) {
    const auto c = measure(each.of);
    print(each.name, each.of, c);
    if (!c.is_policy) return std::puts("this is no policy"), 1;
  }
}
