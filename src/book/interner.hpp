// Distinct texts, numbered in order of first meeting. A text that nobody uses any more is forgotten, and its number given away
// again.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tickler/export.hpp>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/text_hash.hpp"
#include "base/wipe.hpp"

namespace tickler::inline TICKLER_ABI {

class interner {
 public:
  std::optional<std::uint32_t> find(std::string_view name) const {
    const auto found = numbers_.find(name);
    return found == numbers_.end() ? std::nullopt : std::optional(found->second);
  }

  // Adds it if it is new. Nobody uses it until that is said.
  std::uint32_t intern(std::string_view name) {
    if (const auto known = find(name)) return *known;
    if (free_.empty()) append({});
    const auto number = free_.back();
    std::string text(name);
    numbers_.emplace(name, number);
    free_.pop_back();
    names_[number] = std::move(text);
    return number;
  }

  // The next number is that of this text, or free. False for a text that is there already.
  bool append(std::optional<std::string_view> name) {
    if (name && find(*name)) return false;
    const auto number = static_cast<std::uint32_t>(names_.size());
    std::string text(name.value_or(""));
    uses_.resize(number + std::size_t{1});  // what fails from here on leaves room alone
    names_.reserve(uses_.capacity());
    free_.reserve(uses_.capacity());
    if (name)
      numbers_.emplace(*name, number);
    else
      free_.push_back(number);
    names_.push_back(std::move(text));
    return true;
  }

  void begin_use(std::uint32_t number) noexcept { ++uses_[number]; }
  // True if that was the last.
  bool end_use(std::uint32_t number) noexcept {
    if (--uses_[number] != 0) return false;
    auto known = numbers_.extract(names_[number]);
    wipe(known.key());
    wipe(names_[number]);
    free_.push_back(number);  // there is room for all
    return true;
  }

  bool is_free(std::size_t number) const noexcept {
    return names_[number].empty() && std::find(free_.begin(), free_.end(), number) != free_.end();
  }

  std::size_t size() const noexcept { return names_.size(); }
  const std::string& operator[](std::size_t i) const noexcept { return names_[i]; }

  // Calls each(memory) for all in which texts lie, or lay before they were forgotten: for tests of that.
  template <class Each>
  void each_room(const Each& each) const {
    for (std::size_t i = 0; i < names_.size(); ++i)
      each(std::string_view(names_[i].data(), is_free(i) ? names_[i].capacity() : names_[i].size()));
    for (const auto& [name, _] : numbers_) each(std::string_view(name));
  }

  std::size_t bytes() const noexcept {
    std::size_t sum = names_.capacity() * sizeof(std::string) + numbers_.bucket_count() * sizeof(void*) +
                      (uses_.capacity() + free_.capacity()) * sizeof(std::uint32_t);
    for (const auto& name : names_) sum += 2 * name.capacity() + sizeof(std::pair<std::string, std::uint32_t>) + 2 * sizeof(void*);
    return sum;
  }

 private:
  struct hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view name) const noexcept { return hash_of_text(name); }
  };

  std::vector<std::string> names_;  // empty where free
  std::vector<std::uint32_t> uses_, free_;
  std::unordered_map<std::string, std::uint32_t, hash, std::equal_to<>> numbers_;
};

}  // namespace tickler::inline TICKLER_ABI
