#include <tickler/io/explanation.hpp>

#include "base/json_text.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

void add_lines(const explanation_node& t, std::size_t depth, std::string& out) {
  out.append(depth * 2, ' ');
  out += t.text;
  out += '\n';
  if (t.in_short) return;
  for (const auto& part : t.parts) add_lines(part, depth + 1, out);
}

void add_object(const explanation_node& t, json_text& out) {
  out.raw("{").name("what").string(t.what);
  if (!t.name.empty()) out.name("name").string(t.name);
  if (!t.verdict.empty()) out.name("verdict").string(t.verdict);
  out.name("text").string(t.text);
  for (const auto& [name, time] : t.times) out.name(name).time(time);
  if (t.at) out.name("line").raw(std::to_string(t.at.line)).name("column").raw(std::to_string(t.at.column));
  if (!t.cite.empty()) out.name("cite").string(t.cite);
  if (!t.as_of.empty()) out.name("as_of").string(t.as_of);
  if (!t.parts.empty()) out.name("parts").list(t.parts, [&](const explanation_node& part) { add_object(part, out); });
  out.raw("}");
}

}  // namespace

std::string to_text(const explanation_node& t) {
  std::string out;
  add_lines(t, 0, out);
  return out;
}

std::string to_json(const explanation_node& t) {
  json_text out;
  add_object(t, out);
  return std::move(out).take();
}

}  // namespace tickler::inline TICKLER_ABI
