#include "book/shared_texts.hpp"

#include <algorithm>
#include <bit>
#include <iterator>
#include <string_view>
#include <utility>

#include "base/address.hpp"
#include "base/ascii_case.hpp"
#include "base/text_hash.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

// R121.
bool stands_for_none(std::string_view account) noexcept {
  constexpr std::string_view names[] = {"n/a", "none", "unknown", "private", "-"};
  return std::any_of(std::begin(names), std::end(names), [=](auto name) { return equal_but_for_case(account, name); });
}

// Whether bits have been set before.
class bit_field {
 public:
  explicit bit_field(std::size_t bits) : words_(bits / 64) {}

  bool set(std::uint32_t hash) noexcept {
    auto& word = word_of(hash);
    const auto before = word;
    word |= std::uint64_t{1} << hash % 64;
    return before == word;
  }
  bool has(std::uint32_t hash) noexcept { return (word_of(hash) >> hash % 64 & 1) != 0; }

 private:
  std::uint64_t& word_of(std::uint32_t hash) noexcept { return words_[hash / 64 & (words_.size() - 1)]; }

  std::vector<std::uint64_t> words_;
};

// Calls each(kind, text) for a prospect's.
class account_reader {
 public:
  explicit account_reader(const prospect_table& all) : all_(all) {}

  template <class Each>
  void operator()(std::size_t prospect, const Each& each) const {
    if (all_.attributes()[all_.attributes_of(prospect)].has_account) each(0, all_[prospect].account());
  }
  static bool is_name(std::string_view account) noexcept { return !stands_for_none(account); }

 private:
  const prospect_table& all_;
};

class address_reader {
 public:
  explicit address_reader(const prospect_table& all) : all_(all) {
    const auto& attributes = all.attributes();
    for (std::size_t i = 0; i < attributes.size(); ++i) {
      auto& its = kinds_of_.emplace_back();
      for (const auto& kind : attributes[i].contacts) its.push_back(number_of(kind.name));
    }
  }

  template <class Each>
  void operator()(std::size_t prospect, const Each& each) {
    auto own = all_[prospect];
    for (const auto kind : kinds_of_[all_.attributes_of(prospect)]) {
      read_personal_address(own.next_contact(), compared_);
      if (!compared_.empty()) each(kind, std::string_view(compared_));
    }
  }
  static bool is_name(std::string_view) noexcept { return true; }

  std::vector<std::string> kinds() && { return std::move(kinds_); }

 private:
  std::uint32_t number_of(const std::string& kind) {
    const auto known = std::find(kinds_.begin(), kinds_.end(), kind);
    if (known == kinds_.end()) return kinds_.push_back(kind), static_cast<std::uint32_t>(kinds_.size() - 1);
    return static_cast<std::uint32_t>(known - kinds_.begin());
  }

  const prospect_table& all_;
  std::vector<std::string> kinds_{};
  std::vector<std::vector<std::uint32_t>> kinds_of_{};  // by attributes
  std::string compared_{};
};

}  // namespace

shared_texts shared_texts::of_accounts(const prospect_table& all) {
  shared_texts found;
  found.most_ = most_of_account;
  found.find(all, account_reader(all));
  return found;
}

shared_texts shared_texts::of_addresses(const prospect_table& all) {
  shared_texts found;
  found.most_ = most_of_address;
  address_reader texts(all);
  found.find(all, texts);
  found.kinds_ = std::move(texts).kinds();
  return found;
}

