// Of each prospect the touchpoints that could not be taken in. Few prospects have any.
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

class refused_touchpoints {
 public:
  using by_prospect = std::map<prospect_number, std::vector<refused_touchpoint>>;

  bool empty() const noexcept { return all_.empty(); }
  std::size_t prospects() const noexcept { return all_.size(); }
  bool has(prospect_number number) const noexcept { return !all_.empty() && all_.contains(number); }
  const by_prospect& all() const noexcept { return all_; }

  std::span<const refused_touchpoint> operator[](prospect_number number) const noexcept {
    const auto found = all_.find(number);
    return found == all_.end() ? std::span<const refused_touchpoint>() : found->second;
  }

  void add(prospect_number number, refused_touchpoint&& what) {
    if (const auto found = all_.find(number); found != all_.end())
      found->second.push_back(std::move(what));
    else
      all_.emplace(number, std::vector{std::move(what)});
  }

  // Those that it has already are not added again.
  void add_all(prospect_number number, std::span<const refused_touchpoint> more) {
    for (const auto& each : more) {
      const auto there = (*this)[number];
      if (std::find(there.begin(), there.end(), each) == there.end()) add(number, refused_touchpoint(each));
    }
  }

  // A good record with that id, which may be empty, has come after all.
  void heal(prospect_number number, std::string_view id) noexcept {
    const auto found = all_.empty() || id.empty() ? all_.end() : all_.find(number);
    if (found == all_.end()) return;
    auto& list = found->second;
    const auto healed = std::partition(list.begin(), list.end(), [&](const auto& each) { return each.id != id; });
    std::for_each(healed, list.end(), forget);
    list.erase(healed, list.end());
    if (list.empty()) all_.erase(found);
  }

  void erase(prospect_number number) noexcept {
    const auto found = all_.find(number);
    if (found == all_.end()) return;
    std::for_each(found->second.begin(), found->second.end(), forget);
    all_.erase(found);
  }

 private:
  static void forget(refused_touchpoint& what) noexcept {
    wipe(what.id);
    wipe(what.why);
  }

  by_prospect all_;
};

}  // namespace tickler::inline TICKLER_ABI
