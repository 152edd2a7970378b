// The words of touchpoints: channels, purposes and outcomes. A standard set with fixed ids, plus what policies and records add.
//
//   tickler::vocabulary words;                                   // one for an app; all its policies and records share it
//   auto fax = words.declare<tickler::channel>("fax");
//   assert(words.name(fax) == "fax" && words.name(tickler::channel::phone) == "phone");
//
// A vocabulary only grows and ids never change. It is a handle: copies name the same words. Any thread may read and add at any
// time; adding takes a lock, reading takes none.
#pragma once

#include <array>
#include <concepts>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <tickler/export.hpp>

namespace tickler::inline TICKLER_ABI {

// `none` is a word left out; `other` stands for every word of records beyond the first 4,096 that no policy declares.
enum class channel : std::uint16_t { none, other, phone, sms, email, post, card, in_person, video, chat, social, web, internal };
inline constexpr std::array<std::string_view, 13> channel_names{"",          "other", "phone", "sms",    "email", "post",    "card",
                                                                "in_person", "video", "chat",  "social", "web",   "internal"};

enum class purpose : std::uint16_t {
  none,
  other,
  introduce,
  rapport,
  inform,
  confirm_receipt,
  check_in,
  add_value,
  ask_for_sale,
  ask_reason,
  ask_when,
  ask_referral,
  thank,
  confirm_satisfaction,
  apologise,
  remind,
  report,
  promote,
  collect_details
};
inline constexpr std::array<std::string_view, 19> purpose_names{
    "",          "other",        "introduce",  "rapport",  "inform",         "confirm_receipt", "check_in",
    "add_value", "ask_for_sale", "ask_reason", "ask_when", "ask_referral",   "thank",           "confirm_satisfaction",
    "apologise", "remind",       "report",     "promote",  "collect_details"};

enum class outcome : std::uint16_t {
  none,
  other,
  created,
  met,
  sent,
  no_answer,
  busy,
  left_message,
  reached,
  replied,
  inquired,
  requested_information,
  interested,
  asked_for_time,
  postponed,
  promised,
  declined,
  purchased,
  fulfilled,
  returned,
  cancelled,
  complained,
  scheduled,
  rescheduled,
  no_show,
  // signals: they say something about another touchpoint or the prospect, and are no touch themselves
  delivered,
  opened,
  clicked,
  bounced,
  failed,
  out_of_office,
  skipped,
  snoozed,
  opted_out,
  opted_in
};
inline constexpr std::array<std::string_view, 35> outcome_names{
    "",           "other",          "created",       "met",
    "sent",       "no_answer",      "busy",          "left_message",
    "reached",    "replied",        "inquired",      "requested_information",
    "interested", "asked_for_time", "postponed",     "promised",
    "declined",   "purchased",      "fulfilled",     "returned",
    "cancelled",  "complained",     "scheduled",     "rescheduled",
    "no_show",    "delivered",      "opened",        "clicked",
    "bounced",    "failed",         "out_of_office", "skipped",
    "snoozed",    "opted_out",      "opted_in"};

constexpr bool is_signal(outcome o) noexcept { return o >= outcome::delivered && o <= outcome::opted_in; }

enum class direction : std::uint8_t { none, outbound, inbound, internal };
inline constexpr std::array<std::string_view, 4> direction_names{"", "outbound", "inbound", "internal"};
constexpr std::string_view to_string(direction d) noexcept { return direction_names[static_cast<std::size_t>(d)]; }

enum class party : std::uint8_t { prospect, referrer, colleague };  // whom a touchpoint is with
inline constexpr std::array<std::string_view, 3> party_names{"prospect", "referrer", "colleague"};
constexpr std::string_view to_string(party p) noexcept { return party_names[static_cast<std::size_t>(p)]; }

// The words of one touchpoint.
struct touch_words {
  tickler::channel channel = tickler::channel::none;
  tickler::direction direction = tickler::direction::none;
  tickler::purpose purpose = tickler::purpose::none;
  tickler::outcome outcome = tickler::outcome::none;
  party with = party::prospect;
  friend bool operator==(const touch_words&, const touch_words&) = default;
};

// The enumerator of a name that to_string has given, of the names of its kind:
// find_name<direction>(direction_names, "inbound"), find_name<action_state>(action_state_names, "ready").
template <class Enum>
constexpr std::optional<Enum> find_name(std::span<const std::string_view> names, std::string_view name) noexcept {
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i] == name) return static_cast<Enum>(i);
  return std::nullopt;
}

// A number for each distinct touch_words that a vocabulary has met: 0, 1, 2, ... in order of first meeting. A policy keeps
// what it makes of them in tables by this number.
using touch_kind = std::uint32_t;

// Of what a vocabulary knows names; directions and parties are fixed, and have direction_names and party_names.
template <class Word>
concept vocabulary_word = std::same_as<Word, channel> || std::same_as<Word, purpose> || std::same_as<Word, outcome>;

// A word is a number that its vocabulary has given out. What another has given out is not known from its own: past the size it is
// refused, below it it is read as the word of that number. So look words up in the vocabulary that they go to, and keep names.
class TICKLER_API vocabulary {
 public:
  vocabulary();
  vocabulary(const vocabulary&) = default;  // shares the words; and no moves: what was moved from would have none
  vocabulary& operator=(const vocabulary&) = default;

  // A policy's or app's own word. Standard words and words already there are returned as they are. Throws misuse
  // unless the name is `[a-z][a-z0-9_-]*` of at most 64 bytes, misuse past 60,000 words of a kind.
  template <vocabulary_word Word>
  Word declare(std::string_view name);

  // A word that a record uses: any text of 1 to 256 bytes. After 4,096 of a kind that no policy declared: `other`.
  template <vocabulary_word Word>
  Word intern(std::string_view name);

  // From here on intern takes in nothing: a word that is not there is `other`. For processes that live long, on feeds that nobody
  // has cleaned.
  void seal() noexcept;

  // Whether intern has said `other` for want of room: then a policy that is compiled later may declare a word that records have
  // had and lost (T213 says so).
  template <vocabulary_word Word>
  bool has_lost() const noexcept;

  template <vocabulary_word Word>
  std::optional<Word> find(std::string_view name) const;

  // Whether it is a standard word or one that was declared, and not one that only records use.
  template <vocabulary_word Word>
  bool is_declared(std::string_view name) const;

  // The standard or declared word that the name most likely stands for: they differ in nothing but capitals, blanks, hyphens,
  // underscores and a plural's s. The word itself where the name is one.
  template <vocabulary_word Word>
  std::optional<Word> find_near(std::string_view name) const;
  template <vocabulary_word Word>
  std::string_view name(Word word) const;  // empty for `none`; throws misuse for an id that is not of here
  template <vocabulary_word Word>
  std::size_t size() const noexcept;  // ids are 0 to size - 1

  // At most 65,536 distinct ones. Throws misuse past them, and for words, a direction or a party that are none of here.
  touch_kind classify(const touch_words& words);
  std::optional<touch_kind> try_classify(const touch_words& words);  // nothing past them
  const touch_words& words_of(touch_kind c) const;                   // throws misuse
  std::size_t touch_kinds() const noexcept;

  friend bool operator==(const vocabulary& a, const vocabulary& b) noexcept { return a.impl_ == b.impl_; }

 private:
  struct impl;
  std::shared_ptr<impl> impl_;
};

}  // namespace tickler::inline TICKLER_ABI
