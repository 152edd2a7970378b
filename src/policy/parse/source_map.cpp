#include "policy/parse/source_map.hpp"

#include <algorithm>

#include "base/utf8.hpp"

namespace tickler::inline TICKLER_ABI {
namespace {

constexpr bool is_blank(char c) noexcept { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

class source_mapper {
 public:
  source_mapper(std::string_view text, std::string_view source, std::size_t begin, std::size_t end)
      : text_(text), source_(source.substr(0, std::min(end, source.size()))), at_(std::min(begin, source_.size())) {}

  std::vector<text_place> run() {
    open();
    skip_blanks();
    places_.push_back({0, at_});
    while (i_ < text_.size()) {
      if (at_line_joint()) {
        skip_blanks();
      } else if (is_blank(text_[i_]) && !(quote_ == '"' && next() == '\\')) {
        while (i_ < text_.size() && is_blank(text_[i_])) ++i_;
        skip_blanks();
      } else if (!take_character()) {
        break;  // what follows stays where it is known to begin
      }
    }
    return std::move(places_);
  }

 private:
  char next(std::size_t ahead = 0) const noexcept { return at_ + ahead < source_.size() ? source_[at_ + ahead] : '\0'; }

  void open() {
    const char first = next();
    if (first == '"' || first == '\'') {
      quote_ = first;
      ++at_;
    } else if (first == '|' || first == '>') {
      while (at_ < source_.size() && next() != '\n') ++at_;
    }
  }

  // A backslash before a line end stands for nothing.
  bool at_line_joint() const noexcept { return quote_ == '"' && next() == '\\' && (next(1) == '\n' || next(1) == '\r'); }

  void skip_blanks() {
    for (;;) {
      if (at_line_joint())
        at_ += 2;
      else if (is_blank(next()))
        ++at_;
      else
        return;
    }
  }

  bool take_character() {
    note();
    if (quote_ == '"' && next() == '\\') {
      const char kind = next(1);
      at_ += kind == 'x' ? 4u : kind == 'u' ? 6u : kind == 'U' ? 10u : 2u;
      do ++i_;
      while (i_ < text_.size() && is_continuation(text_[i_]));
      return true;
    }
    if (next() != text_[i_]) return false;
    at_ += quote_ == '\'' && next() == '\'' ? 2u : 1u;
    ++i_;
    return true;
  }

  void note() {
    const auto& last = places_.back();
    if (at_ - last.source != i_ - last.offset) places_.push_back({i_, at_});
  }

  std::string_view text_, source_;
  std::size_t at_, i_ = 0;
  char quote_ = '\0';
  std::vector<text_place> places_{};
};

}  // namespace

std::vector<text_place> places_of(std::string_view text, std::string_view source, std::size_t begin, std::size_t end) {
  return source_mapper(text, source, begin, end).run();
}

std::size_t source_of(const std::vector<text_place>& places, std::size_t offset) noexcept {
  const auto after = std::find_if(places.begin() + 1, places.end(), [offset](const auto& p) { return p.offset > offset; });
  const auto& place = *(after - 1);
  return place.source + (offset - place.offset);
}

}  // namespace tickler::inline TICKLER_ABI
