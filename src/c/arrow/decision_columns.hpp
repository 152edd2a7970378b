// Decisions as Arrow columns: a row a case, with a list of its actions. tickler.h says which columns there are.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <tickler/decision.hpp>
#include <tickler/policy.hpp>
#include <tickler/prospect_view.hpp>
#include <tuple>
#include <vector>

#include "c/arrow/arrays.hpp"

namespace tickler::c::arrow {

class decision_columns {
 public:
  explicit decision_columns(policy p);

  static schema schema_of_rows();

  // `unread`: why the row could not be read; then nothing has been decided.
  void add(const prospect_view& who, const decision& d, std::string_view unread = {});
  array take();  // all that was added; and begins anew

 private:
  void add(const decision& d, const action& a);
  void add(const reason& r);
  std::int32_t code_of(const blocker& b);
  array taken_actions(), taken_reasons();

  policy policy_;

  // Each word that the policy can say, from the first row on, so that all batches choose from the same.
  dictionary status_names_{}, cadence_names_{}, step_names_{}, channel_names_{}, contact_names_{}, party_names_{}, purpose_names_{},
      template_names_{}, notes_{}, variant_names_{}, state_names_{}, flag_names_{}, sentences_{}, reason_names_{}, rule_names_{};

  // The codes of what an action says, by its numbers.
  struct step_codes {
    std::int32_t cadence, step;
    std::array<std::int32_t, 2> template_name, note;  // as written, and where `when_late` has replaced them
    std::vector<std::int32_t> variants;
  };
  std::vector<std::vector<step_codes>> steps_{};  // by cadence and step
  std::vector<std::int32_t> channels_{}, purposes_{};
  std::vector<std::vector<std::int32_t>> contacts_{};  // by channel
  std::vector<std::int32_t> holds_{}, limits_{};

  // A sentence is made when it is needed first.
  struct sentence {
    std::string text;
    std::int32_t code;
  };
  std::map<std::tuple<blocker_kind, std::uint16_t, channel, party>, sentence> known_sentences_{};

  std::size_t rows_ = 0, action_count_ = 0, flag_count_ = 0, missing_count_ = 0, reason_count_ = 0;
  texts prospect_{}, owner_{}, problem_{};
  codes status_{};
  numbers<std::int64_t> next_change_{};
  lists actions_{};

  texts id_{}, key_{}, behind_{};
  codes cadence_{}, step_{}, channel_{}, contact_{}, to_{}, purpose_{}, template_{}, note_{}, variant_{}, state_{};
  numbers<std::uint32_t> repetition_{};
  numbers<std::int64_t> not_before_{}, due_{}, at_latest_{}, when_{};
  lists flags_{}, missing_{}, reasons_{};
  codes flag_{}, sentence_{}, reason_{}, rule_{};
  numbers<std::int64_t> from_{}, until_{};
  std::vector<std::string> ids_{};  // of one decision
};

}  // namespace tickler::c::arrow
