// A prospect whose texts are the caller's: for rows of a database or structs of one's own, without a copy.
//
//   const tickler::contact_view contacts[] = {{"email", "ada@example.org"}};
//   const tickler::fact_view facts[] = {{"seats", std::int64_t{12}}};
//   tickler::prospect_view ada{.id = "ada", .zone = "Europe/London", .contacts = contacts, .facts = facts};
//
// Whoever makes one keeps what it points to alive and unchanged during the call that it is handed to; nothing of it is kept.
#pragma once

#include <chrono>
#include <cstdint>
#include <span>
#include <string_view>
#include <tickler/instant.hpp>
#include <tickler/prospect.hpp>
#include <variant>

namespace tickler::inline TICKLER_ABI {

struct contact_view {
  std::string_view kind, value;
};

// The alternatives of `fact`, in the same order.
using fact_value_view =
    std::variant<bool, std::int64_t, double, std::string_view, instant, std::chrono::seconds, std::span<const std::string_view>>;

struct fact_view {
  std::string_view name;
  fact_value_view value;
};

inline fact_type type_of(const fact_value_view& f) noexcept { return static_cast<fact_type>(f.index()); }

// What each means is said of `prospect`. Contacts and facts come in any order. A fact that a condition reads and that is there
// twice cannot be used: prospect_problem::wrong_fact.
struct prospect_view {
  std::string_view id{}, name{}, zone{}, region{}, owner{}, owner_zone{}, account{}, referrer{};
  std::span<const contact_view> contacts{};
  std::span<const fact_view> facts{};
};

// A copy that keeps its own texts. Of contacts and facts that are there twice it has the first.
TICKLER_API prospect owned(const prospect_view& who);

}  // namespace tickler::inline TICKLER_ABI
