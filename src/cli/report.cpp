#include "report.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <tickler/problem_numbers.hpp>

#include "display.hpp"

namespace tickler::cli {

namespace {

constexpr std::size_t most_printed = 20;

bool is_of_record(const diagnostic& d) { return d.number >= record_number::invalid_json && d.number < number::bad_condition; }

}  // namespace

void report::add(const diagnostic& d) {
  ++(d.severity == severity::error ? errors_ : warnings_);
  if (d.severity == severity::error && is_of_record(d)) {
    auto& [count, first] = bad_records_[d.number];
    if (++count == 1) first = d;
    if (++printed_ > most_printed) return static_cast<void>(++silent_);
  }
  bar_.clear();
  fmt::print(stderr, "{}\n", printable(to_string(d)));
}

void report::close() {
  if (silent_ == 0) return;
  fmt::print(stderr, "and {} more of {} bad records; all of them, by kind, each with its first:\n", silent_, printed_);
  for (const auto& [number, found] : bad_records_)
    fmt::print(stderr, "{:>8} x {}\n", found.count, printable(to_string(found.first)));
  bad_records_.clear();
  printed_ = silent_ = 0;
}

}  // namespace tickler::cli
