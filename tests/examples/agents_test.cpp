// What the page for agents shows is what they are told.
#include <boost/test/unit_test.hpp>
#include <sstream>

#include "support/files.hpp"
#include "support/mcp_office.hpp"

using namespace mcp_office;

BOOST_AUTO_TEST_CASE(agents_are_told_what_their_page_says) {
  const std::filesystem::path source = TICKLER_SOURCE_DIR "/examples/starter";
  const desk::folder office;
  for (const auto* name : {"follow-up.yaml", "prospects.jsonl", "touchpoints.jsonl"})
    office.write(name, support::content_of(source / name));
  const support::conversation server(office.path(),
                                     "mcp --policy follow-up.yaml --prospects prospects.jsonl --touchpoints touchpoints.jsonl "
                                     "--log touches.jsonl --at 2026-03-06T15:00:00Z");
  std::istringstream page(support::content_of(TICKLER_SOURCE_DIR "/examples/agents.md"));
  int asked = 0;
  for (std::string line, expected; std::getline(page, line);) {
    const auto brace = line.find(" {");
    if (brace == line.npos || (!line.starts_with("may {") && !line.starts_with("record {"))) continue;
    std::getline(page, expected);
    const auto answer = said(server.ask(call(line.substr(0, brace), line.substr(brace + 1))));
    BOOST_TEST("  " + answer.substr(0, answer.find('\n')) == expected);
    ++asked;
  }
  BOOST_TEST(asked == 8);
}
