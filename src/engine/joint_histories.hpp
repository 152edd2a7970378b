// What others' touchpoints count for the prospects of a book, as one policy reads it: semantics R121 and R122.
//
// A prospect who has nothing in common with anybody costs one look at a bit. For the others the touchpoints of an account that
// matter to colleagues are put in order once for all its members; each then costs her own and these. What a touchpoint is to others
// has a code of its own, behind the book's codes, so that a joint history is read as any other of the book.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <tickler/joint_history.hpp>
#include <unordered_map>
#include <utility>
#include <vector>

#include "book/book_impl.hpp"
#include "engine/fold/joint_log.hpp"
#include "engine/state/touch.hpp"

namespace tickler::inline TICKLER_ABI {

class joint_histories {
 public:
  // The book must be of the policy's vocabulary.
  joint_histories(const compiled_policy& p, const book::impl& all);

  // The book's, and those that are made of them.
  std::span<const touch_dictionary::entry> codes() const noexcept { return codes_; }

  // Whether others' touchpoints may count for her.
  bool concern(prospect_number number) const noexcept {
    return (accounts_ != nullptr && accounts_->concerns(number)) || (addresses_ != nullptr && addresses_->concerns(number));
  }

  // Of another whose touchpoints count for her the history is incomplete.
  std::optional<prospect_number> incomplete_other(prospect_number number) const;

  // Any number of threads, with a log each.
  void read(prospect_number number, joint_log& into) const;

  // The same as a history, of whomever; who has told what others have.
  void read(prospect_number number, history& into, std::vector<shared_touchpoint>& of_others) const;

  unshared_texts unshared() const;

 private:
  static constexpr std::uint32_t no_code = 0xffffffff;

  // What a touchpoint of her own is to others who have the same address.
  struct shared_wish {
    bit_mask channels = 0;                   // that it closes or opens, as bits of channels; 0: it is none
    bool opens = false;                      // else it closes
    std::uint32_t of_channels_at = no_code;  // of one that is about everything: an index of codes_of_channels_
  };
  void make_codes();
  void make_wishes();
  std::uint32_t code_for(const touch_words& words, details_kind details);

  std::vector<std::string> emails_of(prospect_number number) const;
  bool are_two_people(prospect_number one, prospect_number other) const;
  void find_sharers(prospect_number number, joint_log& into) const;
  void add_wishes(prospect_number number, joint_log& into) const;
  template <class Each>
  void each_wish(prospect_number number, Each&& each) const;
  void drop_told(prospect_number number, joint_log::touches& wishes) const;
  void add(joint_log::touches& to, const joint_log::touch& t, const details_view& x) const;
  std::shared_ptr<const joint_log::touches> account_log(prospect_number number) const;
  std::shared_ptr<const joint_log::touches> make_account_log(std::size_t group) const;
  void note_incomplete(const shared_texts& texts, std::map<std::size_t, prospect_number>& incomplete) const;

  const compiled_policy& p_;
  const book::impl& all_;
  const shared_texts* accounts_ = nullptr;  // null: nothing is shared by them
  const shared_texts* addresses_ = nullptr;
  std::vector<touch_dictionary::entry> codes_{};
  std::vector<std::uint32_t> as_colleagues_{};                           // by the book's code
  std::vector<shared_wish> wishes_{};                                    // by the book's code
  std::vector<std::pair<bit_mask, std::uint32_t>> codes_of_channels_{};  // what is about everything, as of one channel
  std::vector<bit_mask> channels_of_kinds_{};                            // of addresses: bits of channels that need that kind
  std::map<std::size_t, prospect_number> incomplete_accounts_{}, incomplete_addresses_{};  // by group

  static constexpr std::size_t most_kept = std::size_t{1} << 22;
  mutable std::mutex keeping_{};
  mutable std::unordered_map<std::size_t, std::shared_ptr<const joint_log::touches>> account_logs_{};  // by group
  mutable std::size_t kept_ = 0;                                                                       // touchpoints of these
};

// She and all for whom her touchpoints may count, or counted before the last prospect came.
std::vector<prospect_number> concerned_with(const compiled_policy& p, const book::impl& all, prospect_number number);

}  // namespace tickler::inline TICKLER_ABI
