#include "cli/mcp/server.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <exception>
#include <new>
#include <tickler/version.hpp>

#include "cli/display.hpp"

namespace tickler::cli::mcp {

namespace {

enum code : int {
  parse_error = -32700,
  invalid_request = -32600,
  no_such_method = -32601,
  invalid_params = -32602,
  internal = -32603
};

struct protocol_error {
  int code;
  std::string message;
};

// Those whose messages are the ones that are written here; the newest first.
constexpr std::array<std::string_view, 4> versions{"2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"};

constexpr std::string_view instructions =
    "Tickler knows who may be contacted now, how and for what. Ask may before each touch, and touch only on the verdict go; an "
    "error is no permission. Record each touch, and all that they do or ask for, as soon as it has happened. What next lists is a "
    "plan: each action is asked for by its id as step, and recorded with it.";

std::string error_text(std::string_view id, const protocol_error& e) {
  json_text json;
  json.raw("{").name("jsonrpc").string("2.0").name("id").raw(id).name("error").raw("{").name("code").raw(std::to_string(e.code));
  json.name("message").string(printable(e.message)).raw("}}");
  return std::move(json).take();
}

std::string result_text(std::string_view id, std::string_view result) {
  json_text json;
  json.raw("{").name("jsonrpc").string("2.0").name("id").raw(id).name("result").raw(result).raw("}");
  return std::move(json).take();
}

// As it is to come back; empty where it cannot be one.
std::string id_of(simdjson::dom::element id) {
  if (id.is_string()) return std::move(json_text().string(id.get_string().value_unsafe())).take();
  return id.is_number() ? simdjson::to_string(id) : std::string();
}

}  // namespace

struct server::message {
  std::string id{};  // as JSON; empty: it has none
  std::string_view method{};
  std::optional<simdjson::dom::element> params{};

  explicit message(const simdjson::dom::object& all) {
    for (const auto [name, value] : all) set(name, value);
  }

  // A notification, or an answer to what we never ask.
  bool needs_no_answer() const noexcept { return method.empty() ? has_result_ : id.empty() && !has_bad_id_; }

  // Throws protocol_error for what is no request.
  void check() const {
    if (has_bad_id_) throw protocol_error{invalid_request, "an id is a text or a number"};
    if (is_twice_) throw protocol_error{invalid_request, "a field is there twice"};
    if (version_ != "2.0") throw protocol_error{invalid_request, R"("jsonrpc" must be "2.0")"};
    if (method.empty()) throw protocol_error{invalid_request, "there is no method"};
  }

  // An object; none is an empty one. Throws protocol_error.
  std::optional<simdjson::dom::object> object_of_params() const {
    if (!params) return std::nullopt;
    simdjson::dom::object all;
    if (params->get(all) != simdjson::SUCCESS) throw protocol_error{invalid_params, "params must be an object"};
    return all;
  }

 private:
  void set(std::string_view name, simdjson::dom::element value) {
    if (name == "id") {
      is_twice_ |= !id.empty();
      id = id_of(value);
      has_bad_id_ |= id.empty();
    } else if (name == "jsonrpc") {
      set_text(version_, value);
    } else if (name == "method") {
      set_text(method, value);
    } else if (name == "params") {
      is_twice_ |= params.has_value();
      params = value;
    } else if (name == "result" || name == "error") {
      has_result_ = true;
    }
  }

  // What is no text is as if it were not there.
  void set_text(std::string_view& field, simdjson::dom::element value) {
    is_twice_ |= !field.empty();
    if (value.is_string()) field = value.get_string().value_unsafe();
  }

