#include "book/extra_columns.hpp"

#include <limits>
#include <stdexcept>

namespace tickler {

void pack(packer& out, const extra_view& x) {
  out.byte(static_cast<std::uint8_t>((x.until ? extras_reader::has_until : 0) | (x.key.empty() ? 0 : extras_reader::has_key) |
                                     static_cast<int>(x.step_count << extras_reader::steps_shift)));
  if (x.until) out.signed_number(x.until->time_since_epoch().count());
  if (!x.key.empty()) out.text(x.key);
  for (std::size_t i = 0; i < x.step_count; ++i) out.text(x.steps[i]);
}

void pack(packer& out, const touchpoint& t) {
  extra_view x{.until = t.until, .key = t.key, .steps = {}, .step_count = t.steps.size()};
  for (std::size_t i = 0; i < t.steps.size(); ++i) x.steps[i] = t.steps[i];
  pack(out, x);
}

void extra_columns::append(std::size_t prospect, std::string_view packed) { insert_at(prospect, (*this)[prospect].size(), packed); }

void extra_columns::insert(std::size_t prospect, std::size_t before, std::string_view packed) {
  const auto all = (*this)[prospect];
  extras_reader reader(all);
  for (std::size_t i = 0; i < before; ++i) reader.next();
  insert_at(prospect, static_cast<std::size_t>(reader.position() - all.data()), packed);
}

void extra_columns::insert_at(std::size_t prospect, std::size_t offset, std::string_view packed) {
  make_room(prospect, packed.size());
  const auto begin = places_[prospect];
  auto h = head_at(begin);
  auto* const place = bytes_.data() + begin + offset;
  std::memmove(place + packed.size(), place, h.size - offset);
  std::memcpy(place, packed.data(), packed.size());
  h.size += static_cast<std::uint32_t>(packed.size());
  put_head(begin, h);
}

void extra_columns::make_room(std::size_t prospect, std::size_t more) {
  while (places_.size() <= prospect) places_.push_back(0);
  auto& place = places_[prospect];
  const auto old = place == 0 ? head{0, 0} : head_at(place);
  if (old.room - old.size >= more) return;
  constexpr std::size_t most = std::numeric_limits<std::uint32_t>::max();
  const auto least = std::size_t{old.size} + more;
  if (least > most) throw std::length_error("more than 4 GiB of `until`, `steps` and keys of one prospect");
  const auto room = std::min(2 * least, most);
  const auto to = bytes_.size() + sizeof(head);
  bytes_.resize(to + room);
  put_head(to, {old.size, static_cast<std::uint32_t>(room)});
  std::memcpy(bytes_.data() + to, bytes_.data() + place, old.size);
  place = to;
}

void extra_columns::fit() {
  extra_columns packed;
  std::size_t size = 0;
  for (const auto at : places_)
    if (at != 0) size += head_at(at).size + sizeof(head);
  packed.bytes_.reserve(size);
  for (auto& at : places_) {
    if (at == 0) continue;
    const auto n = head_at(at).size;
    const auto to = packed.bytes_.size() + sizeof(head);
    packed.bytes_.resize(to + n);
    packed.put_head(to, {n, n});
    std::memcpy(packed.bytes_.data() + to, bytes_.data() + at, n);
    at = to;
  }
  bytes_ = std::move(packed.bytes_);
  places_.fit();
}

}  // namespace tickler
