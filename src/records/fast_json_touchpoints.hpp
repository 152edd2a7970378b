// Touchpoints of a book, from lines of JSON that are written as most are.
#pragma once

#include <tickler/io/records.hpp>

#include "records/fast_json_lines.hpp"
#include "records/field_names.hpp"
#include "records/prefetching_inserter.hpp"
#include "records/word_cache.hpp"

namespace tickler {

class plain_touchpoints final : public plain_lines {
 public:
  plain_touchpoints(const record_options& options, book::impl& into, touch_batch::refusal refuse);

  taken take(std::string_view lines, std::uint32_t first_line) override;

 private:
  // The texts of a line's words, empty for none: interned once the line is known to be good.
  struct word_texts {
    std::string_view channel, direction, purpose, outcome, with;
  };

  const char* read_line(const char* line);
  bool set(std::size_t field, std::string_view value);
  bool set_words();

  const record_options& options_;
  vocabulary words_;
  touch_batch batch_;
  field_names names_;
  word_cache<channel> channels_;
  word_cache<purpose> purposes_;
  word_cache<outcome> outcomes_;
  class_cache classes_;
  word_texts texts_{};
};

}  // namespace tickler
