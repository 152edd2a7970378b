// Runs tests/scenarios/contact.table, which says itself what its rows mean. Adding one needs no code.
#include <boost/algorithm/string.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <stdexcept>
#include <string>
#include <tickler/io.hpp>
#include <tickler/tickler.hpp>
#include <vector>

namespace contact_table {
namespace {

using strings = std::vector<std::string>;

const strings channels{"email", "phone", "sms", "fax", "web", "in_person"};

// A cadence for each channel to each of the two, all begun on the day of asking.
std::string policy_text() {
  std::string text = R"(policy: wishes
zone: UTC
vocabulary: {channels: [fax]}
channels: {email: {needs: email}, phone: {needs: [phone, mobile]}, sms: {}, fax: {}, web: {}, in_person: {}}
stops:
  - {on: {outcome: complained}, channels: phone, lifted_by: {outcome: interested}}
  - {on: {outcome: cancelled}, lifted_by: {outcome: returned}}
cadences:
)";
  for (const std::string to : {"prospect", "referrer"})
    for (const auto& channel : channels)
      text += "  to-" + to + "-by-" + boost::replace_all_copy(channel, "_", "-") +
              ": {starts: {outcome: met}, steps: [{id: it, do: {channel: " + channel + ", to: " + to + "}}]}\n";
  return text;
}

struct row {
  std::string history, to_her, to_the_referrer, why;
};

std::ostream& operator<<(std::ostream& out, const row& r) { return out << r.history << " (" << r.why << ')'; }

std::vector<row> rows() {
  std::ifstream in(std::filesystem::path(TICKLER_SOURCE_DIR) / "tests/scenarios/contact.table");
  std::vector<row> found;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line.front() == '#') continue;
    strings cells;
    boost::split(cells, line, boost::is_any_of("|"));
    if (cells.size() != 4) throw std::runtime_error("not four columns: " + line);
    for (auto& cell : cells) boost::trim(cell);
    found.push_back({cells[0], cells[1], cells[2], cells[3]});
  }
  return found;
}

// A part of a history as lines of records. What each is counted as: `day` is that of the one before.
class history_reader {
 public:
  void read(std::string part) {
    boost::trim(part);
    if (part.starts_with("cy has ")) {
      cy_is_there = true;
      cy_has = part.substr(7);
      return;
    }
    ++day_;
    if (part.front() == '@') day_ = std::stoi(taken(part).substr(1));
    std::string prospect = "ada", with;
    for (const auto& [prefix, party] :
         std::map<std::string, std::string>{{"ref:", "referrer"}, {"Ref:", "Referrer"}, {"col:", "colleague"}})
      if (part.starts_with(prefix)) taken(part), with = party;
    if (part.starts_with("cy:")) taken(part), prospect = "cy", cy_is_there = true;
    const auto outcome = part.front() == '\'' ? quoted(part) : taken(part);
    const auto channel = taken(part);
    const auto ours = outcome == "sent" ? "outbound" : "inbound";
    const bool is_report = outcome == "delivered" || outcome == "bounced";
    add(prospect, day_,
        {{"outcome", outcome}, {"channel", channel}, {"with", with}, {"direction", is_report ? "" : ours}, {"address", part}});
  }

  void add(const std::string& prospect, int day, const std::map<std::string, std::string>& fields) {
    lines += R"({"prospect":")" + prospect + R"(","at":")" +
             tickler::to_string(tickler::parse_instant("2026-03-01T10:00:00Z").value() + std::chrono::hours{24} * day) + '"';
    for (const auto& [name, value] : fields)
      if (!value.empty()) lines += ",\"" + name + "\":\"" + value + '"';
    lines += "}\n";
  }

  std::string lines{}, cy_has = "email phone";
  bool cy_is_there = false;

 private:
  static std::string taken(std::string& part) {
    const auto end = std::min(part.find(' '), part.size());
    const auto word = part.substr(0, end);
    part.erase(0, std::min(end + 1, part.size()));
    return word;
  }
  static std::string quoted(std::string& part) {
    const auto end = part.find('\'', 1);
    const auto words = part.substr(1, end - 1);
    part.erase(0, std::min(end + 2, part.size()));
    return words;
  }

  int day_ = 0;
};

std::string in_words(const strings& open) {
  if (open == channels) return "all";
  if (open.empty()) return "none";
  strings closed;
  for (const auto& channel : channels)
    if (std::find(open.begin(), open.end(), channel) == open.end()) closed.push_back(channel);
  return closed.size() <= 2 ? "all but " + boost::join(closed, " ") : "only " + boost::join(open, " ");
}

strings open_channels(const tickler::policy& p, const tickler::decision& d, tickler::party to) {
  std::map<std::string, bool> ready;
  for (const auto& a : d.actions)
    if (a.to == to && a.state == tickler::action_state::ready) ready[std::string(p.words().name(a.channel))] = true;
  strings open;
  for (const auto& channel : channels)
    if (ready[channel]) open.push_back(channel);
  return open;
}

BOOST_DATA_TEST_CASE(what_a_history_of_wishes_and_bounces_comes_to, boost::unit_test::data::make(rows()), r) {
  const tickler::vocabulary words;
  const auto policy = tickler::load_policy(policy_text(), "wishes.yaml", words).value();
  history_reader history;
  strings parts;
  if (!r.history.empty()) boost::split(parts, r.history, boost::is_any_of(","));
  for (const auto& part : parts) history.read(part);
  history.add("ada", 40, {{"outcome", "met"}, {"direction", "internal"}});

  tickler::book book(words);
  const auto ada = book.add({.id = "ada",
                             .contact = {{"email", "ada@example.org"}, {"phone", "+1 212 555 0101"}, {"mobile", "0171 555"}},
                             .referrer = "cy"});
  tickler::prospect cy{.id = "cy"};
  if (history.cy_has.find("email") != std::string::npos) cy.contact["email"] = "cy@example.org";
  if (history.cy_has.find("phone") != std::string::npos) cy.contact["phone"] = "+1 212 555 0202";
  if (history.cy_is_there) book.add(cy);
  std::string bad;
  tickler::read_touchpoints(history.lines, {.file = "touchpoints.jsonl"}, book,
                            [&](const tickler::diagnostic& d) { bad += d.message + '\n'; });
  if (r.to_her.starts_with("refused ")) {
    BOOST_TEST(bad.ends_with("write '" + r.to_her.substr(8) + "'\n"), r.history << ": " << bad);
    return;
  }
  BOOST_TEST(bad == "");

  const auto now = tickler::parse_instant("2026-04-10T10:00:00Z").value();
  tickler::evaluate_some(policy, book, {&ada, 1}, now, [&](auto, const tickler::decision& d) {
    const bool is_stopped = d.status == tickler::status::stopped;
    BOOST_TEST((is_stopped ? "stopped" : in_words(open_channels(policy, d, tickler::party::prospect))) == r.to_her);
    BOOST_TEST(in_words(open_channels(policy, d, tickler::party::referrer)) == r.to_the_referrer);
  });
}

}  // namespace
}  // namespace contact_table
