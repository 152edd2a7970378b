// A book: all prospects of a company and their touchpoints, in few bytes.
//
//   tickler::book all(words);
//   const auto ada = all.add({.id = "ada", .zone = "Europe/London", .contact = {{"email", "ada@example.org"}}});
//   all.add(ada, {.at = now, .words = {.channel = channel::phone, .direction = direction::outbound, .outcome = outcome::reached}});
//   all.shrink_to_fit();
//
// A value; one thread at a time may change it, any number may read it. One that was moved from is empty, and cannot be added to
// (misuse).
//
// After shrink_to_fit() a prospect takes 16 bytes and its texts; a touchpoint 5 bytes up to 255 distinct sets of words, 6 up to
// 65,535, else 8. The texts are the id, the name, the values of `contact`, owner, account, referrer and facts, each with a byte
// for its length (names of facts are numbers). Zone, region, owner_zone and the kinds of contact are kept once for all prospects
// that share them. A book in which any touchpoint has `until`, `steps`, `key`, `id` or `address` takes 8 more for each prospect,
// and those that have any 8 and their texts.
//
// What is erased or replaced is overwritten at once: no text of it is left in the book's memory, nor in a snapshot saved from then
// on. (One saved before still holds it, and so does what the process has given back to the system.) The room is used again once
// half of all has become free; shrink_to_fit() does so at once. An erased prospect keeps 18 bytes, since her number stays.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tickler/export.hpp>
#include <tickler/history.hpp>
#include <tickler/prospect.hpp>
#include <tickler/touchpoint.hpp>
#include <tickler/vocabulary.hpp>

namespace tickler::inline TICKLER_ABI {

using prospect_number = std::uint32_t;  // 0, 1, 2, ... in the order they were added; never used again

// A record of somebody's that could not be taken in: of a touchpoint, and her history is incomplete; or her own, and no more than
// her id is known.
struct refused_record {
  std::string id{};   // the CRM's, of the touchpoint; empty: none, it cannot be read, or the record is her own
  int number = 0;     // what is wrong with it (problem_numbers.hpp)
  std::string why{};  // in words, with its place; may be empty where another of hers says it
  bool is_her_own = false;
  friend bool operator==(const refused_record&, const refused_record&) = default;
};

// Bytes taken, by what for.
struct book_memory {
  std::size_t prospects = 0;    // the columns of prospects
  std::size_t touchpoints = 0;  // the columns of touchpoints
  std::size_t texts = 0;        // of prospects
  std::size_t details = 0;      // `until`, `steps`, `key`, `id` and `address` of touchpoints
  std::size_t shared = 0;       // what many prospects or touchpoints have in common; about
  std::size_t index = 0;        // finds prospects by id, and who have something in common; made when needed, given back by
                                // shrink_to_fit()
  std::size_t total() const noexcept { return prospects + touchpoints + texts + details + shared + index; }
};

// Functions that take a number throw misuse for one that is not of the book; those that change a prospect, also for one that was
// erased.
class TICKLER_API book {
 public:
  explicit book(vocabulary words);
  book(const book& other);
  book(book&& other) noexcept;
  book& operator=(const book& other);
  book& operator=(book&& other) noexcept;
  ~book();

  // Throws misuse for an id that is empty or there already.
  prospect_number add(const tickler::prospect& who);

  // Its record has changed, or has come at last (refuse). Throws misuse for another id.
  void replace(prospect_number number, const tickler::prospect& who);

  // Forgets her: record, touchpoints, and what was kept once for all that share it, if nobody else does. Her number stays, so that
  // those of others go on to mean what they do: in agendas, in decisions. find() knows her no more, id() and prospect() are empty,
  // evaluate says status::invalid and prospect_problem::erased. Adding the id again makes a new number. Erasing twice is once.
  // In time linear in what was hers, and now and then in all (see above). Tasks that were made for her are the app's to erase.
  void erase(prospect_number number);
  bool is_erased(prospect_number number) const;
  std::size_t erased() const noexcept;  // how many; size() counts them too

  // All her touchpoints are these. Throws misuse if they are of another vocabulary, and as add does;
  // what throws changes nothing.
  void set_log(prospect_number number, const tickler::history& log);

  // Both records are of one person: `into` gets the touchpoints of both, in order of time, those of `into` first in a tie, and what
  // both have once; its record wins, what is empty or missing there is filled from the other's (zones, region, contact data,
  // facts, ...). `from` is erased. Actions keep their ids, which name no prospect; a variant is drawn anew, for it goes by the id
  // of the prospect. Records that name `from` as their referrer are not changed. Throws misuse for a prospect and
  // herself, and for too many touchpoints. If memory runs out on the way, merging again completes it.
  void merge(prospect_number from, prospect_number into);

  // In order of time, ties in the order they are added: at the end in amortised constant time, a back-dated one in time linear in
  // the prospect's touchpoints. One with the id of a touchpoint of hers that is there is that one, corrected: it takes its place
  // (as history::replace), in linear time; one that is equal changes nothing (R117). Throws as history::add does, and misuse past
  // 4 GiB of `until`, steps, keys, ids and addresses of one prospect, and for the id of one that went by another channel.
  void add(prospect_number number, const touchpoint& t);

  // A record of hers could not be taken in. As long as there is one, nothing is decided for her and for those for whom her
  // touchpoints count (incomplete_other): they are status::invalid, prospect_problem::incomplete_history, since what is missing may
  // have been an opt-out (R116, R147). Of a touchpoint, adding one of the same id and setting her log anew mend it; of her own
  // record, replacing it. Erasing her mends all. Kept in snapshots.
  void refuse(prospect_number number, refused_record what);
  std::span<const refused_record> refused(prospect_number number) const;  // valid until the book changes
  std::size_t incomplete() const noexcept;                                // prospects who have any

  // What prospects have in common decides too: touchpoints of one are `with: colleague` touchpoints of the others with her
  // `account`, where the policy asks for colleagues (R121); an opt-out, opt-in or bounce counts for others who have the same e-mail
  // address or telephone number (R122). joint_history.hpp tells what counts for whom. With separate records the latter is not so.
  // Not kept in snapshots. Who has what in common is found when it is first asked for after records have changed, in time linear in
  // the book.
  void separate_records(bool yes = true);
  bool are_records_separate() const noexcept;

  std::size_t size() const noexcept;         // prospects, with those that were erased: numbers are 0 to size() - 1
  std::size_t touchpoints() const noexcept;  // of all
  std::size_t touchpoints(prospect_number number) const;

  // The newest touchpoint of all that is not later than this. In time linear in the prospects.
  std::optional<instant> newest(instant until = time_end) const;

  std::optional<prospect_number> find(std::string_view id) const;
  std::string_view id(prospect_number number) const;  // valid until the book changes
  tickler::prospect prospect(prospect_number number) const;

  // Replaces what is in `into`; throws misuse if that is of another vocabulary.
  void history(prospect_number number, tickler::history& into) const;

  // Gives back what growing and erasing have taken, and puts each prospect's touchpoints behind those of the one before.
  void shrink_to_fit();

  book_memory memory() const noexcept;
  std::size_t bytes() const noexcept { return memory().total(); }
  const vocabulary& words() const noexcept;

  struct impl;

 private:
  friend struct internal_access;
  const impl& inside() const noexcept;
  impl& inside();
  std::unique_ptr<impl> impl_;
};

}  // namespace tickler::inline TICKLER_ABI
