#include "policy/validate/check.hpp"

#include <algorithm>
#include <tickler/problem_numbers.hpp>

#include "base/messages.hpp"
#include "base/utf8.hpp"
#include "policy/synonyms.hpp"
#include "policy/validate/checker.hpp"

namespace tickler::inline TICKLER_ABI {

place place::in(std::string_view part, source_position m) const {
  place inner{m ? m : at, path};
  if (!inner.path.empty() && !part.empty()) inner.path += '.';
  inner.path += part;
  return inner;
}

place place::entry(const located_string& name, std::size_t index) const {
  return in(name.value.empty() ? std::to_string(index + 1) : name.value, name.at);
}

checker::checker(const policy_draft& draft, const vocabulary& words, const compile_options& options)
    : draft_(draft), words_(words), limits_(options.limits), zones_(options.zones) {}

void checker::error(int number, const place& p, std::string message) {
  found_.push_back({number, severity::error, draft_.file, p.at, p.at ? "" : p.path, std::move(message)});
}

void checker::warning(int number, const place& p, std::string message) {
  found_.push_back({number, severity::warning, draft_.file, p.at, p.at ? "" : p.path, std::move(message)});
}

std::string checker::hint_among(std::string_view word, const names& known) {
  if (hints_left_ == 0) return "";
  --hints_left_;
  return hint_for(word, known);
}

void checker::missing(const place& p, std::string_view whose, std::string_view key) {
  error(number::missing_key, p, missing_message(whose, key));
}

void checker::in_range(std::int64_t value, std::int64_t least, std::int64_t most, const place& p, std::string_view what) {
  if (value < least || value > most) error(number::out_of_range, p, range_message(what, least, most, std::to_string(value)));
}

bool checker::is_one_of(choice_names names, std::size_t chosen, const key_at& k, const place& p) {
  if (chosen < names.size() && !names[chosen].empty()) return true;
  while (names.front().empty()) names = names.subspan(1);
  const auto what = k.key.empty() ? std::string(k.whose) : quoted(k.key);
  error(number::wrong_value, p, what + " is " + either(names) + ", not " + std::to_string(chosen));
  return false;
}

// No file has such texts. Results with them would be no JSON, and C would see but the first part of one.
void checker::key(const takes::note&, const key_at& k, const located_string& t) {
  if (!is_well_formed_utf8(*t)) error(number::not_utf8, k.in(t.at), quoted(k.key) + " is not UTF-8");
  if (t->find('\0') != std::string::npos) error(number::control_character, k.in(t.at), "a zero byte in " + quoted(k.key));
}

void checker::at_most(std::size_t count, std::size_t most, const place& p, std::string_view what) {
  if (count > most) error(number::too_many, p, "more than " + std::to_string(most) + ' ' + std::string(what));
}

std::vector<diagnostic> checker::run() && {
  index_names();
  part(draft_, place{});
  const bool right = std::none_of(found_.begin(), found_.end(), [](const auto& d) { return d.severity == severity::error; });
  if (right) unused();  // a name that seems unused is often what an error misspells
  return std::move(found_);
}

std::vector<diagnostic> check(const policy_draft& draft, const vocabulary& words, const compile_options& options) {
  return checker(draft, words, options).run();
}

}  // namespace tickler::inline TICKLER_ABI
