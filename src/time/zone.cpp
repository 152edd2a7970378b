#include <algorithm>
#include <tickler/zone.hpp>
#include <tickler/zones.hpp>
#include <vector>

#include "time/zone_table.hpp"

namespace tickler::inline TICKLER_ABI {
zone::table::table(std::string n, std::vector<zone_offset> list) : name(std::move(n)), offsets(std::move(list)) {
  std::size_t current = 0;
  const auto change = [&](std::size_t i) { return offsets[i + 1].begin; };
  const auto seconds_of = [](instant t) { return static_cast<std::uint32_t>(t.time_since_epoch().count()); };
  for (std::size_t i = 0; i < span_count; ++i) {
    const instant begin{std::chrono::seconds{static_cast<std::int64_t>(i) << span_bits}};
    const auto end = begin + std::chrono::seconds{std::int64_t{1} << span_bits};
    while (current + 1 < offsets.size() && change(current) <= begin) ++current;
    auto& here = spans[i];
    here.index = static_cast<std::uint16_t>(current);
    here.before = here.after = static_cast<std::int32_t>(offsets[current].offset.count());
    here.since = seconds_of(std::max(offsets[current].begin, time_begin));
    if (current + 1 == offsets.size()) continue;
    here.until = seconds_of(change(current));
    if (change(current) >= end) continue;
    here.change = here.until;
    here.until = current + 2 < offsets.size() ? seconds_of(change(current + 1)) : never;
    here.after = static_cast<std::int32_t>(offsets[current + 1].offset.count());
    here.more = current + 2 < offsets.size() && change(current + 1) < end;
  }
}

zone::table::shown zone::table::searched_instant(instant as_utc) const noexcept {
  constexpr std::chrono::hours day{24};  // no offset is so large
  auto i = index_at(as_utc - day);
  if (i == index_at(as_utc + day)) return {as_utc - offsets[i].offset, as_utc - offsets[i].offset};
  while (i + 1 < offsets.size() && offsets[i + 1].begin + offsets[i].offset <= as_utc) ++i;
  const instant there = as_utc - offsets[i].offset;
  if (i == 0 || offsets[i].begin <= there) return {there, there};
  return {as_utc - offsets[i - 1].offset, offsets[i].begin};
}

zone::zone(std::shared_ptr<const table> t) noexcept : table_(std::move(t)) {}

zone::zone() {
  static const auto utc = std::make_shared<const table>("UTC", std::vector{zone_offset{time_begin, std::chrono::seconds{0}}});
  table_ = utc;
}

parse_result<zone> zone::find(std::string_view name) { return zones::system().find(name); }

// Other zones may be known by the same name elsewhere.
bool zone::equals(const zone& other) const noexcept {
  return table_->name == other.table_->name && table_->offsets == other.table_->offsets;
}

std::string_view zone::name() const noexcept { return table_->name; }

std::span<const zone_offset> zone::offsets() const noexcept { return table_->offsets; }

std::chrono::seconds zone::offset_at(instant t) const noexcept { return table_->offset_at(t); }

instant zone::to_instant(date::local_seconds t) const noexcept { return table_->to_instant(t); }

instant zone::start_of(date::local_days day) const noexcept { return table_->start_of(day); }

}  // namespace tickler::inline TICKLER_ABI
