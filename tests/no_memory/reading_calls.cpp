#include <memory>
#include <sstream>

#include "no_memory/cpp_calls.hpp"

namespace no_memory {

using namespace tickler;

namespace {

std::string lines(const std::vector<diagnostic>& list) {
  std::string said;
  for (const auto& d : list) said += to_string(d) + '\n';
  return said;
}

std::string loaded(std::string_view yaml) {
  const auto found = load_policy(yaml, "p.yaml", vocabulary());
  return lines(found.diagnostics()) + (found ? std::to_string(found.value().fingerprint()) : "none");
}

constexpr std::string_view refused_policy = R"(policy: a
zone: Mars
wiat: 1
calendars: {office: {open: {mon-fri: 9-18}}}
events: {asked: {outcome: inquierd}}
cadences: {answer: {starts: askd, if: "count('asked') > ", steps: [{id: a, do: {channel: phone}, after: 2 dys}]}}
)";

constexpr std::string_view tests = R"(tests:
  - name: whoever asks is answered
    touchpoints: [{at: 2026-03-02 10:00, direction: inbound, outcome: inquired}]
    now: 2026-03-02 10:00
    expect: {status: active, some: [{step: answer/send, channel: phone}]}
  - name: cannot be read
    now: 2026-03-02 10:00
    expect: {status: happy}
)";

constexpr std::string_view mapping = R"(mapping: calls
of: touchpoints
zone: Europe/London
columns:
  Who: {to: prospect, split: ";"}
  When: {to: at, format: YYYY-MM-DD hh:mm}
  What: {to: outcome, values: {Connected: reached, Busy: busy}}
  Notes: unused
constants: {channel: phone, direction: outbound}
)";

constexpr std::string_view table =
    "Who;When;What;Notes\nada;2026-02-27 10:00;Connected;a\n\"ada;b\xc3\xb8\";2026-02-27 11:00;Busy;\nada;never;Busy;\n";

std::string counted(const read_counts& c) {
  return std::to_string(c.records) + ' ' + std::to_string(c.bad) + ' ' + std::to_string(c.incomplete.size()) + ' ' +
         std::to_string(c.unattributed) + '\n';
}

// Where reading goes on, whatever a stream makes of what is thrown in it.
template <class Read>
std::string read_with(Read read) {
  std::string said;
  const auto counts = read([&](const diagnostic& d) { said += to_string(d) + '\n'; });
  return said + counted(counts);
}

std::string snapshot_of(const book& all) {
  std::ostringstream out;
  save_snapshot(all, out);
  if (!out) throw std::bad_alloc();  // what goes wrong in writing is told by the stream
  return out.str();
}

std::vector<cpp_call> of_policies() {
  return {
      {"load_policy", [](scene&) { return [] { return loaded(scene_policy); }; }},
      {"load_policy of what is refused", [](scene&) { return [] { return loaded(refused_policy); }; }},
      {"load_policy of what is no YAML", [](scene&) { return [] { return loaded("policy: [a\n\x01"); }; }},
      {"compile of a draft that is written as YAML",
       [](scene& s) { return [&s] { return loaded(to_yaml(s.p.draft())) + lines(compile(s.p.draft(), s.words).diagnostics()); }; }},
      {"compile of a draft that is refused",
       [](scene& s) {
         auto draft = s.p.draft();
         draft.events.clear();
         return [&s, draft] { return lines(compile(draft, s.words).diagnostics()); };
       }},
      {"tests of a policy",
       [](scene& s) {
         return [&s] {
           const auto found = load_policy_tests(tests, "tests.yaml", s.p);
           tested_policy all{.file = "p.yaml", .tested = s.p, .diagnostics = found.diagnostics, .tests = found.tests};
           std::string said;
           for (const auto& t : found.tests) {
             all.results.push_back(run_policy_test(s.p, t));
             said += to_text(s.p, t, all.results.back());
           }
           return said + lines(found.all_diagnostics()) + to_junit(std::span(&all, 1));
         };
       }},
      {"zones",
       [](scene&) {
         return [] {
           const zones mine;
           std::string said = mine.find("Mars").error().message;
           for (const auto& z : mine.load({"Asia/Tokyo", "Asia/Tokio", "no name"})) said += z.why.message;
           return said + std::string(mine.find("Asia/Tokyo").value().name());
         };
       }},
  };
}

