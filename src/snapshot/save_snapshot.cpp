#include <string>
#include <tickler/error.hpp>
#include <tickler/io/snapshot.hpp>
#include <tickler/problem_numbers.hpp>

#include "base/internal_access.hpp"
#include "book/book_impl.hpp"
#include "snapshot/checksum.hpp"
#include "snapshot/snapshot_format.hpp"
#include "snapshot/utf8_check.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

// Gathers small pieces.
class writer {
 public:
  explicit writer(std::ostream& out) : out_(out) {}

  void bytes(const void* from, std::size_t n) {
    gathered_.append(static_cast<const char*>(from), n);
    if (gathered_.size() >= enough) flush();
  }
  void bytes(std::string_view all) { bytes(all.data(), all.size()); }
  template <class Number>
  void number(Number n) {
    bytes(&n, sizeof n);
  }
  void end() {
    flush();
    number(sum_.value());
    flush();
  }

 private:
  static constexpr std::size_t enough = 256u << 10;

  void flush() {
    sum_.add(gathered_.data(), gathered_.size());
    out_.write(gathered_.data(), static_cast<std::streamsize>(gathered_.size()));
    gathered_.clear();
  }

  std::ostream& out_;
  checksum sum_;
  std::string gathered_;
};

varint_buffer packed_words(const book::impl& all) {
  varint_buffer out;
  const auto used = used_codes(all);
  for (std::uint32_t i = 0; i < all.codes.size(); ++i) {
    const auto& code = all.codes[i];
    const auto w = used[i] ? all.words.words_of(code.words) : touch_words{};
    out.text(all.words.name(w.channel)).text(all.words.name(w.purpose)).text(all.words.name(w.outcome));
    out.byte(static_cast<std::uint8_t>(w.direction))
        .byte(static_cast<std::uint8_t>(w.with))
        .byte(static_cast<std::uint8_t>(code.details));
  }
  return out;
}

varint_buffer packed_profiles(const attributes_dictionary& profiles) {
  varint_buffer out;
  for (std::size_t i = 0; i < profiles.size(); ++i) out.text(profiles.packed(i));
  return out;
}

varint_buffer packed_names(const interner& names) {
  varint_buffer out;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const bool is_free = names.is_free(i);
    out.byte(is_free ? 0 : 1);
    if (!is_free) out.text(names[i]);
  }
  return out;
}

varint_buffer packed_details(const book::impl& all) {
  varint_buffer out;
  for (std::size_t i = 0; i < all.size(); ++i)
    if (const auto details = all.details[i]; !details.empty()) out.text(details);
  return out;
}

varint_buffer packed_refused(const refused_records& all) {
  varint_buffer out;
  for (const auto& [number, list] : all.all()) {
    out.number(number).number(list.size());
    for (const auto& each : list)
      out.number(each.is_her_own).text(each.id).number(static_cast<std::uint64_t>(each.number)).text(each.why);
  }
  return out;
}

std::size_t text_bytes(const prospect_table& all) {
  std::size_t sum = 0;
  for (std::size_t i = 0; i < all.size(); ++i) sum += all.framed_record(i).size();
  return sum;
}

}  // namespace

void save_snapshot(const book& from, std::ostream& out, const zones& known) {
  if constexpr (!is_little_endian)
    throw misuse(misuse_number::not_writable, "snapshots need a machine whose numbers are little-endian");
  const auto& all = impl_of(from);
  if (const auto problem = problem_of_texts(all, known); !problem.empty())
    throw misuse(misuse_number::not_writable, "the book holds what no record may: " + problem);
  const auto words = packed_words(all), profiles = packed_profiles(all.prospects.attributes()),
             names = packed_names(all.prospects.fact_names()), details = packed_details(all), refused = packed_refused(all.refused);
  const auto zone_version = known.version();
  writer file(out);
  file.number(snapshot_header{.code_width = all.touches.width(),
                              .prospects = all.size(),
                              .touchpoints = all.touches.total(),
                              .codes = all.codes.size(),
                              .profiles = all.prospects.attributes().size(),
                              .fact_names = all.prospects.fact_names().size(),
                              .zone_version_bytes = zone_version.size(),
                              .word_bytes = words.bytes().size(),
                              .profile_bytes = profiles.bytes().size(),
                              .fact_name_bytes = names.bytes().size(),
                              .text_bytes = text_bytes(all.prospects),
                              .details_bytes = details.bytes().size(),
                              .refused_bytes = refused.bytes().size()});
  file.bytes(zone_version);
  file.bytes(words.bytes());
  file.bytes(profiles.bytes());
  file.bytes(names.bytes());
  for (std::size_t i = 0; i < all.size(); ++i) file.number(all.touches[i].size);
  for (std::size_t i = 0; i < all.size(); ++i) file.number(all.prospects.attributes_of(i));
  for (std::size_t i = 0; i < all.size(); ++i) file.bytes(all.prospects.framed_record(i));
  file.bytes(details.bytes());
  file.bytes(refused.bytes());
  for (std::size_t i = 0; i < all.size(); ++i) file.bytes(all.touches[i].at, all.touches[i].size * sizeof(std::uint32_t));
  for (std::size_t i = 0; i < all.size(); ++i)
    file.bytes(all.touches[i].codes, std::size_t{all.touches[i].size} * all.touches.width());
  file.end();
}

}  // namespace tickler::inline TICKLER_ABI
