// The shift into open hours, beside the same written with `date`.
#include <benchmark/benchmark.h>

#include <iostream>

#include "date_office.hpp"
#include "figures.hpp"
#include "medians.hpp"
#include "shifts.hpp"

namespace {

std::vector<date_office> offices_with_date() {
  std::vector<date_office> all;
  for (const auto* name : workload::zones)
    for (const auto& closed : workload::holidays) {
      date_office office{date::locate_zone(name), {}};
      for (const auto& day : closed)
        office.holidays.push_back(date::month{static_cast<unsigned>(day.month())} / date::day{static_cast<unsigned>(day.day())});
      all.push_back(std::move(office));
    }
  return all;
}

bool all_shift_alike(const std::vector<workload::shift>& shifts, const std::vector<tickler::open_hours>& offices,
                     const std::vector<date_office>& with_date) {
  for (const auto& s : shifts) {
    const auto ours = offices[s.office].from(s.at);
    const auto theirs = with_date[s.office].open_from(s.at);
    if (ours && ours->begin == theirs.begin && ours->end == theirs.end) continue;
    std::cerr << "tickler_shift_benchmarks: open hours from " << tickler::to_string(s.at) << " are not those found with date, in "
              << with_date[s.office].zone->name() << '\n';
    return false;
  }
  std::cout << "all " << shifts.size() << " shifts are those found with date\n";
  return true;
}

template <class Shift>
void measure(const char* name, const std::vector<workload::shift>& shifts, Shift shift) {
  benchmark::RegisterBenchmark(name, [&shifts, shift](benchmark::State& state) {
    for (auto _ : state)
      for (const auto& s : shifts) benchmark::DoNotOptimize(shift(s));
  })->Unit(benchmark::kMillisecond);
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<char*> arguments(argv, argv + argc);
  std::string five = "--benchmark_repetitions=5", mixed = "--benchmark_enable_random_interleaving=true";
  arguments.insert(arguments.begin() + 1, {five.data(), mixed.data()});  // those given come later, and win
  auto count = static_cast<int>(arguments.size());
  benchmark::Initialize(&count, arguments.data());
  if (benchmark::ReportUnrecognizedArguments(count, arguments.data())) return 2;

  const auto shifts = workload::random_shifts(100'000);
  const auto offices = workload::offices();
  const auto with_date = offices_with_date();
  if (!all_shift_alike(shifts, offices, with_date)) return 1;

  measure("open_hours", shifts, [&](const workload::shift& s) { return offices[s.office].from(s.at)->begin; });
  measure("date", shifts, [&](const workload::shift& s) { return with_date[s.office].open_from(s.at).begin; });
  measure("date/there_and_back", shifts, [&](const workload::shift& s) { return with_date[s.office].there_and_back(s.at); });
  median_reporter medians;
  benchmark::RunSpecifiedBenchmarks(&medians);

  std::cout << '\n';
  print_figure("shift_ns", medians.of("open_hours").seconds / static_cast<double>(shifts.size()) * 1e9);
  print_figure("shift_to_date", medians.ratio("date", "open_hours"));
  print_figure("shift_to_there_and_back", medians.ratio("date/there_and_back", "open_hours"));
}
