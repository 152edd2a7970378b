// Where days lie on a picture.
#include "picture/time_axis.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <ostream>
#include <string>

#include "support/instants.hpp"

namespace {

using namespace tickler;
using support::at;

zone new_york() { return zone::find("America/New_York").value(); }

// "Mon 2|Tue 3|4 days|..."
std::string columns(const time_axis& axis, const zone& local) {
  std::string text;
  for (const auto& c : axis.columns()) {
    if (!text.empty()) text += '|';
    text += c.is_gap() ? std::to_string(c.days) + " days" : label_of(c, local).day;
  }
  return text;
}

struct axis_case {
  std::vector<std::string> busy;
  std::string columns;
  friend std::ostream& operator<<(std::ostream& out, const axis_case& c) { return out << c.columns; }
};

const axis_case axes[] = {
    {{}, ""},
    {{"2026-03-02T15:00:00Z"}, "Mon 2"},
    {{"2026-03-02T15:00:00Z", "2026-03-02T05:00:00Z"}, "Mon 2"},  // midnight in New York
    {{"2026-03-02T15:00:00Z", "2026-03-02T04:59:59Z"}, "Sun 1|Mon 2"},
    {{"2026-03-09T15:00:00Z", "2026-03-06T15:00:00Z"}, "Fri 6|Sat 7|Sun 8|Mon 9"},  // a week-end is seen
    {{"2026-03-02T15:00:00Z", "2026-03-06T15:00:00Z"}, "Mon 2|Tue 3|Wed 4|Thu 5|Fri 6"},
    {{"2026-03-02T15:00:00Z", "2026-03-07T15:00:00Z"}, "Mon 2|4 days|Sat 7"},
    {{"2026-03-02T15:00:00Z", "2027-03-02T15:00:00Z"}, "Mon 2|364 days|Tue 2"},
    {{"2026-03-02T15:00:00Z", "2099-01-01T00:00:00Z"}, "Mon 2"},
};

}  // namespace

BOOST_DATA_TEST_CASE(days_on_which_nothing_is_are_folded_where_there_are_four, boost::unit_test::data::make(axes), c) {
  std::vector<instant> busy;
  for (const auto& text : c.busy) busy.push_back(at(text));
  BOOST_TEST(columns(time_axis(new_york(), busy), new_york()) == c.columns);
}

BOOST_AUTO_TEST_CASE(a_small_axis_folds_two_idle_days_and_has_two_pixels_an_hour) {
  const time_axis axis(new_york(), {at("2026-03-02T15:00:00Z"), at("2026-03-04T15:00:00Z"), at("2026-03-07T15:00:00Z")},
                       time_axis::scale::small);
  BOOST_TEST(columns(axis, new_york()) == "Mon 2|Tue 3|Wed 4|2 days|Sat 7");
  BOOST_TEST(axis.x(at("2026-03-02T15:00:00Z")) == 20);
  BOOST_TEST(axis.width() == 240);
}

// Five pixels an hour where there is room for it.
BOOST_AUTO_TEST_CASE(an_hour_has_its_place) {
  const time_axis axis(new_york(), {at("2026-03-02T15:00:00Z"), at("2026-03-03T15:00:00Z")});
  BOOST_TEST(axis.width() == 240);
  BOOST_TEST(axis.x(at("2026-03-02T05:00:00Z")) == 0);
  BOOST_TEST(axis.x(at("2026-03-02T15:00:00Z")) == 50);
  BOOST_TEST(axis.x(at("2026-03-03T05:00:00Z")) == 120);
  BOOST_TEST(axis.x(at("2026-03-01T00:00:00Z")) == 0);    // before the first day
  BOOST_TEST(axis.x(at("2026-04-01T00:00:00Z")) == 240);  // behind the last
}

// 8 March 2026 has 23 hours in New York, 1 November 25; 30 December 2011 was none in Samoa.
BOOST_AUTO_TEST_CASE(a_day_of_another_length_is_as_wide_and_time_never_goes_back) {
  for (const auto& [name, from, days] :
       {std::tuple{"America/New_York", "2026-03-07T12:00:00Z", 3}, std::tuple{"America/New_York", "2026-10-31T12:00:00Z", 3},
        std::tuple{"Pacific/Apia", "2011-12-29T12:00:00Z", 3}}) {
    const auto local = zone::find(name).value();
    const auto first = at(from);
    const time_axis axis(local, {first, first + date::days{days}});
    int last = 0;
    for (auto t = first - date::days{2}; t < first + date::days{days + 2}; t += std::chrono::minutes{10}) {
      BOOST_TEST(axis.x(t) >= last);
      last = axis.x(t);
    }
    BOOST_TEST(last == axis.width());
  }
  const time_axis spring(new_york(), {at("2026-03-08T15:00:00Z"), at("2026-03-09T15:00:00Z")});
  BOOST_TEST(spring.x(at("2026-03-09T04:00:00Z")) == 120);
  BOOST_TEST(spring.width() == 240);
}
