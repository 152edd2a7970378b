#include <algorithm>
#include <tickler/error.hpp>
#include <tickler/history.hpp>
#include <tickler/problem_numbers.hpp>
#include <utility>

#include "base/wipe.hpp"
#include "model/touchpoint_check.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

template <class Details>
void wipe_texts(Details& x) noexcept {
  for (auto& text : x.more) wipe(text);
  for (auto* text : {&x.key, &x.id, &x.address}) wipe(*text);
}

template <class Details>
Details details_of(const touchpoint& t) {
  Details x{.until = t.until.value_or(instant{}),
            .has_until = t.until.has_value(),
            .other_keys = 0,
            .key = t.keys.empty() ? std::string{} : t.keys.front(),
            .id = t.id,
            .address = t.address,
            .more = t.steps};
  if (t.keys.size() > 1) {
    x.other_keys = static_cast<std::uint8_t>(t.keys.size() - 1);
    x.more.insert(x.more.begin(), t.keys.begin() + 1, t.keys.end());
  }
  return x;
}

// Overwritten first: a short text is copied into a string's own memory, and leaves the rest of it as it was.
template <class Details>
void put(Details& to, Details& from) noexcept {
  wipe_texts(to);
  to = std::move(from);
}

}  // namespace

history::history(vocabulary words) : words_(std::move(words)) {}

void history::add(const touchpoint& t) {
  check(t);
  if (entries_.size() == max_size) throw_too_many_touchpoints();
  entry e{t.at, words_.classify(t.words), 0};
  if (has_details(t)) {
    details_.push_back(details_of<details>(t));
    e.details = static_cast<std::uint32_t>(details_.size()) | (has_asked_details(t) ? entry::asked : 0);
  }
  const auto later = [](instant at, const entry& other) { return at < other.at; };
  entries_.insert(std::upper_bound(entries_.begin(), entries_.end(), t.at, later), e);
}

std::size_t history::checked(std::size_t i) const {
  if (i >= entries_.size()) throw misuse(misuse_number::no_such_touchpoint, "no touchpoint of that number");
  return i;
}

// What may throw comes first. Its slot is used again, so that no number of corrections makes the list longer.
std::size_t history::replace(std::size_t i, const touchpoint& t) {
  auto& old = entries_[checked(i)];
  check(t);
  entry e{t.at, words_.classify(t.words), 0};
  if (has_details(t)) {
    auto made = details_of<details>(t);
    if (!old.has_details()) {
      details_.push_back({});
      old.details = static_cast<std::uint32_t>(details_.size());
    }
    put(details_[old.details_index()], made);
    e.details = static_cast<std::uint32_t>(old.details_index() + 1) | (has_asked_details(t) ? entry::asked : 0);
  } else {
    drop_details(old);
  }
  const auto at = entries_.begin() + static_cast<std::ptrdiff_t>(i);
  const auto before = old.at;
  old = e;
  const auto is_earlier = [](const entry& a, const entry& b) { return a.at < b.at; };
  if (e.at > before) {
    const auto to = std::upper_bound(at + 1, entries_.end(), e, is_earlier);
    std::rotate(at, at + 1, to);
    return static_cast<std::size_t>(to - entries_.begin()) - 1;
  }
  if (e.at == before) return i;
  const auto to = std::upper_bound(entries_.begin(), at, e, is_earlier);
  std::rotate(to, at, at + 1);
  return static_cast<std::size_t>(to - entries_.begin());
}

void history::erase(std::size_t i) {
  drop_details(entries_[checked(i)]);
  entries_.erase(entries_.begin() + static_cast<std::ptrdiff_t>(i));
}

// The last details take the place of these.
void history::drop_details(entry& e) noexcept {
  if (!e.has_details()) return;
  const auto index = e.details_index(), last = details_.size() - 1;
  if (index != last) {
    const auto is_last = [last](const entry& other) { return other.has_details() && other.details_index() == last; };
    auto& moved = *std::find_if(entries_.begin(), entries_.end(), is_last);
    moved.details = static_cast<std::uint32_t>(index + 1) | (moved.details & entry::asked);
    put(details_[index], details_[last]);
  }
  wipe_texts(details_.back());
  details_.pop_back();
  e.details = 0;
}

void history::clear() noexcept {
  entries_.clear();
  details_.clear();
}

touchpoint history::operator[](std::size_t i) const {
  const auto& e = entries_[checked(i)];
  touchpoint t{.at = e.at, .words = words_.words_of(e.words)};
  if (e.has_details()) {
    const auto& x = details_[e.details_index()];
    const auto steps = x.more.begin() + x.other_keys;
    if (x.has_until) t.until = x.until;
    if (!x.key.empty()) t.keys.push_back(x.key);
    t.keys.insert(t.keys.end(), x.more.begin(), steps);
    t.steps.assign(steps, x.more.end());
    t.id = x.id;
    t.address = x.address;
  }
  return t;
}

}  // namespace tickler::inline TICKLER_ABI
