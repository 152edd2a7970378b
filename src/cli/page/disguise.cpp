#include "cli/page/disguise.hpp"

#include <fmt/format.h>

#include <vector>

namespace tickler::cli::page {

namespace {

using key_names = std::map<std::string, std::string, std::less<>>;

template <class Word>
Word known(const vocabulary& words, Word word) {
  return word == Word::none || words.is_declared<Word>(words.name(word)) ? word : Word::other;
}

// The keys of some items, which lie in one text, by other names in another.
template <class Item>
void rename_keys(std::vector<Item>& items, std::string_view before, std::string& after, key_names& names) {
  for (auto& item : items) {
    const auto key = std::string(before.substr(item.key_begin, item.key_size));
    const auto name = key.empty() ? key : names.try_emplace(key, fmt::format("key {}", names.size() + 1)).first->second;
    item.key_begin = static_cast<std::uint32_t>(after.size());
    item.key_size = static_cast<std::uint32_t>(name.size());
    after += name;
  }
}

}  // namespace

disguise::disguise(const book& all, bool is_on) : all_(all), is_on_(is_on) {
  if (!is_on) return;
  std::vector<std::string> found;
  for (prospect_number i = 0; i < all.size(); ++i)
    if (auto owner = all.prospect(i).owner; !owner.empty() && owners_.try_emplace(owner).second) found.push_back(std::move(owner));
  const auto digits = std::to_string(found.size()).size();
  for (std::size_t i = 0; i < found.size(); ++i) owners_[found[i]] = fmt::format("owner {:0{}}", i + 1, digits);
}

std::string disguise::name_of(prospect_number number) const { return fmt::format("prospect {}", number + 1); }

prospect disguise::who(prospect_number number) const {
  auto who = all_.prospect(number);
  if (!is_on_) return who;
  who.id = name_of(number);
  who.name.clear();
  for (auto& [kind, value] : who.contact)
    if (!value.empty()) value = kind;
  who.owner = owner(who.owner);
  who.account.clear();
  if (!who.referrer.empty()) {
    const auto referrer = all_.find(who.referrer);
    who.referrer = referrer ? name_of(*referrer) : "somebody else";
  }
  who.facts.clear();
  return who;
}

std::string disguise::owner(std::string_view owner) const {
  const auto found = owners_.find(owner);
  return found == owners_.end() ? std::string(owner) : found->second;
}

touch_words disguise::words(const touch_words& said) const {
  auto shown = said;
  if (!is_on_) return shown;
  shown.channel = known(all_.words(), said.channel);
  shown.purpose = known(all_.words(), said.purpose);
  shown.outcome = known(all_.words(), said.outcome);
  return shown;
}

void disguise::put_on(history& log, explanation& why) const {
  if (!is_on_) return;
  history shown(log.words());
  key_names names;
  for (std::size_t i = 0; i < log.size(); ++i) {
    const auto t = log[i];
    touchpoint plain{.at = t.at, .words = words(t.words), .until = t.until};
    for (const auto& key : t.keys)
      plain.keys.push_back(names.try_emplace(key, fmt::format("key {}", names.size() + 1)).first->second);
    shown.add(plain);
  }
  log = std::move(shown);
  std::string keys, keys_of_decision;
  rename_keys(why.runs, why.keys, keys, names);
  rename_keys(why.trace, why.keys, keys, names);
  rename_keys(why.decision.actions, why.decision.keys, keys_of_decision, names);
  why.keys = std::move(keys);
  why.decision.keys = std::move(keys_of_decision);
  for (auto& other : why.shared) {
    const auto number = all_.find(other.from);
    other.from = number ? name_of(*number) : "somebody else";
  }
}

}  // namespace tickler::cli::page
