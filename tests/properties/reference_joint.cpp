#include "reference_joint.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace plain {

namespace {

using tickler::party;

bool asks(const tickler::pattern_draft& p) {
  return std::any_of(p.with.begin(), p.with.end(), [](const auto& with) { return *with == party::colleague; });
}

bool asks(const tickler::event_ref& event) {
  for (const auto& each : event.any_of)
    if (const auto* pattern = std::get_if<tickler::pattern_draft>(&each); pattern != nullptr && asks(*pattern)) return true;
  return false;
}

bool asks_for_colleagues(const tickler::policy_draft& p) {
  bool any = asks(p.closes);
  for (const auto& e : p.events) {
    for (const auto& pattern : e.any_of) any = any || asks(pattern);
    if (e.count) any = any || asks(e.count->of);
  }
  for (const auto& s : p.stages) any = any || asks(s.from);
  for (const auto& c : p.cadences) {
    any = any || asks(c.starts) || asks(c.ends);
    for (const auto& s : c.steps) any = any || asks(s.done);
  }
  for (const auto& l : p.limits) any = any || asks(l.count);
  for (const auto& h : p.holds) any = any || asks(h.on) || asks(h.lifted_by);
  for (const auto& s : p.stops) any = any || asks(s.on) || asks(s.lifted_by);
  for (const auto& each : p.promises)
    any = any || asks(each.after) || asks(each.expect) || asks(each.never) || asks(each.of) || asks(each.unless);
  return any;
}

std::string in_small_letters(std::string text) {
  for (auto& c : text)
    if ('A' <= c && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

// "" for what is neither an e-mail address nor a telephone number.
std::string personal(const std::string& address) {
  std::string digits;
  for (const char c : address)
    if ('0' <= c && c <= '9') digits += c;
  if (address.find_first_not_of("0123456789 +-()./") == std::string::npos) return digits;
  const auto at = address.find('@');
  return at == std::string::npos || at == 0 || at + 1 == address.size() ? "" : in_small_letters(address);
}

std::set<std::string> addresses(const tickler::prospect& who) {
  std::set<std::string> all;
  for (const auto& [kind, value] : who.contact)
    if (!personal(value).empty()) all.insert(personal(value));
  return all;
}

std::set<std::string> addresses_for(const tickler::channel_draft& channel, const tickler::prospect& who) {
  std::set<std::string> all;
  for (const auto& kind : channel.needs)
    if (const auto known = who.contact.find(*kind); known != who.contact.end() && !personal(known->second).empty())
      all.insert(personal(known->second));
  return all;
}

// Both have e-mail addresses, and none in common.
bool are_two_people(const tickler::prospect& one, const tickler::prospect& other) {
  const auto emails_of = [](const tickler::prospect& who) {
    std::set<std::string> found;
    for (const auto& address : addresses(who))
      if (address.find('@') != std::string::npos) found.insert(address);
    return found;
  };
  const auto hers = emails_of(one), theirs = emails_of(other);
  const bool share_one = std::any_of(hers.begin(), hers.end(), [&](const std::string& email) { return theirs.count(email) != 0; });
  return !hers.empty() && !theirs.empty() && !share_one;
}

// Some text of both that no more than five have.
bool share(const std::vector<person>& all, const std::set<std::string>& one, const std::set<std::string>& other) {
  return std::any_of(one.begin(), one.end(), [&](const std::string& text) {
    const auto have = std::count_if(all.begin(), all.end(), [&](const person& p) { return addresses(p.who).count(text) != 0; });
    return other.count(text) != 0 && have <= 5;
  });
}

bool is_account(const std::vector<person>& all, const std::string& account) {
  for (const char* none : {"", "n/a", "none", "unknown", "private", "-"})
    if (in_small_letters(account) == none) return false;
  return std::count_if(all.begin(), all.end(), [&](const person& p) { return p.who.account == account; }) <= 1'000;
}

bool is_of_everything(const tickler::policy_draft& policy, const std::string& channel) {
  for (const char* to_somebody : {"phone", "sms", "email", "post", "card", "video", "chat", "social"})
    if (channel == to_somebody) return false;
  return std::none_of(policy.own_channels.begin(), policy.own_channels.end(), [&](const auto& own) { return *own == channel; });
}

auto said(const touch& t) { return std::tuple(t.at, t.channel, t.purpose, t.outcome, t.direction, t.with); }

struct placed {
  touch what{};
  int rank = 0;  // among those of one second
};

// What another's wish is to her.
std::vector<touch> wish_to(const tickler::policy_draft& policy, const std::vector<person>& all, const person& her,
                           const person& other, touch t) {
  if (t.with != party::prospect || !share(all, addresses(her.who), addresses(other.who))) return {};
  t.steps.clear();
  const bool is_out_of_everything = t.outcome == "opted_out" && is_of_everything(policy, t.channel);
  if (is_out_of_everything && !are_two_people(her.who, other.who)) return {t};
  const bool is_about_everything =
      is_out_of_everything || (t.outcome == "opted_in" && (t.channel.empty() || t.channel == "internal"));
  if (t.outcome != "opted_out" && t.outcome != "opted_in" && t.outcome != "bounced") return {};
  std::vector<touch> told;
  for (const auto& channel : policy.channels) {
    if (!is_about_everything && *channel.name != t.channel) continue;
    if (!share(all, addresses_for(channel, her.who), addresses_for(channel, other.who))) continue;
    told.push_back(t);
    told.back().channel = *channel.name;
  }
  return told;
}

}  // namespace

std::vector<touch> joint_history(const tickler::policy_draft& policy, const std::vector<person>& all, std::size_t i) {
  const auto& her = all[i];
  std::vector<placed> found;
  for (const auto& t : her.history) found.push_back({t, 1});
  for (const auto& other : all) {
    if (&other == &her) continue;
    for (const auto& theirs : other.history)
      for (const auto& t : wish_to(policy, all, her, other, theirs)) {
        const auto says_it = [&](const placed& p) { return said(p.what) == said(t) && p.what.address == t.address; };
        if (std::none_of(found.begin(), found.end(), says_it)) found.push_back({t, t.outcome == "opted_in" ? 0 : 2});
      }
  }
  auto hers = her.history;  // of which each repeats one of a colleague's at most
  for (const auto& other : all) {
    if (&other == &her || other.who.account != her.who.account || !is_account(all, her.who.account) || !asks_for_colleagues(policy))
      continue;
    for (auto t : other.history) {
      if (t.with != party::prospect || t.outcome == "skipped" || t.outcome == "snoozed") continue;
      t.with = party::colleague;
      t.steps.clear();
      const auto same = std::find_if(hers.begin(), hers.end(), [&](const touch& own) { return said(own) == said(t); });
      if (same == hers.end())
        found.push_back({t, 3});
      else
        hers.erase(same);
    }
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const placed& a, const placed& b) { return std::tie(a.what.at, a.rank) < std::tie(b.what.at, b.rank); });
  std::vector<touch> in_order;
  for (auto& p : found) in_order.push_back(std::move(p.what));
  return in_order;
}

}  // namespace plain
