// Which prospects of a book have a text in common: an account (semantics R121), an e-mail address or telephone number (R122).
//
// Most texts are one prospect's alone, so only those that may be of several are kept: two passes over all, the first of which notes
// in bits which hashes it has met once and twice. Linear in the book; what is kept is numbers, 12 bytes or so for each prospect
// that has something in common with another.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <tickler/book.hpp>
#include <tickler/export.hpp>
#include <vector>

#include "book/prospect_table.hpp"

namespace tickler::inline TICKLER_ABI {

class TICKLER_API shared_texts {
 public:
  // A text of more prospects is nobody's.
  static constexpr std::size_t most_of_account = 1'000, most_of_address = 5;

  static shared_texts of_accounts(const prospect_table& all);
  static shared_texts of_addresses(const prospect_table& all);

  struct holder {
    prospect_number who = 0;
    std::uint32_t kind = 0;  // of contact: an index of kinds()
    friend auto operator<=>(const holder&, const holder&) = default;
  };

  // Of two prospects or more each; of those that were not shared the first holder alone is kept, and it is in none of her groups.
  std::size_t groups() const noexcept { return groups_.size(); }
  std::span<const holder> holders(std::size_t group) const noexcept {
    return std::span(holders_).subspan(groups_[group].begin, groups_[group].size);
  }
  std::size_t prospects(std::size_t group) const noexcept { return groups_[group].prospects; }
  std::string text(const prospect_table& all, std::size_t group) const;  // as the first of them has it

  // Else it says nothing of who they are.
  bool is_shared(std::size_t group) const noexcept { return groups_[group].is_name && groups_[group].prospects <= most_; }
  // It is, or it was before the last of them had it.
  bool was_shared(std::size_t group) const noexcept { return groups_[group].is_name && groups_[group].prospects <= most_ + 1; }

  const std::vector<std::string>& kinds() const noexcept { return kinds_; }

  // Whether she shares any.
  bool concerns(prospect_number number) const noexcept {
    return number / 64 < concerned_.size() && (concerned_[number / 64] >> number % 64 & 1) != 0;
  }

  // Calls each(group), ascending, for all that she is in.
  template <class Each>
  void each_group(prospect_number number, Each&& each) const {
    for (auto at = first_of(number); at < memberships_.size() && memberships_[at].who == number; ++at) each(memberships_[at].group);
  }

  std::size_t bytes() const noexcept;

 private:
  struct group_record {
    std::uint32_t begin, size, prospects;
    bool is_name;  // not one that stands for "not known"
  };
  struct membership {
    prospect_number who;
    std::uint32_t group;
    friend auto operator<=>(const membership&, const membership&) = default;
  };

  template <class Texts>
  void find(const prospect_table& all, Texts&& texts);
  template <class Texts>
  void add_groups(std::span<const holder> same_hash, Texts&& texts);
  void add_group(std::span<const holder> all, bool is_name);
  void finish(std::size_t prospects);
  std::size_t first_of(prospect_number number) const noexcept;

  std::size_t most_ = 0;  // of a group that is shared
  std::vector<std::string> kinds_{};
  std::vector<holder> holders_{};
  std::vector<group_record> groups_{};
  std::vector<membership> memberships_{};  // in order
  std::vector<std::uint64_t> concerned_{};
};

}  // namespace tickler::inline TICKLER_ABI
