#include "book/prospect_table.hpp"

#include <span>
#include <tickler/error.hpp>
#include <tickler/problem_numbers.hpp>

#include "base/wipe.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

void pack(varint_buffer& out, const fact_value_view& f) {
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
      out.text(std::get<std::string_view>(f));
      break;
    case fact_type::timestamp:
      out.signed_number(std::get<instant>(f).time_since_epoch().count());
      break;
    case fact_type::duration:
      out.signed_number(std::get<std::chrono::seconds>(f).count());
      break;
    case fact_type::list: {
      const auto list = std::get<std::span<const std::string_view>>(f);
      out.number(list.size());
      for (const auto text : list) out.text(text);
      break;
    }
  }
}

void pack(varint_buffer& out, const prospect_view& who, interner& fact_names) {
  out.text(who.id);
  for (const auto own : {who.name, who.owner, who.account, who.referrer})
    if (!own.empty()) out.text(own);
  for (const auto& contact : who.contacts) out.text(contact.value);
  if (who.facts.empty()) return;
  out.number(who.facts.size());
  for (const auto& [name, value] : who.facts) pack(out.number(fact_names.intern(name)), value);
}

// What a record uses, until it is whole: what comes to no end uses nothing.
class begun_use {
 public:
  begun_use(attributes_dictionary& attributes, interner& fact_names, const prospect_view& who)
      : attributes_(attributes), fact_names_(fact_names), facts_(who.facts), number_(attributes.intern(who)) {
    attributes_.begin_use(number_);
  }
  ~begun_use() {
    if (is_whole_) return;
    attributes_.end_use(number_);
    for (const auto& fact : facts_.first(begun_)) fact_names_.end_use(*fact_names_.find(fact.name));
  }
  begun_use(const begun_use&) = delete;
  begun_use& operator=(const begun_use&) = delete;

  std::uint32_t number() const noexcept { return number_; }
  void begin_facts() {
    for (; begun_ < facts_.size(); ++begun_) fact_names_.begin_use(fact_names_.intern(facts_[begun_].name));
  }
  void is_whole() noexcept { is_whole_ = true; }

 private:
  attributes_dictionary& attributes_;
  interner& fact_names_;
  std::span<const fact_view> facts_;
  std::uint32_t number_;
  std::size_t begun_ = 0;
  bool is_whole_ = false;
};

fact fact_of(packed_fact& f) {
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

// Whether a record says just what its attributes promise. Calls each_fact(number of its name).
template <class Each>
bool is_sound(prospect_reader own, const Each& each_fact) {
  const auto& shared = own.shared();
  if (shared.is_erased) return own.id().empty() && own.is_sound();
  if (own.id().empty() || own.name().empty() == shared.has_name || own.owner().empty() == shared.has_owner ||
      own.account().empty() == shared.has_account || own.referrer().empty() == shared.has_referrer)
    return false;
  for (const auto& kind : shared.contacts)
    if (own.next_contact().empty() == kind.has_value) return false;
  const auto facts = own.fact_count();
  if ((facts != 0) != shared.has_facts) return false;
  std::string_view last;
  for (std::size_t i = 0; i < facts && !own.failed(); ++i) {
    const auto fact = own.next_fact();
    if (own.failed() || (i != 0 && fact.name <= last)) return false;
    last = fact.name;
    each_fact(fact.name_number);
  }
  return own.is_sound();
}

}  // namespace

prospect_reader::prospect_reader(const shared_attributes& shared, const interner& fact_names, std::string_view record)
    : shared_(&shared), fact_names_(&fact_names), in_(record), id_(in_.text()) {
  if (shared.has_name) name_ = in_.text();
  if (shared.has_owner) owner_ = in_.text();
  if (shared.has_account) account_ = in_.text();
  if (shared.has_referrer) referrer_ = in_.text();
}

void prospect_reader::skip_contacts() noexcept {
  for (std::size_t i = 0; i < shared_->contacts.size(); ++i) in_.text();
}

