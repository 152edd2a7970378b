// Shows the median of each benchmark's repetitions, and remembers it.
#pragma once

#include <benchmark/benchmark.h>

#include <cmath>
#include <iomanip>
#include <iostream>
#include <limits>
#include <map>
#include <string>
#include <vector>

struct measured {
  static constexpr double none = std::numeric_limits<double>::quiet_NaN();
  double seconds = none;  // of an iteration: by the clock where the benchmark uses real time, else of the processor
  double processor_seconds = none, clock_seconds = none;
  double bytes_per_second = none, items_per_second = none;
};

// Names are those of the functions: of several sizes the last one measured counts.
class median_reporter : public benchmark::ConsoleReporter {
 public:
  median_reporter() : ConsoleReporter(OO_None) {}  // no colours: it may be a file

  void ReportRuns(const std::vector<Run>& runs) override {
    std::vector<Run> shown;
    for (const auto& run : runs) {
      const bool alone = run.run_type == Run::RT_Iteration && run.repetitions <= 1;
      if (!alone && run.aggregate_name != "median") continue;
      shown.push_back(run);
      remember(run);
    }
    if (!shown.empty()) ConsoleReporter::ReportRuns(shown);
  }

  measured of(const std::string& name) const {
    const auto m = all_.find(name);
    return m == all_.end() ? measured{} : m->second;
  }

  double ratio(const std::string& what, const std::string& unit) const { return of(what).seconds / of(unit).seconds; }

  // Says how many times as long as `unit` `what` took, if both were measured.
  void print_ratio(const std::string& what, const std::string& unit) const {
    if (std::isnan(ratio(what, unit))) return;
    std::cout << std::setw(16) << what << " = " << std::setw(8) << std::fixed << std::setprecision(2) << ratio(what, unit) << " x "
              << unit << '\n';
  }

 private:
  void remember(const Run& run) {
    const auto unit = benchmark::GetTimeUnitMultiplier(run.time_unit);
    auto& m = all_[run.run_name.function_name];
    m.processor_seconds = run.GetAdjustedCPUTime() / unit;
    m.clock_seconds = run.GetAdjustedRealTime() / unit;
    m.seconds = run.run_name.time_type.empty() ? m.processor_seconds : m.clock_seconds;
    if (const auto rate = run.counters.find("bytes_per_second"); rate != run.counters.end()) m.bytes_per_second = rate->second;
    if (const auto rate = run.counters.find("items_per_second"); rate != run.counters.end()) m.items_per_second = rate->second;
  }

  std::map<std::string, measured> all_;
};
