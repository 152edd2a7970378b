// Distinct texts, numbered in order of first meeting.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tickler/export.hpp>
#include <unordered_map>
#include <vector>

#include "base/text_hash.hpp"

namespace tickler::inline TICKLER_ABI {

class interner {
 public:
  std::optional<std::uint32_t> find(std::string_view name) const {
    const auto found = numbers_.find(name);
    return found == numbers_.end() ? std::nullopt : std::optional(found->second);
  }

  // Adds it if it is new.
  std::uint32_t intern(std::string_view name) {
    if (const auto known = find(name)) return *known;
    const auto number = static_cast<std::uint32_t>(names_.size());
    names_.emplace_back(name);
    numbers_.emplace(name, number);
    return number;
  }

  std::size_t size() const noexcept { return names_.size(); }
  const std::string& operator[](std::size_t i) const noexcept { return names_[i]; }

  std::size_t bytes() const noexcept {
    std::size_t sum = names_.capacity() * sizeof(std::string) + numbers_.bucket_count() * sizeof(void*);
    for (const auto& name : names_) sum += 2 * name.capacity() + sizeof(std::pair<std::string, std::uint32_t>) + 2 * sizeof(void*);
    return sum;
  }

 private:
  struct hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view name) const noexcept { return hash_of_text(name); }
  };

  std::vector<std::string> names_;
  std::unordered_map<std::string, std::uint32_t, hash, std::equal_to<>> numbers_;
};

}  // namespace tickler::inline TICKLER_ABI
