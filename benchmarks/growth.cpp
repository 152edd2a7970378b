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

// A book whose decisions are timed again and again.
class measured {
 public:
  measured(const tickler::policy& policy, std::size_t prospects, std::size_t touchpoints = 0)
      : policy_(&policy), book_(workload::book_of(workload::make(prospects, touchpoints), policy.words())) {
    const auto once = seconds_of(1);
    together_ = 1 + static_cast<int>(shortest / std::max(once, 1e-5));
  }

  void measure_again() { times_.push_back(seconds_of(together_) / together_); }

  // The median.
  double nanoseconds_a_prospect() const {
    auto sorted = times_;
    std::sort(sorted.begin(), sorted.end());
    return sorted[sorted.size() / 2] / static_cast<double>(book_.size()) * 1e9;
  }

  double prospects() const { return static_cast<double>(book_.size()); }

 private:
  static constexpr double shortest = 0.03;  // seconds, for the processor's clock

  double seconds_of(int passes) const {
    const auto begin = std::clock();
    for (int n = 0; n < passes; ++n) in_bulk(*policy_, book_).once();
    return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  }

  const tickler::policy* policy_;
  tickler::book book_;
  int together_ = 1;
  std::vector<double> times_;
};

// In turns, so that what else the machine does meanwhile falls on all.
void measure_in_turns(std::vector<measured>& all) {
  for (int round = 0; round < 7; ++round)
    for (auto& m : all) m.measure_again();
}

double by_prospects(const tickler::policy& policy, double largest) {
  std::vector<measured> all;
  for (const double share : {0.01, 0.0316, 0.1, 0.316, 1.0}) all.emplace_back(policy, static_cast<std::size_t>(share * largest));
  measure_in_turns(all);
  std::vector<cost> costs;
  for (const auto& m : all) {
    std::cout << static_cast<long>(m.prospects()) << " prospects: " << m.nanoseconds_a_prospect() << " ns for each\n";
    costs.push_back({m.prospects(), m.nanoseconds_a_prospect() * m.prospects()});
  }
  return exponent(costs);
}

double by_touchpoints(const tickler::policy& policy) {
  const std::size_t touchpoints[] = {4, 13, 40, 126, 400};
  std::vector<measured> all;
  for (const auto n : touchpoints) all.emplace_back(policy, 2'000, n);
  measure_in_turns(all);
  std::vector<cost> costs;
  for (std::size_t i = 0; i < all.size(); ++i) {
    std::cout << touchpoints[i] << " touchpoints: " << all[i].nanoseconds_a_prospect() << " ns for each prospect\n";
    costs.push_back({static_cast<double>(touchpoints[i]), all[i].nanoseconds_a_prospect()});
  }
  return exponent(costs);
}

}  // namespace

int main(int argc, char** argv) {
  const auto policy = tickler::load_policy_file(TICKLER_SOURCE_DIR "/benchmarks/workload-w.yaml", tickler::vocabulary{}).value();
  const auto prospects = by_prospects(policy, argc > 1 ? std::strtod(argv[1], nullptr) : 1e6);
  const auto touchpoints = by_touchpoints(policy);
  std::cout << '\n';
  print_figure("growth_by_prospects", prospects);
  print_figure("growth_by_touchpoints", touchpoints);
}
