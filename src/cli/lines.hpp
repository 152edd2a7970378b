// One line of a stream after another, each as soon as it is there. One that is too long is cut where its reader still sees that it
// is.
#pragma once

#include <istream>
#include <limits>
#include <optional>
#include <string_view>
#include <vector>

namespace tickler::cli {

class lines {
 public:
  static constexpr std::size_t most_bytes = 1u << 20;

  explicit lines(std::istream& in) : in_(in) {}

  std::optional<std::string_view> next() {
    in_.getline(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
    const auto got = static_cast<std::size_t>(in_.gcount());
    if (got == 0) return std::nullopt;
    const bool is_whole = !in_.fail(), has_end = is_whole && !in_.eof();
    if (!is_whole) {
      in_.clear();
      in_.ignore(std::numeric_limits<std::streamsize>::max(), '\n');
    }
    return std::string_view(buffer_.data(), has_end ? got - 1 : got);
  }

 private:
  std::istream& in_;
  std::vector<char> buffer_ = std::vector<char>(most_bytes + 3);
};

}  // namespace tickler::cli
