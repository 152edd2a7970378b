// Touchpoints of a book, from lines of JSON that are written as most are.
#pragma once

#include <tickler/io/records.hpp>

#include "records/fast_json_lines.hpp"
#include "records/field_names.hpp"
#include "records/prefetching_inserter.hpp"
#include "records/touchpoint_record.hpp"
#include "records/word_cache.hpp"

namespace tickler::inline TICKLER_ABI {

class fast_json_touchpoints final : public fast_json_lines {
 public:
  fast_json_touchpoints(const record_options& options, book::impl& into, prefetching_inserter::listener& heard);

 private:
  const char* read_line(const char* line, std::uint32_t number) override;
  void flush() override { batch_.flush(); }
  std::optional<touch_kind> words_of(const touchpoint_record& t);

  const record_options& options_;
  vocabulary words_;
  prefetching_inserter batch_;
  field_names names_;
  word_caches known_;
  class_cache classes_;
  record_value value_{.checked = true};
};

}  // namespace tickler::inline TICKLER_ABI
