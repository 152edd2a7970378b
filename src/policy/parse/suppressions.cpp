#include "policy/parse/suppressions.hpp"

#include <algorithm>
#include <charconv>
#include <tickler/problem_numbers.hpp>

#include "base/sort_by_place.hpp"

namespace tickler::inline TICKLER_ABI {
namespace {

struct suppression {
  int number;
  source_position at;            // of the number
  std::uint32_t line;            // that it is for
  std::uint32_t block_line = 0;  // where that line's block scalar begins: no comment can stand in it
  bool used = false;
};

constexpr std::string_view blanks = " \t\r";

// The text behind `# allow `, where the line ends so.
std::string_view allowed_on(std::string_view line) {
  for (auto hash = line.find('#'); hash != std::string_view::npos; hash = line.find('#', hash + 1)) {
    if (hash > 0 && blanks.find(line[hash - 1]) == std::string_view::npos) continue;
    const auto word = line.find_first_not_of(blanks, hash + 1);
    constexpr std::string_view allow = "allow ";
    if (word != std::string_view::npos && line.substr(word, allow.size()) == allow) return line.substr(word + allow.size());
  }
  return {};
}

bool says_nothing(std::string_view line) {
  const auto first = line.find_first_not_of(blanks);
  return first == std::string_view::npos || line[first] == '#';
}

// "if: >", with or without a comment
bool opens_block_scalar(std::string_view line) {
  if (const auto comment = line.find(" #"); comment != line.npos) line = line.substr(0, comment);
  const auto last = line.find_last_not_of(" \t\r+-123456789");
  return last != line.npos && last > 0 && (line[last] == '>' || line[last] == '|') && blanks.find(line[last - 1]) != blanks.npos;
}

class finder {
 public:
  explicit finder(std::string_view text) : text_(text) {}

  std::vector<suppression> run() && {
    for (std::size_t begin = 0, line = 1; begin <= text_.size(); ++line) {
      const auto end = std::min(text_.find('\n', begin), text_.size());
      read_line(text_.substr(begin, end - begin), static_cast<std::uint32_t>(line));
      begin = end + 1;
    }
    return std::move(found_);
  }

 private:
  void read_line(std::string_view line, std::uint32_t number) {
    if (const auto list = allowed_on(line); !list.empty())
      read_numbers(list, {number, static_cast<std::uint32_t>(list.data() - line.data() + 1)});
    if (says_nothing(line)) return;
    for (; waiting_ < found_.size(); ++waiting_) found_[waiting_].line = number;
    if (block_opened_ != 0)
      for (auto before = found_.rbegin(); before != found_.rend() && before->line >= block_opened_; ++before)
        if (before->line == block_opened_) before->block_line = number;
    block_opened_ = opens_block_scalar(line) ? number : 0;
  }

  // "T405, T409: because"
  void read_numbers(std::string_view list, source_position at) {
    for (;;) {
      const auto blank = std::min(list.find_first_not_of(blanks), list.size());
      list.remove_prefix(blank), at.column += static_cast<std::uint32_t>(blank);
      int number = 0;
      if (list.size() < 4 || list.front() != 'T') return;
      const auto end = std::from_chars(list.data() + 1, list.data() + 4, number).ptr;
      if (end != list.data() + 4) return;
      found_.push_back({number, at, at.line});
      list.remove_prefix(4), at.column += 4;
      if (list.empty() || list.front() != ',') return;
      list.remove_prefix(1), ++at.column;
    }
  }

  std::string_view text_;
  std::vector<suppression> found_{};
  std::size_t waiting_ = 0;         // the first that its line is still to come for
  std::uint32_t block_opened_ = 0;  // the last line that says something, if a block scalar begins behind it
};

}  // namespace

loaded_policy with_allowances(loaded_policy loaded, const source& in, bool has_now) {
  if (!loaded) return loaded;
  auto suppressions = finder(in.text()).run();
  if (suppressions.empty()) return loaded;
  auto list = loaded.diagnostics();
  std::erase_if(list, [&suppressions](const diagnostic& d) {
    const auto fits = [&d](const suppression& a) {
      return a.number == d.number && (a.line == d.at.line || a.block_line == d.at.line);
    };
    const auto found = std::find_if(suppressions.begin(), suppressions.end(), fits);
    if (found != suppressions.end()) found->used = true;
    return found != suppressions.end();
  });
  for (const auto& a : suppressions)
    if (!a.used && (has_now || a.number != number::past_days))
      list.push_back({number::idle_allowance, severity::warning, loaded.value().draft().file, a.at, "",
                      "no warning T" + std::to_string(a.number) + " to allow here"});
  sort_by_place(list);
  return {loaded.value(), std::move(list)};
}

}  // namespace tickler::inline TICKLER_ABI
