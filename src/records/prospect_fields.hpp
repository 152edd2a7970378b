// The fields of a prospect's record.
#pragma once

#include <array>
#include <string_view>

namespace tickler {

struct prospect_field {
  enum : std::size_t { id, zone, region, contact, owner, owner_zone, account, referrer, facts };
  static constexpr std::array<std::string_view, 9> names = {"id",         "zone",    "region",   "contact", "owner",
                                                            "owner_zone", "account", "referrer", "facts"};
};

}  // namespace tickler
