// A prospect whose texts are somebody else's.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <tickler/prospect.hpp>

namespace tickler::inline TICKLER_ABI {

struct contact_view {
  std::string_view kind, value;
};

struct prospect_view {
  std::string_view id{}, name{}, zone{}, region{}, owner{}, owner_zone{}, account{}, referrer{};
  std::span<const contact_view> contacts{};  // ascending by kind, each once
  const std::map<std::string, fact, std::less<>>* facts = nullptr;

  bool has_facts() const noexcept { return facts != nullptr && !facts->empty(); }
};

}  // namespace tickler::inline TICKLER_ABI
