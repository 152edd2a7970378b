#include "scenarios/page.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string_view>
#include <utility>

namespace scenarios {
namespace {

// A key at the beginning of a line with all that is below it. What comes before the first key has none.
struct part {
  std::string key{}, head{}, body{};
  bool has_value() const { return head.find_first_not_of(" \n", key.size() + 1) != std::string::npos; }
};

std::vector<part> parts_of(const std::string& policy) {
  std::vector<part> parts(1);
  std::istringstream in(policy);
  for (std::string line; std::getline(in, line);) {
    const auto colon = line.find(':');
    if (!line.empty() && line.front() >= 'a' && line.front() <= 'z' && colon != std::string::npos)
      parts.push_back({line.substr(0, colon), line + '\n', {}});
    else
      parts.back().body += line + '\n';
  }
  return parts;
}

constexpr std::string_view picture_begins = "<!-- picture ";

bool is_list_of_diagnostics(const std::string& text) { return text.find(" [T") != std::string::npos; }

class page_reader {
 public:
  std::vector<example> read(std::istream& in) {
    for (std::string line; std::getline(in, line);) {
      ++number_;
      if (line == "```yaml")
        add_policy(block(in, "```"));
      else if (line == "```text")
        add_said(block(in, "```"));
      else if (line == "<!-- check")
        add_check(in);
      else if (line.starts_with(picture_begins))
        add_picture(line);
    }
    return std::move(examples_);
  }

 private:
  std::string block(std::istream& in, const char* end) {
    std::string text;
    for (std::string line; next(in, line) && line != end;) text += line + '\n';
    return text;
  }

  void add_policy(const std::string& text) {
    const bool whole = text.starts_with("policy:");
    if (whole) whole_ = text;
    if (whole_.empty()) throw bad_scenario("line " + std::to_string(number_) + ": a piece of no policy");
    examples_.push_back({.line = number_, .policy = whole ? text : put_into(whole_, text), .whole = whole});
  }

  void add_said(const std::string& text) {
    if (is_list_of_diagnostics(text)) last().said = text;
  }

  void add_picture(const std::string& line) {
    const auto colon = line.find(": "), end = line.rfind(" -->");
    if (colon == std::string::npos || end == std::string::npos || end < colon)
      throw bad_scenario("line " + std::to_string(number_) + ": <!-- picture NAME: ARGUMENTS --> is expected");
    last().pictures.push_back(
        {line.substr(picture_begins.size(), colon - picture_begins.size()), line.substr(colon + 2, end - colon - 2)});
  }

  void add_check(std::istream& in) {
    auto& sections = last().checks.emplace_back();
    for (std::string line; next(in, line) && line != "-->";) add_line(sections, line, number_);
  }

  bool next(std::istream& in, std::string& line) {
    ++number_;
    if (std::getline(in, line)) return true;
    throw bad_scenario("line " + std::to_string(number_) + ": a block has no end");
  }

  example& last() {
    if (examples_.empty()) throw bad_scenario("line " + std::to_string(number_) + ": no policy above");
    return examples_.back();
  }

  std::vector<example> examples_{};
  std::string whole_{};
  std::size_t number_ = 0;
};

}  // namespace

std::string put_into(const std::string& whole, const std::string& piece) {
  auto parts = parts_of(whole);
  for (auto& p : parts_of(piece)) {
    const auto same = std::find_if(parts.begin(), parts.end(), [&p](const part& other) { return other.key == p.key; });
    if (same == parts.end())
      parts.push_back(std::move(p));
    else if (p.has_value())
      *same = std::move(p);
    else
      same->body += p.body;
  }
  std::string text;
  for (const auto& p : parts) text += p.head + p.body;
  return text;
}

std::string name_of(const std::string& policy) {
  const auto begin = policy.find("policy: ") + 8;
  return policy.substr(begin, policy.find('\n', begin) - begin);
}

std::vector<example> read_page(const std::filesystem::path& file) {
  std::ifstream in(file);
  if (!in) throw bad_scenario("cannot read " + file.string());
  return page_reader().read(in);
}

}  // namespace scenarios
