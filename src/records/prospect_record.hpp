// A prospect as its record has it, and its fields: what each is called, takes and sets, however the record is written.
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <tickler/io/records.hpp>
#include <vector>

#include "book/interner.hpp"
#include "records/fact_value.hpp"
#include "records/record_value.hpp"

namespace tickler::inline TICKLER_ABI {

struct prospect_field {
  enum : std::size_t { id, name, zone, region, contact, owner, owner_zone, account, referrer, facts };
  static constexpr std::array<std::string_view, 10> names = {"id",    "name",       "zone",    "region",   "contact",
                                                             "owner", "owner_zone", "account", "referrer", "facts"};
};

// The texts are the record's.
struct prospect_record {
  prospect_view view{};  // its contacts and facts once it is complete
  std::vector<contact_view> contacts{};
  std::vector<fact_view> facts{};

  void clear();

  // `type` null: not declared. Throws record_error.
  void add_fact(std::string_view name, const fact_type* type, const record_value& value, std::size_t list_entries);

  // Empty contacts are as if they were not there; false if there are two of a kind.
  bool complete();

 private:
  std::vector<std::vector<std::string_view>> lists_{};  // the first so many are those of facts
  std::size_t lists_used_ = 0;
};

// Sets the fields that are texts, and knows zones again.
class prospect_fields {
 public:
  explicit prospect_fields(const record_options& options) : options_(options) {}

  // Throws record_error.
  void set(prospect_record& who, std::size_t field, const record_value& value);

 private:
  void check_zone(std::string_view name);

  const record_options& options_;
  interner zones_;
  std::map<std::string, std::string, std::less<>> wrong_zones_{};  // and what is wrong with them
};

}  // namespace tickler::inline TICKLER_ABI
