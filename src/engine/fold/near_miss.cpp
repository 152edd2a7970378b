#include "engine/fold/near_miss.hpp"

#include <algorithm>

#include "engine/fold/history_fold.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

class done_runs final : public fold_listener {
 public:
  explicit done_runs(std::vector<run>& into) : runs_(into) { runs_.clear(); }
  void moved(trace_kind kind, const run& r) override {
    if (kind == trace_kind::done) runs_.push_back(r);
  }

 private:
  std::vector<run>& runs_;
};

}  // namespace

// Made once for each kind. What has a word there already is not asked about another one, but for the purpose: that of a step is one
// of many, and a touchpoint for none fits them all (R40).
const near_miss_finder::other_kinds& near_miss_finder::others_of(const touch_row& row) {
  constexpr std::size_t most_kinds = 4'096;
  if (others_.size() >= most_kinds && !others_.contains(row.number)) others_.clear();
  const auto [known, is_new] = others_.try_emplace(row.number);
  auto& list = known->second;
  if (!is_new || row.signal) return list;
  auto words = row.words;
  if (words.direction == direction::none) {
    words.direction = words.channel == channel::internal ? direction::internal : direction::outbound;
    add_other(list, missing_field::direction, row, words);
    words = row.words;
  }
  if (words.channel == channel::none) {
    for (const auto& declared : p_.draft.channels) {
      words.channel = p_.words.find<channel>(*declared.name).value();
      add_other(list, missing_field::channel, row, words);
    }
    words.channel = channel::internal;
    add_other(list, missing_field::channel, row, words);
    words = row.words;
  }
  if (words.purpose != purpose::none) {
    words.purpose = purpose::none;
    add_other(list, missing_field::purpose, row, words);
  }
  return list;
}

// A name asks for no channel and no purpose (R44), so only the direction can be what one that names a step lacks.
void near_miss_finder::add_other(other_kinds& list, missing_field field, const touch_row& row, const touch_words& words) const {
  auto other = std::make_unique<other_kind>(other_kind{field, p_.rows->row_of(words)});
  const auto carries_more = [&](const event_matches& with) {
    return std::any_of(p_.cadences.begin(), p_.cadences.end(), [&](const cadence_rule& c) {
      return std::any_of(c.steps.begin(), c.steps.end(), [&](const step_rule& s) {
        return has_bit(with.bits.fits(), s.number) && !has_bit(row.matches.bits.fits(), s.number);
      });
    });
  };
  if (field == missing_field::direction || !other->row.is_certain() || carries_more(other->row.matches))
    list.push_back(std::move(other));
}

bool near_miss_finder::is_moved_by(const other_kind& other, const touch& t, const state::impl& s) const {
  if (!t.steps.empty() || !other.row.is_certain()) return true;
  for (std::size_t word = 0; word < p_.cadence_words; ++word)
    if ((s.running[word] & other.row.matches.bits.affects()[word]) != 0) return true;
  return false;
}

void near_miss_finder::remember(const touch& t, const state::impl& before) {
  const auto& others = others_of(*t.row);
  has_before_ = std::any_of(others.begin(), others.end(), [&](const auto& other) { return is_moved_by(*other, t, before); });
  if (has_before_) before_ = before;
}

std::optional<near_miss_finder::found> near_miss_finder::find(const resolved_prospect& who, const touch& t, fold_workspace& space,
                                                              bool may_be_hers, const is_over& ended) {
  if (!has_before_) return std::nullopt;
  for (const auto& other : others_of(*t.row)) {
    if (!is_moved_by(*other, t, before_) || (may_be_hers && other->field == missing_field::direction)) continue;
    after_ = before_;
    done_runs listener(done_);
    auto once_more = t;
    once_more.row = &other->row;
    history_fold<fold_listener>(p_, who, after_, space, listener).apply(once_more);
    for (const auto& r : done_)
      if (const auto& key = before_.keys[r.key]; !ended(r, key)) return found{other->field, r, key};
  }
  return std::nullopt;
}

}  // namespace tickler::inline TICKLER_ABI
