// How long the parts take, and how the times compare within this run: README.md in this folder.
#include <benchmark/benchmark.h>

#include <iomanip>
#include <iostream>
#include <map>
#include <string>
#include <string_view>

#include "book.hpp"

namespace {

using namespace std::chrono_literals;

tickler::time_frame office_time() {
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
  tickler::state scratch;
  tickler::decision decision;
  for (std::size_t i = 0; auto _ : state) {
    const auto& [who, log] = prospects[i++ % prospects.size()];
    tickler::evaluate(policy, who, log, now, scratch, decision);
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
  tickler::decision decision;
  for (std::size_t i = 0; auto _ : state) {
    tickler::decide(policy, prospects[i].who, states[i], now, decision);
    benchmark::DoNotOptimize(decision.status);
    i = (i + 1) % prospects.size();
  }
  state.SetItemsProcessed(state.iterations());
}

BENCHMARK_CAPTURE(duration_add, 4_hours, "4 hours");
BENCHMARK_CAPTURE(duration_add, 3_days, "3 days");
BENCHMARK_CAPTURE(duration_add, 1_month, "1 month");
BENCHMARK_CAPTURE(duration_add, 2_business_days, "2 business days");
BENCHMARK_CAPTURE(duration_add, 4_business_hours, "4 business hours");
BENCHMARK(next_opening);
BENCHMARK(evaluate)->Arg(1)->Arg(8)->Arg(32)->Arg(128);
BENCHMARK(decide);

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
