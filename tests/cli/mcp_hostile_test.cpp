// The server of the Model Context Protocol, and messages that mean it harm: 100,000 of them where TICKLER_CASES is 1.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "support/mcp_office.hpp"

using namespace mcp_office;

namespace {

// A message that was right, with some of its bytes cut, doubled, turned or replaced by what stands elsewhere.
class mischief {
 public:
  std::string next() {
    auto line = any(right_);
    for (auto left = below(4); left > 0; --left) spoil(line);
    std::ranges::replace(line, '\n', ' ');
    return line;
  }

 private:
  void spoil(std::string& line) {
    const auto at = below(line.size() + 1), size = below(line.size() - at + 1);
    switch (below(6)) {
      case 0:
        return line.resize(at);
      case 1:
        return static_cast<void>(line.insert(at, line.substr(at, size)));
      case 2:
        return static_cast<void>(line.erase(at, std::min<std::size_t>(size, 9)));
      case 3:
        return static_cast<void>(line.insert(at, any(bits_)));
      case 4:
        return static_cast<void>(line.insert(at, 1, static_cast<char>(below(256))));
      default:
        return static_cast<void>(line.insert(at, std::string(1 + below(200), any(brackets_).front())));
    }
  }

  std::size_t below(std::size_t end) { return random_() % end; }
  const std::string& any(const std::vector<std::string>& all) { return all[below(all.size())]; }

  std::mt19937 random_{20260302};
  const std::vector<std::string> right_{
      call("may", R"({"prospect":"ada","channel":"phone","purpose":"check_in","step":"call/ring"})"),
      call("may", R"({"prospect":"bo","channel":"email","to":"prospect","key":"k"})"),
      call("next", R"({"owner":"x","limit":2})"),
      call("next", R"({"prospect":"ada"})"),
      call("explain", R"({"prospect":"ada","full":true})"),
      call("record", R"({"prospect":"ada","channel":"phone","outcome":"no_answer","step":["call/ring"],"id":"x"})"),
      call("check", R"({"policy":"policy: x\nzone: UTC\n"})"),
      call("preview", R"({"starts":"asked","script":"answers on day 2","days":20})"),
      R"({"jsonrpc":"2.0","id":"a","method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{}}})",
      R"({"jsonrpc":"2.0","id":3,"method":"tools/list","params":{"cursor":null}})",
      R"({"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":3}})",
  };
  const std::vector<std::string> bits_{"null",
                                       "true",
                                       "-1",
                                       "1e999",
                                       "18446744073709551616",
                                       "\"",
                                       "\\",
                                       "\\ud800",
                                       "\\u0000",
                                       ":",
                                       ",",
                                       "{}",
                                       "[]",
                                       "\xff",
                                       "\xed\xa0\x80",
                                       "\"id\":1,",
                                       "\"params\":[],",
                                       "\"method\":7,"};
  const std::vector<std::string> brackets_{"[", "{", "\"", "\\", "9", " "};
};

}  // namespace

BOOST_FIXTURE_TEST_CASE(a_hundred_thousand_hostile_messages_are_survived, office) {
  const char* times = std::getenv("TICKLER_CASES");
  const auto count = static_cast<std::size_t>(100'000 * (times != nullptr ? std::atof(times) : 1.0)) + 1;
  mischief random;
  std::string sent;
  for (std::size_t i = 0; i < count; ++i) sent += random.next() + '\n';
  write("in", sent + R"({"jsonrpc":"2.0","id":"last","method":"ping"})" + '\n');
  const auto result = run(records + at_ten + "--log log.jsonl <in");
  BOOST_TEST(result.code == 0);
  BOOST_TEST(result.err == "");
  std::size_t answers = 0, bad = 0;
  std::istringstream lines(result.out);
  std::string last;
  for (std::string line; std::getline(lines, line); last = line) {
    ++answers;
    const auto code = part(line, "/error/code");
    bad += part(line, "/jsonrpc") != "\"2.0\"" || (part(line, "/result") == "-") == (code == "-") || code == "-32603";
  }
  BOOST_TEST(bad == 0u);
  BOOST_TEST(answers <= count + 1);
  BOOST_TEST(answers > count / 2);
  BOOST_TEST(last == R"({"jsonrpc":"2.0","id":"last","result":{}})");
}
