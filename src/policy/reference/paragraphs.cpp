#include "policy/reference/paragraphs.hpp"

namespace tickler::inline TICKLER_ABI {

std::string paragraph(std::string_view first, std::string_view words) {
  constexpr std::size_t line_width = 100;
  std::string text(first);
  std::size_t column = first.size();
  bool begins = true;
  while (!words.empty()) {
    const auto word = words.substr(0, words.find(' '));
    words.remove_prefix(word.size() == words.size() ? word.size() : word.size() + 1);
    if (!begins && column + 1 + word.size() > line_width) {
      text += '\n' + std::string(first.size(), ' ');
      column = first.size();
      begins = true;
    }
    if (!begins) ++column, text += ' ';
    text += word;
    column += word.size();
    begins = false;
  }
  return text + '\n';
}

}  // namespace tickler::inline TICKLER_ABI
