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

  // Seconds of an iteration, by the clock where the benchmark uses real time, else of the processor. Not a number: not measured.
  double seconds(const std::string& name) const { return found(seconds_, name); }
  double processor_seconds(const std::string& name) const { return found(processor_seconds_, name); }
  double bytes_per_second(const std::string& name) const { return found(bytes_per_second_, name); }

  // Says how many times as long as `unit` `what` took, if both were measured.
  void print_ratio(const std::string& what, const std::string& unit) const {
    const auto ratio = seconds(what) / seconds(unit);
    if (std::isnan(ratio)) return;
    std::cout << std::setw(16) << what << " = " << std::setw(8) << std::fixed << std::setprecision(2) << ratio << " x " << unit
              << '\n';
  }

 private:
  using values = std::map<std::string, double>;

  void remember(const Run& run) {
    const auto& name = run.run_name.function_name;
    const auto unit = benchmark::GetTimeUnitMultiplier(run.time_unit);
    processor_seconds_[name] = run.GetAdjustedCPUTime() / unit;
    seconds_[name] = run.run_name.time_type.empty() ? processor_seconds_[name] : run.GetAdjustedRealTime() / unit;
    if (const auto rate = run.counters.find("bytes_per_second"); rate != run.counters.end()) bytes_per_second_[name] = rate->second;
  }

  static double found(const values& all, const std::string& name) {
    const auto v = all.find(name);
    return v == all.end() ? std::numeric_limits<double>::quiet_NaN() : v->second;
  }

  values seconds_, processor_seconds_, bytes_per_second_;
};
