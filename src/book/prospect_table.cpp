#include "book/prospect_table.hpp"

#include <stdexcept>

namespace tickler {

namespace {

void pack(packer& out, const fact& f) {
  out.byte(static_cast<std::uint8_t>(f.index()));
  switch (type_of(f)) {
    case fact_type::boolean:
      out.byte(std::get<bool>(f) ? 1 : 0);
      break;
    case fact_type::integer:
      out.signed_number(std::get<std::int64_t>(f));
      break;
    case fact_type::real:
      out.real(std::get<double>(f));
      break;
    case fact_type::text:
      out.text(std::get<std::string>(f));
      break;
    case fact_type::timestamp:
      out.signed_number(std::get<instant>(f).time_since_epoch().count());
      break;
    case fact_type::duration:
      out.signed_number(std::get<std::chrono::seconds>(f).count());
      break;
    case fact_type::list: {
      const auto& list = std::get<std::vector<std::string>>(f);
      out.number(list.size());
      for (const auto& text : list) out.text(text);
      break;
    }
  }
}

void pack(packer& out, const person_view& who, name_list& fact_names) {
  out.text(who.id);
  for (const auto own : {who.owner, who.account, who.referrer})
    if (!own.empty()) out.text(own);
  for (const auto& contact : who.contacts) out.text(contact.value);
  if (!who.has_facts()) return;
  out.number(who.facts->size());
  for (const auto& [name, value] : *who.facts) pack(out.number(fact_names.number_of(name)), value);
}

fact fact_of(fact_view& f) {
  switch (f.type) {
    case fact_type::boolean:
      return f.number != 0;
    case fact_type::integer:
      return f.number;
    case fact_type::real:
      return f.real;
    case fact_type::text:
      return std::string(f.text);
    case fact_type::timestamp:
      return instant{std::chrono::seconds{f.number}};
    case fact_type::duration:
      return std::chrono::seconds{f.number};
    case fact_type::list:
      break;
  }
  std::vector<std::string> list;
  while (f.list.size != 0) list.emplace_back(f.list.next());
  return list;
}

// Whether a record says just what its profile promises.
bool is_sound(person_reader own) {
  const auto& shared = own.shared();
  if (own.id().empty() || own.owner().empty() == shared.has_owner || own.account().empty() == shared.has_account ||
      own.referrer().empty() == shared.has_referrer)
    return false;
  for (const auto& kind : shared.contacts)
    if (own.next_contact().empty() == kind.has_value) return false;
  const auto facts = own.fact_count();
  if ((facts != 0) != shared.has_facts) return false;
  std::string_view last;
  for (std::size_t i = 0; i < facts && !own.failed(); ++i) {
    const auto name = own.next_fact().name;
    if (i != 0 && name <= last) return false;
    last = name;
  }
  return own.is_sound();
}

}  // namespace

person_reader::person_reader(const profile& shared, const name_list& fact_names, std::string_view record)
    : shared_(&shared), fact_names_(&fact_names), in_(record), id_(in_.text()) {
  if (shared.has_owner) owner_ = in_.text();
  if (shared.has_account) account_ = in_.text();
  if (shared.has_referrer) referrer_ = in_.text();
}

void person_reader::skip_contacts() noexcept {
  for (std::size_t i = 0; i < shared_->contacts.size(); ++i) in_.text();
}

fact_view person_reader::next_fact() noexcept {
  fact_view f;
  const auto name = in_.number();
  const auto type = in_.byte();
  if (name >= fact_names_->size() || type > static_cast<std::uint8_t>(fact_type::list)) return sound_ = false, f;
  f.name = (*fact_names_)[name];
  f.type = static_cast<fact_type>(type);
  switch (f.type) {
    case fact_type::boolean:
      f.number = in_.byte();
      sound_ &= f.number <= 1;
      break;
    case fact_type::integer:
    case fact_type::timestamp:
    case fact_type::duration:
      f.number = in_.signed_number();
      break;
    case fact_type::real:
      f.real = in_.real();
      break;
    case fact_type::text:
      f.text = in_.text();
      break;
    case fact_type::list:
      f.list.size = in_.number();
      f.list.rest = in_;
      for (std::size_t i = 0; i < f.list.size && !in_.failed(); ++i) in_.text();
      if (in_.failed()) f.list.size = 0;
      break;
  }
  return f;
}

std::uint64_t people::put(const person_view& who) {
  const auto number = profiles_.number_of(who);
  if (number >> (64 - text_bits) != 0) throw std::length_error("more distinct profiles than a book can hold");
  record_.clear();
  pack(record_, who, fact_names_);
  framed_.clear();
  framed_.text(record_.bytes());
  if (texts_.size() > text_mask) throw std::length_error("more text than a book can hold");
  const auto at = texts_.size();
  texts_.append(framed_.bytes().data(), framed_.bytes().size());
  return std::uint64_t{number} << text_bits | at;
}

void people::add(const person_view& who) { places_.push_back(put(who)); }

void people::replace(std::size_t prospect, const person_view& who) {
  garbage_ += record(prospect).size();
  places_[prospect] = put(who);
  if (garbage_ > texts_.size() / 2) fit();
}

prospect people::who(std::size_t prospect) const {
  auto in = (*this)[prospect];
  const auto& shared = in.shared();
  tickler::prospect who{.id = std::string(in.id()),
                        .zone = shared.zone,
                        .region = shared.region,
                        .owner = std::string(in.owner()),
                        .owner_zone = shared.owner_zone,
                        .account = std::string(in.account()),
                        .referrer = std::string(in.referrer())};
  for (const auto& kind : shared.contacts) who.contact.emplace_hint(who.contact.end(), kind.name, in.next_contact());
  for (auto left = in.fact_count(); left != 0; --left) {
    auto f = in.next_fact();
    who.facts.emplace_hint(who.facts.end(), f.name, fact_of(f));
  }
  return who;
}

void people::fit() {
  if (garbage_ != 0) {
    raw_array<char> kept;
    kept.reserve(texts_.size() - garbage_);
    for (auto& place : places_) {
      const auto framed = framed_record(static_cast<std::size_t>(&place - places_.data()));
      place = (place & ~text_mask) | kept.size();
      kept.append(framed.data(), framed.size());
    }
    texts_ = std::move(kept);
    garbage_ = 0;
  }
  places_.fit();
  texts_.fit();
}

bool people::assign(const std::uint32_t* profile_numbers, std::size_t prospects, raw_array<char> texts, profile_list profiles,
                    name_list fact_names) {
  raw_array<std::uint64_t> places;
  places.reserve(prospects);
  places.resize(prospects);
  unpacker all({texts.data(), texts.size()});
  for (std::size_t i = 0; i < prospects; ++i) {
    const auto begin = static_cast<std::size_t>(all.position() - texts.data());
    const auto number = profile_numbers[i];
    if (begin > text_mask || number >= profiles.size() || number >> (64 - text_bits) != 0) return false;
    if (!is_sound({profiles[number], fact_names, all.text()})) return false;
    places[i] = std::uint64_t{number} << text_bits | begin;
  }
  if (!all.done() || all.failed()) return false;
  places_ = std::move(places);
  texts_ = std::move(texts);
  garbage_ = 0;
  profiles_ = std::move(profiles);
  fact_names_ = std::move(fact_names);
  return true;
}

}  // namespace tickler
