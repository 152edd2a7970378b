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
  const source_position at{.line = line, .column = 1};
  auto number = guesses_[i];
  if (number != nobody && into_.prospects.id(number) != t.prospect)
    number = into_.find(index_, t.prospect, hashes_[i]).value_or(nobody);
  if (number == nobody) return heard_.unknown_prospect(t, at);
  if (into_.is_full(number)) return heard_.too_many(number, t, at);
  into_.packed_details.clear();
  if (kind_of(t.details) != details_kind::none) pack(into_.packed_details, t.details);
  const auto taken = into_.take_in(number, t.at, words, t.details, into_.packed_details.bytes());
  if (taken.what != book::impl::taken::added) heard_.known_already(number, taken, at);
}

}  // namespace tickler::inline TICKLER_ABI
