// Turns what is wrong with a record into a diagnostic, and counts it.
#pragma once

#include <string>
#include <tickler/io/records.hpp>
#include <utility>

namespace tickler::inline TICKLER_ABI {

class record_diagnostics {
 public:
  record_diagnostics(const record_options& options, const diagnostic_sink& report) : options_(options), report_(report) {}

  diagnostic add(int number, std::string message, source_position at) {
    ++count_;
    const diagnostic d{.number = number, .file = options_.file, .at = at, .message = std::move(message)};
    report_(d);
    return d;
  }
  void warn(int number, std::string message, source_position at) const {
    report_({.number = number, .severity = severity::warning, .file = options_.file, .at = at, .message = std::move(message)});
  }
  std::size_t count() const noexcept { return count_; }

 private:
  const record_options& options_;
  const diagnostic_sink& report_;
  std::size_t count_ = 0;
};

}  // namespace tickler::inline TICKLER_ABI
