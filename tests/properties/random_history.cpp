#include <algorithm>

#include "random_conditions.hpp"

namespace plain {

using namespace std::chrono_literals;
using tickler::direction;
using tickler::party;

namespace {

std::string known_value(std::string_view kind) {
  if (kind == "phone") return "+1 212 555 0101";
  if (kind == "mobile") return "0171/555";
  return kind == "email" ? "Ada@example.org" : "1 Main Street";
}

}  // namespace

tickler::prospect random_prospect(dice& d, const stage_setting& set) {
  const auto zone = [&] {
    return d.word({"", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kathmandu", "UTC",
                   "America/St_Johns"});
  };
  tickler::prospect who{.id = "ada", .zone = zone(), .region = d.word({"", "US", "US-NY", "GB"}), .owner_zone = zone()};
  for (const char* kind : {"phone", "mobile", "email", "address"})
    if (d.percent(70)) who.contact[kind] = d.percent(95) ? known_value(kind) : "";
  if (d.percent(70)) who.referrer = "cy";
  give_facts(d, set, who);
  return who;
}

namespace {

std::string encoded(const std::string& key) { return key == "7/b" ? "7%2Fb" : key; }

struct history_maker {
  dice& d;
  const stage_setting& set;
  const tickler::policy_draft& policy;
  std::vector<touch> made{};

  instant random_time() {
    if (!made.empty() && d.percent(15)) return d.one_of(made).at;
    const auto day = set.middle + std::chrono::hours{24} * d.from(-12, 12);
    if (d.percent(60)) return day + 30min * d.from(0, 47);
    return day + std::chrono::seconds{d.from(0, 86'399)};
  }

  std::string step_name() {
    if (d.percent(5)) return d.word({"k0/nothing", "what is this", "k0/s0#x@2026-03-02T10:00:00Z", "k0/s0#"});
    const auto& c = d.one_of(policy.cadences);
    std::string name = *c.name + "/" + *d.one_of(c.steps).name;
    if (d.percent(50) || made.empty()) return name;
    const auto& start = d.one_of(made);
    name += "#" + std::to_string(d.percent(70) ? 0 : d.from(1, 2)) + "@" + tickler::to_string(start.at);
    if (*c.per == tickler::run_per::start && d.percent(15)) name += "+1";
    if (*c.per == tickler::run_per::key && !start.keys.empty()) name += "~" + encoded(d.one_of(start.keys));
    return name;
  }

  std::string channel() {
    return d.percent(80) ? d.one_of(set.channels) : d.word({"", "web", "internal", "in_person", "sms", "pigeon"});
  }
  std::string purpose() { return d.percent(85) ? d.one_of(set.purposes) : d.word({"", "gossip"}); }
  std::string outcome() { return d.percent(85) ? d.one_of(set.outcomes) : d.word({"", "yawned", "complained"}); }

  touch words() {
    const int kind = d.from(1, 100);
    if (kind <= 45) return {.channel = channel(), .purpose = purpose(), .outcome = outcome(), .direction = direction::outbound};
    if (kind <= 70) return {.channel = channel(), .purpose = purpose(), .outcome = outcome(), .direction = direction::inbound};
    if (kind <= 76) return {.channel = "internal", .purpose = purpose(), .outcome = outcome(), .direction = direction::internal};
    if (kind <= 84)
      return {.channel = channel(),
              .outcome = d.word({"delivered", "opened", "clicked", "bounced", "failed", "out_of_office"}),
              .direction = d.percent(50) ? direction::inbound : direction::none};
    if (kind <= 87) return {.channel = channel(), .outcome = "opted_out", .direction = direction::inbound};
    if (kind <= 90) return {.channel = channel(), .outcome = "opted_in", .direction = direction::inbound};
    if (kind <= 95) return {.outcome = "skipped", .direction = direction::internal};
    return {.outcome = "snoozed", .direction = direction::internal};
  }

  // Mostly one.
  std::vector<std::string> keys() {
    if (d.percent(70)) return {d.word({"a", "7/b"})};
    return d.some_of<std::string>({"a", "7/b", "c"}, 2, 3);
  }

  touch one() {
    touch e = words();
    e.at = random_time();
    const bool is_about_contact = e.outcome == "opted_out" || e.outcome == "opted_in" || e.outcome == "bounced";
    if (d.percent(is_about_contact ? 40 : 10)) e.with = d.percent(50) ? party::referrer : party::colleague;
    if (d.percent(35)) e.keys = keys();
    const bool needs_until = e.outcome == "snoozed" || e.outcome == "out_of_office" || e.outcome == "promised";
    if (d.percent(needs_until ? 85 : 30)) e.until = e.at + 30min * d.from(-4, 700);
    if (e.until && d.percent(1)) e.until = date::sys_days{date::year{2040} / 1 / 1};
    const bool may_be_about_one = e.outcome == "bounced" || e.outcome == "delivered" || e.direction == direction::inbound;
    if (d.percent(may_be_about_one ? 50 : 5))
      e.address =
          d.word({"ada@EXAMPLE.org", "Ada@example.org", "+1 (212) 555-0101", "0171 555", "1 main street", "other@example.org"});
    const bool wants_step = e.outcome == "skipped" || e.outcome == "snoozed";
    if (d.percent(wants_step ? 70 : e.direction == direction::inbound ? 6 : 25))
      for (int n = d.percent(75) ? 1 : d.from(2, 4); n > 0; --n) e.steps.push_back(step_name());
    return e;
  }
};

}  // namespace

std::vector<touch> random_history(dice& d, const stage_setting& set, const tickler::policy_draft& policy, int size) {
  history_maker maker{d, set, policy};
  for (int n = 0; n < size; ++n) maker.made.push_back(maker.one());
  std::stable_sort(maker.made.begin(), maker.made.end(), [](const touch& a, const touch& b) { return a.at < b.at; });
  return maker.made;
}

std::vector<instant> random_nows(dice& d, const stage_setting& set, const std::vector<touch>& history, int count) {
  std::vector<instant> nows;
  for (int n = 0; n < count; ++n) {
    const instant about = history.empty() ? set.middle : d.one_of(history).at;
    switch (d.from(0, 3)) {
      case 0:
        nows.push_back(about);
        break;
      case 1:
        nows.push_back(about + std::chrono::seconds{d.from(0, 86'400 * 4)});
        break;
      case 2:
        nows.push_back(set.middle + 30min * d.from(-48 * 12, 48 * 16));
        break;
      default:
        nows.push_back((history.empty() ? about : history.back().at) + 30min * d.from(0, 48 * 12));
    }
  }
  return nows;
}

}  // namespace plain
