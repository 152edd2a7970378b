// Calendar files as others read them: by libical, and by icalendar of Python.
#pragma once

#include <libical/ical.h>

#include <memory>
#include <string>
#include <vector>

namespace icalendar_tests {

inline std::string replaced(std::string text, const std::string& what, const std::string& by) {
  for (std::size_t at = 0; (at = text.find(what, at)) != text.npos; at += by.size()) text.replace(at, what.size(), by);
  return text;
}

// A content line a line, ended by a line feed; of whom a uid is does not show: "@..." instead.
inline std::string unfolded(const std::string& text) {
  auto lines = replaced(replaced(text, "\r\n ", ""), "\r\n", "\n");
  for (std::size_t end = 0; (end = lines.find(".tickler\n", end)) != lines.npos; ++end)
    lines.replace(end - 32, 40, "..."), end -= 32;
  return lines;
}

struct entry {
  std::string kind{}, uid{}, sequence{}, status{}, begin{}, end{}, summary{}, description{};
  friend bool operator==(const entry&, const entry&) = default;
};

inline std::ostream& operator<<(std::ostream& out, const entry& e) {
  return out << e.kind << '|' << e.uid << '|' << e.sequence << '|' << e.status << '|' << e.begin << '|' << e.end << '|' << e.summary
             << '|' << e.description;
}

using component = std::unique_ptr<icalcomponent, decltype(&icalcomponent_free)>;

inline component parsed(const std::string& text) { return {icalparser_parse_string(text.c_str()), &icalcomponent_free}; }

inline std::string value_of(icalcomponent* c, icalproperty_kind kind) {
  auto* const p = icalcomponent_get_first_property(c, kind);
  if (p == nullptr) return "";
  if (kind == ICAL_SUMMARY_PROPERTY) return icalproperty_get_summary(p);
  if (kind == ICAL_DESCRIPTION_PROPERTY) return icalproperty_get_description(p);
  return icalproperty_get_value_as_string(p);
}

// In the order of the file.
inline std::vector<entry> entries_of(const std::string& text) {
  const auto all = parsed(text);
  std::vector<entry> found;
  if (!all) return found;
  for (auto* c = icalcomponent_get_first_component(all.get(), ICAL_ANY_COMPONENT); c != nullptr;
       c = icalcomponent_get_next_component(all.get(), ICAL_ANY_COMPONENT)) {
    const bool is_event = icalcomponent_isa(c) == ICAL_VEVENT_COMPONENT;
    found.push_back({.kind = is_event ? "VEVENT" : "VTODO",
                     .uid = value_of(c, ICAL_UID_PROPERTY),
                     .sequence = value_of(c, ICAL_SEQUENCE_PROPERTY),
                     .status = value_of(c, ICAL_STATUS_PROPERTY),
                     .begin = value_of(c, ICAL_DTSTART_PROPERTY),
                     .end = value_of(c, is_event ? ICAL_DTEND_PROPERTY : ICAL_DUE_PROPERTY),
                     .summary = value_of(c, ICAL_SUMMARY_PROPERTY),
                     .description = value_of(c, ICAL_DESCRIPTION_PROPERTY)});
  }
  return found;
}

// The one whose uid begins so; an empty one where there is none.
inline entry entry_called(const std::string& text, const std::string& id) {
  for (auto& e : entries_of(text))
    if (e.uid.starts_with(id + '@')) return e;
  return {};
}

}  // namespace icalendar_tests
