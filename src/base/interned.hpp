// Distinct values, numbered in order of first meeting. Looking one up takes no lock, adding one does.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <tickler/export.hpp>
#include <vector>

#include "base/append_only.hpp"

namespace tickler::inline TICKLER_ABI {

// Hash takes a View, and all its 64 bits count; a Value compares with a View and turns into one. Index tables that have been
// outgrown are kept for the readers that may still be in them: together they are no larger than the newest.
template <class Value, class View, class Hash, std::size_t first_block = 64>
class interned {
 public:
  interned() { use_table_of(first_block); }

  std::size_t size() const noexcept { return values_.size(); }
  const Value& operator[](std::uint32_t id) const noexcept { return values_[id]; }

  std::optional<std::uint32_t> find(const View& value) const noexcept {
    const auto& index = *table_.load(std::memory_order_acquire);
    const std::uint64_t hash = Hash{}(value);
    for (auto slot = hash & index.mask;; slot = (slot + 1) & index.mask) {
      const auto entry = index.slots[slot].load(std::memory_order_acquire);
      if (entry == 0) return std::nullopt;
      if ((entry ^ hash) >> 32 == 0 && values_[id_of(entry)] == value) return id_of(entry);
    }
  }

  // `make` turns the view into the value to keep, under the lock.
  template <class Make>
  std::uint32_t add(const View& value, Make&& make) {
    const std::lock_guard lock(adding_);
    if (const auto found = find(value)) return *found;
    const auto id = static_cast<std::uint32_t>(values_.size());
    values_.push_back(make(value));
    const auto slots = tables_.back()->slots.size();
    if (values_.size() * 2 > slots)
      use_table_of(slots * 2);
    else
      enter(*tables_.back(), id);
    return id;
  }

 private:
  struct table {
    explicit table(std::size_t n) : slots(n), mask(n - 1) {}
    std::vector<std::atomic<std::uint64_t>> slots;  // 0: free; else 1 + id, and above it what the hash has there
    std::size_t mask;
  };

  static std::uint32_t id_of(std::uint64_t entry) noexcept { return static_cast<std::uint32_t>(entry) - 1; }

  void enter(table& t, std::uint32_t id) {
    const std::uint64_t hash = Hash{}(View(values_[id]));
    auto slot = hash & t.mask;
    while (t.slots[slot].load(std::memory_order_relaxed) != 0) slot = (slot + 1) & t.mask;
    t.slots[slot].store((hash >> 32) << 32 | (id + 1), std::memory_order_release);
  }

  void use_table_of(std::size_t slots) {
    auto next = std::make_unique<table>(slots);
    for (std::uint32_t id = 0; id < values_.size(); ++id) enter(*next, id);
    table_.store(next.get(), std::memory_order_release);
    tables_.push_back(std::move(next));
  }

  append_only<Value, first_block> values_;
  std::mutex adding_;
  std::vector<std::unique_ptr<table>> tables_;
  std::atomic<const table*> table_{};
};

}  // namespace tickler::inline TICKLER_ABI
