#include <algorithm>
#include <array>
#include <tickler/condition_manual.hpp>

#include "expr/functions.hpp"
#include "expr/word_docs.hpp"
#include "policy/symbol_table.hpp"

namespace tickler::inline TICKLER_ABI {
namespace {

using expr::word_doc;

constexpr std::array<std::string_view, condition_places> places{
    // by condition_place
    "`if` of a pattern", "`while` of limits, holds and `never`", "`if` of cadences", "durations that begin with `=`",
    "`if` of steps",
};
constexpr std::string_view cadences_and_steps = "`if` of cadences and steps";

constexpr word_doc names[] = {
    {"prospect", "The prospect, as its record has it. The facts that the policy declares are fields too.",
     "has(prospect.owner) && prospect.owner == 'bo'"},
    {"reachable",
     "Whether one of the step's channels leads to somebody: there is contact data for it, and no opt-out, bounce or stop "
     "has closed it.",
     "reachable"},
    {"stage", "The furthest stage that the prospect has reached; before the first it equals none of them.",
     "stage == 'visibility'"},
    {"now", "The instant that is decided for; in what is past, that of each touchpoint.", "now - start.at > duration('48h')"},
    {"start", "The touchpoint that started the run. What its record left out is ''.", "start.channel == 'phone'"},
    {"touch", "The touchpoint that the pattern is asked about. What its record left out is ''. `key` is the first of its `keys`.",
     "'order-7' in touch.keys"},
};

std::string type_name(expr::type t) { return t.is_list() ? "list" : to_string(t); }
std::string type_name(expr::type_kind k) { return to_string(expr::type{k}); }

// "string.startsWith(string) -> bool"
std::string form_of(const expr::overload& o) {
  std::string text = o.receiver ? type_name(o.takes[0]) + '.' : "";
  text += std::string(o.name) + '(';
  for (std::size_t i = o.receiver ? 1 : 0; i < o.takes.size(); ++i)
    text += (text.back() == '(' ? "" : ", ") + type_name(o.takes[i]);
  return text + ") -> " + type_name(o.gives);
}

// "int + int -> int"
std::string form_of(const expr::operator_overload& o) {
  return type_name(o.left) + ' ' + std::string(o.symbol) + ' ' + type_name(o.right) + " -> " + type_name(o.gives);
}

// "prospect.owner: string, may be absent"
std::string form_of(const expr::variable& v) {
  return v.name + ": " + type_name(v.type) + (v.may_be_absent ? ", may be absent" : "");
}

condition_word word_of(condition_word::kind what, const word_doc& d) {
  condition_word word{.what = what, .name = d.name, .doc = d.doc, .example = d.example};
  for (const auto form : d.forms)
    if (!form.empty()) word.forms.emplace_back(form);
  return word;
}

class manual {
 public:
  manual() {
    for (std::size_t i = 0; i < condition_places; ++i)
      environments_[i] = names_at(static_cast<condition_place>(i), {}, {}, zones::system()).environment;
  }

  condition_word function(const word_doc& d) const {
    auto word = word_of(condition_word::kind::function, d);
    for (const auto& o : expr::overloads())
      if (o.name == d.name) word.forms.push_back(form_of(o));
    for (const auto& o : expr::event_overloads()) {
      if (o.name != d.name) continue;
      word.forms.insert(word.forms.begin(), std::string(o.name) + "('event') -> " + type_name(o.gives));
      word.where = where([&o](const auto& e) { return is_of_run(o.function) ? e.allows_run : e.allows_history; });
    }
    if (d.name == expr::ago_function) word.where = where([](const auto& e) { return e.allows_history; });
    return word;
  }

  condition_word sign(const word_doc& d) const {
    auto word = word_of(condition_word::kind::sign, d);
    for (const auto& o : expr::operator_overloads())
      if (o.symbol == d.name) word.forms.push_back(form_of(o));
    return word;
  }

  condition_word name(const word_doc& d) const {
    auto word = word_of(condition_word::kind::name, d);
    if (d.name == "now") {
      word.forms.push_back("now: " + type_name(expr::type_kind::timestamp));
      word.where = where([](const auto& e) { return e.allows_now; });
      return word;
    }
    const auto is_known = [&d](const auto& v) { return v.elsewhere.empty() && v.name.substr(0, v.name.find('.')) == d.name; };
    const auto knows = [&](const auto& e) { return std::any_of(e.variables.begin(), e.variables.end(), is_known); };
    word.where = where(knows);
    for (const auto& v : std::find_if(environments_.begin(), environments_.end(), knows)->variables)
      if (is_known(v)) word.forms.push_back(form_of(v));
    return word;
  }

 private:
  static bool is_of_run(expr::event_function f) noexcept {
    return f == expr::event_function::seen || f == expr::event_function::times;
  }

  template <class Knows>
  std::vector<std::string_view> where(Knows knows) const {
    constexpr auto cadence = static_cast<std::size_t>(condition_place::run), step = static_cast<std::size_t>(condition_place::step);
    const bool both = knows(environments_[cadence]) && knows(environments_[step]);
    std::vector<std::string_view> found;
    for (std::size_t i = 0; i < condition_places; ++i)
      if (knows(environments_[i]) && !(both && i == step)) found.push_back(both && i == cadence ? cadences_and_steps : places[i]);
    return found;
  }

  std::array<expr::environment, condition_places> environments_{};
};

}  // namespace

std::vector<condition_word> condition_manual() {
  const manual m;
  std::vector<condition_word> words;
  for (const auto& d : expr::function_docs()) words.push_back(m.function(d));
  for (const auto& d : expr::operator_docs()) words.push_back(m.sign(d));
  for (const auto& d : names) words.push_back(m.name(d));
  return words;
}

}  // namespace tickler::inline TICKLER_ABI
