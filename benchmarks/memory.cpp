// The memory that a book of workload W and its decisions take.
// usage: tickler_memory [PROSPECTS]: 1000000
#include <cstdlib>
#include <iostream>
#include <tickler/io.hpp>

#include "figures.hpp"
#include "resident.hpp"
#include "workload_book.hpp"

int main(int argc, char** argv) {
  const auto policy = tickler::load_policy_file(TICKLER_SOURCE_DIR "/benchmarks/workload-w.yaml", tickler::vocabulary{}).value();
  const auto columns = workload::make(argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 1'000'000);
  const auto before = resident_bytes();
  const auto book = workload::book_of(columns, policy.words());
  tickler::decisions results;
  evaluate_all(policy, book, workload::now, results);
  const auto grown = resident_bytes() - before;

  const auto prospects = static_cast<double>(book.size());
  const auto of_book = static_cast<double>(book.bytes()), of_results = static_cast<double>(results.bytes());
  std::cout << book.size() << " prospects, " << book.touchpoints() << " touchpoints: " << of_book / prospects
            << " bytes a prospect and " << of_results / prospects << " for its decision; the process has grown by "
            << grown / prospects << "\n\n";
  print_figure("book_bytes", of_book / prospects);
  print_figure("memory_mb", (of_book + of_results) / prospects);  // of a million
  print_figure("grown_mb", grown / prospects);
}
