// Prospects of a book, from lines of JSON that are written as most are. Those with facts are left to the other reader.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <tickler/io/records.hpp>
#include <vector>

#include "book/person_view.hpp"
#include "io/field_names.hpp"
#include "io/plain_lines.hpp"

namespace tickler {

class plain_prospects final : public plain_lines {
 public:
  using receiver = std::function<void(const person_view&, mark)>;

  plain_prospects(const record_options& options, receiver each);

  taken take(std::string_view lines, std::uint32_t first_line) override;

 private:
  const char* read_line(const char* line);
  const char* read_value(std::size_t field, const char* at);
  const char* read_contact(const char* at);
  bool set(std::size_t field, std::string_view value);
  bool sort_contacts();
  bool is_zone(std::string_view name);

  const record_options& options_;
  receiver each_;
  field_names names_;
  std::set<std::string, std::less<>> zones_;  // that are known to be ones
  person_view who_;
  std::vector<contact_view> contacts_;
};

}  // namespace tickler
