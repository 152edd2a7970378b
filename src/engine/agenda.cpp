// When to ask again, for millions of prospects: a heap for each hour in which somebody is due, and beside it the instant that
// counts for each prospect. An entry that has been overtaken (set anew, or touched) stays in its heap until its hour comes or until
// half of all are of that kind; so setting costs no search. A calendar queue (Brown, CACM 31(10), 1988) with lazy deletion.
#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <tickler/agenda.hpp>
#include <tickler/error.hpp>
#include <tickler/problem_numbers.hpp>
#include <unordered_set>

#include "base/internal_access.hpp"
#include "engine/joint_histories.hpp"
#include "engine/state/state.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

constexpr std::uint32_t hour = 3'600, never = 0xffffffff;

std::uint32_t seconds_of(instant t) noexcept { return static_cast<std::uint32_t>(t.time_since_epoch().count()); }

// Seconds up to which entries are due.
std::uint32_t last_due(instant now) noexcept { return in_range(now) ? seconds_of(now) : now < time_begin ? 0 : never - 1; }

}  // namespace

struct agenda::impl {
  struct entry {
    std::uint32_t at;
    prospect_number number;
  };

  std::vector<std::uint32_t> next{};                    // by prospect: seconds since 1970
  std::map<std::uint32_t, std::vector<entry>> hours{};  // by hour since 1970; heaps, the earliest first
  std::size_t entries = 0, prospects = 0;               // of hours; with a time

  static bool is_later(const entry& a, const entry& b) noexcept { return a.at > b.at; }
  bool is_overtaken(const entry& e) const noexcept { return next[e.number] != e.at; }

  void set(prospect_number number, std::uint32_t at);
  template <class Each>
  void each_due(std::uint32_t until, Each&& each) const;
  void drop_overtaken(std::uint32_t until) noexcept;
  void drop_overtaken();
};

// Costs a push to the heap of one hour, and no search for the entry that it overtakes: `next` says which entry is true. What may
// throw comes first.
void agenda::impl::set(prospect_number number, std::uint32_t at) {
  if (number >= next.size()) next.resize(std::size_t{number} + 1, never);
  auto& known = next[number];
  if (at == known) return;
  if (at != never) {
    auto& heap = hours[at / hour];
    heap.push_back({at, number});
    std::push_heap(heap.begin(), heap.end(), is_later);
    ++entries;
  }
  prospects += (at != never) - (known != never);
  known = at;
  // Paid for by the entries since the last time, so it costs a constant for each; the 1,024 keep small agendas from it.
  if (entries > 2 * prospects + 1'024) drop_overtaken();
}

template <class Each>
void agenda::impl::each_due(std::uint32_t until, Each&& each) const {
  for (const auto& [begin, heap] : hours) {
    if (begin > until / hour) return;
    for (const auto& e : heap)
      if (e.at <= until && !is_overtaken(e)) each(e.number);
  }
}

// Those up to `until`, from the fronts of the heaps.
void agenda::impl::drop_overtaken(std::uint32_t until) noexcept {
  for (auto i = hours.begin(); i != hours.end() && i->first <= until / hour;) {
    auto& heap = i->second;
    for (; !heap.empty() && heap.front().at <= until && is_overtaken(heap.front()); heap.pop_back(), --entries)
      std::pop_heap(heap.begin(), heap.end(), is_later);
    i = heap.empty() ? hours.erase(i) : std::next(i);
  }
}

void agenda::impl::drop_overtaken() {
  entries = 0;
  for (auto i = hours.begin(); i != hours.end();) {
    auto& heap = i->second;
    std::erase_if(heap, [this](const entry& e) { return is_overtaken(e); });
    std::sort(heap.begin(), heap.end(), [](const entry& a, const entry& b) { return a.number < b.number; });
    const auto same = [](const entry& a, const entry& b) { return a.number == b.number; };  // put off and set back again
    heap.erase(std::unique(heap.begin(), heap.end(), same), heap.end());
    heap.shrink_to_fit();
    std::make_heap(heap.begin(), heap.end(), is_later);
    entries += heap.size();
    i = heap.empty() ? hours.erase(i) : std::next(i);
  }
}

agenda::agenda() noexcept = default;
agenda::agenda(const agenda& other) : impl_(other.impl_ ? std::make_unique<impl>(*other.impl_) : nullptr) {}
agenda::agenda(agenda&& other) noexcept = default;
agenda& agenda::operator=(const agenda& other) {
  if (this != &other) *this = agenda(other);
  return *this;
}
agenda& agenda::operator=(agenda&& other) noexcept = default;
agenda::~agenda() = default;

agenda::impl& agenda::inside() {
  if (!impl_) impl_ = std::make_unique<impl>();
  return *impl_;
}

const agenda::impl& agenda::inside() const noexcept {
  static const impl empty;
  return impl_ ? *impl_ : empty;
}

void agenda::set(prospect_number number, std::optional<instant> next_change) {
  if (number > max_number) throw misuse(misuse_number::no_such_prospect, "an agenda for prospect " + std::to_string(number));
  inside().set(number, next_change && in_range(*next_change) ? seconds_of(*next_change) : never);
}

// In the order of their numbers, so that the answer does not depend on how entries lie in heaps, and a book is read from front to
// back.
std::vector<prospect_number> agenda::due(instant now) const {
  std::vector<prospect_number> found;
  inside().each_due(last_due(now), [&](prospect_number number) { found.push_back(number); });
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());  // put off and set back again: two entries alike
  return found;
}

