// Any bytes are records or errors, and the short way into a book finds in them what the plain reader does. A line "#" parts
// prospects from touchpoints.
#include "book/reading_both_ways.hpp"
#include "fuzz/parted.hpp"
#include "fuzz/target.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto [people, log] = fuzz::parted(fuzz::text_of(data, size));
  const auto difference = plain::difference_when_read(people, log, {.file = "f"});
  fuzz::must_hold(difference.empty(), difference);
  return 0;
}
