// The scope of what asks for nothing.
#pragma once

#include "expr/activation.hpp"

namespace tickler::condition {

class no_scope final : public scope {
 public:
  instant now() const override { return {}; }
  bool has(std::size_t) const override { return false; }
  value get(std::size_t) const override { return {}; }
  bool happened(const event_question&) const override { return false; }
  bool seen(const event_question&) const override { return false; }
  std::optional<instant> last(const event_question&) const override { return std::nullopt; }
  int count(const event_question&) const override { return 0; }
  std::optional<instant> leaves(const event_question&, int) const override { return std::nullopt; }
};

}  // namespace tickler::condition
