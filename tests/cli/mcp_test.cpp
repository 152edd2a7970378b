// The server of the Model Context Protocol: messages in, messages out.
#include <boost/test/unit_test.hpp>
#include <string>

#include "support/mcp_office.hpp"

using namespace mcp_office;

namespace {

struct exchange {
  std::string sent, answered;  // nothing: no answer is due
};

std::string ponged(const std::string& id) { return R"({"jsonrpc":"2.0","id":)" + id + R"(,"result":{}})"; }
std::string refused(const std::string& id, int code, const std::string& message) {
  return R"({"jsonrpc":"2.0","id":)" + id + R"(,"error":{"code":)" + std::to_string(code) + R"(,"message":")" + message + "\"}}";
}
std::string ping(const std::string& id) { return R"({"jsonrpc":"2.0","id":)" + id + R"(,"method":"ping"})"; }

const exchange protocol[] = {
    // Ids come back as they were.
    {ping("7"), ponged("7")},
    {ping("-1"), ponged("-1")},
    {ping("9007199254740993"), ponged("9007199254740993")},
    {ping("18446744073709551615"), ponged("18446744073709551615")},
    {ping("1.5"), ponged("1.5")},
    {ping(R"("a \"b\" \u000a \u00e4")"), ponged("\"a \\\"b\\\" \\u000a \u00e4\"")},
    {ping(R"("")"), ponged(R"("")")},
    {ping("null"), refused("null", -32600, "an id is a text or a number")},
    {ping("[1]"), refused("null", -32600, "an id is a text or a number")},
    {ping("true"), refused("null", -32600, "an id is a text or a number")},
    {R"({"jsonrpc":"2.0","id":1,"id":2,"method":"ping"})", refused("2", -32600, "a field is there twice")},

    // What is no request is not answered.
    {R"({"jsonrpc":"2.0","method":"notifications/initialized"})", ""},
    {R"({"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}})", ""},
    {R"({"jsonrpc":"2.0","method":"ping"})", ""},
    {R"({"jsonrpc":"2.0","method":"no/such/method"})", ""},
    {R"({"jsonrpc":"2.0","id":1,"result":{}})", ""},
    {R"({"jsonrpc":"2.0","id":1,"error":{"code":1,"message":"no"}})", ""},
    {" \r", ""},

    {R"({"jsonrpc":"2.0","id":1,"method":"resources/list"})", refused("1", -32601, "there is no method 'resources/list'")},
    {R"({"id":1,"method":"ping"})", refused("1", -32600, R"(\"jsonrpc\" must be \"2.0\")")},
    {R"({"jsonrpc":"1.0","id":1,"method":"ping"})", refused("1", -32600, R"(\"jsonrpc\" must be \"2.0\")")},
    {R"({"jsonrpc":"2.0","id":1})", refused("1", -32600, "there is no method")},
    {R"({"jsonrpc":"2.0","id":1,"method":7})", refused("1", -32600, "there is no method")},
    {"{}", refused("null", -32600, R"(\"jsonrpc\" must be \"2.0\")")},
    {"[" + ping("1") + "]", refused("null", -32600, "one message a line, and no batches")},
    {"7", refused("null", -32600, "a message is an object")},

    {R"({"jsonrpc":"2.0","id":1,"method":"initialize"})", refused("1", -32602, "protocolVersion is missing")},
    {R"({"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":7}})",
     refused("1", -32602, "protocolVersion is missing")},
    {R"({"jsonrpc":"2.0","id":1,"method":"tools/list","params":[]})", refused("1", -32602, "params must be an object")},
    {R"({"jsonrpc":"2.0","id":1,"method":"tools/call"})", refused("1", -32602, "the name of the tool is missing")},
    {R"({"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":["may"]}})",
     refused("1", -32602, "the name of the tool is missing")},
    {call("my", "{}"), refused("1", -32602, "there is no tool 'my', did you mean 'may'?")},
    {call("may", "[]"), refused("1", -32602, "arguments must be an object")},
    {call("record", "{}"), refused("1", -32602, "nothing can be recorded: the server was started without --log")},
};

// Which byte is wrong with them is the parser's to say.
const std::string nonsense[] = {
    R"({"jsonrpc":)",
    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"p\xffing\"}",
    R"({"jsonrpc":"2.0","id":1e999,"method":"ping"})",
    R"({"jsonrpc":"2.0","id":123456789012345678901234567890,"method":"ping"})",
    ping("1") + ping("2"),
    R"({"jsonrpc":"2.0","id":1,"method":"\ud800"})",
    ping(std::string(100, '[') + std::string(100, ']')),
    ping("1") + std::string(1u << 20, ' '),
};

