#include "cli/icalendar/component.hpp"

#include <cstdlib>
#include <new>

namespace tickler::cli::icalendar {

namespace {

icaltimetype utc(instant t) {
  return icaltime_from_timet_with_zone(static_cast<time_t>(t.time_since_epoch().count()), 0, icaltimezone_get_utc_timezone());
}

icaltimetype whole_day(date::local_days day) {
  const date::year_month_day ymd(day);
  auto t = icaltime_null_date();
  t.year = static_cast<int>(ymd.year());
  t.month = static_cast<int>(static_cast<unsigned>(ymd.month()));
  t.day = static_cast<int>(static_cast<unsigned>(ymd.day()));
  return t;
}

void add_times(icalcomponent& to, entry_kind kind, const place& at) {
  put(to, icalproperty_new_dtstart(at.day ? whole_day(*at.day) : utc(at.begin)));
  const auto end = at.day ? whole_day(*at.day + date::days{1}) : utc(at.end);
  put(to, kind == entry_kind::event ? icalproperty_new_dtend(end) : icalproperty_new_due(end));
}

component alarm_of(const entry& e) {
  component alarm(icalcomponent_new(ICAL_VALARM_COMPONENT));
  put(*alarm, icalproperty_new_action(ICAL_ACTION_DISPLAY));
  put(*alarm, icalproperty_new_trigger(icaltriggertype_from_int(static_cast<int>(std::chrono::seconds(e.at.alarm).count()))));
  put(*alarm, icalproperty_new_description(e.summary.c_str()));
  return alarm;
}

void remove_all(icalcomponent& from, icalproperty_kind kind) {
  while (auto* found = icalcomponent_get_first_property(&from, kind)) {
    icalcomponent_remove_property(&from, found);
    icalproperty_free(found);
  }
}

void remove_alarms(icalcomponent& from) {
  while (auto* found = icalcomponent_get_first_component(&from, ICAL_VALARM_COMPONENT)) {
    icalcomponent_remove_component(&from, found);
    icalcomponent_free(found);
  }
}

}  // namespace

void put(icalcomponent& to, icalproperty* property) {
  if (property == nullptr) throw std::bad_alloc();
  icalcomponent_add_property(&to, property);
}

void put_own(icalcomponent& to, const char* name, const std::string& value) {
  auto* const own = icalproperty_new_x(value.c_str());
  if (own != nullptr) icalproperty_set_x_name(own, name);
  put(to, own);
}

component written(entry_kind kind, const entry& e, instant now) {
  const bool is_event = kind == entry_kind::event;
  component c(icalcomponent_new(is_event ? ICAL_VEVENT_COMPONENT : ICAL_VTODO_COMPONENT));
  put(*c, icalproperty_new_uid(e.uid.c_str()));
  put(*c, icalproperty_new_sequence(0));
  put(*c, icalproperty_new_dtstamp(utc(now)));
  put(*c, icalproperty_new_lastmodified(utc(now)));
  put(*c, icalproperty_new_status(is_event ? ICAL_STATUS_CONFIRMED : ICAL_STATUS_NEEDSACTION));
  add_times(*c, kind, e.at);
  put(*c, icalproperty_new_summary(e.summary.c_str()));
  put(*c, icalproperty_new_description(e.description.c_str()));
  put(*c, icalproperty_new_categories(e.channel.c_str()));
  put(*c, icalproperty_new_priority(e.priority));
  put(*c, icalproperty_new_class(ICAL_CLASS_PRIVATE));
  if (is_event) put(*c, icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT));  // it can be moved: nobody is busy for it
  icalcomponent_add_component(c.get(), alarm_of(e).release());
  return c;
}

component copy_of(const component& c) { return component(icalcomponent_new_clone(c.get())); }

std::string text_of(const component& c) {
  const std::unique_ptr<char, decltype(&std::free)> text(icalcomponent_as_ical_string_r(c.get()), &std::free);
  if (!text) throw std::bad_alloc();
  return text.get();
}

std::string content_of(const component& c) {
  const auto seen = copy_of(c);
  for (const auto kind : {ICAL_SEQUENCE_PROPERTY, ICAL_DTSTAMP_PROPERTY, ICAL_LASTMODIFIED_PROPERTY}) remove_all(*seen, kind);
  return text_of(seen);
}

instant changed_at(const component& c) {
  return instant{std::chrono::seconds{icaltime_as_timet(icalcomponent_get_dtstamp(c.get()))}};
}

bool is_cancelled(const component& c) { return icalcomponent_get_status(c.get()) == ICAL_STATUS_CANCELLED; }

void cancel(component& c, instant now) {
  remove_alarms(*c);
  remove_all(*c, ICAL_DESCRIPTION_PROPERTY);
  icalcomponent_set_status(c.get(), ICAL_STATUS_CANCELLED);
  icalcomponent_set_sequence(c.get(), icalcomponent_get_sequence(c.get()) + 1);
  icalcomponent_set_dtstamp(c.get(), utc(now));
  icalproperty_set_lastmodified(icalcomponent_get_first_property(c.get(), ICAL_LASTMODIFIED_PROPERTY), utc(now));
}

void forget_whose(component& c) { icalcomponent_set_summary(c.get(), "withdrawn"); }

}  // namespace tickler::cli::icalendar
