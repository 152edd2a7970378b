// A policy as it is written: plain data, unchecked, whether it comes from a file (io/load_policy.hpp) or is made in C++.
//
//   tickler::policy_draft draft{.name = "six-lines", .zone = "Europe/London"};
//   draft.channels = {{.name = "email"}};
//   draft.events = {{.name = "asked", .any_of = {{.directions = {direction::inbound}}}}};
//   draft.cadences = {{.name = "answer", .starts = {"asked"},
//                      .steps = {{.name = "send", .channels = {"email"}, .within = 24 * units::hours}}}};
//   auto policy = tickler::compile(draft, words).value();
//
// The order of lists is the order of the file. Names refer to names; compile() (policy.hpp) checks all of it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tickler/calendar.hpp>
#include <tickler/diagnostic.hpp>
#include <tickler/duration.hpp>
#include <tickler/export.hpp>
#include <tickler/prospect.hpp>
#include <tickler/vocabulary.hpp>
#include <utility>
#include <variant>
#include <vector>

namespace tickler::inline TICKLER_ABI {

// A value and the place where it is written.
template <class T>
struct located {
  T value{};
  source_position at{};

  located() = default;
  located(T v, source_position m = {}) : value(std::move(v)), at(m) {}
  located(const char* text) requires std::is_same_v<T, std::string> : value(text) {}
  const T& operator*() const noexcept { return value; }
  const T* operator->() const noexcept { return &value; }
  friend bool operator==(const located& a, const located& b) { return a.value == b.value; }  // wherever written
};

using located_string = located<std::string>;

// A condition (`if`, `while`) or a duration that is worked out (`after: = prospect.transit + duration('48h')`): an expression in
// the policy's subset of CEL. Which names it may use depends on where it stands: examples/policies/README.md.
struct expression {
  struct piece {  // from `offset` on, the text stands at `at` in the file
    std::size_t offset = 0;
    source_position at{};
  };
  std::string text{};
  std::vector<piece> pieces{};  // ascending; none in policies made in C++
  source_position at{};

  expression() = default;
  expression(std::string source) : text(std::move(source)) {}
  expression(const char* source) : text(source) {}
  bool given() const noexcept { return !text.empty() || at; }
  TICKLER_API source_position place_of(std::size_t offset) const noexcept;                       // of one of its bytes
  friend bool operator==(const expression& a, const expression& b) { return a.text == b.text; }  // wherever written
};

// Touchpoints that have all of these; an empty list means any (but a signal must be named by its outcome).
struct pattern_draft {
  std::vector<located_string> channels{};
  std::vector<located<direction>> directions{};
  std::vector<located_string> purposes{};
  std::vector<located_string> outcomes{};
  std::vector<located<party>> with{party::prospect};  // `anyone` is all three
  expression condition{};                             // over `touch`
  source_position at{};
};

// Where an event is wanted: the names of events, or patterns, any of which will do. Empty: not given.
struct event_ref {
  std::vector<std::variant<located_string, pattern_draft>> any_of{};
  source_position at{};