struct negotiation {
  const char *asked, *answered;
};
const negotiation negotiations[] = {
    {"2024-11-05", "\"2024-11-05\""}, {"2025-03-26", "\"2025-03-26\""}, {"2025-06-18", "\"2025-06-18\""},
    {"2025-11-25", "\"2025-11-25\""}, {"2024-10-07", "\"2025-11-25\""}, {"", "\"2025-11-25\""},
};

}  // namespace

BOOST_FIXTURE_TEST_CASE(every_request_has_its_answer_and_nothing_else_has_one, office) {
  std::string sent, answered;
  for (const auto& e : protocol) {
    sent += e.sent + '\n';
    if (!e.answered.empty()) answered += e.answered + '\n';
  }
  write("in", sent);
  const auto result = run(records + at_ten + "<in");
  BOOST_TEST(result.out == answered);
  BOOST_TEST(result.err == "");
  BOOST_TEST(result.code == 0);
}

BOOST_FIXTURE_TEST_CASE(what_is_no_message_is_said_to_be_none_and_the_next_is_answered, office) {
  for (const auto& line : nonsense) {
    write("in", line + '\n' + ping("2") + '\n');
    const auto out = run(records + at_ten + "<in").out;
    const auto first = out.substr(0, out.find('\n'));
    BOOST_TEST(part(first, "/error/code") == "-32700");
    BOOST_TEST(part(first, "/id") == "null");
    BOOST_TEST(out.substr(first.size() + 1) == ponged("2") + '\n');
  }
}

BOOST_FIXTURE_TEST_CASE(a_last_line_without_its_end_is_a_message_too, office) {
  write("in", ping("1"));
  BOOST_TEST(run(records + at_ten + "<in").out == ponged("1") + '\n');
}

BOOST_FIXTURE_TEST_CASE(a_version_of_the_protocol_that_is_known_is_spoken_and_else_the_newest, office) {
  const support::conversation server(path(), records + at_ten);
  for (const auto& n : negotiations) {
    const auto answer = server.ask(R"({"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":")" +
                                   std::string(n.asked) + R"(","capabilities":{},"clientInfo":{"name":"t","version":"1"}}})");
    BOOST_TEST(part(answer, "/result/protocolVersion") == n.answered);
    BOOST_TEST(part(answer, "/result/capabilities") == R"({"tools":{}})");
    BOOST_TEST(part(answer, "/result/serverInfo/name") == "\"tickler\"");
  }
}

BOOST_FIXTURE_TEST_CASE(each_tool_says_what_it_takes, office) {
  const auto list = R"({"jsonrpc":"2.0","id":1,"method":"tools/list"})";
  const auto answer = support::conversation(path(), records + at_ten).ask(list);
  const auto of = [&](const std::string& place) { return part(answer, "/result/tools/" + place); };
  const char* names[] = {"\"may\"", "\"next\"", "\"explain\"", "\"preview\"", "\"check\"", "-"};
  for (std::size_t i = 0; i < std::size(names); ++i) BOOST_TEST(of(std::to_string(i) + "/name") == names[i]);
  BOOST_TEST(of("0/inputSchema/type") == "\"object\"");
  BOOST_TEST(of("0/inputSchema/required") == R"(["prospect","channel"])");
  BOOST_TEST(of("0/inputSchema/properties/channel/enum") == R"(["phone","email","internal"])");
  BOOST_TEST(of("0/inputSchema/additionalProperties") == "false");
  BOOST_TEST(of("1/inputSchema/properties/limit/maximum") == "200");
  BOOST_TEST(of("4/inputSchema/required") == "-");
  BOOST_TEST(of("0/annotations/readOnlyHint") == "true");
  const auto with_log = support::conversation(path(), records + at_ten + "--log log.jsonl").ask(list);
  BOOST_TEST(part(with_log, "/result/tools/5/name") == "\"record\"");
  BOOST_TEST(part(with_log, "/result/tools/5/annotations/readOnlyHint") == "false");
}

