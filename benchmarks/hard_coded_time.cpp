#include "hard_coded_time.hpp"

#include <chrono>
#include <stdexcept>
#include <tickler/zone.hpp>

namespace hard_coded {

namespace {

seconds count(std::chrono::seconds s) { return static_cast<seconds>(s.count()); }

}  // namespace

clock_table::clock_table(std::string_view zone) {
  const auto found = tickler::zone::find(zone).value();
  const tickler::instant first{std::chrono::days{first_date}}, end = first + std::chrono::days{date_count};
  begins_.fill(never);
  std::size_t size = 0;
  for (const auto& offset : found.offsets()) {
    if (offset.begin >= end) break;
    if (offset.begin <= first) size = 0;
    begins_[size] = offset.begin <= first ? 0 : count(offset.begin.time_since_epoch());
    if (size > 1 && begins_[size] - begins_[size - 1] < 100 * day) throw std::runtime_error("clock changes too close");
    offsets_.at(size++) = count(offset.offset);
  }
  for (days d = 0; d < date_count; ++d) {
    const auto opening = std::chrono::days{first_date + d} + std::chrono::seconds{opens_at};
    openings_[d] = count(found.to_instant(date::local_seconds{opening}).time_since_epoch());
  }
}

region_table::region_table(const std::array<std::chrono::month_day, 10>& holidays) {
  const auto is_open = [&](days d) {
    const std::chrono::sys_days date{std::chrono::days{first_date + d}};
    const std::chrono::weekday of_week{date};
    const std::chrono::year_month_day ymd{date};
    return of_week != std::chrono::Saturday && of_week != std::chrono::Sunday &&
           !std::binary_search(holidays.begin(), holidays.end(), ymd.month() / ymd.day());
  };
  std::uint16_t open = 0;
  for (days d = 0; d < date_count; ++d) {
    last_[d] = open;
    if (is_open(d)) open = static_cast<std::uint16_t>(d);
  }
  open = date_count - 1;
  for (days d = date_count; d-- > 0;) {
    if (is_open(d)) open = static_cast<std::uint16_t>(d);
    next_[d] = open;
  }
}

}  // namespace hard_coded
