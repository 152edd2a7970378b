// What many prospects have in common: a few hundred of these serve a company's book.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <tickler/export.hpp>
#include <tickler/prospect_view.hpp>
#include <vector>

#include "base/varint.hpp"
#include "book/interner.hpp"

namespace tickler::inline TICKLER_ABI {

struct shared_attributes {
  struct contact_kind {
    std::string name;
    bool has_value;  // its text is not empty
  };

  std::string zone, region, owner_zone;  // texts as in `prospect`
  std::vector<contact_kind> contacts;    // ascending by name
  bool is_erased = false;                // of no prospect any more, and nothing else is known
  bool has_name = false, has_owner = false, has_account = false, has_referrer = false, has_facts = false;
};

class TICKLER_API attributes_dictionary {
 public:
  std::size_t size() const noexcept { return attributes_.size(); }
  const shared_attributes& operator[](std::size_t i) const noexcept { return attributes_[i]; }

  std::uint32_t intern(const prospect_view& who);
  std::uint32_t intern_erased();

  // The next number is of what packed() says; false if it is nothing that packed() could have said, or is there already.
  bool append(std::string_view packed);
  std::string_view packed(std::size_t i) const noexcept { return keys_[i]; }  // empty for a number that is free

  bool is_free(std::size_t number) const noexcept { return keys_.is_free(number); }

  // By one prospect more, or less; what nobody uses is forgotten.
  void begin_use(std::uint32_t number) noexcept { keys_.begin_use(number); }
  void end_use(std::uint32_t number) noexcept;
  void wipe_scratch() noexcept { key_.wipe(); }

  template <class Each>
  void each_room(const Each& each) const {
    keys_.each_room(each);
    each(key_.room());
    for (std::size_t i = 0; i < attributes_.size(); ++i) {
      const auto& p = attributes_[i];
      for (const auto* text : {&p.zone, &p.region, &p.owner_zone})
        each(std::string_view(text->data(), is_free(i) ? text->capacity() : text->size()));
      for (const auto& kind : p.contacts) each(std::string_view(kind.name));
    }
  }

  std::size_t bytes() const noexcept;

 private:
  std::uint32_t intern_packed(std::string_view packed);

  interner keys_;
  std::vector<shared_attributes> attributes_;
  varint_buffer key_;
};

}  // namespace tickler::inline TICKLER_ABI
