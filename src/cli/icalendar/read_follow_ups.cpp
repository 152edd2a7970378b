#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <stdexcept>
#include <tickler/diagnostic.hpp>
#include <tickler/problem_numbers.hpp>

#include "cli/icalendar/follow_ups.hpp"
#include "cli/input.hpp"

namespace tickler::cli::icalendar {

namespace {

constexpr int most_sequence = 2'000'000'000;

[[noreturn]] void refuse(const std::string& file, std::uint32_t line, const std::string& why) {
  throw std::runtime_error(
      to_string(diagnostic{.number = number::bad_icalendar, .file = file, .at = {line, line == 0 ? 0U : 1U}, .message = why}));
}

struct content_line {
  std::string text{};
  std::uint32_t number = 0;  // of its first line in the file
};

// The lines of a file, those that are continued in one (RFC 5545, 3.1).
class unfolding {
 public:
  explicit unfolding(std::string_view all) : rest_(all) {}

  std::optional<content_line> next() {
    if (rest_.empty()) return {};
    content_line line{std::string(take()), number_};
    while (!rest_.empty() && (rest_.front() == ' ' || rest_.front() == '\t')) line.text += take().substr(1);
    return line;
  }
  std::uint32_t number() const noexcept { return number_; }  // of the last that was taken

 private:
  std::string_view take() {
    const auto end = std::min(rest_.find('\n'), rest_.size());
    auto line = rest_.substr(0, end);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    ++number_;
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
  }

  std::string_view rest_;
  std::uint32_t number_ = 0;
};

struct free_property {
  void operator()(icalproperty* p) const noexcept { icalproperty_free(p); }
};
using property = std::unique_ptr<icalproperty, free_property>;

std::string written_time(icaltimetype t) {
  const std::unique_ptr<char, decltype(&std::free)> text(icaltime_as_ical_string_r(t), &std::free);
  return text.get();
}

// libical takes the 45th of a month, and words for numbers.
bool is_time(const std::string& value) {
  const auto t = icaltime_from_string(value.c_str());
  return !icaltime_is_null_time(t) &&
         written_time(icaltime_from_timet_with_zone(icaltime_as_timet(t), t.is_date, icaltimezone_get_utc_timezone())) == value;
}

// As it would be written again, in one line. libical leaves out blanks around a value, and makes one of `\q`.
std::string written_again(icalproperty* p) {
  const std::unique_ptr<char, decltype(&std::free)> text(icalproperty_as_ical_string_r(p), &std::free);
  const auto line = unfolding(text.get()).next();
  return line ? line->text : "";
}

bool is_good(icalproperty* p, const std::string& line) {
  switch (icalproperty_isa(p)) {
    case ICAL_SEQUENCE_PROPERTY: {
      const int sequence = icalproperty_get_sequence(p);
      return sequence >= 0 && sequence < most_sequence;
    }
    case ICAL_DTSTAMP_PROPERTY:
    case ICAL_LASTMODIFIED_PROPERTY:
    case ICAL_DTSTART_PROPERTY:
    case ICAL_DTEND_PROPERTY:
    case ICAL_DUE_PROPERTY:
      return is_time(line.substr(line.rfind(':') + 1));
    default:
      return true;
  }
}

struct needed_property {
  icalproperty_kind kind;
  const char* name;
};
constexpr needed_property needed[] = {{ICAL_UID_PROPERTY, "UID"},         {ICAL_SEQUENCE_PROPERTY, "SEQUENCE"},
                                      {ICAL_DTSTAMP_PROPERTY, "DTSTAMP"}, {ICAL_LASTMODIFIED_PROPERTY, "LAST-MODIFIED"},
                                      {ICAL_STATUS_PROPERTY, "STATUS"},   {ICAL_DTSTART_PROPERTY, "DTSTART"},
                                      {ICAL_SUMMARY_PROPERTY, "SUMMARY"}};

class follow_ups_reader {
 public:
  explicit follow_ups_reader(const std::string& file) : in_(file), name_(in_.name()), text_(read_all(in_.stream())) {
    icalerror_set_errors_are_fatal(false);
  }

