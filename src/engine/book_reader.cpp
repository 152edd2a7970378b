#include "engine/book_reader.hpp"

#include <algorithm>
#include <tickler/error.hpp>
#include <tickler/problem_numbers.hpp>

#include "base/internal_access.hpp"
#include "engine/decide/decide.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

using expr::value;

// Texts are views of the book, which outlives the reader.
value value_of(packed_fact& f, std::vector<value>& items) {
  switch (f.type) {
    case fact_type::boolean:
      return value::of_bool(f.number != 0);
    case fact_type::integer:
      return value::of_int(f.number);
    case fact_type::real:
      return value::of_double(f.real);
    case fact_type::text:
      return value::of_text(f.text);
    case fact_type::timestamp:
      return value::of_timestamp(instant{std::chrono::seconds{f.number}});
    case fact_type::duration:
      return value::of_duration(std::chrono::seconds{f.number});
    case fact_type::list:
      break;
  }
  items.clear();
  while (f.list.size > 0) items.push_back(value::of_text(f.list.next()));
  return value::of_list(items);
}

const book::impl& checked(const compiled_policy& p, const book::impl& all, instant now) {
  if (!(all.words == p.words)) throw misuse(misuse_number::other_vocabulary, "a book of another vocabulary than the policy's");
  if (!in_range(now)) throw misuse(misuse_number::out_of_time, "`now` is outside 1970 to 2037");
  return all;
}

}  // namespace

// What is looked up here is shared by all threads and never written again. Cost: the book's codes times the groups of lanes, and
// its profiles times the sets of calendars; a few prospects do not repay the second.
book_reader::book_reader(const compiled_policy& p, const book::impl& all, instant now, wanted w)
    : p_(p), all_(checked(p, all, now)), now_(now), joint_(p, all) {
  for (const auto& [words, details] : joint_.codes()) {
    const auto& row = (*p.rows)[words];
    rows_.rows.push_back(
        {details == details_kind::asked ? row.flags_with_details : row.flags, &row, details != details_kind::none});
  }
  for (std::size_t group = 0; group < p.lane_groups; ++group)
    for (const auto& each : rows_.rows)
      rows_.masks.push_back(each.flags.has_details ? each.row->masks_with_details[group] : each.row->masks[group]);
  if (w == wanted::few) return;
  const auto& profiles = all.prospects.attributes();
  for (std::size_t i = 0; i < profiles.size(); ++i) profiles_.push_back(shared_part(profiles[i]));
  note_what_is_open();
}

// As far as that has been worked out before. Working hours out here would be for nothing where no prospect asks; what is not noted
// is looked up when it is asked.
void book_reader::note_what_is_open() {
  const auto sets = p_.where->sets();
  open_now_.resize(profiles_.size() * sets);
  for (std::size_t i = 0; i < profiles_.size(); ++i) {
    auto& who = profiles_[i].who;
    if (!who.where) continue;
    auto* const open = open_now_.data() + i * sets;
    for (std::size_t set = 0; set < sets; ++set)
      if (const auto* hours = who.where->made_hours(set); hours && impl_of(*hours))
        if (next_interval next; impl_of(*hours)->next_from(now_, next)) open[set] = next;
    who.open_now = open;
  }
}

// As find_prospect, but for what differs from one prospect to the next (read_person).
found_prospect book_reader::shared_part(const shared_attributes& shared) const {
  if (shared.is_erased) return {{}, prospect_problem::erased};
  const auto at = p_.where->find(shared.zone, shared.region, shared.owner_zone);
  found_prospect found{{}, at.problem};
  found.who.where = at.where;
  found.who.reachable = p_.channels_without_needs;
  found.who.has_referrer = shared.has_referrer;
  found.who.region = shared.region;
  for (const auto& kind : shared.contacts)
    if (kind.has_value) note_contact(p_, kind.name, found.who);
  return found;
}

void book_reader::decide(prospect_number number, workspace& space, decision& out) const {
  clear(out, p_.fingerprint);
  contact_standing referrer;
  if (p_.goes_to_referrer) [[unlikely]]
    referrer = standing_of_referrer(number, space);
  auto& s = impl_of(space.folded);
  // No fingerprint: this state is not handed out, so nobody will ask whose it is.
  s.reset(p_, 0);
  const auto problem = read(number, space.fold, [&](const resolved_prospect& who, auto&& touches) {
    fold_history(p_, who, touches, s, space.fold, space.path);
    decide_at({p_, who, s, now_, space.fold.memory, &referrer}, space.decide, out);
  });
  if (problem != prospect_problem::none) invalidate(out, problem);
}

contact_standing book_reader::standing_of_referrer(prospect_number number, workspace& space) const {
  const auto person = all_.prospects[number];
  if (person.referrer().empty()) return {};
  const auto referrer = all_.find(all_.index.of(all_.prospects), person.referrer(), hash_of_text(person.referrer()));
  if (!referrer) return {};
  auto& s = impl_of(space.folded);
  s.reset(p_, 0);
  contact_standing known;
  const auto problem = read(*referrer, space.fold, [&](const resolved_prospect& who, auto&& touches) {
    fold_history(p_, who, touches, s, space.fold, space.path);
    known = standing_of(p_, who, s, prospect_problem::none);
  });
  return problem == prospect_problem::none ? known : standing_of(p_, {}, s, problem);
}

// Packed texts and facts can be read only in order; only policies whose conditions or variants ask for them pay for that. The
// record is invalid if a fact that is read is not of its type or range (R7); others are not looked at.
prospect_problem book_reader::read_person(prospect_number number, resolved_prospect& who, condition_memory& memory) const {
  auto person = all_.prospects[number];
  who.id = person.id(), who.owner = person.owner(), who.account = person.account(), who.referrer = person.referrer();
  if (p_.facts.empty()) return prospect_problem::none;
  memory.facts.resize(p_.draft.facts.size());
  for (const auto f : p_.facts) memory.facts[f].there = false;
  person.skip_contacts();
  for (auto left = person.fact_count(); left > 0; --left) {
    auto next = person.next_fact();
    const auto is_it = [&](std::uint16_t f) { return *p_.draft.facts[f].name == next.name; };
    const auto asked = std::find_if(p_.facts.begin(), p_.facts.end(), is_it);
    if (asked == p_.facts.end()) continue;
    const auto declared = *p_.draft.facts[*asked].type;
    if (!can_be(next.type, declared) || !is_in_range(next.type, next.number)) return prospect_problem::wrong_fact;
    auto& known = memory.facts[*asked];
    known.there = true;
    known.value = value_of(next, known.items);
    if (is_whole(next.type, declared)) known.value = as_real(known.value);
  }
  return prospect_problem::none;
}

void book_reader::read_contacts(prospect_number number, resolved_prospect& who, condition_memory& memory) const {
  auto person = all_.prospects[number];
  memory.contacts.clear();
  for (const auto& kind : person.shared().contacts) memory.contacts.push_back({kind.name, person.next_contact()});
  who.contact_values = memory.contacts;
}

}  // namespace tickler::inline TICKLER_ABI