std::vector<cpp_call> of_records() {
  return {
      {"reading records into a book",
       [](scene& s) {
         return [&s] {
           book all(s.words);
           auto said = read_with(
               [&](const auto& bad) { return read_prospects(scene_prospects, {.file = "p.jsonl", .facts = &s.p}, all, bad); });
           said += read_with([&](const auto& bad) { return read_touchpoints(scene_touchpoints, {.file = "t.jsonl"}, all, bad); });
           return said + incomplete_history_text(s.p, all, 2) + std::to_string(undeclared_facts(s.p, all).size()) +
                  std::to_string(all.touchpoints());
         };
       }},
      {"reading a long history, the newest first",
       [](scene& s) {
         auto all = std::make_shared<book>(s.words);
         const auto ada = all->add({.id = "ada"});
         std::string log;
         for (int i = 299; i >= 0; --i)
           log += R"({"prospect":"ada","at":"2026-03-02T)" +
                  std::string(i < 100   ? "10"
                              : i < 200 ? "11"
                                        : "12") +
                  ":" + std::to_string(10 + i % 50) + R"(:00Z","id":")" + std::to_string(i) + "\"}\n";
         return [=] {
           read_with([&](const auto& bad) { return read_touchpoints(log, {.file = "t.jsonl"}, *all, bad); });
           history of_ada(all->words());
           all->history(ada, of_ada);
           std::string said;
           for (std::size_t i = 0; i < of_ada.size(); ++i) said += of_ada[i].id + ' ';
           return said;
         };
       },
       true},
      {"reading records one by one",
       [](scene& s) {
         return [&s] {
           std::istringstream people{std::string(scene_prospects)}, log{std::string(scene_touchpoints)};
           std::string ids;
           auto said = read_with([&](const auto& bad) {
             return read_prospects(
                 people, {}, [&](prospect&& who, source_position) { ids += who.id; }, bad);
           });
           said += read_with([&](const auto& bad) {
             return read_touchpoints(
                 log, {}, s.words, [&](std::string_view id, touchpoint&& t, source_position) { ids += id, ids += t.id; }, bad);
           });
           return said + ids;
         };
       }},
      {"reading a CRM's export",
       [](scene& s) {
         return [&s] {
           const auto known = load_mapping(mapping, "m.yaml").value();
           auto all = s.all;
           return read_with([&](const auto& bad) {
                    return read_touchpoints(table, {.file = "t.csv", .format = record_format::csv, .mapping = &known}, all, bad);
                  }) +
                  std::to_string(all.touchpoints()) + lines(load_mapping("mapping: a\nof: b\n", "m.yaml").diagnostics());
         };
       }},
      {"a look at a CRM's export",
       [](scene&) {
         return [] {
           std::istringstream in{std::string(table)};
           const auto seen = survey_export(in, "t.csv");
           return lines(seen.bad) + mapping_for(seen, kind_of(seen), "calls");
         };
       }},
      {"save_snapshot", [](scene& s) { return [&s] { return snapshot_of(s.all); }; }},
      {"load_snapshot",
       [](scene& s) {
         return [&s, bytes = snapshot_of(s.all)] {
           std::istringstream in(bytes);
           const auto again = load_snapshot(in, s.words).value();
           return std::to_string(again.all.size()) + ' ' + std::to_string(again.all.touchpoints()) + again.zone_version;
         };
       }},
      {"load_snapshot of what is refused",
       [](scene& s) {
         auto bytes = snapshot_of(s.all);
         bytes.back() = static_cast<char>(bytes.back() ^ 1);
         return [&s, bytes] {
           std::istringstream in(bytes);
           return load_snapshot(in, s.words).error().message;
         };
       }},
      {"save_state and load_state",
       [](scene& s) {
         return [&s] {
           const auto bytes = save_state(s.p, fold(s.p, s.ada, s.log, a_monday));
           return load_state(s.p, "no state").error().message +
                  to_json(s.p, s.ada, decide(s.p, s.ada, load_state(s.p, bytes).value(), a_monday));
         };
       }},
  };
}

}  // namespace

std::vector<cpp_call> reading_calls() {
  auto all = of_policies();
  for (auto& each : of_records()) all.push_back(std::move(each));
  return all;
}

}  // namespace no_memory
