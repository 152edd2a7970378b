// What decisions for a whole book cost: the engine beside its rivals, on workload W. What they are: README.md in this folder.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <charconv>
#include <iostream>
#include <memory>
#include <numeric>
#include <string>
#include <string_view>
#include <tickler/io.hpp>
#include <vector>

#include "engine_passes.hpp"
#include "figures.hpp"
#include "medians.hpp"
#include "same_decisions.hpp"
#include "same_ways.hpp"
#include "workload_book.hpp"

namespace {

pass by_hand(const workload::columns& book) {
  struct prospects {
    std::vector<hand_written::prospect> who;
    hand_written::policy policy;
    hand_written::decision decision;
  };
  const auto all = std::make_shared<prospects>();
  for (std::size_t i = 0; i < book.size(); ++i) all->who.push_back(workload::by_hand(book, i));
  return {[all] {
    for (const auto& who : all->who) {
      all->policy.decide(who, workload::now, all->decision);
      benchmark::DoNotOptimize(all->decision.status);
    }
  }};
}

pass hard_coded_for_it(const workload::columns& book) {
  const auto policy = std::make_shared<hard_coded::policy>();
  const auto results = std::make_shared<hard_coded::results>(book.size());
  return {[policy, results, &book] {
    policy->decide_all(book, workload::now, *results);
    benchmark::ClobberMemory();
  }};
}

// The floor: every byte of the book read once.
pass streaming_sum(const workload::columns& book) {
  return {[&book] {
    const auto sum = [](const auto& column) { return std::accumulate(column.begin(), column.end(), 0u); };
    benchmark::DoNotOptimize(sum(book.zone) + sum(book.region) + sum(book.begin) + sum(book.at) + sum(book.kind));
  }};
}

benchmark::internal::Benchmark* measure(const char* name, std::size_t prospects, const pass& p) {
  return benchmark::RegisterBenchmark(name,
                                      [prospects, p](benchmark::State& state) {
                                        for (auto _ : state) {
                                          if (p.prepare) {
                                            state.PauseTiming();
                                            p.prepare();
                                            state.ResumeTiming();
                                          }
                                          p.once();
                                        }
                                        const auto decided =
                                            static_cast<double>(state.iterations()) * static_cast<double>(prospects);
                                        using benchmark::Counter;
                                        state.counters["prospect"] = Counter(decided, Counter::kIsRate | Counter::kInvert);
                                      })
      ->Unit(benchmark::kMillisecond);
}

// The same where nobody answers the telephone or writes: the only one in which calls are tried to the last.
workload::columns unanswered(workload::columns book) {
  constexpr std::uint8_t no_answer = 4;
  static_assert(workload::kinds[no_answer].words.outcome == tickler::outcome::no_answer);
  for (auto& k : book.kind) {
    const auto& words = workload::kinds[k].words;
    const bool answers = words.outcome == tickler::outcome::reached || words.direction == tickler::direction::inbound;
    if (answers && words.outcome != tickler::outcome::purchased && !is_signal(words.outcome)) k = no_answer;
  }
  return book;
}

bool all_decide_the_same(const tickler::policy& policy, const workload::columns& book) {
  const auto is_same = [&](const workload::columns& b, tickler::instant now) {
    const auto difference = workload::first_difference(policy, b, now);
    if (difference) std::cerr << "tickler_workload: a rival decides otherwise than the engine: " << *difference << '\n';
    const auto between_ways = workload::first_difference_between_ways(policy, b, now);
    if (between_ways) std::cerr << "tickler_workload: the engine contradicts itself: " << *between_ways << '\n';
    return !difference && !between_ways;
  };
  if (!is_same(book, workload::now)) return false;
  const auto some = workload::make(std::min<std::size_t>(book.size(), 5'000));
  const workload::columns others[] = {some, unanswered(some), workload::make(some.size() / 10, 100)};
  std::size_t compared = 0;
  for (const auto* other : workload::other_instants)
    for (const auto& b : others) {
      if (!is_same(b, tickler::parse_instant(other).value())) return false;
      compared += b.size();
    }
  std::cout << "the hand-written and the hard-coded policy and each way of the engine's decide the same for all " << book.size()
            << " prospects, and " << compared << " times at other instants and in other books\n";
  return true;
}

// Every step that has a term is due an hour later.
tickler::policy due_an_hour_later(const tickler::policy& policy) {
  auto draft = policy.draft();
  for (auto& cadence : draft.cadences)
    for (auto& step : cadence.steps)
      if (step.within) step.within->value.parts.push_back({1, tickler::time_unit::hour});
  return tickler::compile(draft, policy.words()).value();
}

struct options {
  std::size_t prospects = 100'000;
  bool only_check = false;
};

// Takes out what is not for Google Benchmark.
options read_options(std::vector<char*>& arguments) {
  options o;
  std::erase_if(arguments, [&](std::string_view a) {
    constexpr std::string_view prospects = "--prospects=";
    if (a == "--only-check") return o.only_check = true;
    if (!a.starts_with(prospects)) return false;
    return std::from_chars(a.data() + prospects.size(), a.data() + a.size(), o.prospects).ec == std::errc{};
  });
  return o;
}

void print_ratios(const median_reporter& medians) {
  std::cout << '\n';
  for (const auto* rival : {"single/book", "hand-written", "hard-coded", "sum", "tick/1%", "tick/0.01%"})
    medians.print_ratio("bulk", rival);
  medians.print_ratio("one_thread", "two_threads");
  medians.print_ratio("diff", "under_both");
  medians.print_ratio("explain", "single");
}

void print_figures(const median_reporter& medians, std::size_t prospects, std::size_t some) {
  const auto nanoseconds = [](double seconds, std::size_t n) { return seconds / static_cast<double>(n) * 1e9; };
  const auto one = medians.of("one_thread"), two = medians.of("two_threads");
  std::cout << '\n';
  print_figure("bulk_ns", nanoseconds(medians.of("bulk").seconds, prospects));
  print_figure("bulk_clock_ns", nanoseconds(medians.of("bulk").clock_seconds, prospects));
  print_figure("bulk_to_hand_written", medians.ratio("bulk", "hand-written"));
  print_figure("bulk_to_hard_coded", medians.ratio("bulk", "hard-coded"));
  print_figure("bulk_to_sum", medians.ratio("bulk", "sum"));
  print_figure("single_ns", nanoseconds(medians.of("single").seconds, some));
  print_figure("single_book_ns", nanoseconds(medians.of("single/book").seconds, prospects));
  print_figure("explain_to_single", medians.ratio("explain", "single"));
  print_figure("advance_ns", nanoseconds(medians.of("advance").seconds, some));
  print_figure("two_threads", one.seconds / two.seconds);
  print_figure("two_threads_work", two.processor_seconds / one.processor_seconds);
  print_figure("tick_one_in_100", medians.ratio("bulk", "tick/1%"));
  print_figure("tick_one_in_10000", medians.ratio("bulk", "tick/0.01%"));
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<char*> arguments(argv, argv + argc);
  const auto wanted = read_options(arguments);
  std::string five = "--benchmark_repetitions=5", mixed = "--benchmark_enable_random_interleaving=true";
  arguments.insert(arguments.begin() + 1, {five.data(), mixed.data()});  // those given come later, and win
  auto count = static_cast<int>(arguments.size());
  benchmark::Initialize(&count, arguments.data());
  if (benchmark::ReportUnrecognizedArguments(count, arguments.data())) return 2;

  const auto policy = tickler::load_policy_file(TICKLER_SOURCE_DIR "/benchmarks/workload-w.yaml", tickler::vocabulary{}).value();
  const auto later = due_an_hour_later(policy);
  const auto book = workload::make(wanted.prospects);
  if (!all_decide_the_same(policy, book)) return 1;
  if (wanted.only_check) return 0;

  const auto some = workload::make(std::min<std::size_t>(book.size(), 1'000));  // few enough to stay in the processor's caches
  const auto compact = workload::book_of(book, policy.words());
  measure("bulk", book.size(), in_bulk(policy, compact));
  measure("single", some.size(), one_by_one(policy, some));
  measure("explain", some.size(), explained(policy, some));
  measure("single/book", book.size(), one_by_one(policy, book));
  measure("hand-written", book.size(), by_hand(book));
  measure("hard-coded", book.size(), hard_coded_for_it(book));
  measure("sum", book.size(), streaming_sum(book));
  measure("one_thread", book.size(), in_bulk_kept(policy, compact, 1))->MeasureProcessCPUTime()->UseRealTime();
  measure("two_threads", book.size(), in_bulk_kept(policy, compact, 2))->MeasureProcessCPUTime()->UseRealTime();
  measure("under_both", book.size(), kept_under_both(policy, later, compact));
  measure("diff", book.size(), compared(policy, later, compact));
  measure("advance", some.size(), one_touchpoint_more(policy, some));
  measure("tick/1%", book.size() / 100, tick_of_one_in(100, policy, compact));
  measure("tick/0.01%", book.size() / 10'000, tick_of_one_in(10'000, policy, compact));
  median_reporter medians;
  benchmark::RunSpecifiedBenchmarks(&medians);
  print_ratios(medians);
  print_figures(medians, book.size(), some.size());
}
