#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <ostream>
#include <set>
#include <tickler/condition_manual.hpp>
#include <tickler/io/policy_tests.hpp>

#include "expr/functions.hpp"
#include "placements.hpp"
#include "policy/symbol_table.hpp"
#include "support/loading.hpp"

namespace placements {

std::ostream& operator<<(std::ostream& out, const placement& p) { return out << p.path << ":\n" << p.policy; }

}  // namespace placements

namespace {

std::string errors_of(const std::string& policy) {
  std::string errors;
  const auto loaded = loading::load(policy);
  for (const auto& d : loaded.diagnostics())
    if (d.severity == tickler::severity::error) errors += to_string(d) + '\n';
  if (loaded) errors += loading::lines_of(tickler::load_policy_tests(policy, "p.yaml", loaded.value()).all_diagnostics());
  return errors;
}

using kind = tickler::condition_word::kind;

// What only patterns know is asked in one, any other word in a step.
std::string policy_asking(const tickler::condition_word& w) {
  const auto condition = "if: \"" + std::string(w.example) + "\"";
  const bool in_pattern = w.where.size() == 1 && w.where.front().ends_with("a pattern");
  if (in_pattern) return placements::policy_adding("events", "{it: {" + condition + "}}");
  return placements::policy_adding("cadences",
                                   "{it: {starts: asked, steps: [{id: one, do: {channel: email}, " + condition + "}]}}");
}

std::set<std::string_view> names_of(kind what) {
  std::set<std::string_view> names;
  for (const auto& w : tickler::condition_manual())
    if (w.what == what) BOOST_TEST(names.insert(w.name).second, w.name << " is there twice");
  return names;
}

void check_same(const std::set<std::string_view>& in_manual, const std::set<std::string_view>& known) {
  BOOST_CHECK_EQUAL_COLLECTIONS(in_manual.begin(), in_manual.end(), known.begin(), known.end());
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_key_has_an_example) { BOOST_TEST(placements::all().size() > 90u); }

BOOST_DATA_TEST_CASE(every_example_and_default_of_a_key_is_accepted_in_its_place, boost::unit_test::data::make(placements::all()),
                     p) {
  BOOST_TEST(errors_of(p.policy) == "");
}

BOOST_AUTO_TEST_CASE(every_function_that_conditions_know_is_in_the_manual_and_no_other) {
  std::set<std::string_view> known{tickler::expr::presence_function, tickler::expr::ago_function};
  known.insert(std::begin(tickler::expr::macros), std::end(tickler::expr::macros));
  for (const auto& f : tickler::expr::event_overloads()) known.insert(f.name);
  for (const auto& f : tickler::expr::overloads()) known.insert(f.name);
  check_same(names_of(kind::function), known);
}

BOOST_AUTO_TEST_CASE(every_sign_of_conditions_is_in_the_manual_and_no_other) {
  const std::set<std::string_view> logic{"&&", "||", "!", "?:", "==", "!=", "<", "<=", ">", ">=", "in", "[]", "."};
  std::set<std::string_view> known = logic;
  for (const auto& o : tickler::expr::operator_overloads()) known.insert(o.symbol);
  check_same(names_of(kind::sign), known);
}

BOOST_AUTO_TEST_CASE(every_name_that_conditions_know_is_in_the_manual_and_no_other) {
  std::set<std::string_view> known{"now"};
  std::vector<tickler::condition_names> places;
  for (std::size_t i = 0; i < tickler::condition_places; ++i)
    places.push_back(tickler::names_at(static_cast<tickler::condition_place>(i), {}, {}, tickler::zones::system()));
  for (const auto& p : places)
    for (const auto& v : p.environment.variables) known.insert(std::string_view(v.name).substr(0, v.name.find('.')));
  check_same(names_of(kind::name), known);
}

BOOST_AUTO_TEST_CASE(every_word_of_conditions_has_a_form_and_an_example_that_is_accepted_and_names_it) {
  for (const auto& w : tickler::condition_manual()) {
    BOOST_TEST(!w.forms.empty(), w.name << " has no form");
    BOOST_TEST(!w.doc.empty(), w.name << " has no text");
    BOOST_TEST(errors_of(policy_asking(w)) == "", w.name << ": " << errors_of(policy_asking(w)));
    const auto sign = w.name == "?:" ? "?" : w.name == "[]" ? "[" : w.name;
    BOOST_TEST(w.example.find(sign) != std::string_view::npos, w.name << " is not in its example");
  }
}