template <class Texts>
void shared_texts::find(const prospect_table& all, Texts&& texts) {
  const auto bits = std::bit_ceil(std::max<std::size_t>(all.size() * 8, 64));
  bit_field once(bits), twice(bits);
  for (std::size_t i = 0; i < all.size(); ++i)
    texts(i, [&](std::uint32_t, std::string_view text) {
      if (const auto hash = hash_of_text(text); once.set(hash)) twice.set(hash);
    });

  struct candidate {
    std::uint32_t hash;
    holder its;
    auto operator<=>(const candidate&) const = default;
  };
  std::vector<candidate> candidates;
  for (std::size_t i = 0; i < all.size(); ++i)
    texts(i, [&](std::uint32_t kind, std::string_view text) {
      if (const auto hash = hash_of_text(text); twice.has(hash))
        candidates.push_back({hash, {static_cast<prospect_number>(i), kind}});
    });
  std::sort(candidates.begin(), candidates.end());
  std::vector<holder> same;
  for (auto at = candidates.begin(); at != candidates.end();) {
    const auto hash = at->hash;
    same.clear();
    for (; at != candidates.end() && at->hash == hash; ++at) same.push_back(at->its);
    if (same.front().who != same.back().who) add_groups(same, texts);
  }
  finish(all.size());
}

// Of one hash, and so mostly of one text.
template <class Texts>
void shared_texts::add_groups(std::span<const holder> same_hash, Texts&& texts) {
  std::string first;
  const auto text_of = [&](const holder& its, auto&& use) {
    texts(its.who, [&](std::uint32_t kind, std::string_view text) {
      if (kind == its.kind) use(text);
    });
  };
  text_of(same_hash.front(), [&](std::string_view text) { first = text; });
  std::vector<holder> others, same;
  for (const auto& each : same_hash) text_of(each, [&](std::string_view text) { (text == first ? same : others).push_back(each); });
  if (same.front().who != same.back().who) add_group(same, texts.is_name(first));
  if (!others.empty()) add_groups(others, texts);
}

// Of one that is nobody's, and will not be anybody's when one prospect less has it, how many there are is enough.
void shared_texts::add_group(std::span<const holder> all, bool is_name) {
  group_record made{static_cast<std::uint32_t>(holders_.size()), static_cast<std::uint32_t>(all.size()), 1, is_name};
  for (std::size_t i = 1; i < all.size(); ++i) made.prospects += all[i].who != all[i - 1].who ? 1 : 0;
  const auto number = static_cast<std::uint32_t>(groups_.size());
  groups_.push_back(made);
  if (!was_shared(number)) groups_.back().size = 1;
  for (const auto& each : all.first(groups_.back().size)) {
    if (was_shared(number) && (memberships_.empty() || memberships_.back() != membership{each.who, number}))
      memberships_.push_back({each.who, number});
    holders_.push_back(each);
  }
}

void shared_texts::finish(std::size_t prospects) {
  std::sort(memberships_.begin(), memberships_.end());
  if (!memberships_.empty()) concerned_.resize(prospects / 64 + 1);
  for (const auto& [who, its] : memberships_)
    if (is_shared(its)) concerned_[who / 64] |= std::uint64_t{1} << who % 64;
  memberships_.shrink_to_fit(), holders_.shrink_to_fit(), groups_.shrink_to_fit();
}

std::size_t shared_texts::first_of(prospect_number number) const noexcept {
  const auto first = std::lower_bound(memberships_.begin(), memberships_.end(), number,
                                      [](const membership& m, prospect_number n) { return m.who < n; });
  return static_cast<std::size_t>(first - memberships_.begin());
}

std::string shared_texts::text(const prospect_table& all, std::size_t group) const {
  const auto first = holders(group).front();
  auto own = all[first.who];
  if (kinds_.empty()) return std::string(own.account());
  for (const auto& kind : own.shared().contacts) {
    const auto value = own.next_contact();
    if (kind.name == kinds_[first.kind]) return std::string(value);
  }
  return {};
}

std::size_t shared_texts::bytes() const noexcept {
  return holders_.capacity() * sizeof(holder) + groups_.capacity() * sizeof(group_record) +
         memberships_.capacity() * sizeof(membership) + concerned_.capacity() * sizeof(std::uint64_t);
}

}  // namespace tickler::inline TICKLER_ABI
