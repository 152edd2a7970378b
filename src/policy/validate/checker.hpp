// The checks of a policy draft share this: where they are, what they have found, which names have been used.
#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tickler/policy.hpp>
#include <tickler/policy_draft.hpp>
#include <tickler/vocabulary.hpp>
#include <utility>
#include <vector>

#include "expr/program.hpp"
#include "policy/choice_names.hpp"
#include "policy/draft_fields.hpp"
#include "policy/draft_path.hpp"
#include "policy/symbol_table.hpp"

namespace tickler::inline TICKLER_ABI {

// Empty but marked: reading it has failed, and has said so.
inline bool failed(const located_string& t) { return t.value.empty() && t.at; }
inline bool failed(const event_ref& e) { return e.any_of.empty() && e.at; }

inline bool contains(const std::vector<located_string>& list, std::string_view word) {
  return std::any_of(list.begin(), list.end(), [word](const located_string& t) { return t.value == word; });
}

template <class Part>
std::vector<const located_string*> names_in(const std::vector<Part>& parts) {
  std::vector<const located_string*> names;
  for (const auto& part : parts) names.push_back(&part.name);
  return names;
}

// Where a part is written: its own position, or that of its name.
template <class Part>
source_position position_of(const Part& part) {
  if constexpr (requires { source_position{part.at}; })
    return part.at;
  else
    return part.name.at;
}

class checker {
 public:
  checker(const policy_draft& draft, const vocabulary& words, const compile_options& options);
  std::vector<diagnostic> run() &&;

  struct bound {  // one side of a step's window
    std::string_view key;
    located<duration> length;
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

  // All keys of a part, each by what it takes, then what is special about the part.
  template <class Part>
  void part(const Part& part, const place& p) {
    for_each_field(part, [&](const auto& field, const auto&... values) {
      key(field.takes, {p, fields_of<Part>.whose, field.key}, values...);
    });
    if constexpr (requires { part.cite; }) citation(part.cite, part.as_of, p);
    rules(part, p);
  }

  struct key_at {
    const place& part;
    std::string_view whose, key;  // "a step", "within"
    place in(source_position m = {}) const { return part.in(key, m); }
  };

  template <class... Values>
  void key(const takes::unchecked&, const key_at&, const Values&...) {}
  template <class Part>
  void key(const takes::part&, const key_at& k, const std::optional<Part>& one) {
    if (one) part(*one, k.in(one->at));
  }
  template <class Part>
  void key(const takes::parts& wanted, const key_at& k, const std::vector<Part>& list) {
    const auto here = k.in();
    const auto allowed = wanted.most_allowed ? std::min(limits_.*wanted.most_allowed, wanted.most) : wanted.most;
    at_most(list.size(), allowed, list.empty() ? here : here.in("", position_of(list.back())), wanted.whose);
    unique(names_in(list), here);
    for (std::size_t i = 0; i < list.size(); ++i) part(list[i], here.entry(list[i].name, i).in("", position_of(list[i])));
  }

  // What only a program can write: an enumerator that is none.
  template <class Choice>
  bool choice(Choice one, const key_at& k, source_position at = {}) {
    return is_one_of(names_of(one), static_cast<std::size_t>(one), k, k.in(at));
  }
  bool is_one_of(choice_names names, std::size_t chosen, const key_at& k, const place& p);
  template <class Choice>
  requires std::is_enum_v<Choice>
  void key(const takes::value&, const key_at& k, Choice one) { choice(one, k); }
  template <class Choice>
  requires std::is_enum_v<Choice>
  void key(const takes::value&, const key_at& k, const located<Choice>& one) { choice(*one, k, one.at); }
  template <class Choice>
  requires std::is_enum_v<Choice>
  void key(const takes::value&, const key_at& k, const std::optional<located<Choice>>& one) {
    if (one) choice(**one, k, one->at);
  }
  void key(const takes::value&, const key_at& k, const again_draft& again) { choice(again.when, k, again.at); }

  void key(const takes::note&, const key_at& k, const located_string& t);