  std::string_view version_{};
  bool has_result_ = false, has_bad_id_ = false, is_twice_ = false;
};

server::server(const tickler::policy& p, const server_options& options)
    : options_(options), desk_(p, options), parser_(most_bytes) {
  if (parser_.allocate(most_bytes, most_depth) != simdjson::SUCCESS) throw std::bad_alloc();
  tools_ = {may_tool(p), next_tool(), explain_tool(), preview_tool(), check_tool()};
  if (!options.log.empty()) tools_.push_back(record_tool(p));
}

std::optional<std::string> server::answer(std::string_view line) {
  if (line.find_first_not_of(" \t\r\n") == line.npos) return std::nullopt;
  std::string id = "null";
  try {
    const message m(read(line));
    if (m.needs_no_answer()) return std::nullopt;
    if (!m.id.empty()) id = m.id;
    m.check();
    return answer(m);
  } catch (const protocol_error& e) {
    return error_text(id, e);
  } catch (const std::exception& e) {
    return error_text(id, {internal, e.what()});
  }
}

// Throws protocol_error.
simdjson::dom::object server::read(std::string_view line) {
  if (line.size() > most_bytes) throw protocol_error{parse_error, fmt::format("a message has at most {} bytes", most_bytes)};
  simdjson::dom::element root;
  if (const auto wrong = parser_.parse(line.data(), line.size()).get(root))
    throw protocol_error{parse_error, simdjson::error_message(wrong)};
  if (root.is_array()) throw protocol_error{invalid_request, "one message a line, and no batches"};
  simdjson::dom::object all;
  if (root.get(all) != simdjson::SUCCESS) throw protocol_error{invalid_request, "a message is an object"};
  return all;
}

std::string server::answer(const message& m) {
  if (m.method == "initialize") return initialize(m);
  if (m.method == "ping") return result_text(m.id, "{}");
  if (m.method == "tools/list") return list_tools(m);
  if (m.method == "tools/call") return call_tool(m);
  throw protocol_error{no_such_method, "there is no method " + tickler::quoted(m.method)};
}

std::string server::initialize(const message& m) const {
  const auto params = m.object_of_params();
  std::string_view asked;
  if (!params || params->at_key("protocolVersion").get(asked) != simdjson::SUCCESS)
    throw protocol_error{invalid_params, "protocolVersion is missing"};
  const auto known = std::find(versions.begin(), versions.end(), asked);
  json_text json;
  json.raw("{").name("protocolVersion").string(known == versions.end() ? versions.front() : *known);
  json.name("capabilities").raw(R"({"tools":{}})");
  json.name("serverInfo").raw("{").name("name").string("tickler").name("version").string(version()).raw("}");
  json.name("instructions").string(instructions).raw("}");
  return result_text(m.id, std::move(json).take());
}

std::string server::list_tools(const message& m) const {
  m.object_of_params();
  json_text json;
  json.raw("{").name("tools").list(tools_, [&](const tool& each) {
    json.raw("{").name("name").string(each.name).name("description").string(each.description).name("inputSchema");
    write_schema(json, each.parameters);
    json.name("annotations").raw("{").name("readOnlyHint").raw(each.only_reads ? "true" : "false");
    json.name("destructiveHint").raw("false").name("openWorldHint").raw("false").raw("}}");
  });
  return result_text(m.id, std::move(json.raw("}")).take());
}

const tool& server::find(std::string_view name) const {
  const auto found = std::find_if(tools_.begin(), tools_.end(), [name](const tool& each) { return each.name == name; });
  if (found != tools_.end()) return *found;
  if (name == "record") throw protocol_error{invalid_params, "nothing can be recorded: the server was started without --log"};
  std::vector<std::string_view> names;
  for (const auto& each : tools_) names.emplace_back(each.name);
  throw protocol_error{invalid_params, "there is no tool " + tickler::quoted(name) + hint(nearest(name, names))};
}

std::string server::call_tool(const message& m) {
  const auto params = m.object_of_params();
  std::string_view name;
  if (!params || params->at_key("name").get(name) != simdjson::SUCCESS)
    throw protocol_error{invalid_params, "the name of the tool is missing"};
  const auto& what = find(name);
  simdjson::dom::element element;
  if (params->at_key("arguments").get(element) != simdjson::SUCCESS || element.is_null()) return call(what, m, std::nullopt);
  simdjson::dom::object given;
  if (element.get(given) != simdjson::SUCCESS) throw protocol_error{invalid_params, "arguments must be an object"};
  return call(what, m, given);
}

std::string server::call(const tool& what, const message& m, const std::optional<simdjson::dom::object>& given) {
  desk_.open(now());
  try {
    const auto said = what.call(desk_, arguments(what.parameters, given));
    return result_of(m, said.text, said.json, desk_.why_stop(), false);
  } catch (const wrong_argument& e) {
    return result_of(m, e.what(), "null", e.what(), true);
  } catch (const cannot_say& e) {
    return result_of(m, e.what(), "null", e.what(), true);
  }
}

std::string server::result_of(const message& m, const std::string& text, const std::string& json, const std::string& problem,
                              bool is_error) {
  const auto as_of = desk_.as_of();
  auto shown = printable_lines(text);
  if (shown.empty() || shown.back() != '\n') shown += '\n';
  shown += as_of ? "as of " + to_string(*as_of) + ", the newest touchpoint known" : "no touchpoint is known";
  json_text out;
  out.raw("{").name("content").raw("[{").name("type").string("text").name("text").string(shown).raw("}]");
  out.name("structuredContent").raw("{").name("as_of").time(as_of).name("now").time(desk_.now());
  out.name("problem").string_or_null(printable(problem));
  out.name("bad_records").raw(std::to_string(desk_.records().bad_records())).name("answer").raw(json).raw("}");
  out.name("isError").raw(is_error ? "true" : "false").raw("}");
  return result_text(m.id, std::move(out).take());
}

instant server::now() const {
  return options_.now ? *options_.now : std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::system_clock::now());
}

}  // namespace tickler::cli::mcp
