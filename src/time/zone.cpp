#include <algorithm>
#include <array>
#include <exception>
#include <stdexcept>
#include <tickler/zone.hpp>
#include <vector>

#include "time/offsets.hpp"
#include "time/quote.hpp"

namespace tickler {
namespace {

// Finds an offset without a search: which one is in force at the start of each of 512 spans of 48.5 days.
constexpr int span_bits = 22;
constexpr std::size_t span_count = 512;
static_assert((time_end - time_begin).count() <= std::int64_t{span_count} << span_bits);

}  // namespace

struct zone::table {
  std::string name;
  std::vector<zone_offset> offsets;
  std::array<std::uint16_t, span_count> at_span{};

  table(std::string n, std::vector<zone_offset> list) : name(std::move(n)), offsets(std::move(list)) {
    std::size_t current = 0;
    for (std::size_t i = 0; i < span_count; ++i) {
      const instant begin{std::chrono::seconds{static_cast<std::int64_t>(i) << span_bits}};
      while (current + 1 < offsets.size() && offsets[current + 1].begin <= begin) ++current;
      at_span[i] = static_cast<std::uint16_t>(current);
    }
  }

  std::size_t index_at(instant t) const noexcept {
    if (t < time_begin) return 0;
    if (t >= time_end) return offsets.size() - 1;
    std::size_t i = at_span[static_cast<std::size_t>(t.time_since_epoch().count() >> span_bits)];
    while (i + 1 < offsets.size() && offsets[i + 1].begin <= t) ++i;
    return i;
  }
};

zone::zone(std::shared_ptr<const table> t) noexcept : table_(std::move(t)) {}

zone::zone() {
  static const auto utc = std::make_shared<const table>("UTC", std::vector{zone_offset{time_begin, std::chrono::seconds{0}}});
  table_ = utc;
}

parsed<zone> zone::find(std::string_view name) {
  try {
    if (!time_zone_problem().empty()) return text_error{0, time_zone_problem()};
    return zone{std::make_shared<const table>(std::string{name}, read_offsets(name))};
  } catch (const std::out_of_range&) {
    const std::string meant = nearest_zone(name);
    return text_error{0, "unknown time zone " + quoted(name) + (meant.empty() ? "" : ", did you mean " + quoted(meant) + "?")};
  } catch (const std::exception& e) {
    return text_error{0, "time zone " + quoted(name) + " cannot be read: " + e.what()};
  }
}

std::string_view zone::name() const noexcept { return table_->name; }

std::span<const zone_offset> zone::offsets() const noexcept { return table_->offsets; }

std::chrono::seconds zone::offset_at(instant t) const noexcept { return table_->offsets[table_->index_at(t)].offset; }

instant zone::to_instant(date::local_seconds t) const noexcept {
  const auto& offsets = table_->offsets;
  const instant as_utc{t.time_since_epoch()};
  std::size_t i = table_->index_at(as_utc - std::chrono::hours{24});  // before any instant that shows t: no offset is so large
  while (i + 1 < offsets.size() && offsets[i + 1].begin + offsets[i].offset <= as_utc) ++i;
  const instant shown = as_utc - offsets[i].offset;
  return i == 0 ? shown : std::max(shown, offsets[i].begin);
}

}  // namespace tickler
