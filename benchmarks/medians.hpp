// Shows the median of each benchmark's repetitions, and remembers it for ratios.
#pragma once

#include <benchmark/benchmark.h>

#include <iomanip>
#include <iostream>
#include <map>
#include <string>
#include <vector>

class median_reporter : public benchmark::ConsoleReporter {
 public:
  median_reporter() : ConsoleReporter(OO_None) {}  // no colours: it may be a file

  void ReportRuns(const std::vector<Run>& runs) override {
    std::vector<Run> shown;
    for (const auto& run : runs) {
      const bool alone = run.run_type == Run::RT_Iteration && run.repetitions <= 1;
      if (!alone && run.aggregate_name != "median") continue;
      shown.push_back(run);
      times_[run.run_name.str()] = run.GetAdjustedCPUTime();
    }
    if (!shown.empty()) ConsoleReporter::ReportRuns(shown);
  }

  // Says how many times as long as `unit` `what` took, if both were measured.
  void print_ratio(const std::string& what, const std::string& unit) const {
    const auto a = times_.find(what), b = times_.find(unit);
    if (a == times_.end() || b == times_.end()) return;
    std::cout << std::setw(16) << what << " = " << std::setw(8) << std::fixed << std::setprecision(2) << a->second / b->second
              << " x " << unit << '\n';
  }

 private:
  std::map<std::string, double> times_;
};
