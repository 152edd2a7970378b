#include "policy/symbol_table.hpp"

#include <string>
#include <string_view>

namespace tickler::inline TICKLER_ABI {
namespace {

using expr::type_kind;
using what = asked::what;

constexpr type_kind kind_of(fact_type t) noexcept {
  switch (t) {
    case fact_type::boolean:
      return type_kind::boolean;
    case fact_type::integer:
      return type_kind::integer;
    case fact_type::real:
      return type_kind::real;
    case fact_type::timestamp:
      return type_kind::timestamp;
    case fact_type::duration:
      return type_kind::duration;
    case fact_type::text:
    case fact_type::list:
      break;
  }
  return type_kind::text;
}

class namer {
 public:
  namer(const policy_draft& draft, const vocabulary& words, const zones& known) : draft_(draft), words_(words) {
    names_.environment.zones = known;
  }

  void prospect() {
    add("prospect.id", type_kind::text, what::id);
    add("prospect.owner", type_kind::text, what::owner, true);
    add("prospect.account", type_kind::text, what::account, true);
    add("prospect.referrer", type_kind::text, what::referrer, true);
    add("prospect.zone", type_kind::text, what::zone);
    names_.environment.variables.back().is_local_zone = true;
    add("prospect.region", type_kind::text, what::region, true);
    names_.environment.variables.back().is_in_capitals = true;
    for (std::size_t i = 0; i < draft_.facts.size(); ++i) {
      const auto& f = draft_.facts[i];
      add("prospect." + *f.name, kind_of(*f.type), what::prospect_fact, true);
      if (*f.type == fact_type::list) names_.environment.variables.back().type = expr::list_of({type_kind::text});
      names_.variables.back().index = static_cast<std::uint16_t>(i);
    }
  }

  void stage() {
    expr::enum_type stages{"stage", {}};
    for (std::size_t i = 0; i < draft_.stages.size(); ++i)
      stages.values.push_back({*draft_.stages[i].name, static_cast<std::int64_t>(i)});
    add_word("stage", what::stage, std::move(stages));
  }

  void touchpoint(const std::string& whose) {
    add_word(whose + ".channel", what::channel, words_of<channel>("channel", channel_names, draft_.own_channels));
    add_word(whose + ".direction", what::direction, domain_of("direction", direction_names));
    add_word(whose + ".purpose", what::purpose, words_of<purpose>("purpose", purpose_names, draft_.own_purposes));
    add_word(whose + ".outcome", what::outcome, words_of<outcome>("outcome", outcome_names, draft_.own_outcomes));
    add_word(whose + ".with", what::with, domain_of("with", party_names));
    add(whose + ".key", type_kind::text, what::key);
    add(whose + ".at", type_kind::timestamp, what::at);
    add(whose + ".until", type_kind::timestamp, what::until, true);
  }

  void keys(const std::string& whose) {
    add(whose + ".keys", type_kind::text, what::keys);
    names_.environment.variables.back().type = expr::list_of({type_kind::text});
  }

  void events() {
    for (const auto& e : draft_.events) names_.environment.events.push_back(*e.name);
    names_.environment.allows_now = names_.environment.allows_history = true;
  }

  void run() { names_.environment.allows_run = true; }

  // Known everywhere, so that it can be said where it is asked.
  void reachable(bool here) {
    add("reachable", type_kind::boolean, what::reachable);
    if (!here)
      names_.environment.variables.back().elsewhere =
          "'reachable' is about the channels of a step: it is asked in the 'if' of a step";
  }

  condition_names result() && { return std::move(names_); }

 private:
  void add(std::string name, type_kind k, what is, bool may_be_absent = false) {
    names_.environment.variables.push_back({std::move(name), {k}, may_be_absent});
    names_.variables.push_back({is});
  }

  void add_word(std::string name, what is, expr::enum_type words) {
    add(std::move(name), type_kind::text, is);
    names_.environment.variables.back().enum_type = names_.environment.enum_types.size();
    names_.environment.enum_types.push_back(std::move(words));
  }

  // The first word is the empty one: left out.
  template <std::size_t N>
  static expr::enum_type domain_of(std::string name, const std::array<std::string_view, N>& list) {
    expr::enum_type d{std::move(name), {}};
    for (std::size_t i = 0; i < N; ++i) d.values.push_back({std::string(list[i]), static_cast<std::int64_t>(i)});
    return d;
  }

  template <class Word, std::size_t N>
  expr::enum_type words_of(std::string name, const std::array<std::string_view, N>& standard,
                           const std::vector<located_string>& own) const {
    auto d = domain_of(std::move(name), standard);
    d.values.erase(d.values.begin() + 1);  // `other` is no word to name
    for (const auto& word : own) {
      const auto id = words_.find<Word>(*word);
      d.values.push_back({*word, id ? static_cast<std::int64_t>(*id) : -1});
    }
    return d;
  }

  const policy_draft& draft_;
  const vocabulary& words_;
  condition_names names_{};
};

}  // namespace

condition_names names_at(condition_place place, const policy_draft& draft, const vocabulary& words, const zones& known) {
  namer names(draft, words, known);
  switch (place) {
    case condition_place::touch:
      names.touchpoint("touch"), names.keys("touch");
      break;
    case condition_place::rule:
      names.prospect(), names.stage(), names.events();
      break;
    case condition_place::run:
    case condition_place::step:
      names.prospect(), names.stage(), names.events(), names.touchpoint("start"), names.run();
      break;
    case condition_place::window:
      names.prospect(), names.touchpoint("start");
      break;
  }
  names.reachable(place == condition_place::step);
  return std::move(names).result();
}

}  // namespace tickler::inline TICKLER_ABI
