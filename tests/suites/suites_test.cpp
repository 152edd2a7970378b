// Cases that others wrote, for schedulers, calendars and gates of their own: read from ../shared/data/suites beside the project,
// where they are (its README.md says whose they are, and how each is put). The policies are ours, the inputs and the answers are
// theirs.
#include <simdjson.h>

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <tickler/io.hpp>
#include <tickler/tickler.hpp>
#include <vector>

#include "support/files.hpp"
#include "support/instants.hpp"

namespace suites {
namespace {

namespace dom = simdjson::dom;
namespace fs = std::filesystem;

const fs::path folder = support::source_dir().parent_path() / "shared/data/suites";

// What of one expectation does not hold; empty if all does.
class expectation {
 public:
  expectation(dom::object wanted, const tickler::policy& p, const tickler::decision& d)
      : wanted_(wanted), policy_(p), decision_(d) {}

  std::string missed() {
    if (!wanted_["none"].error()) return decision_.actions.empty() ? "" : "there are actions";
    const std::string name(wanted_["action"].get_string().value());
    const auto& actions = decision_.actions;
    const auto found = std::find_if(actions.begin(), actions.end(), [&](const auto& a) {
      return *policy_.draft().cadences.at(a.cadence).name + '/' + *step_of(policy_, a).name == name;
    });
    if (found == actions.end()) return "no " + name;
    std::string out;
    for (const auto [key, value] : wanted_)
      if (key != "action" && !agrees(key, value, *found)) out += " " + std::string(key);
    return out;
  }

 private:
  static bool agrees(std::string_view key, dom::element value, const tickler::action& a) {
    if (key == "ready") return (a.state == tickler::action_state::ready) == value.get_bool().value();
    if (key == "state") return to_string(a.state) == value.get_string().value();
    const auto& t = key == "when" ? a.when : key == "not_before" ? a.not_before : key == "due" ? a.due : a.at_latest;
    if (value.is_null()) return !t;
    return t && tickler::to_string(*t) == value.get_string().value();
  }

  dom::object wanted_;
  const tickler::policy& policy_;
  const tickler::decision& decision_;
};

struct score {
  std::size_t agree = 0;
  std::vector<std::string> differ{};
};

class runner {
 public:
  runner() : policies_(policy_parser_.load((folder / "policies.json").string())) {}

  void run(const fs::path& file) {
    dom::parser parser;
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
      const dom::object one = parser.parse(simdjson::padded_string(line));
      auto& of = scores[std::string(one["suite"].get_string().value())];
      const auto why = answer(one);
      if (why.empty())
        ++of.agree;
      else
        of.differ.push_back(std::string(one["id"].get_string().value()) + ": " + why);
    }
  }

  std::map<std::string, score> scores{};

 private:
  std::string answer(dom::object one) {
    const auto& p = policy(std::string(one["policy_ref"].get_string().value()));
    auto words = p.words();
    const auto who = prospect_of(simdjson::minify(one["prospect"].value()), p);
    tickler::history log(words);
    for (const auto t : one["touchpoints"].get_array()) add(log, simdjson::minify(t), words);
    for (const auto check : one["checks"].get_array()) {
      const auto now = support::at(check["now"].get_string().value());
      const auto d = evaluate(p, who, log, now);
      if (const auto why = expectation(check["expect"].get_object(), p, d).missed(); !why.empty()) return why;
    }
    return "";
  }

  // Records name no prospect: any will do.
  static std::string named(const std::string& record, const std::string& field) {
    return "{\"" + field + "\":\"x\"," + record.substr(1);
  }

  static tickler::prospect prospect_of(const std::string& record, const tickler::policy& p) {
    std::istringstream in(record.size() == 2 ? R"({"id":"x"})" : named(record, "id"));
    tickler::prospect found;
    tickler::read_prospects(
        in, {.facts = &p}, [&](tickler::prospect&& who, tickler::source_position) { found = std::move(who); },
        [](const tickler::diagnostic& d) { throw std::runtime_error(to_string(d)); });
    return found;
  }

  static void add(tickler::history& log, const std::string& record, tickler::vocabulary& words) {
    std::istringstream in(named(record, "prospect"));
    tickler::read_touchpoints(
        in, {}, words, [&](std::string_view, tickler::touchpoint&& t, tickler::source_position) { log.add(t); },
        [](const tickler::diagnostic& d) { throw std::runtime_error(to_string(d)); });
  }

  // A policy file may be JSON.
  const tickler::policy& policy(const std::string& name) {
    const auto known = loaded_.find(name);
    if (known != loaded_.end()) return known->second;
    const auto text = simdjson::minify(policies_[name].value());
    return loaded_.emplace(name, tickler::load_policy(text, name, tickler::vocabulary{}).value()).first->second;
  }

  dom::parser policy_parser_{};
  dom::object policies_;
  std::map<std::string, tickler::policy> loaded_{};
};

BOOST_AUTO_TEST_CASE(cases_that_others_wrote_agree) {
  if (!fs::exists(folder)) {
    BOOST_TEST_MESSAGE("skipped: there is no " << folder);
    return;
  }
  runner all;
  for (const auto& file : fs::directory_iterator(folder))
    if (file.path().extension() == ".jsonl" && file.path().filename() != "wanted.jsonl") all.run(file.path());
  for (const auto& [name, of] : all.scores) {
    std::cout << name << ": " << of.agree << " of " << of.agree + of.differ.size() << " agree\n";
    for (const auto& why : of.differ) BOOST_ERROR(name << ' ' << why);
  }
  BOOST_TEST(all.scores.size() == 8U);
}

}  // namespace
}  // namespace suites
