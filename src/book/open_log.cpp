#include "book/open_log.hpp"

#include <algorithm>
#include <tuple>

#include "base/text_hash.hpp"

namespace tickler::inline TICKLER_ABI {

std::optional<std::size_t> open_log::find(std::string_view id) const {
  const auto [begin, end] = by_id_.equal_range(hash_of_text(id));
  for (auto each = begin; each != end; ++each)
    if (details_reader(packed(entries_[each->second])).next().id == id) return each->second;
  return std::nullopt;
}

void open_log::add(std::uint32_t at, touch_kind words, std::string_view id, std::string_view packed) {
  if (!id.empty()) by_id_.emplace(hash_of_text(id), static_cast<std::uint32_t>(entries_.size()));
  entries_.push_back({at, next_++, words, static_cast<std::uint32_t>(packed.size()), bytes_.size()});
  bytes_ += packed;
}

void open_log::replace(std::size_t i, std::uint32_t at, touch_kind words, std::string_view packed) {
  auto& e = entries_[i];
  const auto order = e.at == at ? e.order : next_++;
  e = {at, order, words, static_cast<std::uint32_t>(packed.size()), bytes_.size()};
  bytes_ += packed;
}

void open_log::sort() {
  std::ranges::sort(entries_, {}, [](const entry& e) { return std::tuple(e.at, e.order); });
}

}  // namespace tickler::inline TICKLER_ABI
