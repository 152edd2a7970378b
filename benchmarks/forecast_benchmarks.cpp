// The weeks ahead of a bank's desk, on one core: a book played forward.
#include <benchmark/benchmark.h>

#include "bank_desk.hpp"
#include "figures.hpp"
#include "medians.hpp"

namespace {

void forecast(benchmark::State& state) {
  const auto policy = bank_desk::load();
  const auto all = bank_desk::book_of(policy.words(), static_cast<std::size_t>(state.range(0)));
  const auto model = tickler::learn_responses(policy, all, bank_desk::now - std::chrono::seconds{1});
  std::uint64_t weeks = 0;
  for (auto _ : state) {
    const auto ahead = tickler::forecast(policy, all, bank_desk::now, model, {.weeks = 3, .runs = 50});
    weeks += ahead.prospect_weeks;
    benchmark::DoNotOptimize(ahead.rows.data());
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(weeks));
}

BENCHMARK(forecast)->Arg(500)->Arg(6'000)->Unit(benchmark::kMillisecond);

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  median_reporter medians;
  benchmark::RunSpecifiedBenchmarks(&medians);
  std::cout << '\n';
  print_figure("forecast_s", 1e6 / medians.of("forecast").items_per_second);
}
