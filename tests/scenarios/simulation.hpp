// Plays a scenario through the public API: sets up what its sections say and holds the decisions against what they expect.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <tickler/io.hpp>
#include <tickler/tickler.hpp>

#include "scenarios/scenario.hpp"

namespace scenarios {

class simulation {
 public:
  // The sections of a scenario, in turn. Throws bad_scenario for what cannot be set up; returns what is not as expected, or
  // nothing.
  std::string run(const section& s);

 private:
  void use_policy(const tickler::loaded_policy& loaded);
  std::size_t add_prospects(const section& s, const tickler::diagnostic_sink& bad);  // the lines that are bad
  void refuse_prospects(const section& s);
  void add_touchpoints(const section& s);
  std::string check(const section& s);
  std::string ask(const section& s);
  tickler::instant instant_of(const section& s) const;

  std::string records_of(const section& s) const;

  tickler::vocabulary words_{};
  std::optional<tickler::zone> zone_{};
  tickler::policy policy_{};
  std::map<std::string, tickler::prospect, std::less<>> prospects_{};
  std::map<std::string, tickler::history, std::less<>> histories_{};
};

std::filesystem::path data_folder();

// The text with each wall-clock time ("2026-03-02T10:00" or with seconds, no offset after it) as the instant it is in the zone; as
// it is without one.
std::string in_utc(const std::string& text, const std::optional<tickler::zone>& zone);

}  // namespace scenarios
