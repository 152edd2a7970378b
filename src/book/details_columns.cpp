#include "book/details_columns.hpp"

#include <limits>
#include <tickler/error.hpp>
#include <tickler/problem_numbers.hpp>

#include "base/wipe.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

[[noreturn]] void throw_too_much() {
  throw misuse(misuse_number::too_many, "more than 4 GiB of `until`, steps, keys, ids and addresses of one prospect");
}

}  // namespace

void pack(varint_buffer& out, const details_view& x) {
  using in = details_reader;
  const auto keys = x.keys.size(), steps = x.steps.size();
  const bool many = in::are_many(keys, steps);
  const auto counts = many ? in::has_many : static_cast<int>(keys * in::has_key | steps << in::steps_shift);
  out.byte(static_cast<std::uint8_t>((x.until ? in::has_until : 0) | (x.id.empty() ? 0 : in::has_id) |
                                     (x.address.empty() ? 0 : in::has_address) | counts));
  if (many) out.byte(static_cast<std::uint8_t>(keys)), out.byte(static_cast<std::uint8_t>(steps));
  if (x.until) out.signed_number(x.until->time_since_epoch().count());
  for (const auto key : x.keys) out.text(key);
  for (const auto text : {x.id, x.address})
    if (!text.empty()) out.text(text);
  for (const auto step : x.steps) out.text(step);
}

void pack(varint_buffer& out, const touchpoint& t) {
  details_view x{.until = t.until, .id = t.id, .address = t.address};
  x.keys.assign(t.keys);
  x.steps.assign(t.steps);
  pack(out, x);
}

void details_columns::append(std::size_t prospect, std::string_view packed) {
  insert_at(prospect, (*this)[prospect].size(), packed);
}

void details_columns::insert(std::size_t prospect, std::size_t before, std::string_view packed) {
  const auto all = (*this)[prospect];
  details_reader reader(all);
  for (std::size_t i = 0; i < before; ++i) reader.next();
  insert_at(prospect, static_cast<std::size_t>(reader.position() - all.data()), packed);
}

void details_columns::insert_at(std::size_t prospect, std::size_t offset, std::string_view packed) {
  make_room(prospect, packed.size());
  const auto begin = offsets_[prospect];
  auto h = header_at(begin);
  auto* const to = bytes_.data() + begin + offset;
  std::memmove(to + packed.size(), to, h.size - offset);
  std::memcpy(to, packed.data(), packed.size());
  h.size += static_cast<std::uint32_t>(packed.size());
  put_header(begin, h);
}

void details_columns::make_room(std::size_t prospect, std::size_t more) {
  while (offsets_.size() <= prospect) offsets_.push_back(0);
  auto& offset = offsets_[prospect];
  const auto old = offset == 0 ? header{0, 0} : header_at(offset);
  if (old.capacity - old.size >= more) return;
  constexpr std::size_t most = std::numeric_limits<std::uint32_t>::max();
  const auto least = std::size_t{old.size} + more;
  if (least > most) throw_too_much();
  const auto capacity = std::min(2 * least, most);
  const auto to = bytes_.size() + sizeof(header);
  bytes_.resize(to + capacity);
  put_header(to, {old.size, static_cast<std::uint32_t>(capacity)});
  std::memcpy(bytes_.data() + to, bytes_.data() + offset, old.size);
  if (offset != 0) forget(offset);
  offset = to;
}

void details_columns::forget(std::uint64_t at) noexcept {
  const auto capacity = header_at(at).capacity;
  wipe(bytes_.data() + at, capacity);
  garbage_ += sizeof(header) + capacity;
}

void details_columns::erase(std::size_t prospect) noexcept {
  if (prospect >= offsets_.size() || offsets_[prospect] == 0) return;
  forget(offsets_[prospect]);
  offsets_[prospect] = 0;
}

void details_columns::make_room_for(std::size_t prospect, std::size_t bytes) {
  if (bytes > std::numeric_limits<std::uint32_t>::max()) throw_too_much();
  while (offsets_.size() <= prospect) offsets_.push_back(0);
  bytes_.make_room(sizeof(header) + bytes);
}

void details_columns::set(std::size_t prospect, std::string_view packed) noexcept {
  erase(prospect);
  if (packed.empty()) return;
  const auto to = bytes_.size() + sizeof(header);
  const auto size = static_cast<std::uint32_t>(packed.size());
  bytes_.resize(to + size);
  put_header(to, {size, size});
  std::memcpy(bytes_.data() + to, packed.data(), size);
  offsets_[prospect] = to;
}

void details_columns::shrink_to_fit() {
  details_columns packed;
  std::size_t size = 0;
  for (const auto at : offsets_)
    if (at != 0) size += header_at(at).size + sizeof(header);
  packed.bytes_.reserve(size);
  for (auto& at : offsets_) {
    if (at == 0) continue;
    const auto n = header_at(at).size;
    const auto to = packed.bytes_.size() + sizeof(header);
    packed.bytes_.resize(to + n);
    packed.put_header(to, {n, n});
    std::memcpy(packed.bytes_.data() + to, bytes_.data() + at, n);
    at = to;
  }
  bytes_ = std::move(packed.bytes_);
  garbage_ = 0;
  offsets_.shrink_to_fit();
}

}  // namespace tickler::inline TICKLER_ABI
