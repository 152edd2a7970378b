// When to ask again, for millions of prospects: a heap for each hour in which somebody is due, and beside it the instant that
// counts for each prospect. An entry that has been overtaken (set anew, or touched) stays in its heap until its hour comes or until
// half of all are of that kind; so setting costs no search. A calendar queue (Brown, CACM 31(10), 1988) with lazy deletion.
#include <algorithm>
#include <tickler/agenda.hpp>

namespace tickler {

namespace {

constexpr std::uint32_t hour = 3'600;

std::uint32_t seconds_of(instant t) noexcept { return static_cast<std::uint32_t>(t.time_since_epoch().count()); }

}  // namespace

// Costs a push to the heap of one hour, and no search for the entry that it overtakes: `next_` says which entry is true.
void agenda::set(prospect_number number, std::optional<instant> next_change) {
  if (number >= next_.size()) next_.resize(std::size_t{number} + 1, never);
  auto& known = next_[number];
  const auto at = next_change && in_range(*next_change) ? seconds_of(*next_change) : never;
  if (at == known) return;
  prospects_ += (at != never) - (known != never);
  known = at;
  if (at == never) return;
  auto& entries = hours_[at / hour];
  entries.push_back({at, number});
  std::push_heap(entries.begin(), entries.end(), is_later);
  // Paid for by the entries since the last time, so it costs a constant for each; the 1,024 keep small agendas from it.
  if (++entries_ > 2 * prospects_ + 1'024) forget_outdated();
}

// Those taken are no more in the agenda until they are set again. In the order of their numbers, so that the answer does not
// depend on how entries lie in heaps, and a book is read from front to back.
std::vector<prospect_number> agenda::take_due(instant now) {
  std::vector<prospect_number> due;
  const auto until = in_range(now) ? seconds_of(now) : now < time_begin ? 0 : never - 1;
  while (!hours_.empty() && hours_.begin()->first <= until / hour) {
    auto& first = hours_.begin()->second;
    for (; !first.empty() && first.front().at <= until; first.pop_back(), --entries_) {
      std::pop_heap(first.begin(), first.end(), is_later);
      const auto& e = first.back();
      // Overtaken, or the second of two alike: the first has reset it.
      if (next_[e.number] != e.at) continue;
      next_[e.number] = never;
      --prospects_;
      due.push_back(e.number);
    }
    if (!first.empty()) break;  // of the hour of `now`, which goes on
    hours_.erase(hours_.begin());
  }
  std::sort(due.begin(), due.end());
  return due;
}

// May be of an entry that has been overtaken, hence early; never late, which is all that is promised.
std::optional<instant> agenda::next() const {
  if (hours_.empty()) return std::nullopt;
  return instant{std::chrono::seconds{hours_.begin()->second.front().at}};
}

std::size_t agenda::bytes() const noexcept {
  auto sum = next_.capacity() * sizeof(std::uint32_t);
  for (const auto& [_, entries] : hours_)
    sum += sizeof(decltype(hours_)::value_type) + 4 * sizeof(void*) + entries.capacity() * sizeof(entry);
  return sum;
}

void agenda::forget_outdated() {
  entries_ = 0;
  for (auto bucket = hours_.begin(); bucket != hours_.end();) {
    auto& entries = bucket->second;
    std::erase_if(entries, [this](const entry& e) { return next_[e.number] != e.at; });
    std::sort(entries.begin(), entries.end(), [](const entry& a, const entry& b) { return a.number < b.number; });
    const auto same = [](const entry& a, const entry& b) { return a.number == b.number; };  // put off and set back again
    entries.erase(std::unique(entries.begin(), entries.end(), same), entries.end());
    entries.shrink_to_fit();
    std::make_heap(entries.begin(), entries.end(), is_later);
    entries_ += entries.size();
    bucket = entries.empty() ? hours_.erase(bucket) : std::next(bucket);
  }
}

void process_due(const policy& p, const book& all, agenda& when, instant now, const each_decision& each) {
  const auto due = when.take_due(now);
  evaluate_some(p, all, due, now, [&](prospect_number number, const decision& d) {
    when.set(number, d.next_change);
    each(number, d);
  });
}

}  // namespace tickler
