#include "records/line_reader.hpp"

namespace tickler::inline TICKLER_ABI {

std::optional<line_reader::line> line_reader::next() {
  blocks_.skip(taken_);
  taken_ = 0;
  std::size_t searched = 0;
  for (;;) {
    const auto unread = blocks_.unread();
    if (const auto end = unread.find('\n', searched); end != unread.npos) return take(unread.substr(0, end), end + 1, true);
    if (unread.size() > line_bytes_ + 1) return skip_long_line();
    searched = unread.size();
    if (!blocks_.more()) break;
  }
  const auto rest = blocks_.unread();
  if (rest.empty() || blocks_.failed()) return std::nullopt;
  return take(rest, rest.size(), false);
}

std::string_view line_reader::whole_lines() {
  blocks_.skip(taken_);
  taken_ = 0;
  const auto unread = blocks_.unread();
  return unread.substr(0, unread.rfind('\n') + 1);
}

line_reader::line line_reader::take(std::string_view text, std::size_t bytes, bool ended) {
  taken_ = bytes;
  if (text.ends_with('\r')) text.remove_suffix(1);
  if (text.size() > line_bytes_) return {{}, true, ended};
  return {text, false, ended};
}

line_reader::line line_reader::skip_long_line() {
  for (;;) {
    const auto unread = blocks_.unread();
    const auto end = unread.find('\n');
    blocks_.skip(end == unread.npos ? unread.size() : end + 1);
    if (end != unread.npos) return {{}, true, true};
    if (!blocks_.more()) return {{}, true, false};
  }
}

}  // namespace tickler::inline TICKLER_ABI
