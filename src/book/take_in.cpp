// The same thing twice (R117): a touchpoint with the prospect, channel and id of one that is there corrects it.
#include "book/book_impl.hpp"
#include "model/correction.hpp"

namespace tickler::inline TICKLER_ABI {

std::optional<std::size_t> book::impl::touch_of_id(prospect_number number, std::string_view id) {
  if (!known_ids.may_have(number, id, details[number])) return std::nullopt;
  const auto span = touches[number];
  details_reader in(details[number]);
  for (std::size_t i = 0; i < span.size; ++i)
    if (codes[span.code(i)].has_details() && in.next().id == id) return i;
  return std::nullopt;
}

void book::impl::read_history(prospect_number number, tickler::history& into) const {
  into.clear();
  const auto span = touches[number];
  details_reader in(details[number]);
  for (std::size_t i = 0; i < span.size; ++i) {
    const auto& code = codes[span.code(i)];
    const auto x = code.has_details() ? in.next() : details_view();
    into.add(touchpoint_of(instant{std::chrono::seconds{span.at[i]}}, words.words_of(code.words), x));
  }
}

book::impl::taken book::impl::take_in(prospect_number number, instant at, touch_kind of_words, const details_view& x,
                                      std::string_view packed) {
  const auto known = x.id.empty() ? std::nullopt : touch_of_id(number, x.id);
  if (known) return correct(number, *known, touchpoint_of(at, words.words_of(of_words), x));
  if (!x.id.empty()) known_ids.add(number, x.id);
  add(number, at, of_words, packed);
  refused.heal(number, x.id);
  return {};
}

// Few records are corrected, so all of the prospect's are read and written again.
book::impl::taken book::impl::correct(prospect_number number, std::size_t i, const touchpoint& t) {
  tickler::history log(words);
  read_history(number, log);
  const auto before = log[i];
  const auto becomes = correction_by(before, t);
  if (becomes == correction::other_channel) return {.what = taken::other_channel, .before = before, .after = t};
  if (becomes == correction::again) {
    refused.heal(number, t.id);
    return {.what = taken::again};
  }
  taken told{.what = taken::replaced, .before = before, .after = t};
  log.replace(i, t);
  set_log(number, log);
  refused.heal(number, t.id);
  return told;
}

}  // namespace tickler::inline TICKLER_ABI