  follow_ups read() {
    if (text_.empty()) refuse(name_, 0, "it is empty; '> FILE' empties a file before it is read: write to it with --to");
    unfolding lines(text_);
    while (const auto line = lines.next()) take(*line);
    if (!is_done_) refuse(name_, lines.number(), "it ends in the middle: END:VCALENDAR is missing");
    return std::move(found_);
  }

 private:
  struct part {
    component c;
    std::string name{};
    std::uint32_t line = 0;
  };

  void take(const content_line& line) {
    here_ = line.number;
    if (printable(line.text) != line.text) wrong("it has what is no text");
    if (is_done_) wrong("something stands behind END:VCALENDAR");
    if (line.text.starts_with("BEGIN:")) return begin(line.text.substr(6));
    if (open_.empty()) wrong("it is no calendar: BEGIN:VCALENDAR is missing");
    if (line.text.starts_with("END:")) return end(line.text.substr(4));
    add_property(line.text);
  }

  void begin(const std::string& name) {
    const auto depth = open_.size();
    if (depth == 0 ? name != "VCALENDAR" : depth == 1 ? name != "VEVENT" && name != "VTODO" : name != "VALARM" || depth > 2)
      wrong(fmt::format("{} is not where `tickler calendar` writes it", tickler::quoted(name)));
    if (depth == 1 && !is_ours_) wrong("it is not what `tickler calendar` has written: another PRODID, or none");
    open_.push_back({component(icalcomponent_new(icalcomponent_string_to_kind(name.c_str()))), name, here_});
  }

  void end(const std::string& name) {
    if (name != open_.back().name) wrong(fmt::format("{} ends where {} is open", tickler::quoted(name), open_.back().name));
    auto ended = std::move(open_.back());
    open_.pop_back();
    if (open_.empty()) return static_cast<void>(is_done_ = true);
    if (open_.size() == 2) return static_cast<void>(icalcomponent_add_component(open_.back().c.get(), ended.c.release()));
    add_entry(std::move(ended));
  }

  void add_property(const std::string& line) {
    property p(icalproperty_new_from_string(line.c_str()));
    if (!p || written_again(p.get()) != line || !is_good(p.get(), line)) wrong(tickler::quoted(line) + " cannot be read");
    if (open_.size() == 1) return take_of_calendar(p.get());
    icalcomponent_add_property(open_.back().c.get(), p.release());
  }

  void take_of_calendar(icalproperty* p) {
    const std::string_view name = icalproperty_get_property_name(p);
    if (name == "PRODID") is_ours_ = std::string_view(icalproperty_get_prodid(p)) == product;
    if (name == policy_property) found_.policy = icalproperty_get_x(p);
    if (name == "NAME") found_.title = icalproperty_get_name(p);
  }

  void add_entry(part&& ended) {
    here_ = ended.line;
    for (const auto& [kind, name] : needed)
      if (icalcomponent_count_properties(ended.c.get(), kind) != 1) wrong(fmt::format("an entry without {}, or with two", name));
    const auto kind = ended.name == "VTODO" ? entry_kind::task : entry_kind::event;
    if (!found_.entries.empty() && kind != found_.kind) wrong("events and tasks in one file");
    found_.kind = kind;
    const std::string uid = icalcomponent_get_uid(ended.c.get());
    if (!found_.entries.emplace(uid, std::move(ended.c)).second)
      wrong(fmt::format("the entry {} is there twice", tickler::quoted(uid)));
  }

  [[noreturn]] void wrong(const std::string& why) const { refuse(name_, here_, why); }

  input in_;
  std::string name_, text_;
  std::vector<part> open_{};
  follow_ups found_{};
  std::uint32_t here_ = 0;
  bool is_ours_ = false, is_done_ = false;
};

}  // namespace

follow_ups read_follow_ups(const std::string& file) { return follow_ups_reader(file).read(); }

}  // namespace tickler::cli::icalendar
