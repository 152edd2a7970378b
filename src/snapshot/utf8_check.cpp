#include "snapshot/utf8_check.hpp"

#include <simdjson.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace tickler::inline TICKLER_ABI {

namespace {

bool is_utf8(std::string_view t) noexcept { return simdjson::validate_utf8(t.data(), t.size()); }

// Of packed bytes: then all texts within are, too.
bool is_ascii(std::string_view t) noexcept {
  std::uint64_t seen = 0;
  for (; t.size() >= sizeof seen; t.remove_prefix(sizeof seen)) {
    std::uint64_t some;
    std::memcpy(&some, t.data(), sizeof some);
    seen |= some;
  }
  for (const char c : t) seen |= static_cast<unsigned char>(c);
  return (seen & 0x8080808080808080U) == 0;
}

// Of a real number that is not finite the bytes are not ASCII either.
bool is_finite(const packed_fact& f) noexcept { return f.type != fact_type::real || std::isfinite(f.real); }

bool are_finite(prospect_reader own) noexcept {
  own.skip_contacts();
  for (auto left = own.fact_count(); left != 0; --left)
    if (!is_finite(own.next_fact())) return false;
  return true;
}

bool is_utf8(packed_fact f) noexcept {
  bool all = is_utf8(f.text);
  while (all && f.list.size != 0) all = is_utf8(f.list.next());
  return all;
}

bool is_utf8(prospect_reader own) noexcept {
  if (!is_utf8(own.id()) || !is_utf8(own.name()) || !is_utf8(own.owner()) || !is_utf8(own.account()) || !is_utf8(own.referrer()))
    return false;
  for (std::size_t i = 0; i < own.shared().contacts.size(); ++i)
    if (!is_utf8(own.next_contact())) return false;
  for (auto left = own.fact_count(); left != 0; --left)
    if (!is_utf8(own.next_fact())) return false;
  return true;
}

bool is_utf8(const details_view& x) noexcept {
  const auto are = [](const auto& texts) {
    return std::all_of(texts.begin(), texts.end(), [](auto text) { return is_utf8(text); });
  };
  return is_utf8(x.id) && is_utf8(x.address) && are(x.keys) && are(x.steps);
}

bool are_utf8(details_reader details) noexcept {
  while (!details.done())
    if (!is_utf8(details.next())) return false;
  return true;
}

bool is_utf8(const shared_attributes& p) noexcept {
  return is_utf8(p.region) &&
         std::all_of(p.contacts.begin(), p.contacts.end(), [](const auto& kind) { return is_utf8(kind.name); });
}

std::string problem_of_attributes(const attributes_dictionary& all, const zones& known) {
  std::set<std::string> seen{""};
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!is_utf8(all[i])) return "a region or a kind of contact is not UTF-8";
    for (const auto& name : {all[i].zone, all[i].owner_zone})
      if (seen.insert(name).second)
        if (const auto found = known.find(name); !found) return found.error().message;
  }
  return "";
}

}  // namespace

std::vector<bool> used_codes(const book::impl& all) {
  std::vector<bool> used(all.codes.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto touches = all.touches[i];
    for (std::size_t k = 0; k < touches.size; ++k) used[touches.code(k)] = true;
  }
  return used;
}

std::string problem_of_texts(const book::impl& all, const zones& known) {
  if (auto problem = problem_of_attributes(all.prospects.attributes(), known); !problem.empty()) return problem;
  for (std::uint32_t i = 0; i < all.codes.size(); ++i) {
    const auto& w = all.words.words_of(all.codes[i].words);
    const auto is_good =
        is_utf8(all.words.name(w.channel)) && is_utf8(all.words.name(w.purpose)) && is_utf8(all.words.name(w.outcome));
    if (!is_good && used_codes(all)[i]) return "a word of a touchpoint is not UTF-8";
  }
  const auto& names = all.prospects.fact_names();
  for (std::size_t i = 0; i < names.size(); ++i)
    if (!is_utf8(names[i])) return "the name of a fact is not UTF-8";
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!is_ascii(all.prospects.record(i))) {
      if (!is_utf8(all.prospects[i])) return "a text of a prospect is not UTF-8";
      if (!are_finite(all.prospects[i])) return "a fact of a prospect is no finite number";
    }
    if (const auto details = all.details[i]; !is_ascii(details) && !are_utf8(details_reader(details)))
      return "a key, step, id or address of a touchpoint is not UTF-8";
  }
  for (const auto& [_, refused] : all.refused.all())
    for (const auto& each : refused)
      if (!is_utf8(each.id) || !is_utf8(each.why)) return "what is said of a refused record is not UTF-8";
  return "";
}

}  // namespace tickler::inline TICKLER_ABI
