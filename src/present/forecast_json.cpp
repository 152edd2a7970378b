#include <cmath>
#include <tickler/io/forecasts.hpp>

#include "base/json_text.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

std::string rounded(double n) { return std::to_string(std::llround(n)); }

}  // namespace

std::string to_json(const policy& p, const load_forecast& ahead, const std::vector<wanted_starts>& wanted,
                    const std::vector<room_for_starts>& rooms) {
  const auto zone = p.zones().find(*p.draft().zone).value();
  const auto date_of = [&](std::size_t day) {
    return to_string(instant{zone.to_local(ahead.days.at(day)).time_since_epoch()}).substr(0, 10);
  };
  json_text json;
  const auto bands = [&json](const std::vector<load_band>& all) {
    json.list(all, [&json](const load_band& b) {
      json.raw("[").raw(rounded(b.low)).raw(",").raw(rounded(b.median)).raw(",").raw(rounded(b.high)).raw("]");
    });
  };
  json.raw("{").name("prospects").raw(std::to_string(ahead.prospects));
  json.name("runs").raw(std::to_string(ahead.runs));
  json.name("days").raw("[");
  for (std::size_t day = 0; day + 1 < ahead.days.size(); ++day) json.raw(day == 0 ? "" : ",").string(date_of(day));
  json.raw("]").name("weeks").list(ahead.weeks, [&](std::size_t day) { json.string(date_of(day)); });
  json.name("load").list(ahead.rows, [&](const load_row& row) {
    json.raw("{").name("owner").string_or_null(row.owner);
    json.name("channel").string_or_null(p.words().name(row.channel));
    json.name("days"), bands(row.days);
    json.name("weeks"), bands(row.weeks);
    json.raw("}");
  });
  const auto day_or_null = [&](const std::optional<std::size_t>& day) {
    if (day)
      json.string(date_of(*day));
    else
      json.raw("null");
  };
  if (!wanted.empty()) json.name("starts").raw("[");
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const auto& w = wanted[i];
    const auto& room = rooms.at(i);
    json.raw(i == 0 ? "{" : ",{").name("cadence").string(w.cadence).name("owner").string_or_null(w.owner);
    json.name("wanted").raw(std::to_string(w.starts)).name("starts").raw(std::to_string(room.starts));
    json.name("held_back").raw(std::to_string(w.starts - room.starts));
    json.name("full"), day_or_null(room.full);
    json.name("channel").string_or_null(p.words().name(room.channel));
    json.name("late"), day_or_null(room.late);
    json.raw("}");
  }
  if (!wanted.empty()) json.raw("]");
  return std::move(json.raw("}")).take();
}

}  // namespace tickler::inline TICKLER_ABI
