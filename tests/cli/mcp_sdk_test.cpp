// The server of the Model Context Protocol, held against the public SDK: its client and its types.
#include <boost/test/unit_test.hpp>
#include <string>

#include "support/files.hpp"
#include "support/mcp_office.hpp"
#include "support/node.hpp"

using namespace mcp_office;

// Wrong arguments are a result that says so; a tool that there is not, and a method that is not known, are errors of the protocol.
BOOST_FIXTURE_TEST_CASE(the_public_client_understands_every_answer, office) {
  const std::filesystem::path packages = TICKLER_BINARY_DIR "/node-mcp";
  const auto why_not = support::why_missing(packages, {{"@modelcontextprotocol/sdk", "1"}});
  if (!why_not.empty()) {
    BOOST_TEST_MESSAGE("skipped: " << why_not);
    return;
  }
  const auto in = [&](const char* name) { return " '" + (path() / name).string() + "'"; };
  const auto out = support::output_of(support::in_folder(
      packages, "timeout 60 node '" TICKLER_SOURCE_DIR "/tests/cli/mcp_sdk.mjs' '" TICKLER_COMMAND "' mcp --policy" + in("p.yaml") +
                    " --prospects" + in("p.jsonl") + " --touchpoints" + in("t.jsonl") + " --log" + in("log.jsonl") + at_ten +
                    "2>&1"));
  BOOST_TEST(out ==
             "server tickler string\n"
             "capabilities {\"tools\":{}}\n"
             "tools may next explain preview check record\n"
             "ask go\n"
             "record false\n"
             "ask wait\n"
             "next 1\n"
             "explain false\n"
             "preview false\n"
             "check 0\n"
             "wrong true\n"
             "no tool McpError -32602\n"
             "no method McpError -32601\n"
             "unknown McpError -32601\n");
}
