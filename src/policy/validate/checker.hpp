// The checks of a policy draft share this: where they are, what they have found, which names have been used.
#pragma once

#include <array>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tickler/policy.hpp>
#include <tickler/policy_draft.hpp>
#include <tickler/vocabulary.hpp>
#include <utility>
#include <vector>

#include "expr/program.hpp"
#include "policy/draft_path.hpp"
#include "policy/symbol_table.hpp"

namespace tickler {

// Empty but marked: reading it has failed, and has said so.
inline bool failed(const text& t) { return t.value.empty() && t.at; }
inline bool failed(const event_ref& e) { return e.any_of.empty() && e.at; }

template <class Part>
std::vector<const text*> names_in(const std::vector<Part>& parts) {
  std::vector<const text*> names;
  for (const auto& part : parts) names.push_back(&part.name);
  return names;
}

class checker {
 public:
  checker(const policy_draft& draft, const vocabulary& words, const policy_limits& limits);
  std::vector<diagnostic> run() &&;

  struct bound {  // one side of a step's window
    std::string_view key;
    written<duration> length;
    bool before;
  };

 private:
  using names = std::vector<std::string_view>;

  // What is found.
  void error(int number, const place& p, std::string message);
  void warning(int number, const place& p, std::string message);
  std::string hint_among(std::string_view word, const names& known);
  void missing(const place& p, std::string_view whose, std::string_view key);
  void in_range(std::int64_t value, std::int64_t least, std::int64_t most, const place& p, std::string_view what);
  void at_most(std::size_t count, std::size_t most, const place& p, std::string_view what);

  // Names and words (check_names.cpp).
  void index_names();
  void head();
  void own_words();
  void own_words_of(const std::vector<text>& own, std::string_view kind, const names& standard_words, std::size_t taken);
  void unused();
  template <class Part>
  void unused_parts(const std::vector<Part>& parts, const std::set<std::string_view>& used, std::string_view section,
                    std::string_view what);
  void unused_words(const std::vector<text>& own, std::string_view kind);
  bool name(const text& t, const place& p, std::string_view whose);
  void unique(const std::vector<const text*>& list, const place& p);
  void no_repeats(const std::vector<text>& list, const place& p);
  void known_word(const text& word, const place& p, int number, std::string_view kind, names standard_words,
                  const std::vector<text>& own);
  bool is_known_channel(std::string_view word) const;
  void channel_word(const text& word, const place& p);
  void channel_words(const std::vector<text>& list, const place& p);
  void purpose_word(const text& word, const place& p);
  void purpose_words(const std::vector<text>& list, const place& p);
  void outcome_words(const std::vector<text>& list, const place& p);
  void pattern(const pattern_draft& pattern, const place& p);
  void patterns(const std::vector<pattern_draft>& list, const place& p);
  void events_wanted(const event_ref& wanted, const place& p);
  void events_needed(const event_ref& wanted, const place& p, std::string_view whose, std::string_view key);
  void event_name(const text& name, const place& p);
  void calendar_names(const std::vector<text>& list, const place& p);
  void step_names(const std::vector<text>& list, const place& p);

  // Time (check_time.cpp).
  void calendars();
  void hours(const calendar_draft& c, const place& p);
  void closed_days(const calendar_draft& c, const place& p);
  void opens_at_all(const calendar_draft& c, const place& p);
  void zone_name(const text& zone, const place& p);
  void any_duration(const written<duration>& d, const place& p);
  void constant(const std::optional<written<duration>>& d, const place& p, std::string_view key);
  void constant(const duration& d, const place& p, std::string_view key);
  void windows(const step_draft& s, const place& p);
  void window_bound(const step_draft& s, const bound& b, const place& p);

  // Conditions (check_conditions.cpp).
  bool all_names_known() const;
  const condition_names& names_at(condition_place where);
  std::optional<expr::program> compiled(const expression& written, condition_place where, expr::type wanted, const place& p);
  void condition(const expression& written, condition_place where, const place& p, std::string_view key);
  void computed(const expression& written, const std::optional<tickler::written<duration>>& constant, const place& p);
  void conditions(const step_draft& s, const place& p);
  void note_use(const expr::program& p, const condition_names& in_scope);

  // The rest (check_cadences.cpp, check_rules.cpp).
  void channels();
  void events();
  void stages();
  void cadences();
  void cadence(const cadence_draft& c, const place& p);
  void step(const step_draft& s, const place& p);
  void step_channels(const step_draft& s, const place& p);
  void repeats(const step_draft& s, const place& p);
  void variants(const step_draft& s, const place& p);
  void limits();
  void holds();
  void never();
  void stops();
  void promises();
  void promise(const promise_draft& promised, const place& p);

  const policy_draft& draft_;
  const vocabulary& words_;
  const policy_limits& limits_;
  std::vector<diagnostic> found_{};
  int hints_left_ = 100;  // looking for the nearest name is the dearest thing here; nobody reads the hundredth hint

  // The names that are defined, and whether those are all: none has failed to be read.
  struct defined {
    std::set<std::string, std::less<>> names{};
    bool all = true;
    void add(const text& t);
    bool lacks(std::string_view name) const { return all && names.find(name) == names.end(); }
    std::vector<std::string_view> list() const { return {names.begin(), names.end()}; }
  };
  defined events_{}, calendars_{}, channels_{}, steps_{};
  std::array<std::optional<condition_names>, condition_places> condition_names_{};
  std::set<std::string_view> used_events_{}, used_calendars_{}, used_facts_{};
  bool asks_stage_ = false;
  std::set<std::pair<std::string_view, std::string>> used_words_{};  // kind and word
};

}  // namespace tickler
