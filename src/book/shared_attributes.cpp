#include "book/shared_attributes.hpp"

#include <optional>
#include <utility>

namespace tickler::inline TICKLER_ABI {

namespace {

enum flag : std::uint8_t { owner = 1, account = 2, referrer = 4, facts = 8, name = 16, erased = 32 };

void pack(varint_buffer& out, const prospect_view& who) {
  out.text(who.zone).text(who.region).text(who.owner_zone);
  out.byte(static_cast<std::uint8_t>((who.owner.empty() ? 0 : owner) | (who.account.empty() ? 0 : account) |
                                     (who.referrer.empty() ? 0 : referrer) | (who.facts.empty() ? 0 : facts) |
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
  p.is_erased = (flags & erased) != 0;
  while (!in.done()) {
    const auto kind = in.text();
    const auto has_value = in.byte();
    if (has_value > 1 || (!p.contacts.empty() && p.contacts.back().name >= kind)) return std::nullopt;
    p.contacts.push_back({std::string(kind), has_value == 1});
  }
  if (in.failed() || flags > erased) return std::nullopt;
  if (p.is_erased && packed != std::string_view("\0\0\0 ", 4)) return std::nullopt;
  return p;
}

}  // namespace

std::uint32_t attributes_dictionary::intern(const prospect_view& who) {
  key_.clear();
  pack(key_, who);
  return intern_packed(key_.bytes());
}

std::uint32_t attributes_dictionary::intern_erased() {
  key_.clear();
  key_.text("").text("").text("").byte(erased);
  return intern_packed(key_.bytes());
}

void attributes_dictionary::end_use(std::uint32_t number) noexcept {
  if (!keys_.end_use(number)) return;
  auto& p = attributes_[number];
  for (auto* text : {&p.zone, &p.region, &p.owner_zone}) wipe(*text);
  for (auto& kind : p.contacts) wipe(kind.name);
  p = {};
}

bool attributes_dictionary::append(std::string_view packed) {
  auto made = packed.empty() ? std::optional(shared_attributes{}) : unpack(packed);
  if (!made || !keys_.append(packed.empty() ? std::nullopt : std::optional(packed))) return false;
  attributes_.push_back(*std::move(made));
  return true;
}

std::uint32_t attributes_dictionary::intern_packed(std::string_view packed) {
  if (const auto known = keys_.find(packed)) return *known;
  auto made = *unpack(packed);
  attributes_.reserve(keys_.size() + 1);
  const auto number = keys_.intern(packed);
  if (number == attributes_.size()) attributes_.emplace_back();
  attributes_[number] = std::move(made);
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
