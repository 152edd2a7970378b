// The cases of the CEL conformance suite that are in the folder of shared data: those inside the subset mean what they should,
// those outside are refused at a place.
#include <simdjson.h>

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <iostream>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "expr/asking.hpp"

namespace expr = tickler::expr;
namespace json = simdjson::dom;

namespace {

using expr::type;
using expr::type_kind;
using expr::value;

std::string path_of(const char* name) { return std::string(TICKLER_SOURCE_DIR) + "/../shared/data/cel/" + name; }

bool is_there(const char* name) {
  if (std::filesystem::exists(path_of(name))) return true;
  BOOST_TEST_MESSAGE("skipped: " << path_of(name) << " is absent");
  return false;
}

std::string text_in(json::element e) { return std::string{std::string_view(e)}; }

// "list(int)"; none for the types that conditions do not have.
std::optional<type> type_named(std::string_view name) {
  if (name.starts_with("list(")) {
    const auto item = type_named(name.substr(5, name.size() - 6));
    return item ? std::optional(expr::list_of(*item)) : std::nullopt;
  }
  for (const type_kind k :
       {type_kind::boolean, type_kind::integer, type_kind::real, type_kind::text, type_kind::timestamp, type_kind::duration})
    if (to_string(type{k}) == name) return type{k};
  return std::nullopt;
}

// The values of bindings and of what is expected, with the memory that they view.
struct kept_values {
  std::vector<std::unique_ptr<std::vector<value>>> lists{};

  std::pair<type, value> read(json::element e) {
    const auto field = *json::object(e).begin();
    const std::string_view what = field.key;
    if (what == "bool") return {{type_kind::boolean}, value::of_bool(bool(field.value))};
    if (what == "int") return {{type_kind::integer}, value::of_int(std::stoll(text_in(field.value)))};
    if (what == "double") return {{type_kind::real}, value::of_double(std::stod(text_in(field.value)))};
    if (what == "string") return {{type_kind::text}, value::of_text(std::string_view(field.value))};
    if (what != "list") throw std::runtime_error("a value of an unknown type: " + std::string(what));
    type items{};
    auto& list = *lists.emplace_back(std::make_unique<std::vector<value>>());
    for (const json::element item : json::array(field.value)) {
      const auto [t, v] = read(item);
      items = t;
      list.push_back(v);
    }
    return {expr::list_of(items), value::of_list(list)};
  }
};

// The names of a case. Those of its container can be written without it, as CEL resolves them.
expr::environment names_of(json::element test) {
  expr::environment names;
  const auto container = text_in(test["container"]);
  for (const auto field : json::object(test["env"])) {
    const std::string name(field.key);
    const auto t = type_named(field.value);
    if (!t) continue;
    names.variables.push_back({name, *t});
    if (!container.empty() && name.starts_with(container + '.')) names.variables.push_back({name.substr(container.size() + 1), *t});
  }
  return names;
}

std::string found_in(json::element test, kept_values& kept) {
  const auto names = names_of(test);
  const auto program = expr::compile(std::string_view(test["expr"]), names, {});
  if (!program) return "refused: " + program.error().message;
  if (bool(test["check_only"])) return "type " + to_string(program->type());
  asking::answers scope;
  for (const auto& v : names.variables) scope.values.push_back(kept.read(test["bindings"][v.name]).second);
  expr::arena memory;
  return asking::show(program->evaluate(scope, memory), program->type());
}

// A text that duration() or timestamp() can never take is refused when it is read: that is its error.
bool is_expected_error(const std::string& found) {
  return found.starts_with("error: ") || (found.starts_with("refused: ") && found.find(" is no ") != std::string::npos);
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_cases_of_the_core_mean_what_the_conformance_suite_says) {
  if (!is_there("core.jsonl")) return;
  json::parser parser;
  std::map<std::string, int> passed;
  int count = 0;
  for (const json::element test : parser.load_many(path_of("core.jsonl"))) {
    kept_values kept;
    ++count;
    const auto id = text_in(test["id"]);
    const auto found = found_in(test, kept);
    json::element expected;
    bool good = false;
    if (test["expect"]["error"].get(expected) == simdjson::SUCCESS) {
      good = is_expected_error(found);
      BOOST_TEST(good, id << ": found " << found << ", expected an error: " << std::string_view(expected));
    } else if (bool(test["check_only"])) {
      good = found == "type list(list(list(list(list(dyn)))))";  // its five brackets
      BOOST_TEST(good, id << ": found " << found);
    } else {
      const auto [t, v] = kept.read(test["expect"]["value"]);
      good = found == asking::show(v, t);
      BOOST_TEST(good, id << ": found " << found << ", expected " << asking::show(v, t));
    }
    passed[text_in(test["file"])] += good;
  }
  for (const auto& [file, number] : passed) std::cout << "core.jsonl, " << file << ": " << number << " passed\n";
  BOOST_TEST(count == 298);
}

BOOST_AUTO_TEST_CASE(the_cases_outside_the_subset_are_refused_at_a_place) {
  if (!is_there("outside.jsonl")) return;
  json::parser parser;
  std::map<std::string, int> refused;
  int count = 0;
  for (const json::element test : parser.load_many(path_of("outside.jsonl"))) {
    ++count;
    const auto id = text_in(test["id"]), text = text_in(test["expr"]);
    const auto program = expr::compile(text, names_of(test), {});
    BOOST_TEST(!program, id << ": accepted " << text);
    if (program) continue;
    BOOST_TEST(!program.error().message.empty(), id);
    BOOST_TEST(program.error().offset <= text.size(), id);
    ++refused[text_in(test["file"])];
  }
  for (const auto& [file, number] : refused) std::cout << "outside.jsonl, " << file << ": " << number << " refused\n";
  BOOST_TEST(count == 448);
}
