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
  std::size_t size = 0;
  for (const auto& offset : found.offsets()) {
    if (offset.begin >= end) break;
    if (offset.begin <= first) size = 0;
    const auto begin = offset.begin <= first ? 0 : count(offset.begin.time_since_epoch());
    if (size != 0) periods_.at(size - 1).shown_end = begin + periods_[size - 1].offset;
    if (size > 1 && begin - periods_[size - 1].begin < 100 * day) throw std::runtime_error("clock changes too close");
    periods_.at(size++) = {begin, count(offset.offset)};
  }
  std::uint8_t current = 0;
  for (days d = 0; d < date_count; ++d) {
    const auto midnight = (first_date + d) * day;
    while (periods_.at(current + 1u).begin <= midnight) ++current;
    at_date_[d] = current;
    openings_[d] = count(found.to_instant(date::local_seconds{std::chrono::seconds{midnight + opens_at}}).time_since_epoch());
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
