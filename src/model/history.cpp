#include <algorithm>
#include <tickler/history.hpp>

#include "model/touchpoint_check.hpp"

namespace tickler::inline TICKLER_ABI {

history::history(vocabulary words) : words_(std::move(words)) {}

void history::add(const touchpoint& t) {
  check(t);
  if (entries_.size() == max_size) throw_too_many_touchpoints();
  entry e{t.at, words_.classify(t.words), 0};
  if (has_details(t)) {
    details_.push_back({t.until, t.steps, t.key, t.id, t.address});
    e.details = static_cast<std::uint32_t>(details_.size()) | (has_asked_details(t) ? entry::asked : 0);
  }
  const auto later = [](instant at, const entry& other) { return at < other.at; };
  entries_.insert(std::upper_bound(entries_.begin(), entries_.end(), t.at, later), e);
}

void history::clear() noexcept {
  entries_.clear();
  details_.clear();
}

touchpoint history::operator[](std::size_t i) const {
  const auto& e = entries_.at(i);
  touchpoint t{.at = e.at, .words = words_.words_of(e.words)};
  if (e.has_details()) {
    const auto& x = details_[e.details_index()];
    t.until = x.until;
    t.steps = x.steps;
    t.key = x.key;
    t.id = x.id;
    t.address = x.address;
  }
  return t;
}

}  // namespace tickler::inline TICKLER_ABI