namespace {

struct mistake {
  const char *tool, *arguments, *said;
};
const mistake mistakes[] = {
    {"may", "{}", "'prospect' is missing: The id of the prospect"},
    {"may", R"({"prospect":"ada"})", "'channel' is missing: By which channel; internal: a task for ourselves"},
    {"may", R"({"prospect":"","channel":"phone"})", "'prospect' is missing: The id of the prospect"},
    {"may", R"({"prospect":7,"channel":"phone"})", "'prospect' must be a text"},
    {"may", R"({"prospect":"nobody","channel":"phone"})", "there is no prospect 'nobody'"},
    {"may", R"({"prospect":"ada","chanel":"phone"})", "there is no argument 'chanel', did you mean 'channel'?"},
    {"may", R"({"prospect":"ada","prospect":"bo","channel":"phone"})", "'prospect' is there twice"},
    {"may", R"({"prospect":"ada","channel":"phne"})", "the policy knows no channel 'phne', did you mean 'phone'?"},
    {"may", R"({"prospect":"ada","channel":"phone","purpose":"chek_in"})",
     "the policy knows no purpose 'chek_in', did you mean 'check_in'?"},
    {"may", R"({"prospect":"ada","channel":"phone","step":"call/rung"})",
     "the policy has no step 'call/rung', did you mean 'call/ring'?"},
    {"next", R"({"limit":0})", "'limit' must be a whole number from 1 to 200"},
    {"next", R"({"limit":1e3})", "'limit' must be a whole number from 1 to 200"},
    {"next", R"({"limit":-1})", "'limit' must be a whole number from 1 to 200"},
    {"next", R"({"prospect":"nobody"})", "there is no prospect 'nobody'"},
    {"explain", R"({"prospect":"ada","full":"yes"})", "'full' must be true or false"},
    {"preview", "{}", "give 'prospect', or 'starts', or both"},
    {"preview", R"({"starts":["asked",1]})", "'starts' must be a text or a list of texts"},
    {"preview", R"({"starts":"askd"})", "there is no event or cadence 'askd', did you mean 'asked'?"},
    {"check", R"({"policy":null,"file":"p.yaml"})", "there is no argument 'file'"},
    {"record", R"({"prospect":"nobody","channel":"phone"})", "there is no prospect 'nobody'"},
    {"record", R"({"prospect":"ada"})", "'channel' is missing: By which channel"},
    {"record", R"({"prospect":"ada","channel":"fon"})", "'channel' cannot be 'fon', which no rule could be about"},
    {"record", R"({"prospect":"ada","channel":"phone","outcome":"opted-out"})",
     "'outcome' cannot be 'opted-out', which no rule could be about, did you mean 'opted_out'?"},
    {"record", R"({"prospect":"ada","channel":"phone","direction":"out"})",
     "'direction' cannot be 'out', only outbound, inbound, internal"},
    {"record", R"({"prospect":"ada","channel":"phone","at":"2026-03-02T15:00:01Z"})",
     "'at' lies in the future: only what has happened can be recorded"},
};

}  // namespace

BOOST_FIXTURE_TEST_CASE(wrong_arguments_are_told_in_words_and_nothing_is_recorded, office) {
  const support::conversation server(path(), records + at_ten + "--log log.jsonl");
  for (const auto& m : mistakes) {
    const auto answer = server.ask(call(m.tool, m.arguments));
    BOOST_TEST(said(answer) == m.said);
    BOOST_TEST(part(answer, "/result/isError") == "true");
    BOOST_TEST(part(answer, "/result/structuredContent/answer") == "null");
    BOOST_TEST(part(answer, "/result/structuredContent/as_of") == "\"2026-02-27T15:00:00Z\"");
  }
  BOOST_TEST(read("log.jsonl") == "");
}

BOOST_FIXTURE_TEST_CASE(may_is_answered_in_words_and_as_the_command_answers_it, office) {
  const support::conversation server(path(), records + at_ten);
  const auto answer = server.ask(call("may", R"({"prospect":"ada","channel":"phone","step":"call/ring"})", "\"q\""));
  BOOST_TEST(part(answer, "/id") == "\"q\"");
  BOOST_TEST(said(answer) ==
             "go: phone check in to Ada Byron, until Mon 2 Mar 18:00\n"
             "  for      to phone +1 212 555 0100 (p.yaml:6)\n"
             "  for      weekly-call counts 0 of 1 (p.yaml:22)\n"
             "  for      office is open (p.yaml:4)\n"
             "  does     call/ring\n"
             "  known    up to Fri 27 Feb 10:00");
  const auto alone = run("may --policy p.yaml --prospects p.jsonl --touchpoints t.jsonl" + at_ten +
                         "--prospect ada --channel phone --step call/ring --format jsonl");
  BOOST_TEST(part(answer, "/result/structuredContent/answer") == alone.out.substr(0, alone.out.size() - 1));
  BOOST_TEST(part(answer, "/result/structuredContent/as_of") == "\"2026-02-27T15:00:00Z\"");
  BOOST_TEST(part(answer, "/result/structuredContent/now") == "\"2026-03-02T15:00:00Z\"");
  BOOST_TEST(part(answer, "/result/structuredContent/problem") == "null");
  BOOST_TEST(verdict(server.ask(call("may", R"({"prospect":"bo","channel":"email"})"))) == "\"stop\"");
}

