// The inside of a book, for what reads all of it: the engine, the import, snapshots.
//
//   const auto& inside = impl_of(all);
//   const shared_attributes& shared = inside.prospects.attributes()[inside.prospects.attributes_of(i)];
//   const touch_span t = inside.touches[i];                       // t.at[k], t.code(k)
//   details_reader details(inside.details[i]);
//   for (std::uint32_t k = 0; k < t.size; ++k)
//     if (inside.codes[t.code(k)].has_details()) use(details.next());
//   prospect_reader own = inside.prospects[i];                    // own.id(), own.owner(), then contacts, then facts
#pragma once

#include <optional>
#include <string_view>
#include <tickler/book.hpp>
#include <unordered_map>
#include <utility>

#include "base/internal_access.hpp"
#include "base/text_hash.hpp"
#include "book/details_columns.hpp"
#include "book/id_index.hpp"
#include "book/made_when_asked.hpp"
#include "book/open_log.hpp"
#include "book/prospect_table.hpp"
#include "book/refused_records.hpp"
#include "book/shared_texts.hpp"
#include "book/touch_columns.hpp"
#include "book/touch_dictionary.hpp"
#include "book/touch_ids.hpp"

namespace tickler::inline TICKLER_ABI {

class TICKLER_API lazy_id_index {
 public:
  const id_index& of(const prospect_table& all) const {
    return made_.get([&] { return made_of(all); });
  }
  id_index& of(const prospect_table& all) {
    return made_.get([&] { return made_of(all); });
  }
  void drop() noexcept { made_.drop(); }
  std::size_t bytes() const noexcept { return made_.bytes(); }

 private:
  static id_index made_of(const prospect_table& all);

  made_when_asked<id_index> made_;
};

// Who has something in common with whom. It goes by records alone, so touchpoints leave it as it is.
class lazy_peers {
 public:
  const shared_texts& accounts(const prospect_table& all) const {
    return accounts_.get([&] { return shared_texts::of_accounts(all); });
  }
  const shared_texts& addresses(const prospect_table& all) const {
    return addresses_.get([&] { return shared_texts::of_addresses(all); });
  }
  void drop() noexcept { accounts_.drop(), addresses_.drop(); }
  std::size_t bytes() const noexcept { return accounts_.bytes() + addresses_.bytes(); }

 private:
  made_when_asked<shared_texts> accounts_, addresses_;
};

struct TICKLER_API book::impl {
  explicit impl(vocabulary v) : words(std::move(v)) {}

  std::size_t size() const noexcept { return prospects.size(); }

  // The id must be new, and this its hash.
  prospect_number add(const prospect_view& who, std::uint32_t hash);

  std::optional<prospect_number> find(const id_index& ids, std::string_view id, std::uint32_t hash) const {
    if (id.empty()) return std::nullopt;  // erased ones stay in the index, and have none
    return ids.find(hash, [&](std::uint32_t number) { return prospects.id(number) == id; });
  }

  bool is_full(prospect_number number) const noexcept {
    if (open_logs.empty()) return touches.size(number) >= history::max_size;
    const auto open = open_logs.find(number);
    return (open == open_logs.end() ? touches.size(number) : open->second.size()) >= history::max_size;
  }

  // What has become of a touchpoint: it was added, was there already, has replaced the one of its id, or cannot, since that one
  // went by another channel.
  struct taken {
    enum : std::uint8_t { added, again, replaced, other_channel } what = added;
    std::optional<touchpoint> before{}, after{};  // of the last two: the one that has its id, and the new one
  };

  // The prospect must not be full; `at` lies in range. `packed` are its details, empty for none.
  taken take_in(prospect_number number, instant at, touch_kind of_words, const details_view& x, std::string_view packed);

  // While it lives, logs of many touchpoints may be open: of them the book shows what they were before. close() makes columns of
  // them, and throws what they throw for want of room; what it leaves open is lost.
  class many_to_take_in {
   public:
    explicit many_to_take_in(impl& in) noexcept : in_(in) { in_.may_open_logs = true; }
    many_to_take_in(const many_to_take_in&) = delete;
    many_to_take_in& operator=(const many_to_take_in&) = delete;
    ~many_to_take_in();
    void close() { in_.close_logs(); }

   private:
    impl& in_;
  };

  void read_history(prospect_number number, tickler::history& into) const;
  void replace(prospect_number number, const prospect_view& who);
  void erase(prospect_number number);
  void set_log(prospect_number number, const tickler::history& log);

  // Where more than half has become free, after what could not be left undone.
  void reuse_room() noexcept;

  vocabulary words;
  prospect_table prospects;
  touch_columns touches;
  details_columns details;
  touch_dictionary codes;
  refused_records refused;
  lazy_id_index index;
  lazy_peers peers;
  touch_ids known_ids;
  bool records_are_separate = false;
  varint_buffer packed_details;  // of the touchpoint that is being added
  std::unordered_map<prospect_number, open_log> open_logs;
  std::size_t in_open_logs = 0;  // touchpoints
  bool may_open_logs = false;

 private:
  void add(prospect_number number, instant at, touch_kind of_words, std::string_view packed);
  std::optional<std::size_t> touch_of_id(prospect_number number, std::string_view id);
  taken correct(prospect_number number, std::size_t i, const touchpoint& t);
  open_log& open(prospect_number number);
  void close(prospect_number number, open_log& log);
  void close_logs();
  taken take_in(open_log& log, prospect_number number, instant at, touch_kind of_words, const details_view& x,
                std::string_view packed);
  void put_log(prospect_number number, const std::vector<std::uint32_t>& at, const std::vector<std::uint32_t>& codes,
               std::string_view packed);
  void add_details(prospect_number number, std::uint32_t at, std::string_view packed);
};

}  // namespace tickler::inline TICKLER_ABI
