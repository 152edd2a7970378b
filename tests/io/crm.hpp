// The sample exports of examples/crm, read by their mappings and decided for.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <tickler/evaluate_all.hpp>
#include <tickler/io/book_records.hpp>
#include <tickler/io/load_policy.hpp>
#include <tickler/io/mapping.hpp>
#include <utility>
#include <vector>

#include "support/files.hpp"
#include "support/instants.hpp"

namespace crm {

inline const auto folder = support::source_dir() / "examples/crm";

struct sample {
  std::string prospects{};
  std::vector<std::string> touchpoints{};
  std::filesystem::path folder = crm::folder;
  bool is_mapped = true;  // the file of prospects, too; else its columns are called as fields are
};

inline const std::vector<sample> samples = {
    {"hubspot-contacts", {"hubspot-calls", "hubspot-emails"}},
    {"salesforce-contacts", {"salesforce-tasks", "salesforce-events"}},
    {"salesforce-leads", {}},
    {"pipedrive-people", {"pipedrive-activities"}},
    {"suitecrm-contacts", {"suitecrm-calls", "suitecrm-meetings"}},
};

// Everybody may be called and written to, always; who was, is again after an hour. Who asks for time gets two weeks, who declines
// is left alone.
inline const char* const policy_text = R"(policy: anybody
zone: America/New_York
channels: {phone: {needs: [mobile, phone]}, email: {needs: email}}
events: {touched: [{direction: outbound}, {direction: inbound}, {outcome: created}]}
cadences:
  call: {starts: touched, restart: yes, steps: [{id: now, do: {channel: phone}, after: 1 hour}]}
  write: {starts: touched, restart: yes, steps: [{id: now, do: {channel: email}, after: 1 hour}]}
holds: {later: {on: {outcome: asked_for_time}, for: 2 weeks}}
stops: {on: {outcome: declined}}
)";

inline const auto now = support::at("2026-03-03T15:00:00Z");

using reach = std::pair<std::string, std::string>;  // a channel, and an address or number on it

struct result {
  std::map<std::string, std::set<std::string>> ready{};  // channels, by prospect
  std::set<reach> reached{};                             // by what is ready
  std::map<std::string, std::set<reach>> reachable{};    // all that is known, by prospect
  std::vector<tickler::diagnostic> said{};
  std::size_t left_out = 0;
};

inline const tickler::policy& policy() {
  static const auto loaded = tickler::load_policy(policy_text, "p.yaml", {}).value();
  return loaded;
}

inline const tickler::record_mapping& mapping_of(const std::string& name, const std::filesystem::path& in = folder) {
  static std::map<std::string, tickler::record_mapping> loaded;
  const auto path = (in / (name + ".yaml")).string();
  auto found = loaded.find(path);
  if (found == loaded.end()) found = loaded.emplace(path, tickler::load_mapping_file(path).value()).first;
  return found->second;
}

using contents = std::map<std::string, std::string>;  // of files, by name

inline contents contents_of(const sample& s) {
  contents all;
  all[s.prospects] = support::content_of(s.folder / (s.prospects + ".csv"));
  for (const auto& name : s.touchpoints) all[name] = support::content_of(s.folder / (name + ".csv"));
  return all;
}

inline void note_decision(const tickler::book& all, tickler::prospect_number number, const tickler::decision& d, result& found) {
  const auto who = all.prospect(number);
  auto& channels = found.ready[who.id];
  for (const auto& action : d.actions) {
    if (action.state != tickler::action_state::ready) continue;
    const std::string channel(policy().words().name(action.channel));
    channels.insert(channel);
    found.reached.emplace(channel, tickler::contact_of(policy(), who, action).value);
  }
  for (const auto& [kind, value] : who.contact) found.reachable[who.id].emplace(kind == "email" ? "email" : "phone", value);
}

// As the command decides: all records into a book, then for everybody, unless a file is refused as a whole; for whom nothing has
// happened is as one who was created.
inline result decide(const sample& s, const contents& files) {
  result found;
  bool is_refused = false;
  tickler::book all(policy().words());
  const auto say = [&](const tickler::diagnostic& d) { found.said.push_back(d); };
  const auto read = [&](const std::string& name, bool is_mapped, auto&& into_book) {
    const tickler::record_options options{.file = name + ".csv",
                                          .format = tickler::record_format::csv,
                                          .mapping = is_mapped ? &mapping_of(name, s.folder) : nullptr,
                                          .local_times = tickler::zone::find("America/New_York").value(),
                                          .as_of = now};
    const auto counts = into_book(std::string_view(files.at(name)), options);
    found.left_out += counts.left_out;
    is_refused |= counts.is_refused;
  };
  read(s.prospects, s.is_mapped,
       [&](std::string_view text, const auto& options) { return tickler::read_prospects(text, options, all, say); });
  for (tickler::prospect_number i = 0; i < all.size(); ++i)
    all.add(i, {.at = now - std::chrono::hours{48}, .words = {.outcome = tickler::outcome::created}});
  for (const auto& name : s.touchpoints)
    read(name, true,
         [&](std::string_view text, const auto& options) { return tickler::read_touchpoints(text, options, all, say); });
  if (is_refused) return found;
  tickler::evaluate_all(policy(), all, now,
                        [&](tickler::prospect_number number, const tickler::decision& d) { note_decision(all, number, d, found); });
  return found;
}

}  // namespace crm
