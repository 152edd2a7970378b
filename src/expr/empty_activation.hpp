// For what asks for nothing.
#pragma once

#include <tickler/export.hpp>

#include "expr/activation.hpp"

namespace tickler::inline TICKLER_ABI::expr {

class empty_activation final : public activation {
 public:
  instant now() const override { return {}; }
  bool has(std::size_t) const override { return false; }
  value get(std::size_t) const override { return {}; }
  bool happened(const event_query&) const override { return false; }
  bool seen(const event_query&) const override { return false; }
  std::optional<instant> last(const event_query&) const override { return std::nullopt; }
  int count(const event_query&) const override { return 0; }
  int times(const event_query&) const override { return 0; }
  std::optional<instant> leaves(const event_query&, int) const override { return std::nullopt; }
  const zone& local() const override { return nowhere(); }
  std::optional<instant> before(const tickler::duration&, instant) const override { return std::nullopt; }
};

}  // namespace tickler::inline TICKLER_ABI::expr
