// Filling a book: from records of workload W, and from a snapshot of it.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <numeric>
#include <sstream>
#include <string>
#include <tickler/io.hpp>
#include <tickler/tickler.hpp>

#include "workload.hpp"

namespace {

std::string prospect_lines(const workload::columns& c) {
  std::string text;
  for (std::size_t i = 0; i < c.size(); ++i) {
    const auto who = workload::who(c, i);
    text += R"({"id":")" + who.id + R"(","zone":")" + who.zone + R"(","region":")" + who.region + R"(","contact":{)";
    for (const auto& [kind, value] : who.contact) text += (text.back() == '{' ? "\"" : ",\"") + kind + R"(":")" + value + '"';
    text += "}}\n";
  }
  return text;
}

std::string touchpoint_line(const workload::columns& c, std::size_t prospect, std::size_t t) {
  using namespace tickler;
  const auto& w = workload::kinds[c.kind[t]].words;
  auto line = R"({"prospect":"p)" + std::to_string(prospect) + R"(","at":")" + to_string(instant{std::chrono::seconds{c.at[t]}}) +
              R"(","channel":")";
  line += channel_names[static_cast<std::size_t>(w.channel == channel::none ? channel::internal : w.channel)];
  line += R"(","direction":")";
  line += direction_names[static_cast<std::size_t>(w.direction)];
  if (w.purpose != purpose::none) (line += R"(","purpose":")") += purpose_names[static_cast<std::size_t>(w.purpose)];
  (line += R"(","outcome":")") += outcome_names[static_cast<std::size_t>(w.outcome)];
  return line + "\"}\n";
}

std::string touchpoint_lines(const workload::columns& c, bool by_time) {
  std::vector<std::uint32_t> order(c.at.size()), prospect(c.at.size());
  std::iota(order.begin(), order.end(), 0u);
  for (std::size_t i = 0; i < c.size(); ++i)
    std::fill(prospect.begin() + c.begin[i], prospect.begin() + c.begin[i + 1], static_cast<std::uint32_t>(i));
  if (by_time) std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return c.at[a] < c.at[b]; });
  std::string text;
  for (const auto t : order) text += touchpoint_line(c, prospect[t], t);
  return text;
}

void stop_at(benchmark::State& state, const tickler::diagnostic& d) { state.SkipWithError(to_string(d).c_str()); }

void import_prospects(benchmark::State& state) {
  const auto text = prospect_lines(workload::make(static_cast<std::size_t>(state.range(0))));
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
  const auto text = touchpoint_lines(columns, by_time);
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
  tickler::book all{tickler::vocabulary()};
  for (std::size_t i = 0; i < c.size(); ++i) {
    const auto number = all.add(workload::who(c, i));
    for (auto t = c.begin[i]; t < c.begin[i + 1]; ++t) all.add(number, workload::touch(c, t));
  }
  std::ostringstream out;
  save_snapshot(all, out);
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
    benchmark::DoNotOptimize(loaded->size());
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

BENCHMARK_MAIN();
