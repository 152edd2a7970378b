// 2026-11-28T09:00:00Z, written where it is wanted: nothing is allocated.
#pragma once

#include <cstdlib>
#include <string_view>
#include <tickler/instant.hpp>

namespace tickler::inline TICKLER_ABI {

class instant_text {
 public:
  static constexpr std::size_t size = 20;

  // Whether its year has four digits.
  static constexpr bool fits(instant t) noexcept {
    constexpr instant first{date::sys_days{date::year{0} / 1 / 1}}, end{date::sys_days{date::year{10000} / 1 / 1}};
    return t >= first && t < end;
  }

  // Of one that does not fit, the year's last four digits.
  explicit instant_text(instant t) noexcept {
    const auto day = date::floor<date::days>(t);
    const date::year_month_day ymd{day};
    const auto second = static_cast<unsigned>((t - day).count());
    const auto year = static_cast<unsigned>(std::abs(static_cast<int>(ymd.year()))) % 10000;
    put(0, year / 100), put(2, year % 100), put(5, static_cast<unsigned>(ymd.month())), put(8, static_cast<unsigned>(ymd.day()));
    put(11, second / 3600), put(14, second / 60 % 60), put(17, second % 60);
  }

  std::string_view view() const noexcept { return {text_, size}; }

 private:
  void put(std::size_t place, unsigned number) noexcept {
    text_[place] = static_cast<char>('0' + number / 10);
    text_[place + 1] = static_cast<char>('0' + number % 10);
  }

  char text_[size + 1] = "0000-00-00T00:00:00Z";
};

}  // namespace tickler::inline TICKLER_ABI
