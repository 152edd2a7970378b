// How long the parts take, and how the times compare within this run: README.md in this folder.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <map>
#include <string>
#include <string_view>

#include "book.hpp"

namespace {

using namespace std::chrono_literals;

tickler::time_context office_time() {
  const auto zone = tickler::zone::find("America/New_York").value();
  const tickler::calendar office{.hours = {{tickler::mon_fri, 9h, 18h}},
                                 .closed = {{.region = {}, .day = tickler::parse_closed_day("12-25").value()}}};
  return {zone, tickler::open_hours{office, "", zone}};
}

// Walks through one year, so that no answer is the last one again.
class walk {
 public:
  tickler::instant next() {
    offset_ = (offset_ + 12'345'678s) % (365 * 24h);
    return book::begin + offset_;
  }

 private:
  std::chrono::seconds offset_{};
};

void duration_add(benchmark::State& state, const char* text) {
  const auto frame = office_time();
  const auto wait = tickler::parse_duration(text).value();
  walk time;
  for (auto _ : state) benchmark::DoNotOptimize(frame.add(wait, time.next()));
}

void next_opening(benchmark::State& state) {
  const auto open = office_time().business;
  walk time;
  for (auto _ : state) benchmark::DoNotOptimize(open.from(time.next()));
}

// One decision for each of a thousand prospects with so many touchpoints each, again and again.
void evaluate(benchmark::State& state) {
  tickler::vocabulary words;
  const auto policy = tickler::load_policy(book::policy_text, "small-shop.yaml", words).value();
  const auto prospects = book::make_book(1'000, static_cast<std::size_t>(state.range(0)), words);
  const auto now = book::begin + state.range(0) * 48h;
  tickler::evaluator engine(policy);
  tickler::decision decision;
  for (std::size_t i = 0; auto _ : state) {
    const auto& [who, log] = prospects[i++ % prospects.size()];
    engine.evaluate(who, log, now, decision);
    benchmark::DoNotOptimize(decision.status);
  }
  state.SetItemsProcessed(state.iterations());
}

// The decision alone, from states that were kept.
void decide(benchmark::State& state) {
  tickler::vocabulary words;
  const auto policy = tickler::load_policy(book::policy_text, "small-shop.yaml", words).value();
  const auto prospects = book::make_book(1'000, 32, words);
  const auto now = book::begin + 32 * 48h;
  std::vector<tickler::state> states;
  for (const auto& [who, log] : prospects) states.push_back(tickler::fold(policy, who, log, now));
  tickler::evaluator engine(policy);
  tickler::decision decision;
  for (std::size_t i = 0; auto _ : state) {
    engine.decide(prospects[i].who, states[i], now, decision);
    benchmark::DoNotOptimize(decision.status);
    i = (i + 1) % prospects.size();
  }
  state.SetItemsProcessed(state.iterations());
}

// The decision for a prospect with nothing to do, under 64 rules, each with such a condition or none: what a condition costs is the
// difference between two of them, divided by 64.
void sixty_four_rules(benchmark::State& state, const char* condition) {
  constexpr int rules = 64;
  std::string text =
      "policy: p\nzone: UTC\nfacts: {score: int}\nchannels: {email: {}}\n"
      "events: {asked: {direction: inbound}, met: {outcome: met}}\nstages: [{name: known, from: met}, {name: close, from: asked}]\n"
      "cadences: {answer: {starts: {outcome: purchased}, steps: [{id: send, do: {channel: email}}]}}\nnever:\n";
  for (int i = 0; i < rules; ++i) text += "  - {do: {purpose: promote}" + std::string(condition) + "}\n";
  tickler::vocabulary words;
  const auto policy = tickler::load_policy(text, "rules.yaml", words).value();
  const tickler::prospect who{.id = "ada", .facts = {{"score", std::int64_t{5}}}};
  tickler::history log(words);
  for (int i = 0; i < 4; ++i) log.add({.at = book::begin + i * 24h, .words = {.direction = tickler::direction::inbound}});
  const auto kept = tickler::fold(policy, who, log, book::begin + 96h);
  tickler::evaluator engine(policy);
  tickler::decision decision;
  for (auto _ : state) {
    engine.decide(who, kept, book::begin + 120h, decision);
    benchmark::DoNotOptimize(decision.status);
  }
  state.SetItemsProcessed(state.iterations() * rules);
}

// Reads, checks and compiles a policy file. Items are its lines.
void load(benchmark::State& state, const char* name) {
  std::ifstream in(std::string(TICKLER_SOURCE_DIR "/examples/policies/") + name);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  const tickler::vocabulary words;
  for (auto _ : state) benchmark::DoNotOptimize(tickler::load_policy(text, name, words));
  state.SetItemsProcessed(state.iterations() * std::count(text.begin(), text.end(), '\n'));
}

BENCHMARK_CAPTURE(duration_add, 4_hours, "4 hours");
BENCHMARK_CAPTURE(duration_add, 3_days, "3 days");
BENCHMARK_CAPTURE(duration_add, 1_month, "1 month");
BENCHMARK_CAPTURE(duration_add, 2_business_days, "2 business days");
BENCHMARK_CAPTURE(duration_add, 4_business_hours, "4 business hours");
BENCHMARK(next_opening);
BENCHMARK(evaluate)->Arg(1)->Arg(8)->Arg(32)->Arg(128);
BENCHMARK(decide);
BENCHMARK_CAPTURE(sixty_four_rules, plain, "");
BENCHMARK_CAPTURE(sixty_four_rules, words, ", while: stage == 'known' || stage != 'close' || stage == 'close'");
BENCHMARK_CAPTURE(sixty_four_rules, facts,
                  ", while: has(prospect.score) && prospect.score > 3 && prospect.score < 9 && prospect.score != 7");
BENCHMARK_CAPTURE(
    sixty_four_rules, times,
    ", while: \"now > timestamp('2026-01-01T00:00:00Z') && since('asked') < duration('240h') && count('asked') < 9\"");
BENCHMARK_CAPTURE(load, dental_practice, "dental-practice.yaml");
BENCHMARK_CAPTURE(load, art_of_follow_up, "art-of-follow-up.yaml");

class remembering_reporter : public benchmark::ConsoleReporter {
 public:
  remembering_reporter() : ConsoleReporter(OO_None) {}  // no colours: it may be a file

  void ReportRuns(const std::vector<Run>& runs) override {
    for (const auto& run : runs) times_[run.benchmark_name()] = run.GetAdjustedCPUTime();
    ConsoleReporter::ReportRuns(runs);
  }

  // Says how many times as long as `unit` `what` took, if both were measured.
  void print_ratio(const std::string& what, const std::string& unit) const {
    const auto a = times_.find(what), b = times_.find(unit);
    if (a == times_.end() || b == times_.end()) return;
    std::cout << std::setw(34) << what << " = " << std::setw(7) << std::fixed << std::setprecision(2) << a->second / b->second
              << " x " << unit << '\n';
  }

 private:
  std::map<std::string, double> times_;
};

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  remembering_reporter reporter;
  benchmark::RunSpecifiedBenchmarks(&reporter);
  std::cout << '\n';
  for (const auto* slower : {"3_days", "1_month", "2_business_days", "4_business_hours"})
    reporter.print_ratio(std::string("duration_add/") + slower, "duration_add/4_hours");
  for (const auto* longer : {"evaluate/8", "evaluate/32", "evaluate/128"}) reporter.print_ratio(longer, "evaluate/1");
  reporter.print_ratio("evaluate/32", "decide");
  reporter.print_ratio("evaluate/32", "next_opening");
}
