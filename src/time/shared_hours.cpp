#include "time/shared_hours.hpp"

#include <algorithm>

#include "base/hash.hpp"
#include "time/open_hours_cache.hpp"

namespace tickler::inline TICKLER_ABI {
namespace {

using cache = open_hours::cache;

bool are_same(const open_hours& a, const open_hours& b) { return impl_of(a) == impl_of(b); }

// Templates and parts are shared before what is made of them: they are the same if they are one.
bool are_same(const cache& a, const cache& b) {
  const bool are_same_rules = a.rules == b.rules || (a.rules && b.rules && *a.rules == *b.rules);
  return a.utc_template == b.utc_template && a.local == b.local && are_same_rules &&
         std::equal(a.parts.begin(), a.parts.end(), b.parts.begin(), b.parts.end(),
                    [](const open_hours& x, const open_hours& y) { return are_same(x, y); });
}

std::uint64_t hash_of(const cache& c) {
  fnv_hash hash;
  const auto add = [&hash](const void* at) { hash.number(static_cast<std::int64_t>(reinterpret_cast<std::uintptr_t>(at))); };
  hash.text(c.local.name());
  add(c.utc_template.get());
  for (const auto& part : c.parts) add(impl_of(part));
  if (c.utc_template) return hash.value();  // which has the rest
  if (!c.rules) return hash.value();
  const auto add_times = [&hash](const auto& o) { hash.number(o.from.count()), hash.number(o.to.count()); };
  for (const auto& o : c.rules->hours) hash.number(o.days), add_times(o);
  for (const auto& day : c.rules->closed) hash.text(to_string(day));
  for (const auto& each : c.rules->special) {
    hash.text(to_string(each.day));
    for (const auto& o : each.hours) add_times(o);
  }
  return hash.value();
}

bool has_room(const cache& c) { return !c.budget || *c.budget > 0; }

}  // namespace

open_hours shared_hours::shared(const open_hours& made) {
  auto* own = impl_of(made);
  if (!own) return made;
  const auto hash = hash_of(*own);
  const std::lock_guard lock(using_);
  for (auto [at, end] = all_.equal_range(hash); at != end; ++at)
    if (auto there = at->second.lock(); there && are_same(*there, *own) && has_room(*there))
      return internal_access::make<open_hours>(std::move(there));
  if (all_.size() >= next_clean_up_) forget_those_gone();
  all_.emplace(hash, own->weak_from_this());
  return made;
}

std::size_t shared_hours::alive() {
  const std::lock_guard lock(using_);
  forget_those_gone();
  return all_.size();
}

void shared_hours::forget_those_gone() {
  std::erase_if(all_, [](const auto& each) { return each.second.expired(); });
  next_clean_up_ = std::max<std::size_t>(64, 2 * all_.size());
}

}  // namespace tickler::inline TICKLER_ABI
