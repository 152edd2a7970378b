// How the cost of deciding for a whole book grows with its prospects, and with their touchpoints.
// usage: tickler_growth [LARGEST]: up to so many prospects (1000000)
#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <tickler/io.hpp>

#include "engine_passes.hpp"
#include "figures.hpp"
#include "power_law.hpp"
#include "workload_book.hpp"

namespace {

double processor_seconds(const pass& p) {
  const auto begin = std::clock();
  p.once();
  return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
}

// Of one pass; enough of them are measured together for the clock.
double median_seconds(const pass& p) {
  const auto together = static_cast<int>(std::max(1.0, 0.05 / std::max(processor_seconds(p), 1e-4)));
  std::vector<double> times;
  for (int i = 0; i < 5; ++i)
    times.push_back(processor_seconds({[&] {
                      for (int n = 0; n < together; ++n) p.once();
                    }}) /
                    together);
  std::sort(times.begin(), times.end());
  return times[times.size() / 2];
}

cost cost_of(const tickler::policy& policy, std::size_t prospects, std::size_t touchpoints) {
  const auto book = workload::book_of(workload::make(prospects, touchpoints), policy.words());
  const auto seconds = median_seconds(in_bulk(policy, book));
  std::cout << prospects << " prospects, " << book.touchpoints()
            << " touchpoints: " << seconds / static_cast<double>(prospects) * 1e9 << " ns a prospect\n";
  return {static_cast<double>(touchpoints != 0 ? touchpoints : prospects), seconds};
}

}  // namespace

int main(int argc, char** argv) {
  const auto policy = tickler::load_policy_file(TICKLER_SOURCE_DIR "/benchmarks/workload-w.yaml", tickler::vocabulary{}).value();
  const std::size_t largest = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 1'000'000;
  std::vector<cost> by_prospects, by_touchpoints;
  for (const double share : {0.01, 0.0316, 0.1, 0.316, 1.0})
    by_prospects.push_back(cost_of(policy, static_cast<std::size_t>(share * static_cast<double>(largest)), 0));
  for (const std::size_t touchpoints : {4, 13, 40, 126, 400}) by_touchpoints.push_back(cost_of(policy, 2'000, touchpoints));
  std::cout << '\n';
  print_figure("growth_by_prospects", exponent(by_prospects));
  print_figure("growth_by_touchpoints", exponent(by_touchpoints));
}
