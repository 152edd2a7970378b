#include <algorithm>
#include <tickler/joint_history.hpp>
#include <vector>

#include "model/colleague.hpp"

namespace tickler::inline TICKLER_ABI {

history merge_colleagues(const history& own, std::span<const history* const> colleagues) {
  std::vector<touchpoint> all;
  for (std::size_t i = 0; i < own.size(); ++i) all.push_back(own[i]);
  std::vector<bool> repeated(own.size());  // of her own: what a colleague's own history says, too
  for (const auto* theirs : colleagues) {
    for (std::size_t i = 0, begin = 0; i < theirs->size(); ++i) {
      auto t = (*theirs)[i];
      const auto words = as_colleague(t.words);
      if (!words) continue;
      t.words = *words;
      t.steps.clear();
      while (begin < own.size() && all[begin].at < t.at) ++begin;
      auto same = begin;
      while (same < own.size() && all[same].at == t.at && (repeated[same] || all[same].words != t.words)) ++same;
      if (same < own.size() && all[same].at == t.at)
        repeated[same] = true;
      else
        all.push_back(std::move(t));
    }
  }
  std::stable_sort(all.begin(), all.end(), [](const touchpoint& a, const touchpoint& b) { return a.at < b.at; });
  history merged(own.words());
  for (const auto& t : all) merged.add(t);
  return merged;
}

}  // namespace tickler::inline TICKLER_ABI
