#include "policy/reference/indented.hpp"

namespace tickler::inline TICKLER_ABI {
namespace {

constexpr std::size_t line_width = 120;

class json_indenter {
 public:
  explicit json_indenter(std::string_view json) : json_(json) {}

  std::string take() && {
    value(0);
    out_ += '\n';
    return std::move(out_);
  }

 private:
  bool is_bracket(char c) const { return c == '{' || c == '['; }

  // The end of the value at at_: behind its last bracket, or before the comma or bracket that follows it.
  std::size_t end() const {
    std::size_t depth = 0;
    for (std::size_t i = at_; i < json_.size(); ++i) {
      const char c = json_[i];
      if (c == '"') i = end_of_text(i);
      if (is_bracket(c)) ++depth;
      if (c == '}' || c == ']') {
        if (depth == 0) return i;
        if (--depth == 0) return i + 1;
      }
      if (c == ',' && depth == 0) return i;
    }
    return json_.size();
  }

  std::size_t end_of_text(std::size_t i) const {
    for (++i; json_[i] != '"'; ++i)
      if (json_[i] == '\\') ++i;
    return i;
  }

  void value(std::size_t depth) {
    const auto last = end();
    const bool fits = last - at_ == 2 || column() + (last - at_) <= line_width;  // [] always does
    if (!is_bracket(json_[at_]) || fits) {
      out_ += json_.substr(at_, last - at_);
      at_ = last;
      return;
    }
    const bool is_mapping = json_[at_] == '{';
    out_ += json_[at_++];
    while (true) {
      new_line(depth + 1);
      if (is_mapping) name();
      value(depth + 1);
      if (json_[at_] != ',') break;
      out_ += json_[at_++];
    }
    new_line(depth);
    out_ += json_[at_++];
  }

  void name() {
    const auto last = end_of_text(at_) + 2;  // behind its colon
    (out_ += json_.substr(at_, last - at_)) += ' ';
    at_ = last;
  }

  void new_line(std::size_t depth) {
    out_ += '\n';
    line_ = out_.size();
    out_.append(2 * depth, ' ');
  }

  std::size_t column() const { return out_.size() - line_; }

  std::string_view json_;
  std::size_t at_ = 0;
  std::string out_{};
  std::size_t line_ = 0;  // where the last line of out_ begins
};

}  // namespace

std::string indented(std::string_view json) { return json_indenter(json).take(); }

}  // namespace tickler::inline TICKLER_ABI
