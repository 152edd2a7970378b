// A prospect: a person or business being followed up, before and after the sale.
//
//   tickler::prospect ada{.id = "ada", .zone = "Europe/London", .contact = {{"email", "ada@example.org"}}};
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <tickler/instant.hpp>
#include <variant>
#include <vector>

namespace tickler::inline TICKLER_ABI {

enum class fact_type : std::uint8_t { boolean, integer, real, text, timestamp, duration, list };  // in the order of `fact`
using fact = std::variant<bool, std::int64_t, double, std::string, instant, std::chrono::seconds, std::vector<std::string>>;

inline fact_type type_of(const fact& f) noexcept { return static_cast<fact_type>(f.index()); }

// A plain value; empty text means not known. Nothing is checked here: evaluate says in the decision what it cannot use.
struct prospect {
  std::string id{};
  std::string name{};    // for people to read: "Ada Lovelace"; nothing is decided by it
  std::string zone{};    // IANA name; empty: the policy's
  std::string region{};  // whose holidays count: "US-NY" has those of "US" in the policy's calendars too
  std::map<std::string, std::string, std::less<>> contact{};  // kind -> value: phone, mobile, email, address, ...
  std::string owner{};
  std::string owner_zone{};  // IANA name; empty: the policy's
  std::string account{};
  std::string referrer{};
  std::map<std::string, fact, std::less<>> facts{};
  friend bool operator==(const prospect&, const prospect&) = default;
};

}  // namespace tickler::inline TICKLER_ABI