  // Names and words (check_names.cpp).
  void key(const takes::name&, const key_at& k, const located_string& t) { name(t, k.part.in("", t.at), k.whose); }
  void key(const takes::policy_name&, const key_at& k, const located_string& t) { name(t, k.in(t.at), k.whose); }
  void key(const takes::title&, const key_at& k, const located_string& t) {
    if (!t->empty()) name(t, k.part.in("", t.at), k.whose);
  }
  void key(const takes::channel_name&, const key_at& k, const located_string& t) {
    if (t->empty())
      name(t, k.part, k.whose);
    else
      channel_word(t, k.part);
  }
  void key(const takes::channels&, const key_at& k, const std::vector<located_string>& list) { channel_words(list, k.in()); }
  void key(const takes::purposes&, const key_at& k, const std::vector<located_string>& list) { purpose_words(list, k.in()); }
  void key(const takes::purposes&, const key_at& k, const located_string& t) {
    if (!t->empty()) purpose_word(t, k.in(t.at));
  }
  void key(const takes::outcomes&, const key_at& k, const std::vector<located_string>& list) { outcome_words(list, k.in()); }
  template <class Choice>
  void key(const takes::choices&, const key_at& k, const std::vector<located<Choice>>& list) {
    std::vector<located_string> chosen;
    for (const auto& one : list)
      if (choice(*one, k, one.at)) chosen.push_back({std::string(names_of(*one)[static_cast<std::size_t>(*one)]), one.at});
    no_repeats(chosen, k.in());
  }
  void key(const takes::forbidden&, const key_at& k, const std::vector<located_string>& channels,
           const std::vector<located_string>& purposes) {
    channel_words(channels, k.part.in("channel"));
    purpose_words(purposes, k.part.in("purpose"));
  }
  void key(const takes::vocabulary&, const key_at& k, const std::vector<located_string>& channels,
           const std::vector<located_string>& purposes, const std::vector<located_string>& outcomes);
  void key(const takes::contact_kinds&, const key_at& k, const std::vector<located_string>& list);
  void key(const takes::calendars&, const key_at& k, const std::vector<located_string>& list) { calendar_names(list, k.in()); }
  void key(const takes::calendars&, const key_at& k, const located_string& t) {
    if (!t->empty()) calendar_names({t}, k.in());
  }
  void key(const takes::steps&, const key_at& k, const std::vector<located_string>& list);
  void key(const takes::patterns&, const key_at& k, const std::vector<pattern_draft>& list) { patterns(list, k.part); }
  void key(const takes::events& wanted, const key_at& k, const event_ref& events);
  void index_names();
  void own_words(const std::vector<located_string>& own, std::string_view kind, const names& standard_words, std::size_t taken,
                 const place& p);
  void unused();
  template <class Part>
  void unused_parts(const std::vector<Part>& parts, const std::set<std::string_view>& used, std::string_view section,
                    std::string_view what);
  void unused_words(const std::vector<located_string>& own, std::string_view kind);
  bool name(const located_string& t, const place& p, std::string_view whose);
  void unique(const std::vector<const located_string*>& list, const place& p);
  void no_repeats(const std::vector<located_string>& list, const place& p);
  void known_word(const located_string& word, const place& p, int number, std::string_view kind, names standard_words,
                  const std::vector<located_string>& own);
  bool is_known_channel(std::string_view word) const;
  std::string event_hint(std::string_view word);
  bool is_known_outcome(std::string_view word) const;
  void channel_word(const located_string& word, const place& p);
  void channel_words(const std::vector<located_string>& list, const place& p);
  void purpose_word(const located_string& word, const place& p);
  void purpose_words(const std::vector<located_string>& list, const place& p);
  void outcome_words(const std::vector<located_string>& list, const place& p);
  void patterns(const std::vector<pattern_draft>& list, const place& p);
  void events_wanted(const event_ref& wanted, const place& p);
  void event_name(const located_string& name, const place& p);
  void calendar_names(const std::vector<located_string>& list, const place& p);

