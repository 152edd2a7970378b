#include "export_damage.hpp"

#include <algorithm>
#include <random>
#include <sstream>
#include <tuple>
#include <utility>

namespace export_damage {

namespace {

bool is_digit(char c) { return '0' <= c && c <= '9'; }
bool is_letter(char c) { return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z'); }

std::vector<std::string> lines_of(std::string_view content) {
  std::vector<std::string> lines;
  std::istringstream in{std::string(content)};
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::string line_of(const cells& all, char separator) {
  std::string line;
  for (const auto& cell : all) line += (&cell == &all.front() ? "" : std::string(1, separator)) + cell;
  return line;
}

class damager {
 public:
  damager(cells row, char separator, std::uint64_t seed) : row_(std::move(row)), separator_(separator), dice_(seed) {}

  // The line, and what was done to it.
  std::pair<std::string, std::string> damaged() && {
    switch (below(12)) {
      case 0:
        return {cut_cell(), "cell cut"};
      case 1:
        return {cut_row(), "row cut"};
      case 2:
        return {line() + '\n' + line(), "row doubled"};
      case 3:
        row_.insert(iterator(below(row_.size())), cell());
        return {line(), "cell put in again"};
      case 4:
        row_.insert(iterator(below(row_.size())), "");
        return {line(), "empty cell put in"};
      case 5:
        join(below(row_.size()));
        return {line(), "separator lost"};
      case 6:
        std::rotate(row_.begin(), iterator(1 + below(row_.size() - 1)), row_.end());
        return {line(), "row shifted"};
      case 7:
        return {shift(), "cells shifted"};
      case 8:
        cell().clear();
        return {line(), "cell emptied"};
      default:
        respell(cell());
        return {line(), "cell spelt in another way"};
    }
  }

 private:
  std::size_t below(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(dice_); }
  cells::iterator iterator(std::size_t i) { return row_.begin() + static_cast<std::ptrdiff_t>(i); }
  std::string& cell() { return row_[below(row_.size())]; }
  std::string line() const { return line_of(row_, separator_); }

  std::string cut_cell() {
    auto& text = cell();
    const bool is_quoted = text.size() > 1 && text.front() == '"';
    if (text.size() > 1) text.resize(1 + below(text.size() - 1));
    if (is_quoted && below(4) != 0) text += '"';
    return line();
  }

  std::string cut_row() {
    const auto whole = line();
    return whole.substr(0, 1 + below(whole.size() - 1));
  }

  // The separator behind the cell is lost.
  void join(std::size_t i) {
    if (i + 1 >= row_.size()) return;
    row_[i] += row_[i + 1];
    row_.erase(iterator(i + 1));
  }

  // There are as many cells as before.
  std::string shift() {
    join(below(row_.size() - 1));
    const auto copy = below(2) == 0 ? std::string() : cell();
    row_.insert(iterator(below(row_.size())), copy);
    return line();
  }

  void respell(std::string& text) {
    constexpr std::string_view strange[] = {"q", "Z", "#", "?", "_", "'", "\"", ",", ";", " ", "\t", "é", "ß", "-"};
    const auto at = below(text.size() + 1);
    const auto stranger = strange[below(std::size(strange))];
    switch (below(5)) {
      case 0:
        if (at < text.size()) text.replace(at, 1, stranger);
        break;
      case 1:
        text.insert(at, stranger);
        break;
      case 2:
        if (at < text.size()) text.insert(at, 1, text[at]);
        break;
      case 3:
        if (at + 1 < text.size() && !is_digit(text[at]) && !is_digit(text[at + 1])) std::swap(text[at], text[at + 1]);
        break;
      default:
        for (auto& c : text) c = is_letter(c) ? static_cast<char>(c ^ 0x20) : c;
    }
  }

  cells row_;
  char separator_;
  std::mt19937_64 dice_;
};

}  // namespace

cells cells_of(std::string_view row, char separator) {
  cells all(1);
  bool in_quotes = false;
  for (const char c : row) {
    in_quotes = in_quotes != (c == '"');
    if (c == separator && !in_quotes)
      all.emplace_back();
    else
      all.back() += c;
  }
  return all;
}

char separator_of(std::string_view content) { return content.substr(0, content.find('\n')).find(';') == content.npos ? ',' : ';'; }

damage damaged(std::string_view content, std::uint64_t seed) {
  auto lines = lines_of(content);
  damage d;
  d.row = static_cast<std::size_t>(seed % lines.size());
  d.before = lines[d.row];
  const char separator = separator_of(content);
  std::tie(d.after, d.what) = damager(cells_of(d.before, separator), separator, seed).damaged();
  lines[d.row] = d.after;
  for (const auto& line : lines) d.content += line + '\n';
  return d;
}

std::string plain(std::string_view cell) {
  constexpr std::string_view around = " \t\"";
  const auto begin = std::min(cell.find_first_not_of(around), cell.size());
  return std::string(cell.substr(begin, cell.find_last_not_of(around) + 1 - begin));
}

}  // namespace export_damage
