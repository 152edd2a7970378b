#include "policy/parse/keys.hpp"
#include "policy/parse/parts.hpp"

namespace tickler::inline TICKLER_ABI {
namespace {

void read_interval(reader& r, const node& n, weekday_set days, calendar_draft& out) {
  if (!r.is_text(n, kinds::hours) || r.is_list_in_text(n)) return;
  if (auto hours = r.accept(n, parse_hours(n.text), number::bad_hours)) {
    hours->days = days;
    out.hours.push_back({*hours, r.at(n)});
  }
}

void read_open(reader& r, const node& n, calendar_draft& out) {
  const auto errors = r.errors();
  if (n.what != node::kind::mapping || n.keys.empty()) r.expected(kinds::weekly_hours.wanted, n);
  for (const auto& e : n.entries()) {
    const auto days = r.accept(e.key, parse_weekdays(e.key.text), number::bad_weekdays).value_or(daily);
    if (e.value.what != node::kind::list || e.value.items.empty())
      read_interval(r, e.value, days, out);
    else
      for (const auto& item : e.value.items) read_interval(r, item, days, out);
  }
  const bool failed = r.errors() != errors || n.what == node::kind::unreadable;
  if (failed && out.hours.empty()) out.hours.push_back({opening{daily, {}, std::chrono::hours{24}}, r.at(n)});
}

void read_closed_days(reader& r, const node& n, const value_kind& kind, const std::string& region, calendar_draft& out) {
  const auto read_one = [&](const node& each) {
    if (!r.is_text(each, kind)) return;
    if (auto day = r.accept(each, parse_closed_day(each.text), number::bad_closed_day))
      out.closed.push_back({closure{region, *day}, r.at(each)});
  };
  if (r.is_list_in_text(n)) return;
  if (n.what != node::kind::list) return read_one(n);
  for (const auto& item : n.items) read_one(item);
}

void read_closed(reader& r, const node& n, calendar_draft& out) {
  if (n.what != node::kind::mapping) return read_closed_days(r, n, kinds::closed_days, "", out);
  for (const auto& e : n.entries())
    if (r.is_text(e.key, kinds::region)) read_closed_days(r, e.value, kinds::days, e.key.text == "all" ? "" : e.key.text, out);
}

void read_zone(reader& r, const node& n, calendar_draft& out) {
  using clock = calendar_draft::clock;
  located_string zone = r.read_text(n, kinds::calendar_zone);
  out.whose = zone.value == "prospect" ? clock::prospect : zone.value == "owner" ? clock::owner : clock::named;
  if (out.whose == clock::named) out.zone = std::move(zone);
}

constexpr key<calendar_draft> calendar_keys[] = {
    {"open", kinds::weekly_hours, presence::needed, "", "When it is open, by the wall clock; hours may go past midnight.",
     "{mon-fri: 09:00-18:00, sat: [09:00-12:00, 14:00-16:00]}", read_open},
    {"closed", kinds::closed_days, presence::optional, "never", "Days without opening: for all, or by the prospect's region.",
     "{all: [12-25, 2026-12-24], US: [\"thu[4] nov\"]}", read_closed},
    {"zone", kinds::calendar_zone, presence::optional, as_if("prospect"), "Whose wall clock: prospect, owner, or a time zone.",
     "Europe/London", read_zone},
    {"cite", kinds::plain_text, presence::optional, "nothing", "What it goes back to: a law, a clause of a contract.",
     "12 CFR 1006.14(b)(2)", [](reader& r, const node& n, calendar_draft& d) { d.cite = r.read_text(n, kinds::plain_text); }},
    {"as_of", kinds::date, presence::optional, "no date", "With `cite`: the day on which that said so.", "2026-11-28",
     [](reader& r, const node& n, calendar_draft& d) { r.read_date(n, d.as_of); }},
};
constexpr auto calendar_key_docs = docs_of(calendar_keys);

}  // namespace

constexpr table_doc calendar_doc{"calendar", "a calendar", calendar_key_docs};

void read_calendar(reader& r, const node& n, calendar_draft& out) {
  read_keys(r, n, key_table<calendar_draft>{calendar_doc, calendar_keys}, out);
}

}  // namespace tickler::inline TICKLER_ABI
