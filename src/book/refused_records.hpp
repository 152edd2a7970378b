// Of each prospect the records that could not be taken in. Few prospects have any.
#pragma once

#include <algorithm>
#include <map>
#include <span>
#include <string_view>
#include <tickler/book.hpp>
#include <utility>
#include <vector>

#include "base/wipe.hpp"

namespace tickler::inline TICKLER_ABI {

class refused_records {
 public:
  using by_prospect = std::map<prospect_number, std::vector<refused_record>>;

  bool empty() const noexcept { return all_.empty(); }
  std::size_t prospects() const noexcept { return all_.size(); }
  bool has(prospect_number number) const noexcept { return !all_.empty() && all_.contains(number); }
  const by_prospect& all() const noexcept { return all_; }

  std::span<const refused_record> operator[](prospect_number number) const noexcept {
    const auto found = all_.find(number);
    return found == all_.end() ? std::span<const refused_record>() : found->second;
  }

  void add(prospect_number number, refused_record&& what) {
    if (const auto found = all_.find(number); found != all_.end())
      found->second.push_back(std::move(what));
    else
      all_.emplace(number, std::vector{std::move(what)});
  }

  // Those that it has already are not added again.
  void add_all(prospect_number number, std::span<const refused_record> more) {
    for (const auto& each : more) {
      const auto there = (*this)[number];
      if (std::find(there.begin(), there.end(), each) == there.end()) add(number, refused_record(each));
    }
  }

  // A good record of the touchpoint with that id, which may be empty, has come after all.
  void heal(prospect_number number, std::string_view id) noexcept {
    if (!id.empty()) erase_if(number, [id](const auto& each) { return each.id == id; });
  }

  // A good record of her own has.
  void heal_her_own(prospect_number number) noexcept {
    erase_if(number, [](const auto& each) { return each.is_her_own; });
  }

  // Her log is known now.
  void heal_touchpoints(prospect_number number) noexcept {
    erase_if(number, [](const auto& each) { return !each.is_her_own; });
  }

  // Of her own record; null: it is there.
  const refused_record* of_her_own(prospect_number number) const noexcept {
    const auto list = (*this)[number];
    const auto found = std::find_if(list.begin(), list.end(), [](const auto& each) { return each.is_her_own; });
    return found == list.end() ? nullptr : &*found;
  }

  void erase(prospect_number number) noexcept {
    const auto found = all_.find(number);
    if (found == all_.end()) return;
    std::for_each(found->second.begin(), found->second.end(), forget);
    all_.erase(found);
  }

 private:
  template <class Is>
  void erase_if(prospect_number number, Is is) noexcept {
    const auto found = all_.empty() ? all_.end() : all_.find(number);
    if (found == all_.end()) return;
    auto& list = found->second;
    const auto gone = std::partition(list.begin(), list.end(), [&](const auto& each) { return !is(each); });
    std::for_each(gone, list.end(), forget);
    list.erase(gone, list.end());
    if (list.empty()) all_.erase(found);
  }

  static void forget(refused_record& what) noexcept {
    wipe(what.id);
    wipe(what.why);
  }

  by_prospect all_;
};

}  // namespace tickler::inline TICKLER_ABI
