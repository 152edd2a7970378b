#include <tickler/diagnostic.hpp>
#include <tickler/duration.hpp>

#include "base/numbered.hpp"
#include "time/duration_advice.hpp"
#include "time/scan.hpp"
#include "time/units.hpp"

namespace tickler::inline TICKLER_ABI {
namespace {

struct advice {
  std::string_view word, text;
};
constexpr std::array<advice, 5> no_units{{
    {"m", "'m' is ambiguous: minutes are 'min', months 'mo'"},
    {"s", "seconds are no unit: the shortest duration is '1 minute'"},
    {"sec", "seconds are no unit: the shortest duration is '1 minute'"},
    {"second", "seconds are no unit: the shortest duration is '1 minute'"},
    {"seconds", "seconds are no unit: the shortest duration is '1 minute'"},
}};

constexpr std::string_view no_range =
    "a duration is one length, not a range: in a step 'after' says the least, and 'within' the most";

std::optional<time_unit> unit_called(std::string_view word) {
  for (std::size_t i = 0; i < unit_names.size(); ++i)
    if (word == unit_names[i].singular || word == unit_names[i].plural || word == unit_names[i].brief)
      return static_cast<time_unit>(i);
  return std::nullopt;
}

std::string_view unit_like(std::string_view word) {  // empty: there is none
  std::vector<std::string_view> known;
  for (const auto& name : unit_names) known.insert(known.end(), {name.singular, name.plural, name.brief});
  return nearest(word, known);
}

// With the word after it, or empty.
std::string why_no_unit(std::string word, std::string_view next) {
  for (const auto& entry : no_units)
    if (entry.word == word) return std::string{entry.text};
  if ((word == "to" || word == "or") && !next.empty() && is_digit(next.front())) return std::string(no_range);
  for (const char c : word)
    if (is_digit(c)) return "the parts of a duration stand apart, as in '1d 4h', not " + quoted(word);
  auto meant = unit_like(word);
  const auto both = word + ' ' + std::string(next);
  if (const auto unit = unit_like(both); !next.empty() && unit.find(' ') != unit.npos) meant = unit, word = both;
  return "unknown unit " + quoted(word) + (meant.empty() ? "" : ", did you mean " + quoted(meant) + "?");
}

class duration_reader {
 public:
  explicit duration_reader(std::string_view text) : text_(text) {}

  parse_result<duration> read() {
    if (text_.empty()) return parse_error{0, "the duration is missing, as '3 days'"};
    if (text_.front() == ' ') return parse_error{0, "a duration begins with a number, not with a blank"};
    if (text_.back() == ' ') return parse_error{text_.size() - 1, "a blank after the end of the duration"};
    while (at_ < text_.size())
      if (!read_part()) return error_;
    if (is_zero()) return duration{};
    if (const auto problem = find_problem(sum_)) return parse_error{starts_[problem->part], problem->message};
    return sum_;
  }

 private:
  bool read_part() {
    const std::size_t start = at_;
    if (starts_.size() == most_parts) return fail(start, "a duration has at most 8 parts");
    duration_part part;
    if (!read_count(part.count)) return false;
    skip_blanks();
    if (!read_unit(part.unit)) return false;
    skip_blanks();
    starts_.push_back(start);
    sum_.parts.push_back(part);
    return true;
  }

  bool read_count(std::int32_t& count) {
    const std::size_t start = at_;
    std::int64_t value = 0;
    for (; at_ < text_.size() && is_digit(text_[at_]); ++at_) {
      value = value * 10 + (text_[at_] - '0');
      if (value > INT32_MAX) return fail(start, "the number is too large: a duration is at most 100 years");
    }
    const char next = at_ < text_.size() ? text_[at_] : ' ';
    if (at_ == start && next == '-') return fail(start, "a duration is never negative");
    if (at_ == start) return fail(start, "expected a whole number, as in '3 days', but found " + quoted(word()));
    if (next == '-') return fail(at_, std::string(no_range));
    if (next == '.' || next == ',' || next == '/') return fail(at_, "whole numbers only: an hour and a half is '90 minutes'");
    count = static_cast<std::int32_t>(value);
    return true;
  }

  bool read_unit(time_unit& unit) {
    const std::size_t start = at_;
    std::string name{take_word()};
    if (name.empty()) return fail(start, "the unit is missing, as in '3 days'");
    if (name == "calendar" || name == "business") {
      skip_blanks();
      const std::string_view second = word();
      if (second.empty() || is_digit(second[0])) return fail(start, quoted(name) + " of what? Write " + quoted(name + " days"));
      (name += ' ') += take_word();
    }
    const auto found = unit_called(name);
    if (!found) return skip_blanks(), fail(start, why_no_unit(name, word()));
    unit = *found;
    return true;
  }

  bool is_zero() const {
    return sum_.parts.size() == 1 && sum_.parts[0] == duration_part{0, time_unit::minute} && text_.ends_with(" minutes");
  }

  std::string_view word() const { return text_.substr(at_, text_.find(' ', at_) - at_); }

  std::string_view take_word() {
    const std::string_view taken = word();
    at_ += taken.size();
    return taken;
  }

  void skip_blanks() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
  }

  bool fail(std::size_t at, std::string message) {
    error_ = {at, std::move(message)};
    return false;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  duration sum_{};
  std::vector<std::size_t> starts_{};  // where each part begins
  parse_error error_{};
};

}  // namespace

parse_result<duration> parse_duration(std::string_view text) {
  auto read = duration_reader{text}.read();
  if (const auto advice = read ? std::string() : duration_advice(text); !advice.empty())
    read = parse_error{read.error().offset, quoted(text) + " is no duration: " + advice};
  return numbered(number::bad_duration, std::move(read));
}

}  // namespace tickler::inline TICKLER_ABI
