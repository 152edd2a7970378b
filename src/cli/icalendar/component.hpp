// The parts of an iCalendar file (RFC 5545), as libical keeps them.
#pragma once

#include <libical/ical.h>

#include <memory>
#include <string>
#include <tickler/instant.hpp>

#include "cli/icalendar/entry.hpp"

namespace tickler::cli::icalendar {

struct free_component {
  void operator()(icalcomponent* c) const noexcept { icalcomponent_free(c); }
};
using component = std::unique_ptr<icalcomponent, free_component>;

// With sequence 0, and `now` as the time of what it says.
component written(entry_kind kind, const entry& e, instant now);

component copy_of(const component& c);
std::string text_of(const component& c);     // as it is in a file
std::string content_of(const component& c);  // all of it that people see: without sequence and times of change

instant changed_at(const component& c);
bool is_cancelled(const component& c);

// Of one that is no more there remains what was when, struck out: no alarm rings, and nothing is said about anybody that is not
// needed for it.
void cancel(component& c, instant now);
void forget_whose(component& c);

// The property becomes the component's.
void put(icalcomponent& to, icalproperty* property);
void put_own(icalcomponent& to, const char* name, const std::string& value);  // "X-..."

}  // namespace tickler::cli::icalendar