std::vector<prospect_number> agenda::take_due(instant now) {
  auto taken = due(now);
  auto& all = inside();
  for (const auto number : taken) all.next[number] = never;
  all.prospects -= taken.size();
  all.drop_overtaken(last_due(now));
  return taken;
}

// May be of an entry that has been overtaken, hence early; never late, which is all that is promised.
std::optional<instant> agenda::next() const {
  if (inside().prospects == 0) return std::nullopt;
  for (const auto& [_, heap] : inside().hours)
    if (!heap.empty()) return instant{std::chrono::seconds{heap.front().at}};
  return std::nullopt;
}

std::size_t agenda::bytes() const noexcept {
  const auto& all = inside();
  auto sum = all.next.capacity() * sizeof(std::uint32_t);
  for (const auto& [_, heap] : all.hours)
    sum += sizeof(decltype(all.hours)::value_type) + 4 * sizeof(void*) + heap.capacity() * sizeof(impl::entry);
  return sum;
}

void invalidate(const policy& p, const book& all, agenda& when, prospect_number number) {
  const auto& compiled = impl_of(p);
  if (number >= all.size()) throw misuse(misuse_number::no_such_prospect, "no prospect of that number");
  when.invalidate(number);
  if (all.is_erased(number)) return;
  const auto concerned = concerned_with(compiled, impl_of(all), number);
  for (const auto each : concerned) when.invalidate(each);
  if (!compiled.goes_to_referrer) return;
  const auto& prospects = impl_of(all).prospects;
  std::unordered_set<std::string_view> ids;
  for (const auto each : concerned) ids.insert(prospects.id(each));
  for (prospect_number i = 0; i < all.size(); ++i)
    if (prospects.attributes()[prospects.attributes_of(i)].has_referrer && ids.contains(prospects[i].referrer()))
      when.invalidate(i);
}

bool process_due(const policy& p, const book& all, agenda& when, instant now, const each_decision& each) {
  // However it ends, entries that have been overtaken do not stay in front: next() would say them again and again.
  struct tidy {
    agenda& when;
    instant now;
    ~tidy() { impl_of(when).drop_overtaken(last_due(now)); }
  };
  auto due = when.due(now);
  if (due.empty()) return true;
  const tidy afterwards{when, now};
  std::erase_if(due, [&](prospect_number number) {
    const bool erased = number < all.size() && all.is_erased(number);
    if (erased) when.set(number, std::nullopt);
    return erased;
  });
  return evaluate_some(p, all, due, now, [&](prospect_number number, const decision& d) {
    const auto go_on = each(number, d);
    when.set(number, d.next_change);
    return go_on;
  });
}

}  // namespace tickler::inline TICKLER_ABI
