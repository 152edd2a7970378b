#include "book/shared_attributes.hpp"

#include <optional>

namespace tickler::inline TICKLER_ABI {

namespace {

enum flag : std::uint8_t { owner = 1, account = 2, referrer = 4, facts = 8, name = 16, all_flags = 31 };

void pack(varint_buffer& out, const prospect_view& who) {
  out.text(who.zone).text(who.region).text(who.owner_zone);
  out.byte(static_cast<std::uint8_t>((who.owner.empty() ? 0 : owner) | (who.account.empty() ? 0 : account) |
                                     (who.referrer.empty() ? 0 : referrer) | (who.has_facts() ? facts : 0) |
                                     (who.name.empty() ? 0 : name)));
  for (const auto& [kind, value] : who.contacts) out.text(kind).byte(value.empty() ? 0 : 1);
}

std::optional<shared_attributes> unpack(std::string_view packed) {
  varint_reader in(packed);
  shared_attributes p{
      .zone = std::string(in.text()), .region = std::string(in.text()), .owner_zone = std::string(in.text()), .contacts = {}};
  const auto flags = in.byte();
  p.has_name = (flags & name) != 0;
  p.has_owner = (flags & owner) != 0;
  p.has_account = (flags & account) != 0;
  p.has_referrer = (flags & referrer) != 0;
  p.has_facts = (flags & facts) != 0;
  while (!in.done()) {
    const auto kind = in.text();
    const auto has_value = in.byte();
    if (has_value > 1 || (!p.contacts.empty() && p.contacts.back().name >= kind)) return std::nullopt;
    p.contacts.push_back({std::string(kind), has_value == 1});
  }
  if (in.failed() || flags > all_flags) return std::nullopt;
  return p;
}

}  // namespace

std::uint32_t attributes_dictionary::intern(const prospect_view& who) {
  key_.clear();
  pack(key_, who);
  return intern_packed(key_.bytes());
}

bool attributes_dictionary::intern(std::string_view packed, std::uint32_t& number) {
  if (!unpack(packed)) return false;
  number = intern_packed(packed);
  return true;
}

std::uint32_t attributes_dictionary::intern_packed(std::string_view packed) {
  const auto number = keys_.intern(packed);
  if (number == attributes_.size()) attributes_.push_back(*unpack(packed));
  return number;
}

std::size_t attributes_dictionary::bytes() const noexcept {
  std::size_t sum = keys_.bytes() + attributes_.capacity() * sizeof(shared_attributes);
  for (const auto& p : attributes_)
    sum += p.zone.capacity() + p.region.capacity() + p.owner_zone.capacity() +
           p.contacts.capacity() * sizeof(shared_attributes::contact_kind);
  return sum;
}

}  // namespace tickler::inline TICKLER_ABI
