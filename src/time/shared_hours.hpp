// Open hours that several policies have, kept once, as long as one of them has them.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <tickler/calendar.hpp>
#include <unordered_map>

namespace tickler::inline TICKLER_ABI {

// Any thread may use one.
class shared_hours {
 public:
  // The same hours as somebody has had before, or these. Those whose payer has no room left are given to nobody else: who asks
  // next has a budget of its own.
  open_hours shared(const open_hours& made);

  std::size_t alive();  // how many that somebody has

 private:
  void forget_those_gone();

  std::mutex using_;
  std::unordered_multimap<std::uint64_t, std::weak_ptr<open_hours::cache>> all_{};
  std::size_t next_clean_up_ = 64;
};

}  // namespace tickler::inline TICKLER_ABI
