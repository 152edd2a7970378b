#include <algorithm>
#include <stdexcept>
#include <tickler/history.hpp>

namespace tickler {

namespace {

constexpr std::size_t most_steps = 4, key_bytes = 256, step_bytes = 1024;

bool may_be_written(instant t) noexcept {
  constexpr instant first{date::sys_days{date::year{1} / 1 / 1}}, end{date::sys_days{date::year{10'000} / 1 / 1}};
  return t >= first && t < end;
}

void check(const touchpoint& t) {
  if (!in_range(t.at)) throw std::invalid_argument("a touchpoint outside 1970 to 2037");
  if (t.until && !may_be_written(*t.until)) throw std::invalid_argument("a touchpoint's `until` outside the years 1 to 9999");
  if (t.key.size() > key_bytes) throw std::invalid_argument("a touchpoint's key has at most 256 bytes");
  if (t.steps.size() > most_steps) throw std::invalid_argument("a touchpoint names at most four steps");
  for (const auto& step : t.steps)
    if (step.empty() || step.size() > step_bytes) throw std::invalid_argument("a touchpoint's step has 1 to 1,024 bytes");
}

}  // namespace

history::history(vocabulary words) : words_(std::move(words)) {}

void history::add(const touchpoint& t) {
  check(t);
  if (entries_.size() == max_size) throw std::length_error("more than 1,000,000 touchpoints of one prospect");
  entry e{t.at, words_.classify(t.words), 0};
  if (t.until || !t.steps.empty() || !t.key.empty()) {
    extras_.push_back({t.until, t.steps, t.key});
    e.extra = static_cast<std::uint32_t>(extras_.size());
  }
  const auto later = [](instant at, const entry& other) { return at < other.at; };
  entries_.insert(std::upper_bound(entries_.begin(), entries_.end(), t.at, later), e);
}

void history::clear() noexcept {
  entries_.clear();
  extras_.clear();
}

touchpoint history::operator[](std::size_t i) const {
  const auto& e = entries_.at(i);
  touchpoint t{.at = e.at, .words = words_.words_of(e.words)};
  if (e.extra != 0) {
    const auto& x = extras_[e.extra - 1];
    t.until = x.until;
    t.steps = x.steps;
    t.key = x.key;
  }
  return t;
}

}  // namespace tickler
