#include "time/clock_rule.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <tickler/diagnostic.hpp>

#include "time/scan.hpp"

namespace tickler::inline TICKLER_ABI {
namespace {

class rule_reader {
 public:
  explicit rule_reader(std::string_view text) : text_(text), left_(text) {}

  clock_rule read() {
    clock_rule rule;
    name();
    rule.standard = -clock(24);
    if (!left_.empty()) rule.summer = summer(rule.standard);
    if (!left_.empty()) fail();
    return rule;
  }

 private:
  [[noreturn]] void fail() const {
    throw std::runtime_error("its file ends with " + quoted(text_) + ", which is no rule of POSIX");
  }

  bool next_is(char c) const noexcept { return !left_.empty() && left_.front() == c; }

  bool skip(char c) noexcept {
    if (!next_is(c)) return false;
    left_.remove_prefix(1);
    return true;
  }

  void expect(char c) {
    if (!skip(c)) fail();
  }

  void name() {
    const auto is_letter = [](char c) { return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z'); };
    const bool in_brackets = skip('<');
    std::size_t size = 0;
    while (size < left_.size() &&
           (is_letter(left_[size]) || (in_brackets && (is_digit(left_[size]) || left_[size] == '+' || left_[size] == '-'))))
      ++size;
    if (size < 3) fail();
    left_.remove_prefix(size);
    if (in_brackets) expect('>');
  }

  int number(int least, int most) {
    int n = 0;
    const auto before = left_.size();
    while (!left_.empty() && is_digit(left_.front()) && n <= most) {
      n = n * 10 + (left_.front() - '0');
      left_.remove_prefix(1);
    }
    if (left_.size() == before || n < least || n > most) fail();
    return n;
  }

  std::chrono::seconds clock(int most_hours) {
    const bool negative = skip('-');
    if (!negative) skip('+');
    std::chrono::seconds sum = std::chrono::hours{number(0, most_hours)};
    if (skip(':')) sum += std::chrono::minutes{number(0, 59)};
    if (skip(':')) sum += std::chrono::seconds{number(0, 59)};
    return negative ? -sum : sum;
  }

  clock_rule::saving summer(std::chrono::seconds standard) {
    clock_rule::saving s{.offset = standard + std::chrono::hours{1}};
    name();
    if (!next_is(',')) s.offset = -clock(24);
    expect(',');
    s.from = day();
    expect(',');
    s.to = day();
    return s;
  }

  yearly_day day() {
    yearly_day d;
    if (skip('M')) {
      d.is = yearly_day::kind::weekday;
      d.number = number(1, 12);
      expect('.');
      d.week = number(1, 5);
      expect('.');
      d.weekday = number(0, 6);
    } else if (skip('J')) {
      d.is = yearly_day::kind::day_without_leap_day;
      d.number = number(1, 365);
    } else {
      d.is = yearly_day::kind::day;
      d.number = number(0, 365);
    }
    if (skip('/')) d.time = clock(167);
    return d;
  }

  std::string_view text_, left_;
};

date::sys_days date_in(date::year y, const yearly_day& d) {
  const date::sys_days new_year = y / date::January / 1;
  switch (d.is) {
    case yearly_day::kind::day:
      return new_year + date::days{d.number};
    case yearly_day::kind::day_without_leap_day:
      return new_year + date::days{d.number - 1 + (y.is_leap() && d.number >= 60 ? 1 : 0)};
    default:
      break;
  }
  const auto month = y / date::month{static_cast<unsigned>(d.number)};
  const date::weekday weekday{static_cast<unsigned>(d.weekday)};
  return d.week == 5 ? date::sys_days{month / weekday[date::last]} : date::sys_days{month / weekday[static_cast<unsigned>(d.week)]};
}

}  // namespace

clock_rule parse_clock_rule(std::string_view text) {
  if (text.empty()) throw std::runtime_error("its file has no rule for later years");
  return rule_reader(text).read();
}

std::vector<clock_change> changes_by(const clock_rule& rule, int first_year, int last_year) {
  std::vector<clock_change> changes;
  if (!rule.summer) return changes;
  const auto& [summer, from, to] = *rule.summer;
  for (int y = first_year; y <= last_year; ++y) {
    changes.push_back({date_in(date::year{y}, from) + from.time - rule.standard, summer});
    changes.push_back({date_in(date::year{y}, to) + to.time - summer, rule.standard});
  }
  // All the year in summer time: it ends when the next year's begins, and that comes later here.
  std::stable_sort(changes.begin(), changes.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
  return changes;
}

}  // namespace tickler::inline TICKLER_ABI
