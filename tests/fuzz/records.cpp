// Any bytes are records or errors, and the short way into a book finds in them what the plain reader does. A line "#" parts
// prospects from touchpoints.
#include <string>

#include "book/reading_both_ways.hpp"
#include "fuzz/target.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::string_view parting = "\n#\n";
  const auto text = fuzz::text_of(data, size);
  const auto end = std::min(text.find(parting), text.size());
  const auto rest = text.substr(std::min(end + parting.size(), text.size()));
  const auto difference = plain::difference_when_read(std::string(text.substr(0, end)), std::string(rest), {.file = "f"});
  fuzz::must_hold(difference.empty(), difference);
  return 0;
}
