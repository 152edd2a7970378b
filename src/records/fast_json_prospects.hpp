// Prospects of a book, from lines of JSON that are written as most are. Those with facts are left to the other reader.
#pragma once

#include <array>
#include <functional>
#include <string_view>
#include <tickler/io/records.hpp>

#include "book/id_index.hpp"
#include "records/fast_json_lines.hpp"
#include "records/field_names.hpp"
#include "records/prospect_record.hpp"

namespace tickler::inline TICKLER_ABI {

class fast_json_prospects final : public fast_json_lines {
 public:
  using receiver = std::function<void(const prospect_view&, std::uint32_t hash, source_position)>;

  // Fetches from the index of ids what looking for one will need, while other lines are read.
  fast_json_prospects(const record_options& options, const id_index& ids, receiver each);

 private:
  struct pending {
    prospect_record record;
    std::uint32_t line, hash;
  };

  const char* read_line(const char* line, std::uint32_t number) override;
  const char* read_value(std::size_t field, const char* at);
  const char* read_contact(const char* at);
  pending& next() noexcept { return pending_[size_]; }
  void push(std::uint32_t line);
  void flush() override;

  const record_options& options_;
  const id_index& ids_;
  receiver each_;
  field_names names_;
  prospect_fields fields_;
  record_value value_{.checked = true};
  std::array<pending, 64> pending_{};
  std::size_t size_ = 0;
};

}  // namespace tickler::inline TICKLER_ABI
