// A book as one policy reads it: what can be looked up once for all its prospects, is.
//
// Many prospects share what the engine asks of them first: zone, region, owner's zone and kinds of contact data (the book keeps
// such attributes once), and the words of their touchpoints (the book has a dictionary of codes). So the locale, the channels that
// reach, the hours that are open `now` and the rows of the touch index are looked up once for each of those, and a prospect costs a
// few loads before its history is taken in.
#pragma once

#include <tickler/decision.hpp>
#include <vector>

#include "book/book_impl.hpp"
#include "engine/book_cursor.hpp"
#include "engine/decide/workspace.hpp"
#include "engine/joint_histories.hpp"
#include "engine/state/resolved_prospect.hpp"

namespace tickler::inline TICKLER_ABI {

class book_reader {
 public:
  // Throws misuse for another vocabulary, and `now` outside 1970 to 2037. For a few prospects, only what those few
  // have is looked up, each time.
  enum class wanted : std::uint8_t { all, few };
  book_reader(const compiled_policy& p, const book::impl& all, instant now, wanted w);

  // Any number of threads, with a workspace and a decision each.
  void decide(prospect_number number, workspace& space, decision& out) const;

  // R114: what the history of her referrer has come to, if the book has her.
  contact_standing standing_of_referrer(prospect_number number, workspace& space) const;

  // Calls use(resolved_prospect, log) with the touchpoints that count for the prospect up to `now`, its facts being in the
  // workspace; or says why not.
  template <class Use>
  prospect_problem read(prospect_number number, fold_workspace& space, const Use& use) const {
    if (!all_.refused.empty() && (all_.refused.has(number) || joint_.incomplete_other(number))) [[unlikely]]
      return prospect_problem::incomplete_history;
    const auto profile = all_.prospects.attributes_of(number);
    if (profiles_.empty()) return read(shared_part(all_.prospects.attributes()[profile]), number, space, use);
    return read(profiles_[profile], number, space, use);
  }

 private:
  template <class Use>
  prospect_problem read(const found_prospect& shared, prospect_number number, fold_workspace& space, const Use& use) const {
    if (shared.problem != prospect_problem::none) return shared.problem;
    const bool is_joint = joint_.concern(number);
    const bool may_have_bounced = !p_.contact_kinds.empty() && (is_joint || !all_.details[number].empty());
    if (!p_.asks_person && !may_have_bounced && !is_joint) {
      read_own_log(number, shared.who, use);
      return prospect_problem::none;
    }
    auto who = shared.who;
    const auto problem = p_.asks_person ? read_person(number, who, space.memory) : prospect_problem::none;
    if (may_have_bounced) read_contacts(number, who, space.memory);
    if (problem != prospect_problem::none) return problem;
    if (is_joint)
      read_joint_log(number, who, space.joint, use);
    else
      read_own_log(number, who, use);
    return problem;
  }

  template <class Use>
  void read_own_log(prospect_number number, const resolved_prospect& who, const Use& use) const {
    const auto touches = all_.touches[number];
    const auto details = all_.details[number];
    // The width is chosen once for each prospect, so the loops over touchpoints are compiled for it.
    if (touches.width == 1)
      use(who, book_cursor<std::uint8_t>(rows_, touches, details, now_));
    else if (touches.width == 2)
      use(who, book_cursor<std::uint16_t>(rows_, touches, details, now_));
    else
      use(who, book_cursor<std::uint32_t>(rows_, touches, details, now_));
  }

  template <class Use>
  void read_joint_log(prospect_number number, const resolved_prospect& who, joint_log& log, const Use& use) const {
    joint_.read(number, log);
    const touch_span touches{log.at.data(), reinterpret_cast<const char*>(log.codes.data()), static_cast<std::uint32_t>(log.size()),
                             sizeof(std::uint32_t)};
    use(who, book_cursor<std::uint32_t>(rows_, touches, log.details, now_));
  }

  found_prospect shared_part(const shared_attributes& shared) const;
  void note_what_is_open();
  prospect_problem read_person(prospect_number number, resolved_prospect& who, condition_memory& memory) const;
  void read_contacts(prospect_number number, resolved_prospect& who, condition_memory& memory) const;

  const compiled_policy& p_;
  const book::impl& all_;
  instant now_;
  joint_histories joint_;
  code_rows rows_;
  std::vector<found_prospect> profiles_;                // by profile; empty for a few
  std::vector<std::optional<next_interval>> open_now_;  // by profile, then by set of calendars
};

}  // namespace tickler::inline TICKLER_ABI
