// Filling a book: from records of workload W, and from a snapshot of it.
#include <benchmark/benchmark.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <tickler/io.hpp>
#include <tickler/tickler.hpp>

#include "figures.hpp"
#include "medians.hpp"
#include "workload_book.hpp"
#include "workload_lines.hpp"

namespace {

void stop_at(benchmark::State& state, const tickler::diagnostic& d) { state.SkipWithError(to_string(d).c_str()); }

void import_prospects(benchmark::State& state) {
  const auto text = workload::prospect_lines(workload::make(static_cast<std::size_t>(state.range(0))));
  for (auto _ : state) {
    tickler::book all{tickler::vocabulary()};
    tickler::read_prospects(text, {}, all, [&](const auto& d) { stop_at(state, d); });
    benchmark::DoNotOptimize(all.size());
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(text.size()) * state.iterations());
}

void import_touchpoints(benchmark::State& state, bool by_time) {
  const auto columns = workload::make(static_cast<std::size_t>(state.range(0)));
  tickler::book prospects{tickler::vocabulary()};
  for (std::size_t i = 0; i < columns.size(); ++i) prospects.add(workload::who(columns, i));
  const auto text = workload::touchpoint_lines(columns, by_time);
  for (auto _ : state) {
    state.PauseTiming();
    auto all = prospects;
    static_cast<void>(all.find("p0"));
    state.ResumeTiming();
    tickler::read_touchpoints(text, {}, all, [&](const auto& d) { stop_at(state, d); });
    benchmark::DoNotOptimize(all.touchpoints());
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(text.size()) * state.iterations());
  state.SetItemsProcessed(static_cast<std::int64_t>(columns.at.size()) * state.iterations());
}

std::string snapshot_of(const workload::columns& c) {
  std::ostringstream out;
  save_snapshot(workload::book_of(c, {}), out);
  return out.str();
}

// From the page cache.
void load(benchmark::State& state) {
  const auto path = std::filesystem::temp_directory_path() / "tickler-benchmark.book";
  const auto snapshot = snapshot_of(workload::make(static_cast<std::size_t>(state.range(0))));
  std::ofstream(path, std::ios::binary) << snapshot;
  for (auto _ : state) {
    std::ifstream in(path, std::ios::binary);
    const auto loaded = tickler::load_snapshot(in, {});
    if (!loaded) state.SkipWithError(loaded.error().message.c_str());
    benchmark::DoNotOptimize(loaded->all.size());
  }
  std::filesystem::remove(path);
  state.SetBytesProcessed(static_cast<std::int64_t>(snapshot.size()) * state.iterations());
}

void sizes(benchmark::internal::Benchmark* b) { b->Arg(10'000)->Arg(100'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond); }

BENCHMARK(import_prospects)->Apply(sizes);
BENCHMARK_CAPTURE(import_touchpoints, by_prospect, false)->Apply(sizes);
BENCHMARK_CAPTURE(import_touchpoints, by_time, true)->Apply(sizes);
BENCHMARK(load)->Apply(sizes);

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  median_reporter medians;
  benchmark::RunSpecifiedBenchmarks(&medians);
  std::cout << '\n';
  print_figure("import_prospects_mb_s", medians.of("import_prospects").bytes_per_second / 1e6);
  print_figure("import_by_prospect_mb_s", medians.of("import_touchpoints/by_prospect").bytes_per_second / 1e6);
  print_figure("import_by_time_mb_s", medians.of("import_touchpoints/by_time").bytes_per_second / 1e6);
  print_figure("snapshot_load_mb_s", medians.of("load").bytes_per_second / 1e6);
}