  event_ref() = default;
  event_ref(const char* name) : any_of{located_string{name}} {}
  event_ref(pattern_draft p) : any_of{std::move(p)} {}
  event_ref(std::vector<std::variant<located_string, pattern_draft>> list, source_position m = {})
      : any_of(std::move(list)), at(m) {}
  bool given() const noexcept { return !any_of.empty(); }
};

// Rules say in `cite` what they go back to, a law, a clause of a contract, and beside it `as_of` the date on which that said so.
// It decides nothing: whoever is told of the rule is told of it too.
using optional_date = std::optional<located<date::year_month_day>>;
struct citation {
  std::string_view text{};  // empty: the rule does not say
  std::optional<date::year_month_day> as_of{};
  bool empty() const noexcept { return text.empty(); }
  friend bool operator==(const citation&, const citation&) = default;
};

// Of a limit, hold, `never`, stop, calendar or promise; valid as long as the rule.
template <class Rule>
citation citation_of(const Rule& rule TICKLER_LIFETIME_BOUND) {
  return {*rule.cite, rule.as_of ? std::optional(**rule.as_of) : std::nullopt};
}

// It happens with each touchpoint of the event that it counts which is at least so many within the time that ends with it.
struct event_count_draft {
  event_ref of{};                             // `count`; no event that counts itself
  located<std::int64_t> at_least{0};          // 1 to 64
  std::optional<located<duration>> within{};  // needed
  source_position at{};
};

struct event_draft {
  located_string name{};
  std::vector<pattern_draft> any_of{};
  std::optional<event_count_draft> count{};  // instead of patterns
};

struct calendar_draft {
  located_string name{};
  std::vector<located<opening>> hours{};
  std::vector<located<closure>> closed{};
  std::vector<located<special_day>> special{};
  enum class clock : std::uint8_t { prospect, owner, named } whose = clock::prospect;
  located_string zone{};  // with clock::named
  located_string cite{};
  optional_date as_of{};
};

struct channel_draft {
  located_string name{};
  std::vector<located_string> needs{};      // contact kinds, any one of which will do; none: needs nothing
  std::vector<located_string> calendars{};  // all must be open
};

struct stage_draft {
  located_string name{};
  event_ref from{};
};

enum class anchor : std::uint8_t { previous, start, until };
enum class step_clock : std::uint8_t { prospect, owner };

// What replaces parts of a step once it is late.
struct when_late_draft {
  located_string purpose{}, template_name{}, note{};
  source_position at{};
};

struct variant_draft {
  located_string name{};
  located<std::int64_t> weight{1};
};

inline constexpr std::int32_t repeat_forever = -1;

struct step_draft {
  located_string name{};
  std::vector<located_string> channels{};  // in order of preference; "start" alone: the channel of the touchpoint that started the
                                           // run; "internal" alone: a task for ourselves
  located_string purpose{};
  located<party> to{party::prospect};
  located_string template_name{}, note{};
  located<anchor> from{anchor::previous};
  std::optional<located<duration>> after{}, within{}, at_latest{};
  bool after_is_before = false, within_is_before = false, at_latest_is_before = false;  // "24 hours before", with from: until
  expression computed_after{}, computed_within{}, computed_at_latest{};                 // instead of the constants
  std::optional<located<duration>> apart{};  // at least so long after what was carried out last; none: as planned, `from: start`
  std::optional<located<std::chrono::minutes>> at{};  // a time of day, after whole dates on that
  located<bool> at_next{false};                       // date; `next 09:15`: the first at or after
  std::vector<located_string> calendars{};            // besides the channel's
  std::optional<located<step_clock>> clock{};         // none: the owner's of an `internal` step, else the prospect's
  std::optional<located<duration>> every{};  // from the start or the until: a schedule that stays put; then `repeat` is how many
  located<std::int32_t> repeat{1};           // how many times in all, or repeat_forever
  expression condition{};                    // passed over while it does not hold
  event_ref done{};
  std::optional<located<duration>> expires{};
  std::optional<when_late_draft> when_late{};
  std::vector<variant_draft> variants{};
};

enum class run_per : std::uint8_t { prospect, key, start };

struct again_draft {  // yes by default
  enum class kind : std::uint8_t { yes, never, after } when = kind::yes;
  duration wait{};  // with kind::after: since the last run ended
  source_position at{};
};

struct cadence_draft {
  located_string name{};
  event_ref starts{};
  event_ref ends{};
  located<bool> restart{false};
  again_draft again{};
  located<run_per> per{run_per::prospect};
  expression condition{};              // starts only if it holds; no actions while it does not
  located<std::int64_t> priority{50};  // 0 to 1,000; higher goes first
  std::vector<step_draft> steps{};
};

struct limit_draft {
  located_string name{};
  event_ref count{};
  located<std::int64_t> at_most{0};
  std::optional<located<duration>> per{};  // none: for ever
  located<bool> by_key{false};             // `by: key`: one for each key
  std::vector<located_string> except{};    // "cadence/step"
  expression condition{};                  // `while`
  located_string cite{};
  optional_date as_of{};
};

struct hold_draft {
  located_string name{};  // may be empty: "hold 1" in messages
  event_ref on{};
  std::optional<located<duration>> lasts{};      // `for: 7 days`; none: `for: until`
  std::optional<located<duration>> otherwise{};  // `else`, where the touchpoint has no `until`
  std::vector<located_string> channels{};        // none: all
  event_ref lifted_by{};
  located<bool> by_key{false};  // `by: key`: one for each key
  std::vector<located_string> except{};
  expression condition{};              // `while`
  located<bool> deadlines_run{false};  // `deadlines: run`: it delays, but stops no clock
  located_string cite{};
  optional_date as_of{};
  source_position at{};
};

struct never_draft {      // an action of this channel and purpose
  located_string name{};  // may be empty
  std::vector<located_string> channels{};
  std::vector<located_string> purposes{};
  expression condition{};  // `while`
  located_string cite{};
  optional_date as_of{};
  source_position at{};
};

struct stop_draft {
  located_string name{};  // may be empty
  event_ref on{};
  std::vector<located_string> channels{};  // none: ends all contact
  event_ref lifted_by{};
  located_string cite{};
  optional_date as_of{};
  source_position at{};
};

// What history is held against (audit.hpp); changes no decision.
struct promise_draft {
  enum class kind : std::uint8_t { expect, never, at_most, next_action, respected } what = kind::expect;
  located_string name{};
  event_ref after{};                          // of `expect` and `never`
  event_ref expect{}, never{}, of{};          // of the kind of that name; `of`: of `at_most`
  event_ref unless{};                         // of `expect` and `next_action`; may be empty
  std::optional<located<duration>> within{};  // of `expect`, which needs it, and `next_action`
  std::optional<located<duration>> lasts{};   // `for`, of `never`; none: for ever
  std::optional<located<duration>> per{};     // of `at_most`; none: for ever
  located<std::int64_t> at_most{0};
  located_string cite{};
  optional_date as_of{};
  source_position at{};
};

struct fact_draft {
  located_string name{};
  located<fact_type> type{};
};

struct policy_draft {
  std::string file{};  // for diagnostics; may be empty
  located_string name{};
  located<std::int64_t> revision{1};
  located_string zone{};      // of prospects that name none
  located_string business{};  // the calendar that business days and hours count in; may be empty
  std::vector<located_string> own_channels{}, own_purposes{}, own_outcomes{};  // vocabulary
  std::vector<fact_draft> facts{};
  std::vector<calendar_draft> calendars{};
  std::vector<channel_draft> channels{};
  std::vector<event_draft> events{};
  std::vector<stage_draft> stages{};
  std::vector<cadence_draft> cadences{};
  std::vector<limit_draft> limits{};
  std::vector<hold_draft> holds{};
  std::vector<never_draft> never{};
  std::vector<stop_draft> stops{};
  event_ref closes{};
  std::vector<promise_draft> promises{};
};

}  // namespace tickler::inline TICKLER_ABI
