// What many prospects have in common: a few hundred of these serve a company's book.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <tickler/export.hpp>
#include <vector>

#include "base/varint.hpp"
#include "book/interner.hpp"
#include "book/prospect_view.hpp"

namespace tickler::inline TICKLER_ABI {

struct shared_attributes {
  struct contact_kind {
    std::string name;
    bool has_value;  // its text is not empty
  };

  std::string zone, region, owner_zone;  // texts as in `prospect`
  std::vector<contact_kind> contacts;    // ascending by name
  bool has_name = false, has_owner = false, has_account = false, has_referrer = false, has_facts = false;
};

class TICKLER_API attributes_dictionary {
 public:
  std::size_t size() const noexcept { return attributes_.size(); }
  const shared_attributes& operator[](std::size_t i) const noexcept { return attributes_[i]; }

  std::uint32_t intern(const prospect_view& who);

  // By what packed() says; false if it is nothing that packed() could have said.
  bool intern(std::string_view packed, std::uint32_t& number);
  std::string_view packed(std::size_t i) const noexcept { return keys_[i]; }

  std::size_t bytes() const noexcept;

 private:
  std::uint32_t intern_packed(std::string_view packed);

  interner keys_;
  std::vector<shared_attributes> attributes_;
  varint_buffer key_;
};

}  // namespace tickler::inline TICKLER_ABI
