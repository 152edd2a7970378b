// Decisions as Arrow columns: a row a case, with a list of its actions. tickler.h says which columns there are.
#pragma once

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
  std::string_view sentence_of(const blocker& b);
  array taken_actions(), taken_reasons();

  policy policy_;

  // The members of structs that are never null are coded, each word from the first row on, so that all batches choose from the
  // same. Others are not: DuckDB 1.5 writes past its memory where codes below a list have nulls, and fails at an empty list of
  // codes.
  dictionary status_names_{}, cadence_names_{}, step_names_{}, party_names_{}, state_names_{}, reason_names_{};

  struct step_codes {
    std::int32_t cadence, step;
  };
  std::vector<std::vector<step_codes>> steps_{};  // by cadence and step

  std::map<std::tuple<blocker_kind, std::uint16_t, channel, party>, std::string> sentences_{};  // few say the same of many actions

  std::size_t rows_ = 0, action_count_ = 0;
  texts prospect_{}, owner_{}, problem_{};
  codes status_{};
  numbers<std::int64_t> next_change_{};
  lists actions_{};

  texts id_{}, key_{}, behind_{}, channel_{}, contact_{}, purpose_{}, template_{}, note_{}, variant_{};
  codes cadence_{}, step_{}, to_{}, state_{};
  numbers<std::uint32_t> repetition_{};
  numbers<std::int64_t> not_before_{}, due_{}, at_latest_{}, when_{};
  lists flags_{}, missing_{}, reasons_{};
  texts flag_{}, sentence_{}, rule_{};
  codes reason_{};
  numbers<std::int64_t> from_{}, until_{};
  std::vector<std::string> ids_{};  // of one decision
};

}  // namespace tickler::c::arrow
