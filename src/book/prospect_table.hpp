// The prospects of a book: what each shares with others is the number of a profile, what is its own is one record of packed bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <tickler/export.hpp>
#include <tickler/prospect.hpp>

#include "base/pod_array.hpp"
#include "base/varint.hpp"
#include "book/interner.hpp"
#include "book/person_view.hpp"
#include "book/shared_attributes.hpp"

namespace tickler {

// A list's texts one after another.
struct text_list {
  std::size_t size = 0;
  unpacker rest{};

  std::string_view next() noexcept {
    --size;
    return rest.text();
  }
};

// One fact, as its type says.
struct fact_view {
  std::string_view name{};
  fact_type type = fact_type::boolean;
  std::int64_t number = 0;  // boolean: 0 or 1, integer; timestamp and duration: seconds
  double real = 0;
  std::string_view text{};
  text_list list{};
};

// A prospect's own record, without a copy; the texts are valid until the book changes.
class TICKLER_API person_reader {
 public:
  person_reader(const profile& shared, const name_list& fact_names, std::string_view record);

  const profile& shared() const noexcept { return *shared_; }
  std::string_view id() const noexcept { return id_; }
  std::string_view owner() const noexcept { return owner_; }
  std::string_view account() const noexcept { return account_; }
  std::string_view referrer() const noexcept { return referrer_; }

  // The values of the profile's contacts, in their order; all of them before the first fact.
  std::string_view next_contact() noexcept { return in_.text(); }

  // The facts in the order of their names: `fact_count()` of them, once the contacts are read or skipped.
  void skip_contacts() noexcept;
  std::size_t fact_count() noexcept { return shared_->has_facts ? static_cast<std::size_t>(in_.number()) : 0; }
  fact_view next_fact() noexcept;

  // Nothing was missing, unknown or left over; to be asked at the end.
  bool is_sound() const noexcept { return !failed() && in_.done(); }
  bool failed() const noexcept { return !sound_ || in_.failed(); }

 private:
  const profile* shared_;
  const name_list* fact_names_;
  unpacker in_;
  std::string_view id_, owner_, account_, referrer_;
  bool sound_ = true;
};

class TICKLER_API people {
 public:
  std::size_t size() const noexcept { return places_.size(); }
  std::uint32_t profile_of(std::size_t prospect) const noexcept {
    return static_cast<std::uint32_t>(places_[prospect] >> text_bits);
  }
  const profile_list& profiles() const noexcept { return profiles_; }
  const name_list& fact_names() const noexcept { return fact_names_; }

  std::string_view record(std::size_t prospect) const noexcept {
    unpacker in(texts_from(places_[prospect] & text_mask));
    return in.text();
  }
  std::string_view framed_record(std::size_t prospect) const noexcept {  // with its size in front
    const auto all = texts_from(places_[prospect] & text_mask), own = record(prospect);
    return {all.data(), static_cast<std::size_t>(own.data() + own.size() - all.data())};
  }
  std::string_view id(std::size_t prospect) const noexcept {
    unpacker in(texts_from(places_[prospect] & text_mask));
    in.number();
    return in.text();
  }
  person_reader operator[](std::size_t prospect) const { return {profiles_[profile_of(prospect)], fact_names_, record(prospect)}; }

  void add(const person_view& who);
  void replace(std::size_t prospect, const person_view& who);
  prospect who(std::size_t prospect) const;
  void fit();

  // Takes over records that lie one after the other, each with the number of its profile. False for what add() could not have made.
  bool assign(const std::uint32_t* profile_numbers, std::size_t prospects, raw_array<char> texts, profile_list profiles,
              name_list fact_names);

  std::size_t prospect_bytes() const noexcept { return places_.bytes(); }
  std::size_t text_bytes() const noexcept { return texts_.bytes(); }
  std::size_t shared_bytes() const noexcept { return profiles_.bytes() + fact_names_.bytes(); }

  // What id() is about to read is wanted in the cache, in two steps.
  void prefetch_place(std::size_t prospect) const noexcept { __builtin_prefetch(places_.data() + prospect); }
  void prefetch_record(std::size_t prospect) const noexcept { __builtin_prefetch(texts_.data() + (places_[prospect] & text_mask)); }

 private:
  // A place: 26 bits of profile number, 38 of where the record begins.
  static constexpr int text_bits = 38;
  static constexpr std::uint64_t text_mask = (std::uint64_t{1} << text_bits) - 1;

  std::string_view texts_from(std::size_t at) const noexcept { return {texts_.data() + at, texts_.size() - at}; }
  std::uint64_t put(const person_view& who);

  raw_array<std::uint64_t> places_;
  raw_array<char> texts_;
  std::size_t garbage_ = 0;
  profile_list profiles_;
  name_list fact_names_;
  packer record_, framed_;
};

}  // namespace tickler
