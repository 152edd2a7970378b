#include "records/prefetching_inserter.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {
constexpr std::uint32_t nobody = UINT32_MAX;
}

void prefetching_inserter::flush() {
  guess();
  for (std::size_t i = 0; i < size_; ++i) {
    if (guesses_[i] == nobody) continue;
    into_.prospects.prefetch_record(guesses_[i]);
    into_.touches.prefetch_end(guesses_[i]);
  }
  const auto size = std::exchange(size_, 0);
  for (std::size_t i = 0; i < size; ++i) add(i);
}

void prefetching_inserter::guess() {
  for (std::size_t i = 0; i < size_; ++i) {
    guesses_[i] = index_.guess(hashes_[i]).value_or(nobody);
    if (guesses_[i] == nobody) continue;
    into_.prospects.prefetch_entry(guesses_[i]);
    into_.touches.prefetch_span(guesses_[i]);
  }
}

void prefetching_inserter::add(std::size_t i) {
  const auto& [t, words, line] = touches_[i];
  auto number = guesses_[i];
  if (number != nobody && into_.prospects.id(number) != t.prospect)
    number = into_.find(index_, t.prospect, hashes_[i]).value_or(nobody);
  if (number == nobody) return reject_(problem::unknown_prospect, t.prospect, line);
  if (into_.is_full(number)) return reject_(problem::too_many, t.prospect, line);
  into_.packed_details.clear();
  if (kind_of(t.details) != details_kind::none) pack(into_.packed_details, t.details);
  into_.add(number, t.at, words, into_.packed_details.bytes());
}

}  // namespace tickler::inline TICKLER_ABI
