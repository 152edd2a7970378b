// What a snapshot of a book consists of, one after the other. Numbers are little-endian; "packed" is as in book/packed.hpp.
//
//   header           below
//   zone version     as zones::version() has it
//   words            packed, for each code: names of channel, purpose, outcome; direction; with; kind of details. No words for a
//                    code that no touchpoint has any more
//   profiles         packed: one text each, empty for a number that is free
//   fact names       packed: for each a byte, 0 for a number that is free, else 1 and the text
//   counts           a number of 32 bits for each prospect: how many touchpoints
//   profile numbers  a number of 32 bits for each prospect
//   texts            the prospects' own records, as they lie in memory
//   details          packed, for each prospect that has any: one text
//   refused          packed, for each prospect of whom records could not be taken in: its number, how many; for each of them
//   whether
//                    it is her own, the touchpoint's id, what was wrong as a number and in words
//   times            a number of 32 bits for each touchpoint
//   codes            a number of `code_width` bytes for each touchpoint
//   checksum         XXH3 of 64 bits over all before it
#pragma once

#include <bit>
#include <cstdint>
#include <tickler/export.hpp>
#include <type_traits>

namespace tickler::inline TICKLER_ABI {

struct snapshot_header {
  static constexpr std::uint64_t right_magic = 0x0a1a'4b4f'4f42'4b54U;  // "TKBOOK", end of file (DOS), end of line
  static constexpr std::uint32_t right_version = 7;

  std::uint64_t magic = right_magic;
  std::uint32_t version = right_version;
  std::uint32_t code_width = 1;
  std::uint64_t prospects = 0, touchpoints = 0;
  std::uint64_t codes = 0, profiles = 0, fact_names = 0;  // how many
  std::uint64_t zone_version_bytes = 0, word_bytes = 0, profile_bytes = 0, fact_name_bytes = 0, text_bytes = 0, details_bytes = 0,
                refused_bytes = 0;
};
static_assert(sizeof(snapshot_header) == 112 && std::has_unique_object_representations_v<snapshot_header>);

inline constexpr bool is_little_endian = std::endian::native == std::endian::little;

}  // namespace tickler::inline TICKLER_ABI
