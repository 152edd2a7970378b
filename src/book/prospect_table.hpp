// The prospects of a book: what each shares with others is a number in a dictionary, what is its own is one record of packed bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <tickler/export.hpp>
#include <tickler/prospect.hpp>
#include <tickler/prospect_view.hpp>

#include "base/pod_array.hpp"
#include "base/varint.hpp"
#include "book/interner.hpp"
#include "book/shared_attributes.hpp"

namespace tickler::inline TICKLER_ABI {

// A list's texts one after another.
struct text_list {
  std::size_t size = 0;
  varint_reader rest{};

  std::string_view next() noexcept {
    --size;
    return rest.text();
  }
};

// One fact, as its type says.
struct packed_fact {
  std::string_view name{};
  std::uint32_t name_number = 0;
  fact_type type = fact_type::boolean;
  std::int64_t number = 0;  // boolean: 0 or 1, integer; timestamp and duration: seconds
  double real = 0;
  std::string_view text{};
  text_list list{};
};

// A prospect's own record, without a copy; the texts are valid until the book changes.
class TICKLER_API prospect_reader {
 public:
  prospect_reader(const shared_attributes& shared, const interner& fact_names, std::string_view record);

  const shared_attributes& shared() const noexcept { return *shared_; }
  std::string_view id() const noexcept { return id_; }
  std::string_view name() const noexcept { return name_; }
  std::string_view owner() const noexcept { return owner_; }
  std::string_view account() const noexcept { return account_; }
  std::string_view referrer() const noexcept { return referrer_; }

  // The values of the shared kinds of contact, in their order; all of them before the first fact.
  std::string_view next_contact() noexcept { return in_.text(); }

  // The facts in the order of their names: `fact_count()` of them, once the contacts are read or skipped.
  void skip_contacts() noexcept;
  std::size_t fact_count() noexcept { return shared_->has_facts ? static_cast<std::size_t>(in_.number()) : 0; }
  packed_fact next_fact() noexcept;

  // Nothing was missing, unknown or left over; to be asked at the end.
  bool is_sound() const noexcept { return !failed() && in_.done(); }
  bool failed() const noexcept { return !sound_ || in_.failed(); }

 private:
  const shared_attributes* shared_;
  const interner* fact_names_;
  varint_reader in_;
  std::string_view id_, name_, owner_, account_, referrer_;
  bool sound_ = true;
};

class TICKLER_API prospect_table {
 public:
  std::size_t size() const noexcept { return entries_.size(); }
  std::uint32_t attributes_of(std::size_t prospect) const noexcept {
    return static_cast<std::uint32_t>(entries_[prospect] >> offset_bits);
  }
  const attributes_dictionary& attributes() const noexcept { return attributes_; }
  const interner& fact_names() const noexcept { return fact_names_; }

  std::string_view record(std::size_t prospect) const noexcept {
    varint_reader in(bytes_from(entries_[prospect] & offset_mask));
    return in.text();
  }
  std::string_view framed_record(std::size_t prospect) const noexcept {  // with its size in front
    const auto all = bytes_from(entries_[prospect] & offset_mask), own = record(prospect);
    return {all.data(), static_cast<std::size_t>(own.data() + own.size() - all.data())};
  }
  std::string_view id(std::size_t prospect) const noexcept {
    varint_reader in(bytes_from(entries_[prospect] & offset_mask));
    in.number();
    return in.text();
  }
  prospect_reader operator[](std::size_t prospect) const {
    return {attributes_[attributes_of(prospect)], fact_names_, record(prospect)};
  }

  void add(const prospect_view& who);
  void replace(std::size_t prospect, const prospect_view& who);

  // What is left is an empty record of two bytes. Twice is once. To forget the last one added or replaced, too, as long as a new
  // one could be found where it was put together: wipe_scratch.
  void erase(std::size_t prospect);
  bool is_erased(std::size_t prospect) const noexcept { return attributes_[attributes_of(prospect)].is_erased; }
  std::size_t erased() const noexcept { return erased_; }
  void wipe_scratch() noexcept;

  template <class Each>
  void each_room(const Each& each) const {
    each(std::string_view(records_.data(), records_.size()));
    each(record_.room()), each(framed_.room());
    attributes_.each_room(each), fact_names_.each_room(each);
  }

  // Whether more than half of the room for records has become free; shrink_to_fit() uses it again.
  bool has_much_free() const noexcept { return garbage_ > records_.size() / 2; }
  prospect who(std::size_t prospect) const;
  void shrink_to_fit();

  // Takes over records that lie one after the other, each with the number of its attributes. False for what add() could not have
  // made.
  bool assign(const std::uint32_t* attribute_numbers, std::size_t prospects, pod_array<char> records,
              attributes_dictionary attributes, interner fact_names);

  std::size_t prospect_bytes() const noexcept { return entries_.bytes(); }
  std::size_t text_bytes() const noexcept { return records_.bytes(); }
  std::size_t shared_bytes() const noexcept { return attributes_.bytes() + fact_names_.bytes(); }

  // What id() is about to read is wanted in the cache, in two steps.
  void prefetch_entry(std::size_t prospect) const noexcept { __builtin_prefetch(entries_.data() + prospect); }
  void prefetch_record(std::size_t prospect) const noexcept {
    __builtin_prefetch(records_.data() + (entries_[prospect] & offset_mask));
  }

 private:
  // An entry: 26 bits of attributes number, 38 of where the record begins.
  static constexpr int offset_bits = 38;
  static constexpr std::uint64_t offset_mask = (std::uint64_t{1} << offset_bits) - 1;

  std::string_view bytes_from(std::size_t at) const noexcept { return {records_.data() + at, records_.size() - at}; }
  std::uint64_t append_record(const prospect_view& who);
  void forget_record(std::size_t prospect) noexcept;

  pod_array<std::uint64_t> entries_;
  pod_array<char> records_;
  std::size_t garbage_ = 0;  // bytes of records_ that are none's
  std::size_t erased_ = 0;
  attributes_dictionary attributes_;
  interner fact_names_;
  varint_buffer record_, framed_;
};

}  // namespace tickler::inline TICKLER_ABI
