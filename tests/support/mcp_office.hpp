// A server of the Model Context Protocol over a few records, and what it answers.
#pragma once

#include <simdjson.h>

#include <string>
#include <string_view>

#include "support/conversation.hpp"
#include "support/desk.hpp"
#include "support/office_policy.hpp"

namespace mcp_office {

// One call a week. It is Monday, 10:00 in New York.
inline const std::string policy =
    std::string(support::office_policy) +
    "limits:\n  weekly-call: {count: {channel: phone, direction: outbound}, at_most: 1, per: 7 days}\n";
inline const std::string prospects =
    R"({"id":"ada","name":"Ada Byron","contact":{"email":"a@example.org","phone":"+1 212 555 0100"}}
{"id":"bo","contact":{"email":"b@example.org","phone":"+1 212 555 0101"}}
)";
inline const std::string touchpoints =
    R"({"prospect":"ada","at":"2026-02-27T15:00:00Z","channel":"web","direction":"inbound","outcome":"inquired"}
{"prospect":"bo","at":"2026-02-27T10:00:00Z","channel":"email","direction":"inbound","outcome":"opted_out","id":"out"}
)";
inline const std::string records = "mcp --policy p.yaml --prospects p.jsonl --touchpoints t.jsonl";
inline const std::string at_ten = " --at 2026-03-02T15:00:00Z ";

struct office : desk::folder {
  office() : folder({{"p.yaml", policy}, {"p.jsonl", prospects}, {"t.jsonl", touchpoints}}) {}
  void append(const std::string& file, const std::string& text) const { write(file, read(file) + text); }
};

inline std::string call(const std::string& tool, const std::string& arguments, const std::string& id = "1") {
  return R"({"jsonrpc":"2.0","id":)" + id + R"(,"method":"tools/call","params":{"name":")" + tool + R"(","arguments":)" +
         arguments + "}}";
}

// What of an answer stands at "/result/isError", as JSON; "-" where nothing does.
inline std::string part(const std::string& answer, std::string_view place) {
  simdjson::dom::parser parser;
  simdjson::dom::element root, found;
  if (parser.parse(answer).get(root) != simdjson::SUCCESS) return "no JSON: " + answer;
  return root.at_pointer(place).get(found) == simdjson::SUCCESS ? simdjson::to_string(found) : "-";
}

// The text for people, without the line about what is known.
inline std::string said(const std::string& answer) {
  simdjson::dom::parser parser;
  std::string_view text;
  if (parser.parse(answer).at_pointer("/result/content/0/text").get(text) != simdjson::SUCCESS) return answer;
  return std::string(text.substr(0, text.rfind('\n')));
}

// The verdict in quotes, and behind it why nothing can be said, if that is so.
inline std::string verdict(const std::string& answer) {
  if (part(answer, "/result/isError") != "false") return "error: " + said(answer);
  const auto why = part(answer, "/result/structuredContent/answer/problem");
  return part(answer, "/result/structuredContent/answer/verdict") + (why == "null" ? "" : ", " + why);
}

}  // namespace mcp_office
