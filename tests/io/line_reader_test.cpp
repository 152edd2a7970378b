// Lines of a stream and of a text in memory, which is read where it lies.
#include "records/line_reader.hpp"

#include <boost/test/unit_test.hpp>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

namespace {

using tickler::block_reader, tickler::line_reader;

struct found {
  std::vector<std::string> lines{};
  std::vector<std::size_t> progress{};
};

found read(tickler::record_source from) {
  found all;
  line_reader reader(from, 500, [&](std::size_t bytes) { all.progress.push_back(bytes); });
  while (const auto line = reader.next())
    all.lines.push_back(line->too_long ? "too long" : std::string(line->text) + (line->ended ? "\n" : ""));
  return all;
}

// Lines of 0 to 600 bytes, some ended with CRLF.
std::string text_of(std::size_t size) {
  std::string all;
  for (std::size_t line = 1; all.size() < size; ++line) all += std::string(line * 97 % 601, 'x') + (line % 5 == 0 ? "\r\n" : "\n");
  return all.substr(0, size);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(lines)

BOOST_AUTO_TEST_CASE(of_a_text_are_those_of_its_stream_wherever_a_block_ends) {
  constexpr std::size_t ends[] = {0, block_reader::first_block, 5 * block_reader::first_block, 21 * block_reader::first_block};
  for (const auto end : ends)
    for (std::size_t size = end < 100 ? 0 : end - 100; size < end + 100; ++size) {
      const auto text = text_of(size);
      const auto in_place = std::make_unique<char[]>(size);  // so that a sanitizer sees who reads beyond it
      text.copy(in_place.get(), size);
      std::istringstream stream(text);
      const auto expected = read(stream), all = read(std::string_view(in_place.get(), size));
      BOOST_REQUIRE_EQUAL_COLLECTIONS(all.lines.begin(), all.lines.end(), expected.lines.begin(), expected.lines.end());
      BOOST_REQUIRE((all.progress.empty() ? 0 : all.progress.back()) == size);
      BOOST_REQUIRE(all.progress.size() <= expected.progress.size());
    }
}

BOOST_AUTO_TEST_SUITE_END()
