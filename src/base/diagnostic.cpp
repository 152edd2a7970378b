#include <algorithm>
#include <ostream>
#include <tickler/diagnostic.hpp>
#include <utility>

#include "base/utf8.hpp"

namespace tickler::inline TICKLER_ABI {
namespace {

constexpr std::size_t longest_word = 96;  // no name is longer; the distance below costs the product of two lengths

// Insertions, deletions, replacements and swaps of neighbours that turn one word into the other.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0u : 1u)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    std::swap(before, last);
    std::swap(last, row);
  }
  return last[b.size()];
}

// Controls, line and paragraph separators, directional marks, embeddings, overrides and isolates, annotations.
constexpr bool is_printable(char32_t c) {
  const bool control = c < 0x20 || (c >= 0x7f && c < 0xa0);
  const bool turns = c == 0x61c || c == 0x200e || c == 0x200f || (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
  return !control && !turns && c != 0xfeff && (c < 0xfff9 || c > 0xfffb);
}

std::string escape(char32_t c, std::size_t digits) {
  constexpr std::string_view hex = "0123456789abcdef";
  std::string out = digits == 2 ? "\\x" : "\\u";
  while (digits-- > 0) out += hex[c >> (4 * digits) & 15];
  return out;
}

std::string joined(const std::vector<diagnostic>& list) {
  std::string text;
  for (const auto& d : list) {
    if (!text.empty()) text += '\n';
    text += to_string(d);
  }
  return text.empty() ? "the policy could not be loaded" : text;
}

}  // namespace

std::string to_string(const diagnostic& d) {
  std::string text = d.file;
  if (d.at) {
    if (!text.empty()) text += ':';
    text += std::to_string(d.at.line) + ':' + std::to_string(d.at.column);
  } else if (!d.path.empty()) {
    if (!text.empty()) text += ": ";
    text += d.path;
  }
  if (!text.empty()) text += ": ";
  text += d.severity == severity::error ? "error: " : "warning: ";
  return text + d.message + " [T" + std::to_string(d.number) + ']';
}

std::ostream& operator<<(std::ostream& out, const diagnostic& d) { return out << to_string(d); }

std::string_view nearest(std::string_view word, const std::vector<std::string_view>& known) {
  if (word.empty() || word.size() > longest_word) return {};
  std::string_view best;
  std::size_t best_distance = std::max<std::size_t>(1, word.size() / 3) + 1;
  for (const auto candidate : known) {
    const auto difference = candidate.size() > word.size() ? candidate.size() - word.size() : word.size() - candidate.size();
    if (candidate.empty() || difference >= best_distance) continue;
    const auto distance = edit_distance(word, candidate);
    if (distance < best_distance) {
      best = candidate;
      best_distance = distance;
    }
  }
  return best;
}

std::string printable(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto [code, length] = decode_utf8(text);
    if (length == 0)
      out += escape(static_cast<unsigned char>(text.front()), 2);
    else if (is_printable(code))
      out += text.substr(0, length);
    else
      out += escape(code, code < 0x80 ? 2 : 4);
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return out;
}

std::string quoted(std::string_view text) {
  constexpr std::size_t longest = 64;
  if (text.size() <= longest) return '\'' + printable(text) + '\'';
  std::size_t end = longest;
  while (end > longest - 3 && is_continuation(text[end])) --end;
  return '\'' + printable(text.substr(0, end)) + "...'";
}

std::string hint(std::string_view nearest_name) {
  return nearest_name.empty() ? "" : ", did you mean '" + std::string(nearest_name) + "'?";
}

namespace {

int first_error(const std::vector<diagnostic>& list) {
  const auto found = std::find_if(list.begin(), list.end(), [](const auto& d) { return d.severity == severity::error; });
  return found == list.end() ? 0 : found->number;
}

}  // namespace

policy_error::policy_error(std::vector<diagnostic> list) : error(first_error(list), joined(list)), list_(std::move(list)) {}

}  // namespace tickler::inline TICKLER_ABI
