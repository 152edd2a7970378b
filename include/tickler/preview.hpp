// The future of one prospect as a timeline, under a script of what happens: to try a policy before it goes live.
//
//   tickler::history log(words);
//   const auto asked = tickler::example_touchpoint(policy, "asked", now).value();
//   const auto future = tickler::preview(policy, tickler::sample_prospect(policy), log, now, {asked});  // and nobody answers
//   for (const auto& e : future.entries)
//     if (e.kind == tickler::timeline_kind::done) std::cout << to_string(e.at) << ' ' << e.what.steps.front() << '\n';
//
// Each action is done when it is first ready, in the order of the decision, and becomes a touchpoint: its channel, purpose and
// receiver, outbound, the action's id as `step` and its key as `key`, and an outcome that means that nobody answered. Then it is
// decided again. An action is done once: where its step waits for an event (`done`), it is for the script to bring that about.
//
// A script is a list of touchpoints; at one instant they come before what we do. What the history holds that is later than `now`
// is part of the script, before what the script has of the same instant. What the script has before `now` happens at `now`.
//
// With `lazy` an action is done at its deadline: at_latest, else due, and never before it is ready. Where it would not be ready by
// then any more (the office closes before), it is done in the last second in which it is; where a limit or a hold keeps it until
// later, as soon as it is ready.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tickler/contact_standing.hpp>
#include <tickler/decision.hpp>
#include <tickler/history.hpp>
#include <tickler/instant.hpp>
#include <tickler/parse_result.hpp>
#include <tickler/policy.hpp>
#include <tickler/prospect.hpp>
#include <tickler/touchpoint.hpp>
#include <tickler/zone.hpp>
#include <vector>

namespace tickler::inline TICKLER_ABI {

enum class timeline_kind : std::uint8_t {
  done,        // an action, by us
  touchpoint,  // of the script
  status,      // is another from here on; not said where opening hours only come and go for what has been done
  end
};
inline constexpr std::string_view timeline_kind_names[] = {"done", "touchpoint", "status", "end"};
constexpr std::string_view to_string(timeline_kind k) noexcept { return timeline_kind_names[static_cast<std::size_t>(k)]; }

// Why a timeline ends.
enum class timeline_end : std::uint8_t {
  closed,  // as the status says, and nothing would change it: closed, stopped, unattended, blocked, invalid
  stopped,
  unattended,
  blocked,
  invalid,
  awaiting,  // all that is ready has been done, but waits for an event that the script does not have
  going_on,  // still, at the horizon
  too_long   // most_entries, or as many looks at it as are allowed
};
inline constexpr std::string_view timeline_end_names[] = {"closed",  "stopped",  "unattended", "blocked",
                                                          "invalid", "awaiting", "going_on",   "too_long"};
constexpr std::string_view to_string(timeline_end e) noexcept { return timeline_end_names[static_cast<std::size_t>(e)]; }

struct timeline_entry {
  timeline_kind kind{};
  instant at{};
  tickler::status status{};  // from here on; of what is done or happens: just before it
  touchpoint what{};         // done or of the script

  // Of what is done: the one action as it was decided, with what it has waited for: the reasons that it had when it was last
  // waiting. Its id is what.steps.front().
  decision decided{};

  friend bool operator==(const timeline_entry&, const timeline_entry&) = default;
};

// A repetition of a step that was not done while it could have been: it has expired, its date has come, or (with `every`) the next
// one. As nobody does it, nothing is touched: it is no entry.
struct given_up_step {
  instant at{};
  std::string id{};  // as an action's
  std::uint16_t cadence = 0, step = 0;
  std::uint32_t repetition = 0;  // from 0
  std::string key{};             // of its run
  friend bool operator==(const given_up_step&, const given_up_step&) = default;
};

struct timeline {
  std::vector<timeline_entry> entries{};  // in order of time; the last is the end: where the one before it is, or at the horizon
  std::vector<given_up_step> given_up{};  // in order of time
  timeline_end why{};                     // it ends
  decision last{};                        // at the end: what is blocked, and by what; what still waits
};

struct preview_options {
  bool lazy = false;
  std::optional<instant> until{};           // the horizon; none: 365 days after `now`. No later than the end of 2037.
  outcome unanswered = outcome::no_answer;  // of our calls, video calls and visits; what else we do is `sent`
  std::size_t most_entries = 1'000;
  contact_standing referrer{};  // the prospect's, all the while (contact_standing.hpp)
};

// Throws misuse for an empty policy, a history of another vocabulary, `now` outside 1970 to 2037, and what
// history::add refuses. Cost: a decision for each entry and each instant between them at which one might differ, at most 100,000;
// less where each has many actions and limits: their product, summed up, is at most 1,000,000, which takes a second or two.
TICKLER_API timeline preview(const policy& p, const prospect& who, const history& so_far, instant now,
                             std::vector<touchpoint> script = {}, const preview_options& options = {});

// A prospect without a history who can be reached on every channel that the policy declares.
TICKLER_API prospect sample_prospect(const policy& p);

// A touchpoint that matches an event, or that starts a cadence, by name; none if there is no such name, or it is of an event
// from a count, which one touchpoint does not make happen. It is the first of its
// patterns, with the first of each of its words. What the pattern leaves open is left out, but for the channel where a cadence that
// it starts is to answer on it: then the first that the policy declares. A word about the future (promised, scheduled, postponed,
// ...) has an `until` in seven days.
TICKLER_API std::optional<touchpoint> example_touchpoint(const policy& p, std::string_view event_or_cadence, instant at);

// What happens, in a few words: "nobody answers", "answers on day 10", "asked on day 2, buys on day 20". Known are answers, asks,
// buys, declines, complains, and opts out; or the name of an event. Day 0 is that of `from`; the time of day is that of `from`, in
// `local`, or a given one: "answers on day 10 at 14:30". In order of time.
TICKLER_API parse_result<std::vector<touchpoint>> parse_script(std::string_view words, const policy& p, const zone& local,
                                                               instant from);

}  // namespace tickler::inline TICKLER_ABI
