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
#include <tickler/calendar.hpp>
#include <tickler/diagnostic.hpp>
#include <tickler/duration.hpp>
#include <tickler/export.hpp>
#include <tickler/prospect.hpp>
#include <tickler/vocabulary.hpp>
#include <utility>
#include <variant>
#include <vector>

namespace tickler {

// A value and the place where it is written.
template <class T>
struct written {
  T value{};
  mark at{};

  written() = default;
  written(T v, mark m = {}) : value(std::move(v)), at(m) {}
  written(const char* text) requires std::is_same_v<T, std::string> : value(text) {}
  const T& operator*() const noexcept { return value; }
  const T* operator->() const noexcept { return &value; }
  friend bool operator==(const written& a, const written& b) { return a.value == b.value; }  // wherever written
};

using text = written<std::string>;

// A condition (`if`, `while`) or a duration that is worked out (`after: = prospect.transit + duration('48h')`): an expression in
// the policy's subset of CEL. Which names it may use depends on where it stands: examples/policies/README.md.
struct expression {
  struct piece {  // from `offset` on, the text stands at `at` in the file
    std::size_t offset = 0;
    mark at{};
  };
  std::string text{};
  std::vector<piece> pieces{};  // ascending; none in policies made in C++
  mark at{};

  expression() = default;
  expression(std::string source) : text(std::move(source)) {}
  expression(const char* source) : text(source) {}
  bool given() const noexcept { return !text.empty() || at; }
  TICKLER_API mark place_of(std::size_t offset) const noexcept;                                  // of one of its bytes
  friend bool operator==(const expression& a, const expression& b) { return a.text == b.text; }  // wherever written
};

// Touchpoints that have all of these; an empty list means any (but a signal must be named by its outcome).
struct pattern_draft {
  std::vector<text> channels{};
  std::vector<written<direction>> directions{};
  std::vector<text> purposes{};
  std::vector<text> outcomes{};
  std::vector<written<party>> with{party::prospect};  // `anyone` is all three
  expression condition{};                             // over `touch`
  mark at{};
};

// Where an event is wanted: the names of events, or patterns, any of which will do. Empty: not given.
struct event_ref {
  std::vector<std::variant<text, pattern_draft>> any_of{};
  mark at{};

  event_ref() = default;
  event_ref(const char* name) : any_of{text{name}} {}
  event_ref(pattern_draft p) : any_of{std::move(p)} {}
  event_ref(std::vector<std::variant<text, pattern_draft>> list, mark m = {}) : any_of(std::move(list)), at(m) {}
  bool given() const noexcept { return !any_of.empty(); }
};

struct event_draft {
  text name{};
  std::vector<pattern_draft> any_of{};
};

struct calendar_draft {
  text name{};
  std::vector<written<opening>> hours{};
  std::vector<written<closure>> closed{};
  enum class clock : std::uint8_t { prospect, owner, named } whose = clock::prospect;
  text zone{};  // with clock::named
};

struct channel_draft {
  text name{};
  std::vector<text> needs{};      // contact kinds, any one of which will do; none: needs nothing
  std::vector<text> calendars{};  // all must be open
};

struct stage_draft {
  text name{};
  event_ref from{};
};

enum class counted_from : std::uint8_t { previous, start, until };

// What replaces parts of a step once it is late.
struct when_late_draft {
  text purpose{}, template_name{}, note{};
  mark at{};
};

struct variant_draft {
  text name{};
  written<std::int64_t> weight{1};
};

inline constexpr std::int32_t repeat_forever = -1;

struct step_draft {
  text name{};
  std::vector<text> channels{};  // in order of preference; "start" alone: the channel of the touchpoint that started the run;
                                 // "internal" alone: a task for ourselves
  text purpose{};
  written<party> to{party::prospect};
  text template_name{}, note{};
  written<counted_from> from{counted_from::previous};
  std::optional<written<duration>> after{}, within{}, at_latest{};
  bool after_is_before = false, within_is_before = false, at_latest_is_before = false;  // "24 hours before", with from: until
  expression computed_after{}, computed_within{}, computed_at_latest{};                 // instead of the constants
  std::optional<written<std::chrono::minutes>> at{};                                    // a time of day
  std::vector<text> calendars{};                                                        // besides the channel's
  written<std::int32_t> repeat{1};                                                      // how many times in all, or repeat_forever
  expression condition{};                                                               // passed over while it does not hold
  event_ref done{};
  std::optional<written<duration>> expires{};
  std::optional<when_late_draft> when_late{};
  std::vector<variant_draft> variants{};
};

enum class run_per : std::uint8_t { prospect, key, start };

struct again_draft {  // yes by default
  enum class kind : std::uint8_t { yes, never, after } when = kind::yes;
  duration wait{};  // with kind::after: since the last run ended
  mark at{};
};

struct cadence_draft {
  text name{};
  event_ref starts{};
  event_ref ends{};
  written<bool> restart{false};
  again_draft again{};
  written<run_per> per{run_per::prospect};
  expression condition{};              // starts only if it holds; no actions while it does not
  written<std::int64_t> priority{50};  // 0 to 1,000; higher goes first
  std::vector<step_draft> steps{};
};

struct limit_draft {
  text name{};
  event_ref count{};
  written<std::int64_t> at_most{0};
  std::optional<written<duration>> per{};  // none: for ever
  std::vector<text> except{};              // "cadence/step"
  expression condition{};                  // `while`
};

struct hold_draft {
  text name{};  // may be empty: "hold 1" in messages
  event_ref on{};
  std::optional<written<duration>> lasts{};      // `for: 7 days`; none: `for: until`
  std::optional<written<duration>> otherwise{};  // `else`, where the touchpoint has no `until`
  std::vector<text> channels{};                  // none: all
  event_ref lifted_by{};
  std::vector<text> except{};
  expression condition{};  // `while`
  mark at{};
};

struct never_draft {  // an action of this channel and purpose
  text name{};        // may be empty
  std::vector<text> channels{};
  std::vector<text> purposes{};
  expression condition{};  // `while`
  mark at{};
};

struct stop_draft {
  text name{};  // may be empty
  event_ref on{};
  std::vector<text> channels{};  // none: ends all contact
  event_ref lifted_by{};
  mark at{};
};

// What history is held against (audit.hpp); changes no decision.
struct promise_draft {
  enum class kind : std::uint8_t { expect, never, at_most, next_action, respected } what = kind::expect;
  text name{};
  event_ref after{};                          // of `expect` and `never`
  event_ref expect{}, never{}, of{};          // of the kind of that name; `of`: of `at_most`
  event_ref unless{};                         // of `expect` and `next_action`; may be empty
  std::optional<written<duration>> within{};  // of `expect`, which needs it, and `next_action`
  std::optional<written<duration>> lasts{};   // `for`, of `never`; none: for ever
  std::optional<written<duration>> per{};     // of `at_most`; none: for ever
  written<std::int64_t> at_most{0};
  mark at{};
};

struct fact_draft {
  text name{};
  written<fact_type> type{};
};

struct policy_draft {
  std::string file{};  // for diagnostics; may be empty
  text name{};
  written<std::int64_t> revision{1};
  text zone{};      // of prospects that name none
  text business{};  // the calendar that business days and hours count in; may be empty
  std::vector<text> own_channels{}, own_purposes{}, own_outcomes{};  // vocabulary
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

}  // namespace tickler
