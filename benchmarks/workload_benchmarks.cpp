// What decisions for a whole book cost: the engine beside its rivals, on workload W. What they are: README.md in this folder.
#include <benchmark/benchmark.h>

#include <charconv>
#include <functional>
#include <iostream>
#include <memory>
#include <numeric>
#include <string>
#include <string_view>
#include <tickler/io.hpp>
#include <vector>

#include "medians.hpp"
#include "same_decisions.hpp"

namespace {

// One pass over the whole book.
using pass = std::function<void()>;

pass with_engine(const tickler::policy& policy, const workload::columns& book) {
  struct prospects {
    std::vector<tickler::prospect> who;
    std::vector<tickler::history> logs;
    tickler::state scratch;
    tickler::decision decision;
  };
  const auto all = std::make_shared<prospects>();
  for (std::size_t i = 0; i < book.size(); ++i) {
    all->who.push_back(workload::who(book, i));
    all->logs.push_back(workload::log(book, i, policy.words()));
  }
  return [all, &policy] {
    for (std::size_t i = 0; i < all->who.size(); ++i) {
      tickler::evaluate(policy, all->who[i], all->logs[i], workload::now, all->scratch, all->decision);
      benchmark::DoNotOptimize(all->decision.status);
    }
  };
}

pass by_hand(const workload::columns& book) {
  struct prospects {
    std::vector<hand_written::prospect> who;
    hand_written::policy policy;
    hand_written::decision decision;
  };
  const auto all = std::make_shared<prospects>();
  for (std::size_t i = 0; i < book.size(); ++i) all->who.push_back(workload::by_hand(book, i));
  return [all] {
    for (const auto& who : all->who) {
      all->policy.decide(who, workload::now, all->decision);
      benchmark::DoNotOptimize(all->decision.status);
    }
  };
}

pass hard_coded_for_it(const workload::columns& book) {
  const auto policy = std::make_shared<hard_coded::policy>();
  const auto results = std::make_shared<hard_coded::results>(book.size());
  return [policy, results, &book] {
    policy->decide_all(book, workload::now, *results);
    benchmark::ClobberMemory();
  };
}

// The floor: every byte of the book read once.
pass streaming_sum(const workload::columns& book) {
  return [&book] {
    const auto sum = [](const auto& column) { return std::accumulate(column.begin(), column.end(), 0u); };
    benchmark::DoNotOptimize(sum(book.zone) + sum(book.region) + sum(book.begin) + sum(book.at) + sum(book.kind));
  };
}

void measure(const char* name, std::size_t prospects, const pass& once) {
  benchmark::RegisterBenchmark(name, [prospects, once](benchmark::State& state) {
    for (auto _ : state) once();
    const auto decided = static_cast<double>(state.iterations()) * static_cast<double>(prospects);
    state.counters["prospect"] = benchmark::Counter(decided, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
  })->Unit(benchmark::kMillisecond);
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
    return !difference;
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
  std::cout << "the hand-written and the hard-coded policy decide as the engine does for all " << book.size() << " prospects, and "
            << compared << " times at other instants and in other books\n";
  return true;
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
  const auto book = workload::make(wanted.prospects);
  if (!all_decide_the_same(policy, book)) return 1;
  if (wanted.only_check) return 0;

  measure("engine", book.size(), with_engine(policy, book));
  measure("hand-written", book.size(), by_hand(book));
  measure("hard-coded", book.size(), hard_coded_for_it(book));
  measure("sum", book.size(), streaming_sum(book));
  median_reporter medians;
  benchmark::RunSpecifiedBenchmarks(&medians);
  std::cout << '\n';
  for (const auto* rival : {"hand-written", "hard-coded", "sum"}) medians.print_ratio("engine", rival);
}
