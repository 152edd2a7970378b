// Where the bytes of a scalar's text stand in the source, which may quote, escape, fold and indent them.
#pragma once

#include <cstddef>
#include <string_view>
#include <tickler/export.hpp>
#include <vector>

namespace tickler::inline TICKLER_ABI {

struct text_place {  // from `offset` of the text on, it stands in the source as it is, at `source`
  std::size_t offset = 0, source = 0;
};

// Of a scalar whose source is [begin, end), ascending; the first is for offset 0. Blanks and line ends have no place of their own.
std::vector<text_place> places_of(std::string_view text, std::string_view source, std::size_t begin, std::size_t end);

std::size_t source_of(const std::vector<text_place>& places, std::size_t offset) noexcept;

}  // namespace tickler::inline TICKLER_ABI
