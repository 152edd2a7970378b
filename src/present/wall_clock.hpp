// An instant as a person reads it off the wall: "Thu 5 Mar 10:00". Inline, since the command needs it too.
#pragma once

#include <fmt/format.h>

#include <array>
#include <string>
#include <string_view>
#include <tickler/zone.hpp>

namespace tickler {

struct wall_clock {
  date::year_month_day day;
  date::weekday weekday;
  std::chrono::seconds time;

  wall_clock(instant t, const zone& local) : wall_clock(local.to_local(t)) {}

  // The seconds only where there are any.
  std::string text(bool with_year = false) const {
    static constexpr std::array<std::string_view, 7> weekdays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                             "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto seconds = time.count();
    auto out = fmt::format("{} {} {} ", weekdays[weekday.c_encoding()], unsigned{day.day()}, months[unsigned{day.month()} - 1]);
    if (with_year) out += fmt::format("{} ", int{day.year()});
    out += fmt::format("{:02}:{:02}", seconds / 3600, seconds / 60 % 60);
    if (seconds % 60 != 0) out += fmt::format(":{:02}", seconds % 60);
    return out;
  }

 private:
  explicit wall_clock(date::local_seconds t) : wall_clock(t, date::floor<date::days>(t)) {}
  wall_clock(date::local_seconds t, date::local_days d) : day(d), weekday(d), time(t - d) {}
};

}  // namespace tickler
