#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tickler/error.hpp>
#include <tickler/io/explanation.hpp>
#include <tickler/io/pictures.hpp>
#include <tickler/io/preview.hpp>
#include <tickler/io/results.hpp>
#include <tickler/problem_numbers.hpp>
#include <utility>

#include "picture/picture_maker.hpp"
#include "picture/svg.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

std::string title_of(const prospect& who, const zone& local, instant now, const picture_options& options) {
  if (!options.title.empty()) return options.title;
  return fmt::format("{}, {}", who.name.empty() ? who.id : who.name, to_text(now, local));
}

// All that has happened by the end of a timeline, as the history that it comes to.
history log_of(const policy& p, const history& so_far, const timeline& future) {
  if (!(so_far.words() == p.words())) throw misuse(misuse_number::other_vocabulary, "a history of another vocabulary");
  history log(p.words());
  const auto since = future.entries.front().at;
  for (std::size_t i = 0; i < so_far.size(); ++i)
    if (const auto t = so_far[i]; t.at <= since) log.add(t);
  for (const auto& e : future.entries)
    if (e.kind == timeline_kind::done || e.kind == timeline_kind::touchpoint) log.add(e.what);
  return log;
}

// What still waits at the end; what has been done and waits for an event is there already.
void add_what_is_left(picture_maker& picture, const policy& p, const timeline& future) {
  std::set<std::string_view> done;
  for (const auto& e : future.entries)
    if (e.kind == timeline_kind::done) done.insert(e.what.steps.front());
  for (const auto& a : future.last.actions)
    if (done.count(id_of(p, future.last, a)) == 0) picture.add_action(future.last, a);
}

}  // namespace

std::string to_svg(const policy& p, const prospect& who, const history& so_far, const timeline& future,
                   const picture_options& options) {
  if (future.entries.empty()) throw misuse(misuse_number::bad_size, "a timeline without entries is no preview's");
  const auto now = future.entries.front().at;
  const auto log = log_of(p, so_far, future);
  const auto why = explain(p, who, log, future.entries.back().at);
  picture_maker picture(p, who, log, why);
  for (const auto& e : future.entries) {
    if (e.kind == timeline_kind::done) picture.add_done(e);
    if (e.kind == timeline_kind::touchpoint) picture.add_happened(e);
  }
  picture.add_given_up_since(now);
  add_what_is_left(picture, p, future);
  picture.add_pauses_since(now);
  const auto& local = picture.say().local();
  auto note = fmt::format("Ends {}: {}. Times in {}.", to_text(future.entries.back().at, local), to_text(future.why), local.name());
  auto drawn = std::move(picture).take(title_of(who, local, now, options), std::move(note), now);
  drawn.now_name = "it begins";
  return to_svg(drawn, options);
}

std::string to_svg(const policy& p, const prospect& who, const history& log, const explanation& why,
                   const picture_options& options) {
  picture_maker picture(p, who, log, why);
  const auto since = std::min(options.since.value_or(time_begin), why.now);
  const auto earlier = picture.add_touchpoints_since(since);
  picture.add_given_up_since(since);
  for (const auto& a : why.decision.actions) picture.add_action(why.decision, a);
  picture.add_pauses_since(since);
  auto title = title_of(who, picture.say().local(), why.now, options);
  auto note = describe(p, who, log, why).text;
  if (earlier != 0) note += fmt::format(" What was before {} is left out: touchpoints: {}.", picture.say().time(since), earlier);
  return to_svg(std::move(picture).take(std::move(title), std::move(note), why.now), options);
}

}  // namespace tickler::inline TICKLER_ABI
