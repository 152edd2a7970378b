// The same thing twice (R117): a touchpoint with the prospect, channel and id of one that is there corrects it.
#include <exception>

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

namespace {

constexpr std::size_t many = 256;             // from so many touchpoints on a log is opened
constexpr std::size_t most_open = 1'000'000;  // touchpoints of all that are open: some 80 bytes each

book::impl::taken what_becomes_of(const touchpoint& before, const touchpoint& after) {
  using taken = book::impl::taken;
  const auto becomes = correction_by(before, after);
  if (becomes == correction::again) return {.what = taken::again};
  return {.what = becomes == correction::replaced ? taken::replaced : taken::other_channel, .before = before, .after = after};
}

}  // namespace

book::impl::taken book::impl::take_in(prospect_number number, instant at, touch_kind of_words, const details_view& x,
                                      std::string_view packed) {
  if (!open_logs.empty())
    if (const auto log = open_logs.find(number); log != open_logs.end())
      return take_in(log->second, number, at, of_words, x, packed);
  const auto known = x.id.empty() ? std::nullopt : touch_of_id(number, x.id);
  if (may_open_logs && touches.size(number) >= many) {
    const auto span = touches[number];
    if (known || instant{std::chrono::seconds{span.at[span.size - 1]}} > at)
      return take_in(open(number), number, at, of_words, x, packed);
  }
  if (known) return correct(number, *known, touchpoint_of(at, words.words_of(of_words), x));
  if (!x.id.empty()) known_ids.add(number, x.id);
  add(number, at, of_words, packed);
  refused.heal(number, x.id);
  return {};
}

book::impl::taken book::impl::take_in(open_log& log, prospect_number number, instant at, touch_kind of_words, const details_view& x,
                                      std::string_view packed) {
  const auto seconds = static_cast<std::uint32_t>(at.time_since_epoch().count());
  const auto known = x.id.empty() ? std::nullopt : log.find(x.id);
  taken told;
  if (!known) {
    log.add(seconds, of_words, x.id, packed);
    ++in_open_logs;
  } else {
    const auto old = log[*known];
    told = what_becomes_of(
        touchpoint_of(instant{std::chrono::seconds{old.at}}, words.words_of(old.words), details_reader(log.packed(old)).next()),
        touchpoint_of(at, words.words_of(of_words), x));
    if (told.what == taken::replaced) log.replace(*known, seconds, of_words, packed);
  }
  if (told.what != taken::other_channel) refused.heal(number, x.id);
  if (in_open_logs > most_open) close_logs();
  return told;
}

open_log& book::impl::open(prospect_number number) {
  open_log log;
  const auto span = touches[number];
  details_reader in(details[number]);
  for (std::size_t i = 0; i < span.size; ++i) {
    const auto& code = codes[span.code(i)];
    const auto* const begin = in.position();
    const auto x = code.has_details() ? in.next() : details_view();
    log.add(span.at[i], code.words, x.id, {begin, static_cast<std::size_t>(in.position() - begin)});
  }
  in_open_logs += log.size();
  return open_logs.emplace(number, std::move(log)).first->second;
}

void book::impl::close(prospect_number number, open_log& log) {
  log.sort();
  std::vector<std::uint32_t> at, of;
  std::string packed;
  for (std::size_t i = 0; i < log.size(); ++i) {
    const auto its = log.packed(log[i]);
    at.push_back(log[i].at);
    of.push_back(codes.code_of({log[i].words, kind_of(its)}));
    packed += its;
  }
  put_log(number, at, of, packed);
}

void book::impl::close_logs() {
  while (!open_logs.empty()) {
    auto& [number, log] = *open_logs.begin();
    close(number, log);
    in_open_logs -= log.size();
    open_logs.erase(open_logs.begin());
  }
  reuse_room();
}

book::impl::many_to_take_in::~many_to_take_in() {
  in_.may_open_logs = false;
  try {
    in_.close_logs();
  } catch (const std::exception&) {  // close() has thrown it to who has called
    in_.open_logs.clear();
    in_.in_open_logs = 0;
  }
}

// Few records are corrected, so all of the prospect's are read and written again.
book::impl::taken book::impl::correct(prospect_number number, std::size_t i, const touchpoint& t) {
  tickler::history log(words);
  read_history(number, log);
  const auto told = what_becomes_of(log[i], t);
  if (told.what == taken::replaced) {
    log.replace(i, t);
    set_log(number, log);
  }
  if (told.what != taken::other_channel) refused.heal(number, t.id);
  return told;
}

}  // namespace tickler::inline TICKLER_ABI
