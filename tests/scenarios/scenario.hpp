// A scenario: a policy, prospects, touchpoints and the decisions expected at some instants, as a text that reads like a
// specification.
//
//   # Two business days from Friday are Tuesday.
//   --- zone Europe/London                  (instants without an offset are wall-clock times of it from here on)
//   --- policy                              (or `--- policy file ../../../examples/policies/art-of-follow-up.yaml`)
//   policy: two-days
//   ...
//   --- prospect                            (JSON Lines; a line that begins with a blank continues the one before)
//   {"id":"ada"}
//   --- bad prospect                        (lines that must be refused, one error each)
//   {"id":"nowhere","zone":"Mars/Olympus"}
//   --- touchpoints
//   {"prospect":"ada","at":"2026-03-06T10:00","outcome":"inquired"}
//   --- at 2026-03-06T10:00                 (what is given must be so, what is left out may be anything)
//   {"prospect":"ada","status":"waiting","actions":[{"when":"2026-03-10T10:00","flags":[]}]}
//   --- may at 2026-03-06T10:00             (a touch that is proposed, and what must be so of the answer)
//   {"prospect":"ada","channel":"phone"} => {"verdict":"wait","when":"2026-03-09T09:00"}
//
// Sections count from where they stand: touchpoints and prospects add up, a policy replaces the one before. In expected texts
// "<= T" means not null and not later than T, "~ words" that the words occur. Lines of `#` are comments.
#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

namespace scenarios {

enum class section_kind { zone, policy, policy_file, prospect, bad_prospect, touchpoints, at, may };

struct section {
  section_kind kind{};
  std::string argument{};            // the zone, the file, the instant
  std::string text{};                // the policy
  std::vector<std::string> lines{};  // the records
  std::size_t line = 0;              // of its heading
};

struct scenario {
  std::string name{};   // of the file
  std::string title{};  // the comment that it begins with
  std::vector<section> sections{};
};

struct bad_scenario : std::runtime_error {
  using std::runtime_error::runtime_error;
};

scenario read_scenario(const std::filesystem::path& file);  // throws bad_scenario

// One line more: it begins a section, or belongs to the last one. Throws bad_scenario.
void add_line(std::vector<section>& sections, const std::string& line, std::size_t number);

}  // namespace scenarios
