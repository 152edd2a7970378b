// The sample exports of examples/crm, read by their mappings and decided for.
#pragma once

#include <map>
#include <set>
#include <sstream>
#include <string>
#include <tickler/evaluate_all.hpp>
#include <tickler/io/book_records.hpp>
#include <tickler/io/load_policy.hpp>
#include <tickler/io/mapping.hpp>
#include <vector>

#include "support/files.hpp"
#include "support/instants.hpp"

namespace crm {

inline const auto folder = support::source_dir() / "examples/crm";

struct sample {
  std::string prospects{};
  std::vector<std::string> touchpoints{};
};

inline const std::vector<sample> samples = {
    {"hubspot-contacts", {"hubspot-calls", "hubspot-emails"}},
    {"salesforce-contacts", {"salesforce-tasks", "salesforce-events"}},
    {"salesforce-leads", {}},
    {"pipedrive-people", {"pipedrive-activities"}},
    {"suitecrm-contacts", {"suitecrm-calls", "suitecrm-meetings"}},
};

// Everybody may be called and written to, always; who was, is again after an hour.
inline const char* const policy = R"(policy: anybody
zone: America/New_York
channels: {phone: {needs: [mobile, phone]}, email: {needs: email}}
events: {touched: [{direction: outbound}, {direction: inbound}, {outcome: created}]}
cadences:
  call: {starts: touched, restart: yes, steps: [{id: now, do: {channel: phone}, after: 1 hour}]}
  write: {starts: touched, restart: yes, steps: [{id: now, do: {channel: email}, after: 1 hour}]}
)";

inline const auto now = support::at("2026-03-03T15:00:00Z");

struct result {
  std::map<std::string, std::set<std::string>> ready{};  // channels, by prospect
  std::vector<tickler::diagnostic> said{};
  std::size_t left_out = 0;
};

inline tickler::record_mapping mapping_of(const std::string& name) {
  return tickler::load_mapping_file((folder / (name + ".yaml")).string()).value();
}

inline std::map<std::string, std::string> contents_of(const sample& s) {
  std::map<std::string, std::string> all;
  all[s.prospects] = support::content_of(folder / (s.prospects + ".csv"));
  for (const auto& name : s.touchpoints) all[name] = support::content_of(folder / (name + ".csv"));
  return all;
}

// As the command decides: all records into a book, then for everybody; for whom nothing has happened is as one who was created.
inline result decide(const sample& s, const std::map<std::string, std::string>& contents) {
  result found;
  const auto p = tickler::load_policy(policy, "p.yaml", {}).value();
  tickler::book all(p.words());
  const auto say = [&](const tickler::diagnostic& d) { found.said.push_back(d); };
  const auto read = [&](const std::string& name, auto&& into_book) {
    const auto mapping = mapping_of(name);
    const tickler::record_options options{.file = name + ".csv",
                                          .format = tickler::record_format::csv,
                                          .mapping = &mapping,
                                          .local_times = tickler::zone::find("America/New_York").value(),
                                          .as_of = now};
    found.left_out += into_book(std::string_view(contents.at(name)), options).left_out;
  };
  read(s.prospects, [&](std::string_view text, const auto& options) { return tickler::read_prospects(text, options, all, say); });
  for (tickler::prospect_number i = 0; i < all.size(); ++i)
    all.add(i, {.at = now - std::chrono::hours{48}, .words = {.outcome = tickler::outcome::created}});
  for (const auto& name : s.touchpoints)
    read(name, [&](std::string_view text, const auto& options) { return tickler::read_touchpoints(text, options, all, say); });
  tickler::evaluate_all(p, all, now, [&](tickler::prospect_number number, const tickler::decision& d) {
    auto& channels = found.ready[std::string(all.id(number))];
    for (const auto& action : d.actions)
      if (action.state == tickler::action_state::ready) channels.emplace(p.words().name(action.channel));
  });
  return found;
}

}  // namespace crm
