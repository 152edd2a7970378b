// Prospects of a book, from lines of JSON that are written as most are. Those with facts are left to the other reader.
#pragma once

#include <array>
#include <functional>
#include <string_view>
#include <tickler/io/records.hpp>
#include <vector>

#include "book/id_index.hpp"
#include "book/interner.hpp"
#include "book/prospect_view.hpp"
#include "records/fast_json_lines.hpp"
#include "records/field_names.hpp"

namespace tickler {

class plain_prospects final : public plain_lines {
 public:
  using receiver = std::function<void(const prospect_view&, std::uint32_t hash, mark)>;

  // Fetches from the index of ids what looking for one will need, while other lines are read.
  plain_prospects(const record_options& options, const id_index& ids, receiver each);

  taken take(std::string_view lines, std::uint32_t first_line) override;

 private:
  const char* read_line(const char* line);
  const char* read_value(std::size_t field, const char* at);
  const char* read_contact(const char* at);
  bool set(std::size_t field, std::string_view value);
  bool sort_contacts();
  bool is_zone(std::string_view name);

  struct pending {
    prospect_view who;
    std::vector<contact_view> contacts;
    std::uint32_t line, hash;
  };

  pending& next() noexcept { return pending_[size_]; }
  void push(std::uint32_t line);
  void flush();

  const record_options& options_;
  const id_index& ids_;
  receiver each_;
  field_names names_;
  interner zones_;  // that are known to be ones
  std::array<pending, 64> pending_{};
  std::size_t size_ = 0;
};

}  // namespace tickler
