// Any bytes are messages to the server of the Model Context Protocol, line by line: each answer is one line of JSON that answers
// it, a request has one, and none of them ends the server.
#include <simdjson.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <tickler/io/load_policy.hpp>

#include "cli/mcp/server.hpp"
#include "fuzz/target.hpp"
#include "support/office_policy.hpp"

namespace {

using namespace tickler;
using fuzz::must_hold;

constexpr auto people = R"({"id":"ada","name":"Ada Byron","contact":{"email":"a@example.org","phone":"+1 212 555 0100"}}
{"id":"bo","contact":{"email":"b@example.org"}}
)";
constexpr auto log_of_all =
    R"({"prospect":"ada","at":"2026-02-27T15:00:00Z","channel":"web","direction":"inbound","outcome":"inquired"}
{"prospect":"bo","at":"2026-02-27T10:00:00Z","channel":"email","direction":"inbound","outcome":"opted_out","id":"out"}
)";

// Gone when the process ends.
class office {
 public:
  office() {
    auto pattern = (std::filesystem::temp_directory_path() / "tickler-fuzz-XXXXXX").string();
    must_hold(mkdtemp(pattern.data()) != nullptr, "there is a temporary folder");
    folder_ = pattern;
    write("p.yaml", support::office_policy);
    write("p.jsonl", people);
    write("t.jsonl", log_of_all);
    policy_ = load_policy_file(name("p.yaml"), {}).value();
  }
  ~office() { std::filesystem::remove_all(folder_); }
  office(const office&) = delete;
  office& operator=(const office&) = delete;

  const policy& rules() const { return policy_; }

  // Nothing has been recorded.
  cli::mcp::server_options begin() const {
    write("log.jsonl", "");
    cli::mcp::server_options options{.log = name("log.jsonl"), .now = parse_instant("2026-03-02T15:00:00Z").value()};
    options.book.policy = name("p.yaml");
    options.book.prospects = name("p.jsonl");
    options.book.touchpoints = {name("t.jsonl"), options.log};
    return options;
  }

 private:
  std::string name(const std::string& file) const { return folder_ + '/' + file; }
  void write(const std::string& file, std::string_view text) const { std::ofstream(name(file), std::ios::binary) << text; }

  std::string folder_{};
  policy policy_{};
};

void check(const std::string& answer) {
  must_hold(answer.find('\n') == answer.npos, "an answer is one line");
  simdjson::dom::parser parser;
  simdjson::dom::object all;
  must_hold(parser.parse(answer).get(all) == simdjson::SUCCESS, "an answer is an object of JSON");
  std::string_view version;
  must_hold(all["jsonrpc"].get(version) == simdjson::SUCCESS && version == "2.0", "an answer says its protocol");
  must_hold(all["id"].error() == simdjson::SUCCESS, "an answer has an id");
  const bool is_error = all["error"]["code"].is_int64(), is_result = all["result"].is_object();
  must_hold(is_error != is_result, "an answer is a result or an error");
  std::int64_t code = 0;
  must_hold(!is_error || all["error"]["code"].get(code) != simdjson::SUCCESS || code != -32603, "nothing fails within");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const office ours;
  const auto options = ours.begin();
  cli::mcp::server server(ours.rules(), options);
  auto text = fuzz::text_of(data, size);
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    if (const auto answer = server.answer(text.substr(0, end))) check(*answer);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  const auto last = server.answer(R"({"jsonrpc":"2.0","id":1,"method":"ping"})");
  must_hold(last == R"({"jsonrpc":"2.0","id":1,"result":{}})", "it goes on");
  return 0;
}
