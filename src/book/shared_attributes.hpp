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
#include "book/person_view.hpp"

namespace tickler {

struct profile {
  struct contact_kind {
    std::string name;
    bool has_value;  // its text is not empty
  };

  std::string zone, region, owner_zone;  // texts as in `prospect`
  std::vector<contact_kind> contacts;    // ascending by name
  bool has_owner = false, has_account = false, has_referrer = false, has_facts = false;
};

class TICKLER_API profile_list {
 public:
  std::size_t size() const noexcept { return profiles_.size(); }
  const profile& operator[](std::size_t i) const noexcept { return profiles_[i]; }

  std::uint32_t number_of(const person_view& who);

  // By what packed() says; false if it is nothing that packed() could have said.
  bool number_of(std::string_view packed, std::uint32_t& number);
  std::string_view packed(std::size_t i) const noexcept { return keys_[i]; }

  std::size_t bytes() const noexcept;

 private:
  std::uint32_t known(std::string_view packed);

  name_list keys_;
  std::vector<profile> profiles_;
  packer key_;
};

}  // namespace tickler