  // Numbers and time (check_time.cpp).
  void key(const takes::number& n, const key_at& k, const located<std::int64_t>& given) {
    in_range(*given, n.least, n.most, k.in(given.at), k.key);
  }
  void key(const takes::count&, const key_at& k, const located<std::int64_t>& given) {
    in_range(*given, 1, limits_.at_most, k.in(given.at), k.key);
  }
  void key(const takes::zone&, const key_at& k, const located_string& t);
  void key(const takes::zone& z, const key_at& k, calendar_draft::clock whose, const located_string& t) {
    choice(whose, k, t.at);
    if (whose == calendar_draft::clock::named) key(z, k, t);
  }
  void key(const takes::constant&, const key_at& k, const std::optional<located<duration>>& d) {
    if (d) constant(**d, k.in(d->at), k.key);
  }
  void key(const takes::length&, const key_at& k, const std::optional<located<duration>>& d) {
    if (d) any_duration(*d, k.in(d->at));
  }
  void key(const takes::whole_dates&, const key_at& k, const std::optional<located<duration>>& d);
  void key(const takes::flag&, const key_at&, const located<bool>&) {}
  void any_duration(const located<duration>& d, const place& p);
  void constant(const duration& d, const place& p, std::string_view key);

  // Conditions (check_conditions.cpp).
  void key(const takes::condition& c, const key_at& k, const expression& e) {
    static_cast<void>(compiled(e, c.where, {expr::type_kind::boolean}, k.in(e.at)));
  }
  void key(const takes::window&, const key_at& k, const std::optional<located<duration>>& constant, bool is_before,
           const expression& computed);
  bool all_names_known() const;
  const condition_names& names_at(condition_place where);
  std::optional<expr::program> compiled(const expression& written, condition_place where, expr::type wanted, const place& p);
  void note_use(const expr::program& p, const condition_names& in_scope);

  // What is special about a part (check_rules.cpp, check_time.cpp).
  template <class Part>
  void rules(const Part&, const place&) {}
  void citation(const located_string& cite, const optional_date& as_of, const place& p);
  void rules(const policy_draft& d, const place& p);
  void rules(const calendar_draft& c, const place& p);
  void rules(const event_draft& e, const place& p);
  void rules(const event_count_draft& e, const place& p);
  bool is_count(std::string_view event) const;
  void rules(const cadence_draft& c, const place& p);
  void rules(const step_draft& s, const place& p);
  void schedule(const step_draft& s, const place& p);
  void rules(const when_late_draft& late, const place& p);
  void rules(const hold_draft& h, const place& p);
  void rules(const never_draft& n, const place& p);
  void rules(const promise_draft& promised, const place& p);
  bool hours(const calendar_draft& c, const place& p);  // whether they can be
  bool closed_days(const calendar_draft& c, const place& p);
  bool special_days(const calendar_draft& c, const place& p);
  void region(const std::string& name, const place& p);
  void opens_at_all(const calendar_draft& c, const place& p);
  void step_channels(const step_draft& s, const place& p);
  void endless_schedule(const cadence_draft& c, const place& p);
  void repeats(const step_draft& s, const place& p);
  void windows(const step_draft& s, const place& p);
  void before(const step_draft& s, const place& p);

  const policy_draft& draft_;
  const vocabulary& words_;
  const policy_limits& limits_;
  const zones& zones_;
  std::vector<diagnostic> found_{};
  int hints_left_ = 100;  // looking for the nearest name is the dearest thing here; nobody reads the hundredth hint

  // The names that are defined, and whether those are all: none has failed to be read.
  struct defined {
    std::set<std::string, std::less<>> names{};
    bool all = true;
    void add(const located_string& t);
    bool lacks(std::string_view name) const { return all && names.find(name) == names.end(); }
    std::vector<std::string_view> list() const { return {names.begin(), names.end()}; }
  };
  defined events_{}, calendars_{}, channels_{}, steps_{};
  std::array<std::optional<condition_names>, condition_places> condition_names_{};
  std::set<std::string_view> used_events_{}, used_calendars_{}, used_facts_{};
  bool asks_stage_ = false;
  std::set<std::pair<std::string_view, std::string>> used_words_{};  // kind and word
};

}  // namespace tickler::inline TICKLER_ABI
