#include "bank_log.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <string_view>

#include "records/csv_rows.hpp"

namespace bank {
namespace {

using tickler::channel, tickler::direction, tickler::outcome, tickler::purpose;

const std::string folder = TICKLER_SOURCE_DIR "/../shared/data/bpi2012/";

using row = std::vector<std::string>;
using each_row = std::function<void(const row&)>;

// Runs `command` and takes what it writes as CSV with a header line.
void read_csv(const std::string& command, const each_row& each) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> in(popen(command.c_str(), "r"), pclose);
  if (!in) throw std::runtime_error("cannot run " + command);
  std::stringstream text;
  std::array<char, 1u << 16> buffer{};
  while (const auto size = std::fread(buffer.data(), 1, buffer.size(), in.get()))
    text.write(buffer.data(), static_cast<std::streamsize>(size));
  try {
    tickler::csv_rows rows(text, 1u << 20, {}, ',');
    for (bool is_header = true; rows.next(); is_header = false) {
      row fields;
      for (std::size_t i = 0; i < rows.size(); ++i) fields.emplace_back(rows.text(i));
      if (!is_header) each(fields);
    }
  } catch (const tickler::row_error& error) {
    throw std::runtime_error("not CSV: " + command + ": " + error.message);
  }
}

struct words_of_activity {
  std::string_view activity, lifecycle;
  channel on;
  direction way;
  purpose why;
  outcome what;
};

// What the bank's activities are in a sales desk's words. The others say nothing about the customer.
constexpr words_of_activity activities[] = {
    {"A_SUBMITTED", "COMPLETE", channel::web, direction::inbound, purpose::none, outcome::created},
    {"O_SENT", "COMPLETE", channel::post, direction::outbound, purpose::inform, outcome::sent},
    {"O_SENT_BACK", "COMPLETE", channel::post, direction::inbound, purpose::none, outcome::replied},
    {"W_Nabellen offertes", "START", channel::phone, direction::outbound, purpose::check_in, outcome::none},
    {"W_Nabellen incomplete dossiers", "START", channel::phone, direction::outbound, purpose::collect_details, outcome::none},
    {"A_ACTIVATED", "COMPLETE", channel::internal, direction::internal, purpose::none, outcome::purchased},
    {"A_REGISTERED", "COMPLETE", channel::internal, direction::internal, purpose::none, outcome::purchased},
    {"A_APPROVED", "COMPLETE", channel::internal, direction::internal, purpose::none, outcome::purchased},
    {"A_DECLINED", "COMPLETE", channel::internal, direction::internal, purpose::none, outcome::declined},
    {"A_CANCELLED", "COMPLETE", channel::internal, direction::internal, purpose::none, outcome::cancelled},
};

std::optional<tickler::touch_words> words_of(std::string_view activity, std::string_view lifecycle) {
  for (const auto& known : activities)
    if (known.activity == activity && known.lifecycle == lifecycle)
      return tickler::touch_words{known.on, known.way, known.why, known.what};
  return {};
}

tickler::instant instant_of(const std::string& text) {
  const auto at = tickler::parse_instant(text);
  if (!at) throw std::runtime_error("not an instant: " + text);
  return *at;
}

}  // namespace

bool available() { return std::filesystem::exists(folder + "events.csv.gz"); }

log read_log(const tickler::vocabulary& words) {
  log result;
  read_csv("gzip -dc '" + folder + "events.csv.gz'", [&](const row& event) {
    const auto at = instant_of(event.at(3));
    result.end = std::max(result.end, at);
    if (const auto touched = words_of(event[1], event[2]))
      result.applications.try_emplace(event[0], words).first->second.add({.at = at, .words = *touched});
  });
  return result;
}

tickler::book book_of(const log& all, const tickler::vocabulary& words) {
  tickler::book made(words);
  for (const auto& [id, history] : all.applications) {
    const auto number = made.add({.id = id});
    for (std::size_t i = 0; i < history.size(); ++i) made.add(number, history[i]);
  }
  return made;
}

std::vector<answer> read_answers() {
  std::vector<answer> result;
  read_csv("cat '" + folder + "system_expiry.csv'", [&](const row& line) {
    result.push_back({{line.at(0), instant_of(line.at(4))}, line.at(5) == "1"});
  });
  return result;
}

}  // namespace bank
