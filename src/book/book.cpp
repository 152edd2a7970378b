#include <stdexcept>
#include <tickler/book.hpp>

#include "book/book_impl.hpp"
#include "book/owned_view.hpp"
#include "model/touchpoint_check.hpp"

namespace tickler {

const id_index& lazy_id_index::of(const prospect_table& all) const {
  if (ready_.load(std::memory_order_acquire)) return index_;
  const std::lock_guard lock(making_);
  if (ready_.load(std::memory_order_relaxed)) return index_;
  id_index made;
  made.reserve(all.size());
  for (std::size_t i = 0; i < all.size(); ++i) made.add(hash_of_text(all.id(i)), static_cast<std::uint32_t>(i));
  index_ = std::move(made);
  ready_.store(true, std::memory_order_release);
  return index_;
}

void lazy_id_index::drop() noexcept {
  ready_.store(false, std::memory_order_relaxed);
  index_ = {};
}

prospect_number book::impl::add(const prospect_view& who, std::uint32_t hash) {
  auto& ids = index.of(prospects);
  ids.reserve(ids.size() + 1);
  touches.make_room_for_prospect();
  const auto number = static_cast<prospect_number>(prospects.size());
  prospects.add(who);
  touches.add_prospect();
  ids.add(hash, number);
  return number;
}

void book::impl::add(prospect_number number, instant at, touch_kind of_words, std::string_view packed) {
  const auto seconds = static_cast<std::uint32_t>(at.time_since_epoch().count());
  const auto code = codes.code_of({of_words, !packed.empty()});
  touches.widen_for(code);
  touches.make_room(number);
  if (!packed.empty()) add_details(number, seconds, packed);
  touches.insert(number, seconds, code);
}

// To be called before its touchpoint is added.
void book::impl::add_details(prospect_number number, std::uint32_t at, std::string_view packed) {
  const auto span = touches[number];
  std::size_t later = 0;
  for (std::size_t i = span.size; i != 0 && span.at[i - 1] > at; --i) later += codes[span.code(i - 1)].has_details ? 1 : 0;
  if (later == 0) return details.append(number, packed);
  std::size_t before = 0;
  for (std::size_t i = 0; i != span.size && span.at[i] <= at; ++i) before += codes[span.code(i)].has_details ? 1 : 0;
  details.insert(number, before, packed);
}

namespace {

void check(const book::impl& inside, prospect_number number) {
  if (number >= inside.size()) throw std::out_of_range("no prospect of this book has the number " + std::to_string(number));
}

}  // namespace

book::book(vocabulary words) : impl_(std::make_unique<impl>(std::move(words))) {}
book::book(const book& other) : impl_(std::make_unique<impl>(*other.impl_)) {}
book::book(book&& other) noexcept = default;
book& book::operator=(const book& other) {
  if (this != &other) impl_ = std::make_unique<impl>(*other.impl_);
  return *this;
}
book& book::operator=(book&& other) noexcept = default;
book::~book() = default;

prospect_number book::add(const tickler::prospect& who) {
  if (who.id.empty()) throw std::invalid_argument("a prospect without an id");
  const auto hash = hash_of_text(who.id);
  if (impl_->find(impl_->index.of(impl_->prospects), who.id, hash))
    throw std::invalid_argument("the prospect '" + who.id + "' is in the book already");
  return impl_->add(owned_view(who).view, hash);
}

void book::replace(prospect_number number, const tickler::prospect& who) {
  check(*impl_, number);
  if (who.id != impl_->prospects.id(number)) throw std::invalid_argument("a prospect is replaced by one of the same id");
  impl_->prospects.replace(number, owned_view(who).view);
}

void book::add(prospect_number number, const touchpoint& t) {
  check(*impl_, number);
  tickler::check(t);
  if (impl_->is_full(number)) throw_too_many_touchpoints();
  const auto words = impl_->words.classify(t.words);
  impl_->packed_details.clear();
  if (has_details(t)) pack(impl_->packed_details, t);
  impl_->add(number, t.at, words, impl_->packed_details.bytes());
}

std::size_t book::size() const noexcept { return impl_->size(); }
std::size_t book::touchpoints() const noexcept { return impl_->touches.total(); }

std::size_t book::touchpoints(prospect_number number) const {
  check(*impl_, number);
  return impl_->touches.size(number);
}

std::optional<prospect_number> book::find(std::string_view id) const {
  return impl_->find(impl_->index.of(impl_->prospects), id, hash_of_text(id));
}

std::string_view book::id(prospect_number number) const {
  check(*impl_, number);
  return impl_->prospects.id(number);
}

prospect book::prospect(prospect_number number) const {
  check(*impl_, number);
  return impl_->prospects.who(number);
}

void book::history(prospect_number number, tickler::history& into) const {
  check(*impl_, number);
  if (!(into.words() == impl_->words)) throw std::invalid_argument("a history of another vocabulary than the book's");
  into.clear();
  const auto span = impl_->touches[number];
  details_reader details(impl_->details[number]);
  for (std::size_t i = 0; i < span.size; ++i) {
    const auto& code = impl_->codes[span.code(i)];
    touchpoint t{.at = instant{std::chrono::seconds{span.at[i]}}, .words = impl_->words.words_of(code.words)};
    if (code.has_details) {
      const auto x = details.next();
      t.until = x.until;
      t.steps.assign(x.steps.begin(), x.steps.begin() + static_cast<std::ptrdiff_t>(x.step_count));
      t.key = x.key;
    }
    into.add(t);
  }
}

void book::shrink_to_fit() {
  impl_->prospects.shrink_to_fit();
  impl_->touches.shrink_to_fit();
  impl_->details.shrink_to_fit();
  impl_->index.drop();
}

book_memory book::memory() const noexcept {
  const auto& in = *impl_;
  return {.prospects = in.prospects.prospect_bytes() + in.touches.prospect_bytes(),
          .touchpoints = in.touches.touch_bytes(),
          .texts = in.prospects.text_bytes(),
          .details = in.details.bytes(),
          .shared = in.prospects.shared_bytes() + in.codes.bytes() + sizeof(impl),
          .index = in.index.bytes()};
}

const vocabulary& book::words() const noexcept { return impl_->words; }

}  // namespace tickler
