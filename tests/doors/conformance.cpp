#include "doors/conformance.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <sstream>
#include <tickler/instant.hpp>
#include <tickler/zone.hpp>

#include "base/json_text.hpp"
#include "base/utf8.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/simulation.hpp"
#include "scenarios/subset.hpp"
#include "support/files.hpp"

namespace doors {

namespace {

namespace fs = std::filesystem;

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const auto length = tickler::decode_utf8(text).second;
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

std::string case_of(const std::string& prospect, const std::string& touchpoints) {
  return R"({"prospect":)" + prospect + R"(,"touchpoints":[)" + touchpoints + "]}";
}

class collector {
 public:
  conformance collect() && {
    for (const auto& file : support::files_in(scenarios::data_folder(), ".scenario")) add(scenarios::read_scenario(file));
    for (const auto& file : support::files_in(support::source_dir() / "tests/broken_policies", ".yaml"))
      if (const auto text = support::content_of(file); is_utf8(text)) add_policy({file.filename().string(), text});
    for (const auto& file : support::files_in(support::source_dir() / "tests/broken_records", ".jsonl")) add_records(file);
    return std::move(all_);
  }

 private:
  void add_policy(policy_text p) {
    all_.policies.push_back(std::move(p));
    all_.questions.push_back({.what = asking::load, .policy = all_.policies.size() - 1});
  }

  void ask(asking what, const std::string& one_case, tickler::instant now, std::string besides = {}) {
    all_.questions.push_back({what, all_.policies.size() - 1, one_case, std::move(besides), now.time_since_epoch().count()});
  }

  // A prospect of it, with the touchpoints so far, at each instant at which something is expected of her.
  void add(const scenarios::scenario& s) {
    std::optional<tickler::zone> zone;
    std::map<std::string, std::string, std::less<>> prospects, touchpoints;
    const auto one_case = [&](const std::string& id) { return case_of(prospects[id], touchpoints[id]); };
    for (const auto& section : s.sections) {
      const auto each_line = [&](auto&& take) {
        for (const auto& line : section.lines) take(scenarios::in_utc(line, zone));
      };
      const auto now = [&] { return tickler::parse_instant(scenarios::in_utc(section.argument, zone)).value(); };
      switch (section.kind) {
        case scenarios::section_kind::zone:
          zone = tickler::zone::find(section.argument).value();
          break;
        case scenarios::section_kind::policy:
          add_policy({s.name + ".yaml", section.text});
          break;
        case scenarios::section_kind::policy_file:
          add_policy(
              {fs::path(section.argument).filename().string(), support::content_of(scenarios::data_folder() / section.argument)});
          break;
        case scenarios::section_kind::prospect:
          each_line([&](const std::string& line) { prospects[scenarios::text_member(line, "id")] = line; });
          break;
        case scenarios::section_kind::bad_prospect:
          break;
        case scenarios::section_kind::touchpoints:
          each_line([&](const std::string& line) {
            auto& list = touchpoints[scenarios::text_member(line, "prospect")];
            list += (list.empty() ? "" : ",") + line;
          });
          break;
        case scenarios::section_kind::at:
          each_line([&](const std::string& line) {
            const auto of = one_case(scenarios::text_member(line, "prospect"));
            ask(asking::decide, of, now());
            ask(asking::explain, of, now());
            if (all_.questions.size() % 7 == 0) ask(asking::preview, of, now(), "answers on day 3");
          });
          break;
        case scenarios::section_kind::may:
          each_line([&](const std::string& line) {
            const auto touch = line.substr(0, line.find(" => "));
            ask(asking::may, one_case(scenarios::text_member(touch, "prospect")), now(), touch);
          });
      }
    }
  }

  void add_records(const fs::path& file) {
    if (!has_plain_)
      add_policy({"plain.yaml",
                  "policy: plain\nzone: UTC\nchannels: {email: {}}\ncadences: {answer: {starts: {direction: "
                  "inbound}, steps: [{id: send, do: {channel: email}, within: 24 hours}]}}\n"});
    has_plain_ = true;
    const bool is_of_prospects = file.filename().string().find("prospect") != std::string::npos;
    std::istringstream lines(support::content_of(file));
    const auto now = tickler::parse_instant("2026-03-02T10:00:00Z").value();
    for (std::string line; std::getline(lines, line);)
      if (is_utf8(line)) ask(asking::decide, is_of_prospects ? case_of(line, "") : case_of(R"({"id":"ada"})", line), now);
  }

  conformance all_{};
  bool has_plain_ = false;
};

}  // namespace

const conformance& collected() {
  static const auto all = collector().collect();
  return all;
}

std::string written(const conformance& all, const std::vector<answer>& answers) {
  tickler::json_text json;
  for (std::size_t i = 0; i < all.policies.size(); ++i) {
    json.raw("{\"policy\":" + std::to_string(i)).name("name").string(all.policies[i].name);
    json.name("yaml").string(all.policies[i].yaml).raw("}\n");
  }
  for (std::size_t i = 0; i < all.questions.size(); ++i) {
    const auto& q = all.questions[i];
    const auto& a = answers.at(i);
    json.raw("{").name("ask").string(asking_names[static_cast<std::size_t>(q.what)]);
    json.name("policy").raw(std::to_string(q.policy)).name("case").string(q.one_case).name("besides").string(q.besides);
    json.name("now").raw(std::to_string(q.now)).name("result").raw(std::to_string(a.result)).name("answer").string(a.text);
    json.name("problems").list(a.problems, [&](const std::string& each) { json.string(each); }).raw("}\n");
  }
  return std::move(json).take();
}

}  // namespace doors
