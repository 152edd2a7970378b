#include "scenarios/scenario.hpp"

#include <fstream>
#include <iterator>
#include <string_view>
#include <utility>

namespace scenarios {
namespace {

struct heading {
  std::string_view words;
  section_kind kind;
  bool takes_argument;
};
constexpr heading headings[] = {
    {"--- zone ", section_kind::zone, true},
    {"--- policy file ", section_kind::policy_file, true},
    {"--- policy", section_kind::policy, false},
    {"--- prospect", section_kind::prospect, false},
    {"--- bad prospect", section_kind::bad_prospect, false},
    {"--- touchpoints", section_kind::touchpoints, false},
    {"--- at ", section_kind::at, true},
    {"--- may at ", section_kind::may, true},
};

section begin_section(std::string_view line, std::size_t number) {
  for (const auto& h : headings)
    if (h.takes_argument ? line.starts_with(h.words) : line == h.words)
      return {.kind = h.kind, .argument = std::string(line.substr(h.words.size())), .line = number};
  throw bad_scenario("line " + std::to_string(number) + ": unknown section: " + std::string(line));
}

void add_record_line(section& s, const std::string& line, std::size_t number) {
  if (line.empty() || line.front() == '#') return;
  if (line.front() != ' ')
    s.lines.push_back(line);
  else if (!s.lines.empty())
    s.lines.back() += line;
  else
    throw bad_scenario("line " + std::to_string(number) + ": nothing to continue");
}

}  // namespace

void add_line(std::vector<section>& sections, const std::string& line, std::size_t number) {
  if (line.starts_with("--- "))
    sections.push_back(begin_section(line, number));
  else if (sections.empty())
    throw bad_scenario("line " + std::to_string(number) + ": a section is expected");
  else if (auto& last = sections.back(); last.kind == section_kind::policy)
    last.text += line + '\n';
  else
    add_record_line(last, line, number);
}

scenario read_scenario(const std::filesystem::path& file) {
  std::ifstream in(file);
  if (!in) throw bad_scenario("cannot read " + file.string());

  scenario result{.name = file.stem().string()};
  std::string line;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    if (result.sections.empty() && line.starts_with("# "))
      result.title += (result.title.empty() ? "" : " ") + line.substr(2);
    else
      add_line(result.sections, line, number);
  }
  if (result.title.empty()) throw bad_scenario("no title");
  return result;
}

}  // namespace scenarios
