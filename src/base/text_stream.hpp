// A stream over a text that is not copied.
#pragma once

#include <istream>
#include <streambuf>
#include <string_view>
#include <tickler/export.hpp>

namespace tickler::inline TICKLER_ABI {

class text_stream : private std::streambuf, public std::istream {
 public:
  explicit text_stream(std::string_view content) : std::istream(static_cast<std::streambuf*>(this)) {
    auto* const begin = const_cast<char*>(content.data());  // a get area is never written to
    setg(begin, begin, begin + content.size());
  }
};

}  // namespace tickler::inline TICKLER_ABI
