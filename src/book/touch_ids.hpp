// Whether a prospect may have a touchpoint of some id already, so that taking in many costs no search through all for each. Only
// prospects with many details are remembered, and only until the book is shrunk; the others are quickly searched.
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>
#include <tickler/book.hpp>
#include <unordered_map>
#include <unordered_set>

#include "base/text_hash.hpp"
#include "book/details_columns.hpp"

namespace tickler::inline TICKLER_ABI {

class touch_ids {
 public:
  // `details` are the prospect's. Says yes also of ids that have the same hash.
  bool may_have(prospect_number number, std::string_view id, std::string_view details) {
    if (details.size() < many_bytes) return !details.empty();
    auto known = by_prospect_.find(number);
    if (known == by_prospect_.end()) known = by_prospect_.emplace(number, all_in(details)).first;
    return known->second.contains(hash(id));
  }

  // To be called before it is there: one that is remembered and not there is looked for in vain, one that is not would be there
  // twice.
  void add(prospect_number number, std::string_view id) {
    if (by_prospect_.empty()) return;
    if (const auto known = by_prospect_.find(number); known != by_prospect_.end()) known->second.insert(hash(id));
  }

  void forget(prospect_number number) noexcept { by_prospect_.erase(number); }
  void forget_all() noexcept { by_prospect_ = {}; }

 private:
  static constexpr std::size_t many_bytes = 4'096;
  using hashes = std::unordered_set<std::size_t>;
  static std::size_t hash(std::string_view id) noexcept { return hash_of_text(id); }
  static hashes all_in(std::string_view details) {
    hashes all;
    for (details_reader in(details); !in.done();) all.insert(hash(in.next().id));
    return all;
  }

  std::unordered_map<prospect_number, hashes> by_prospect_;
};

}  // namespace tickler::inline TICKLER_ABI
