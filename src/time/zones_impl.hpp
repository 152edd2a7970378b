// The inside of a handle of zones.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <tickler/zones.hpp>
#include <vector>

#include "time/shared_hours.hpp"

namespace tickler::inline TICKLER_ABI {

struct zones::impl {
  // A zone, or why there is none: empty where the name is none.
  struct looked_up {
    std::optional<zone> found{};
    std::string why{};
  };
  looked_up look_up(std::string_view name);
  std::string unknown_message(std::string_view name);
  const std::string& version();

  zone_source source{};  // none: the system's files
  shared_hours hours{};  // of all policies

 private:
  static constexpr std::size_t most_known = 1'024, most_wrong = 1'024;

  std::optional<looked_up> remembered(std::string_view name);
  looked_up read(std::string_view name);
  void remember(std::string_view name, const looked_up& as);

  std::mutex reading_, using_;  // the first is taken first
  std::map<std::string, zone, std::less<>> known_{};
  std::map<std::string, std::string, std::less<>> wrong_{};  // and why
  std::once_flag versioned_{}, listed_{};
  std::string version_{};
  std::vector<std::string> system_names_{};

  friend class zones;
};

}  // namespace tickler::inline TICKLER_ABI
