#include <algorithm>
#include <chrono>
#include <new>
#include <string>
#include <tickler/book.hpp>
#include <tickler/error.hpp>
#include <tickler/problem_numbers.hpp>
#include <utility>
#include <vector>

#include "book/book_impl.hpp"
#include "model/prospect_viewer.hpp"
#include "model/touchpoint_check.hpp"

namespace tickler::inline TICKLER_ABI {

id_index lazy_id_index::made_of(const prospect_table& all) {
  id_index made;
  made.reserve(all.size());
  for (std::size_t i = 0; i < all.size(); ++i)
    if (!all.is_erased(i)) made.add(hash_of_text(all.id(i)), static_cast<std::uint32_t>(i));
  return made;
}

prospect_number book::impl::add(const prospect_view& who, std::uint32_t hash) {
  auto& ids = index.of(prospects);
  ids.reserve(ids.size() + 1);
  touches.make_room_for_prospect();
  const auto number = static_cast<prospect_number>(prospects.size());
  prospects.add(who);
  peers.drop();
  touches.add_prospect();
  ids.add(hash, number);
  return number;
}

void book::impl::add(prospect_number number, instant at, touch_kind of_words, std::string_view packed) {
  const auto seconds = static_cast<std::uint32_t>(at.time_since_epoch().count());
  const auto code = codes.code_of({of_words, kind_of(packed)});
  touches.widen_for(code);
  touches.make_room(number);
  if (!packed.empty()) add_details(number, seconds, packed);
  touches.insert(number, seconds, code);
}

// To be called before its touchpoint is added.
void book::impl::add_details(prospect_number number, std::uint32_t at, std::string_view packed) {
  const auto span = touches[number];
  std::size_t later = 0;
  for (std::size_t i = span.size; i != 0 && span.at[i - 1] > at; --i) later += codes[span.code(i - 1)].has_details() ? 1 : 0;
  if (later == 0) return details.append(number, packed);
  std::size_t before = 0;
  for (std::size_t i = 0; i != span.size && span.at[i] <= at; ++i) before += codes[span.code(i)].has_details() ? 1 : 0;
  details.insert(number, before, packed);
}

void book::impl::replace(prospect_number number, const prospect_view& who) {
  peers.drop();
  prospects.replace(number, who);
}

void book::impl::erase(prospect_number number) {
  peers.drop();
  prospects.erase(number);
  touches.erase(number);
  details.erase(number);
  refused.erase(number);
  known_ids.forget(number);
  prospects.wipe_scratch();
  packed_details.wipe();
  reuse_room();
}

// What may fail comes first.
void book::impl::set_log(prospect_number number, const tickler::history& log) {
  std::vector<std::uint32_t> at, of;
  varint_buffer packed;
  for (std::size_t i = 0; i < log.size(); ++i) {
    const auto t = log[i];
    const auto before = packed.bytes().size();
    if (has_details(t)) pack(packed, t);
    at.push_back(static_cast<std::uint32_t>(t.at.time_since_epoch().count()));
    of.push_back(codes.code_of({words.classify(t.words), kind_of(packed.bytes().substr(before))}));
  }
  put_log(number, at, of, packed.bytes());
  packed_details.wipe();
  reuse_room();
}

void book::impl::put_log(prospect_number number, const std::vector<std::uint32_t>& at, const std::vector<std::uint32_t>& of,
                         std::string_view packed) {
  for (const auto code : of) touches.widen_for(code);
  details.make_room_for(number, packed.size());
  touches.make_room_for(at.size());
  details.set(number, packed);
  touches.set(number, at, of);
  known_ids.forget(number);
}

// Without memory for it the room stays unused until the next time.
void book::impl::reuse_room() noexcept {
  try {
    if (prospects.has_much_free()) prospects.shrink_to_fit();
    if (touches.has_much_free()) touches.shrink_to_fit();
    if (details.has_much_free()) details.shrink_to_fit();
  } catch (const std::bad_alloc&) {
  }
}

namespace {

void check(const book::impl& inside, prospect_number number) {
  if (number >= inside.size())
    throw misuse(misuse_number::no_such_prospect, "no prospect of this book has the number " + std::to_string(number));
}

void check_there(const book::impl& inside, prospect_number number) {
  check(inside, number);
  if (inside.prospects.is_erased(number))
    throw misuse(misuse_number::no_such_prospect, "the prospect of the number " + std::to_string(number) + " was erased");
}

void check_words(const book::impl& inside, const history& log) {
  if (!(log.words() == inside.words))
    throw misuse(misuse_number::other_vocabulary, "a history of another vocabulary than the book's");
}

// The gaps in one record of a person, filled from another.
void fill_gaps(prospect& into, prospect&& from) {
  if (from.referrer == into.id) from.referrer.clear();
  for (const auto field : {&prospect::name, &prospect::zone, &prospect::region, &prospect::owner, &prospect::owner_zone,
                           &prospect::account, &prospect::referrer})
    if ((into.*field).empty()) into.*field = std::move(from.*field);
  for (auto& [kind, value] : from.contact)
    if (auto& known = into.contact[kind]; known.empty()) known = std::move(value);
  into.facts.merge(from.facts);
}

// Both in order of time, those of `first` before those of `second`; what both have is there once.
history united(const history& first, const history& second) {
  history all = first;
  std::vector<bool> matched(first.size());
  for (std::size_t i = 0, begin = 0; i < second.size(); ++i) {
    const auto t = second[i];
    while (begin < first.size() && first[begin].at < t.at) ++begin;
    auto same = begin;
    while (same < first.size() && first[same].at == t.at && (matched[same] || !(first[same] == t))) ++same;
    if (same < first.size() && first[same].at == t.at)
      matched[same] = true;
    else
      all.add(t);
  }
  return all;
}

}  // namespace

book::book(vocabulary words) : impl_(std::make_unique<impl>(std::move(words))) {}
book::book(const book& other) : impl_(std::make_unique<impl>(other.inside())) {}
book::book(book&& other) noexcept = default;
book& book::operator=(const book& other) {
  if (this != &other) impl_ = std::make_unique<impl>(other.inside());
  return *this;
}
book& book::operator=(book&& other) noexcept = default;
book::~book() = default;

// One that was moved from is empty for ever, since it has no words.
book::impl& book::inside() {
  if (!impl_) throw misuse(misuse_number::moved_from, "a book that was moved from");
  return *impl_;
}

const book::impl& book::inside() const noexcept {
  static const impl empty{vocabulary()};
  return impl_ ? *impl_ : empty;
}

prospect_number book::add(const tickler::prospect& who) {
  if (who.id.empty()) throw misuse(misuse_number::other_id, "a prospect without an id");
  const auto hash = hash_of_text(who.id);
  if (inside().find(inside().index.of(inside().prospects), who.id, hash))
    throw misuse(misuse_number::there_already, "the prospect '" + who.id + "' is in the book already");
  return inside().add(prospect_viewer{}(who), hash);
}

void book::replace(prospect_number number, const tickler::prospect& who) {
  check_there(inside(), number);
  if (who.id != inside().prospects.id(number))
    throw misuse(misuse_number::other_id, "a prospect is replaced by one of the same id");
  inside().replace(number, prospect_viewer{}(who));
  inside().refused.heal_her_own(number);
  inside().reuse_room();
}

void book::erase(prospect_number number) {
  check(inside(), number);
  inside().erase(number);
}

bool book::is_erased(prospect_number number) const {
  check(inside(), number);
  return inside().prospects.is_erased(number);
}

std::size_t book::erased() const noexcept { return inside().prospects.erased(); }

void book::set_log(prospect_number number, const tickler::history& log) {
  check_there(inside(), number);
  check_words(inside(), log);
  inside().set_log(number, log);
  inside().refused.heal_touchpoints(number);
}

// Each step can be done again, and `from` is there until the last.
void book::merge(prospect_number from, prospect_number into) {
  check_there(inside(), from);
  check_there(inside(), into);
  if (from == into) throw misuse(misuse_number::other_prospect, "a prospect is merged into another, not into herself");
  tickler::history first(words()), second(words());
  history(into, first);
  history(from, second);
  auto who = prospect(into);
  fill_gaps(who, prospect(from));
  inside().refused.add_all(into, inside().refused[from]);
  inside().set_log(into, united(first, second));
  inside().replace(into, prospect_viewer{}(who));
  inside().erase(from);
}

void book::add(prospect_number number, const touchpoint& t) {
  check_there(inside(), number);
  tickler::check(t);
  if (inside().is_full(number)) throw_too_many_touchpoints();
  const auto words = inside().words.classify(t.words);
  inside().packed_details.clear();
  if (has_details(t)) pack(inside().packed_details, t);
  const auto details = details_of(t);
  if (inside().take_in(number, t.at, words, details, inside().packed_details.bytes()).what == impl::taken::other_channel)
    throw misuse(misuse_number::there_already, "the touchpoint '" + t.id + "' is there already, and went by another channel");
}

void book::refuse(prospect_number number, refused_record what) {
  check_there(inside(), number);
  if (what.id.size() > id_bytes) throw misuse(misuse_number::bad_size, "a touchpoint's id has at most 256 bytes");
  inside().refused.add(number, std::move(what));
}

std::span<const refused_record> book::refused(prospect_number number) const {
  check(inside(), number);
  return inside().refused[number];
}

std::size_t book::incomplete() const noexcept { return inside().refused.prospects(); }

void book::separate_records(bool yes) { inside().records_are_separate = yes; }
bool book::are_records_separate() const noexcept { return inside().records_are_separate; }

std::size_t book::size() const noexcept { return inside().size(); }
std::size_t book::touchpoints() const noexcept { return inside().touches.total(); }

std::size_t book::touchpoints(prospect_number number) const {
  check(inside(), number);
  return inside().touches.size(number);
}

std::optional<instant> book::newest(instant until) const {
  const auto& touches = inside().touches;
  std::optional<instant> found;
  for (std::size_t i = 0; i < touches.prospects(); ++i) {
    const auto hers = touches[i];
    const auto is_later = [&](std::uint32_t at) { return instant{std::chrono::seconds{at}} > until; };
    auto left = hers.size;
    while (left != 0 && is_later(hers.at[left - 1])) --left;
    if (left != 0) found = std::max(found, std::optional(instant{std::chrono::seconds{hers.at[left - 1]}}));
  }
  return found;
}

std::optional<prospect_number> book::find(std::string_view id) const {
  return inside().find(inside().index.of(inside().prospects), id, hash_of_text(id));
}

std::string_view book::id(prospect_number number) const {
  check(inside(), number);
  return inside().prospects.id(number);
}

prospect book::prospect(prospect_number number) const {
  check(inside(), number);
  return inside().prospects.who(number);
}

void book::history(prospect_number number, tickler::history& into) const {
  check(inside(), number);
  check_words(inside(), into);
  inside().read_history(number, into);
}

void book::shrink_to_fit() {
  if (!impl_) return;
  inside().prospects.shrink_to_fit();
  inside().touches.shrink_to_fit();
  inside().details.shrink_to_fit();
  inside().index.drop();
  inside().peers.drop();
  inside().known_ids.forget_all();
}

book_memory book::memory() const noexcept {
  const auto& in = inside();
  return {.prospects = in.prospects.prospect_bytes() + in.touches.prospect_bytes(),
          .touchpoints = in.touches.touch_bytes(),
          .texts = in.prospects.text_bytes(),
          .details = in.details.bytes(),
          .shared = in.prospects.shared_bytes() + in.codes.bytes() + sizeof(impl),
          .index = in.index.bytes() + in.peers.bytes()};
}

const vocabulary& book::words() const noexcept { return inside().words; }

}  // namespace tickler::inline TICKLER_ABI
