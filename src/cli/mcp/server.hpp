// A server of the Model Context Protocol (https://modelcontextprotocol.io): JSON-RPC 2.0, a message a line.
//
//   server mcp(policy, options);
//   if (const auto answer = mcp.answer(line)) std::cout << *answer << std::endl;
//
// It answers initialize, ping, tools/list and tools/call. Ids come back as they were; what has none is never answered. Nothing
// that a line holds is thrown.
#pragma once

#include <simdjson.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/mcp/desk.hpp"

namespace tickler::cli::mcp {

class server {
 public:
  static constexpr std::size_t most_bytes = 1u << 20, most_depth = 64;  // of a line

  // Both must live as long.
  server(const tickler::policy& p, const server_options& options);

  // To one line, without its end; nothing where none is due.
  std::optional<std::string> answer(std::string_view line);

  // Reads the records, so that the first question does not wait for that.
  void warm_up() { desk_.open(now()); }

 private:
  struct message;
  simdjson::dom::object read(std::string_view line);
  std::string answer(const message& m);
  std::string initialize(const message& m) const;
  std::string list_tools(const message& m) const;
  std::string call_tool(const message& m);
  std::string call(const tool& what, const message& m, const std::optional<simdjson::dom::object>& given);
  std::string result_of(const message& m, const std::string& text, const std::string& json, const std::string& problem,
                        bool is_error);
  const tool& find(std::string_view name) const;
  instant now() const;

  const server_options& options_;
  desk desk_;
  std::vector<tool> tools_{};
  simdjson::dom::parser parser_{};
};

}  // namespace tickler::cli::mcp
