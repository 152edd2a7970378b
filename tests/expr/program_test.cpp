// What a compiled condition says of itself, and what it costs.
#include <rapidcheck.h>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <ostream>
#include <string>

#include "expr/allocations.hpp"
#include "expr/asking.hpp"

namespace expr = tickler::expr;

namespace {

expr::program compiled(const std::string& text) { return expr::compile(text, asking::desk(), {}).value(); }

std::string questions(const expr::program& p) {
  constexpr const char* functions[] = {"happened", "seen", "last", "since", "count"};
  std::string text;
  for (const auto& q : p.queries()) {
    text += (text.empty() ? "" : "; ") + std::string(functions[static_cast<std::size_t>(q.function)]) + ' ' +
            asking::desk().events[q.event];
    if (q.window) text += " in " + std::to_string(q.window->count());
    if (q.max_count) text += " up to " + std::to_string(q.max_count);
  }
  return text;
}

std::string variables(const expr::program& p) {
  std::string text;
  for (const auto v : p.variables()) text += (text.empty() ? "" : " ") + asking::desk().variables[v].name;
  return text;
}

struct need {
  const char* text;
  const char* variables;
  const char* questions;
};
std::ostream& operator<<(std::ostream& out, const need& n) { return out << n.text; }

// A count of n newest touchpoints decides a comparison with n - 1, n or n + 1, as it is written.
const need needs[] = {
    {"true", "", ""},
    {"stage == 'visibility' && has(prospect.local) && stage != start.stage", "prospect.local stage start.stage", ""},
    {"happened('met') || !happened('met') && seen('asked')", "", "happened met; seen asked"},
    {"count('asked', duration('168h')) < 3", "", "count asked in 604800 up to 3"},
    {"count('asked', duration('168h')) <= 3", "", "count asked in 604800 up to 4"},
    {"count('asked', duration('168h')) >= 3", "", "count asked in 604800 up to 3"},
    {"count('asked', duration('168h')) > 3", "", "count asked in 604800 up to 4"},
    {"3 < count('asked')", "", "count asked up to 4"},
    {"3 <= count('asked')", "", "count asked up to 3"},
    {"3 > count('asked')", "", "count asked up to 3"},
    {"3 >= count('asked')", "", "count asked up to 4"},
    {"count('asked') == 64", "", "count asked up to 65"},
    {"count('asked') != 2 || count('asked') < 9 || count('asked', duration('1h')) > 1", "",
     "count asked up to 9; count asked in 3600 up to 2"},
    {"false && happened('met') || since('asked') > duration('1h')", "", "since asked"},  // what is folded away is not asked
    {"false && happened('met') && prospect.id == 'ada'", "", ""},
};

struct folded {
  const char* text;
  const char* constant;  // "none" where it asks for something
};
std::ostream& operator<<(std::ostream& out, const folded& f) { return out << f.text; }

const folded constants[] = {
    {"1 + 2 == 3", "true"},
    {"happened('met') && false", "false"},
    {"true || 1 / 0 == now.getHours()", "true"},
    {"1 / 0 == 1", "error: division by zero"},
    {"[1, 2].all(x, x > 1)", "false"},
    {"[1, 2].all(x, [1, 2].exists(y, x == y))", "true"},
    {"true ? 2 < 3 : happened('met')", "true"},
    {"happened('met')", "none"},
    {"happened('met') && true", "none"},
    {"now > timestamp('2026-01-01T00:00:00Z')", "none"},
    {"duration('1h') + duration('30m')", "5400s"},
};

}  // namespace

BOOST_DATA_TEST_CASE(a_program_says_what_it_will_ask, boost::unit_test::data::make(needs), n) {
  const auto program = compiled(n.text);
  BOOST_TEST(variables(program) == n.variables);
  BOOST_TEST(questions(program) == n.questions);
}

BOOST_DATA_TEST_CASE(what_asks_for_nothing_is_known_beforehand, boost::unit_test::data::make(constants), f) {
  const auto program = compiled(f.text);
  const auto& constant = program.constant();
  BOOST_TEST((constant ? asking::show(*constant, program.type()) : "none") == f.constant);
}

