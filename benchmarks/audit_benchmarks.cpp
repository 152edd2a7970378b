// The history of workload W held against promises, on one core. Decisions are asked for by `always: next_action` alone.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>
#include <tickler/io.hpp>
#include <tickler/tickler.hpp>

#include "figures.hpp"
#include "medians.hpp"
#include "workload_book.hpp"

namespace {

const std::string promises = R"(
promises:
  - {name: answered, after: inquired, expect: {direction: outbound}, within: 72 hours, unless: sale}
  - {name: thanked, after: sale, expect: {direction: outbound, channel: card}, within: 14 days}
  - {name: no-selling, after: sale, never: {direction: outbound, purpose: promote}, for: 30 days}
  - {name: seven-calls, at_most: 7, of: {channel: phone, direction: outbound}, per: 7 calendar days}
  - {name: opt-outs, always: respected}
)";
const std::string attended = promises + "  - {name: attended, always: next_action, unless: sale}\n";
const std::string in_time = promises + "  - {name: in-time, always: next_action, within: 7 days, unless: sale}\n";

void audit(benchmark::State& state, const std::string& held_against) {
  std::ifstream file(TICKLER_SOURCE_DIR "/benchmarks/workload-w.yaml");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const tickler::vocabulary words;
  const auto policy = tickler::load_policy(text + held_against, "workload-w.yaml", words).value();
  const auto all = workload::book_of(workload::make(static_cast<std::size_t>(state.range(0))), words);
  const auto from = workload::now - std::chrono::hours{24 * 400};
  for (auto _ : state) {
    const auto report = tickler::audit(policy, all, from, workload::now);
    benchmark::DoNotOptimize(report.findings.size());
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(all.touchpoints()) * state.iterations());
}

void sizes(benchmark::internal::Benchmark* b) {
  for (const auto prospects : {1'000, 10'000, 83'000, 100'000}) b->Arg(prospects);
  b->Unit(benchmark::kMillisecond);
}

BENCHMARK_CAPTURE(audit, touchpoints, promises)->Apply(sizes);
BENCHMARK_CAPTURE(audit, next_action, attended)->Apply(sizes);
BENCHMARK_CAPTURE(audit, overdue, in_time)->Apply(sizes);

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
  median_reporter medians;
  benchmark::RunSpecifiedBenchmarks(&medians);
  std::cout << '\n';
  const auto for_a_million = [&medians](const std::string& name) { return 1e6 / medians.of(name).items_per_second; };
  print_figure("audit_s", for_a_million("audit/touchpoints"));
  print_figure("audit_next_action_s", for_a_million("audit/next_action"));
  print_figure("audit_overdue_s", for_a_million("audit/overdue"));
}