packed_fact prospect_reader::next_fact() noexcept {
  packed_fact f;
  const auto name = in_.number();
  const auto type = in_.byte();
  if (name >= fact_names_->size() || type > static_cast<std::uint8_t>(fact_type::list)) return sound_ = false, f;
  f.name = (*fact_names_)[name];
  f.name_number = static_cast<std::uint32_t>(name);
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

std::uint64_t prospect_table::append_record(const prospect_view& who) {
  begun_use use(attributes_, fact_names_, who);
  const auto number = use.number();
  if (number >> (64 - offset_bits) != 0) throw misuse(misuse_number::too_many, "more distinct profiles than a book can hold");
  use.begin_facts();
  record_.clear();
  pack(record_, who, fact_names_);
  framed_.clear();
  framed_.text(record_.bytes());
  if (records_.size() > offset_mask) throw misuse(misuse_number::too_many, "more text than a book can hold");
  const auto at = records_.size();
  records_.append(framed_.bytes().data(), framed_.bytes().size());
  use.is_whole();
  return std::uint64_t{number} << offset_bits | at;
}

void prospect_table::add(const prospect_view& who) {
  entries_.make_room(1);
  entries_.push_back(append_record(who));
}

void prospect_table::replace(std::size_t prospect, const prospect_view& who) {
  const auto entry = append_record(who);
  forget_record(prospect);
  entries_[prospect] = entry;
}

void prospect_table::erase(std::size_t prospect) {
  if (is_erased(prospect)) return;
  const auto number = attributes_.intern_erased();
  attributes_.begin_use(number);
  const auto at = entries_[prospect] & offset_mask;
  forget_record(prospect);
  constexpr char nobody[] = {1, 0};  // one byte: an id of none
  std::memcpy(records_.data() + at, nobody, sizeof nobody);
  garbage_ -= sizeof nobody;
  entries_[prospect] = std::uint64_t{number} << offset_bits | at;
  ++erased_;
}

// The number of its attributes may be given away again, so the entry is to be set anew.
void prospect_table::forget_record(std::size_t prospect) noexcept {
  auto own = (*this)[prospect];
  own.skip_contacts();
  for (auto left = own.fact_count(); left != 0; --left) fact_names_.end_use(own.next_fact().name_number);
  attributes_.end_use(attributes_of(prospect));
  const auto framed = framed_record(prospect);
  wipe(records_.data() + (framed.data() - records_.data()), framed.size());
  garbage_ += framed.size();
}

void prospect_table::wipe_scratch() noexcept {
  record_.wipe();
  framed_.wipe();
  attributes_.wipe_scratch();
}

prospect prospect_table::who(std::size_t prospect) const {
  auto in = (*this)[prospect];
  const auto& shared = in.shared();
  tickler::prospect who{.id = std::string(in.id()),
                        .name = std::string(in.name()),
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

void prospect_table::shrink_to_fit() {
  if (garbage_ != 0) {
    pod_array<char> kept;
    kept.reserve(records_.size() - garbage_);
    for (auto& entry : entries_) {
      const auto framed = framed_record(static_cast<std::size_t>(&entry - entries_.data()));
      entry = (entry & ~offset_mask) | kept.size();
      kept.append(framed.data(), framed.size());
    }
    records_ = std::move(kept);
    garbage_ = 0;
  }
  entries_.shrink_to_fit();
  records_.shrink_to_fit();
}

bool prospect_table::assign(const std::uint32_t* attribute_numbers, std::size_t prospects, pod_array<char> records,
                            attributes_dictionary attributes, interner fact_names) {
  pod_array<std::uint64_t> entries;
  entries.reserve(prospects);
  entries.resize(prospects);
  varint_reader all({records.data(), records.size()});
  std::size_t erased = 0;
  bool names_are_free = false;
  const auto begin_use = [&](std::uint32_t name) {
    names_are_free |= fact_names.is_free(name);
    fact_names.begin_use(name);
  };
  for (std::size_t i = 0; i < prospects; ++i) {
    const auto begin = static_cast<std::size_t>(all.position() - records.data());
    const auto number = attribute_numbers[i];
    if (begin > offset_mask || number >= attributes.size() || number >> (64 - offset_bits) != 0) return false;
    if (attributes.is_free(number) || !is_sound({attributes[number], fact_names, all.text()}, begin_use) || names_are_free)
      return false;
    attributes.begin_use(number);
    erased += attributes[number].is_erased ? 1 : 0;
    entries[i] = std::uint64_t{number} << offset_bits | begin;
  }
  if (!all.done() || all.failed()) return false;
  entries_ = std::move(entries);
  records_ = std::move(records);
  garbage_ = 0;
  erased_ = erased;
  attributes_ = std::move(attributes);
  fact_names_ = std::move(fact_names);
  return true;
}

}  // namespace tickler::inline TICKLER_ABI