BOOST_AUTO_TEST_CASE(the_slots_of_questions_are_the_askers_own) {
  auto program = compiled("happened('met') && count('asked') > 2");
  program.queries()[1].slot = 7;
  class slots final : public asking::answers {
   public:
    mutable std::uint32_t asked = 0;
    int count(const expr::event_query& q) const override {
      asked = q.slot;
      return 3;
    }
  } scope;
  static_cast<asking::answers&>(scope) = asking::monday();
  expr::arena memory;
  BOOST_TEST(program.evaluate(scope, memory).value.boolean());
  BOOST_TEST(scope.asked == 7u);
}

BOOST_AUTO_TEST_CASE(a_copy_lives_longer_than_its_original) {
  auto copy = compiled("prospect.id + 'x'");
  {
    const auto original = compiled("prospect.tags + ['a text that is too long for the inside of a string']");
    copy = original;
  }
  expr::arena memory;
  BOOST_TEST(asking::show(copy.evaluate(asking::monday(), memory), copy.type()) ==
             "['gold', 'north', 'a text that is too long for the inside of a string']");
}

BOOST_AUTO_TEST_CASE(a_warm_evaluation_allocates_nothing) {
  const char* const texts[] = {
      "stage == 'credibility' && has(prospect.local) && prospect.local && now - start.at > duration('48h')",
      "prospect.tags.exists(t, t + '/' + prospect.owner + string(count('asked') > 1) == 'gold/bofalse') || prospect.tags[9] == 'a'",
      "(prospect.tags + prospect.tags + [string(1.5), string(now), string(since('met'))]).all(t, size(t) < 3)",
      "now.getHours('Europe/Berlin') > 3 && count('asked', duration('168h')) < 3 && [now, start.at].exists(t, t == now)",
  };
  const auto scope = asking::monday();
  expr::arena memory;
  for (const auto* text : texts) {
    const auto program = compiled(text);
    const auto once = [&] {
      program.evaluate(scope, memory);
      program.next_change(scope, memory);
    };
    for (int i = 0; i < 3; ++i) once();
    const long before = asking::allocations();
    for (int i = 0; i < 10; ++i) once();
    BOOST_TEST(asking::allocations() - before == 0, text);
  }
}

BOOST_AUTO_TEST_CASE(texts_that_grow_beyond_the_scratch_are_an_error) {
  std::string text = "prospect.id";
  for (int i = 0; i < 6; ++i) text = '(' + text + '+' + text + ')';
  auto scope = asking::monday();
  const std::string long_id(20'000, 'x');
  scope.values[0] = expr::value::of_text(long_id);
  const auto program = expr::compile("size(" + text + ") > 3", asking::desk()).value();
  expr::arena memory;
  BOOST_TEST(asking::show(program.evaluate(scope, memory), program.type()) == "error: too much text");
  scope.values[0] = expr::value::of_text("ada");
  BOOST_TEST(asking::show(program.evaluate(scope, memory), program.type()) == "true");
}

BOOST_AUTO_TEST_CASE(no_bytes_crash_the_compiler) {
  const auto names = asking::desk();
  const auto compile = [&names](const std::string& text) {
    const auto program = expr::compile(text, names, {});
    if (!program) RC_ASSERT(program.error().offset <= text.size() && !program.error().message.empty());
    if (!program) return;
    expr::arena memory;
    const auto scope = asking::monday();
    program->evaluate(scope, memory);
    program->next_change(scope, memory);
  };
  BOOST_TEST(rc::check("any bytes", [&] { compile(*rc::gen::arbitrary<std::string>()); }));
  BOOST_TEST(rc::check("any tokens", [&] {
    const auto tokens = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
        "(", ")", "[", "]", "{", "}", ".", ",", "?", ":", "||", "&&", "!", "==", "<", ">=", "in", "+", "-", "*", "/", "%", "1",
        "2.5", "'a'", "r'\\'", "'''b'''", "'\\x41'", "true", "x", "now", "stage", "'visibility'", "prospect.id", "prospect.local",
        "has(prospect.local)", "prospect.tags", ".all(x,", ".exists(x,", "size(", "count('met')", "since('met')", "duration('1h')",
        "now.getHours()", "int(", " ", "//", "\n", "`a`", "0x", "1e", "\xff"));
    std::string text;
    for (const auto& t : tokens) text += t;
    compile(text);
  }));
}