BOOST_FIXTURE_TEST_CASE(next_lists_what_can_be_done_now_or_all_of_one, office) {
  const support::conversation server(path(), records + at_ten);
  const auto all = server.ask(call("next", "{}"));
  BOOST_TEST(part(all, "/result/structuredContent/answer/decisions/0/prospect") == "\"ada\"");
  BOOST_TEST(part(all, "/result/structuredContent/answer/decisions/1") == "-");
  BOOST_TEST(part(all, "/result/structuredContent/answer/left_off") == "0");
  BOOST_TEST(said(all).starts_with("ada, ready: "));
  BOOST_TEST(said(all).find("\n  step answer/send#0@2026-02-27T15:00:00Z") != std::string::npos);
  BOOST_TEST(said(server.ask(call("next", R"({"owner":"nobody"})"))) == "nobody's owner is 'nobody'");
  const auto one = server.ask(call("next", R"({"prospect":"bo"})"));
  BOOST_TEST(part(one, "/result/structuredContent/answer/decisions/0/prospect") == "\"bo\"");
  BOOST_TEST(said(one) == "bo: unattended, nothing to do");
}

BOOST_FIXTURE_TEST_CASE(explain_preview_and_check_say_what_the_commands_say, office) {
  const support::conversation server(path(), records + at_ten);
  const auto json_of = [&](const std::string& arguments) {
    const auto out = run(arguments).out;
    return out.substr(0, out.find('\n'));
  };
  const auto answer_of = [](const std::string& answer) { return part(answer, "/result/structuredContent/answer"); };
  BOOST_TEST(answer_of(server.ask(call("explain", R"({"prospect":"ada"})"))) ==
             json_of("explain --policy p.yaml --prospects p.jsonl --touchpoints t.jsonl --format jsonl --prospect ada" + at_ten));
  const std::string from = " --from 2026-03-02T15:00:00Z --format jsonl";
  BOOST_TEST(answer_of(server.ask(call("preview", R"({"starts":"asked","script":"buys on day 3","days":9})"))) ==
             json_of("preview p.yaml --starts asked --script 'buys on day 3' --days 9" + from));
  BOOST_TEST(answer_of(server.ask(call("preview", R"({"prospect":"ada","lazy":true})"))) ==
             json_of("preview p.yaml --prospects p.jsonl --touchpoints t.jsonl --prospect ada --lazy" + from));
  BOOST_TEST(said(server.ask(call("check", R"({"policy":"policy: x\nzone: UTC\nchanels: {}\n"})"))) ==
             "policy.yaml:3:1: error: unknown key 'chanels', did you mean 'channels'? [T101]\n1 error, no warnings");
  BOOST_TEST(answer_of(server.ask(call("check", "{}"))) == R"({"diagnostics":[],"errors":0,"warnings":0})");
}

namespace {

struct wrong_command {
  const char *options, *said;
};
const wrong_command wrong_commands[] = {
    {"--prospects - --touchpoints t.jsonl", "the standard input is for messages: no file can be '-'"},
    {"--prospects p.jsonl --touchpoints t.jsonl --log t.jsonl", "--log is read as touchpoints, too: do not name it twice"},
    {"--prospects p.jsonl --log log.csv", "--log: a file of JSON Lines is meant"},
    {"--prospects p.jsonl --touchpoints t.jsonl --max-age soon", "--max-age: "},
    {"--prospects p.jsonl --touchpoints t.jsonl --max-age '0 minutes'",
     "--max-age: a plain duration is meant, such as '1 hour' or '2 days'"},
    {"--prospects p.jsonl --touchpoints t.jsonl --max-age '1 business day'",
     "--max-age: a plain duration is meant, such as '1 hour' or '2 days'"},
    {"--prospects p.jsonl --touchpoints /dev/null", "/dev/null: not a plain file, which could be read again when it has changed"},
    {"--prospects p.jsonl --touchpoints t.jsonl --log no/such/log.jsonl", "no/such/log.jsonl: No such file or directory"},
};

}  // namespace

BOOST_FIXTURE_TEST_CASE(a_command_line_that_cannot_be_meant_is_refused, office) {
  for (const auto& c : wrong_commands) {
    const auto result = run("mcp --policy p.yaml " + std::string(c.options) + "</dev/null");
    BOOST_TEST(result.err.substr(0, result.err.find('\n')).find(c.said) != std::string::npos, result.err);
    BOOST_TEST(result.out == "");
    BOOST_TEST(result.code == 2);
  }
}
