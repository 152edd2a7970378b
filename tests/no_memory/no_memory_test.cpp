// Each allocation of each function of tickler.h fails in turn: it says TICKLER_NO_MEMORY and gives nothing, nothing is lost, and
// the worker goes on. In a run every 50th, each from another beginning; all of them with TICKLER_CASES=50.
#include <tickler/tickler.h>

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <string>
#include <string_view>

#include "doors/office.hpp"
#include "no_memory/arrow_cases.hpp"
#include "no_memory/failing_new.hpp"
#include "no_memory/step.hpp"
#include "support/files.hpp"

namespace {

constexpr tickler_time monday = 1'772'445'600;  // 2026-03-02T10:00:00Z

tickler_text text_of(std::string_view t) { return {t.data(), t.size()}; }
std::string string_of(tickler_text t) { return t.data ? std::string(t.data, t.size) : std::string(); }

const std::string& yaml() {
  static const auto text = support::content_of(support::source_dir() / "examples/policies/art-of-follow-up.yaml");
  return text;
}

// Written as a program would, and as one would not: with an escape, an unknown word, an id twice.
constexpr std::string_view cases[] = {
    R"({"prospect":{"id":"ada","zone":"Europe/London","contact":{"phone":"1","email":"a@example.org"}},"touchpoints":[)"
    R"({"at":"2026-03-02T09:00:00Z","channel":"email","direction":"inbound","outcome":"inquired"}]})",
    R"({"prospect":{"id":"b\u00f8","contact":{"phone":"1"},"region":"US-NY"},"touchpoints":[)"
    R"({"id":"7","at":"2026-03-02T08:00:00Z","channel":"phone","direction":"outbound","outcome":"no_answer"},)"
    R"({"id":"7","at":"2026-03-02T08:30:00Z","channel":"phone","direction":"outbound","outcome":"left_message"},)"
    R"({"at":"2026-03-01T08:30:00Z","channel":"pigeon","key":["a","b"],"until":"2026-04-01T00:00:00Z"}]})",
    R"({"prospect":{"id":"cy"},"touchpoints":[{"at":"yesterday"}]})"};

const std::string lines = std::string(cases[0]) + '\n' + std::string(cases[1]) + '\n' + std::string(cases[2]) + '\n';

struct called {
  tickler_result result = TICKLER_OK;
  std::string answer{};
};

struct function {
  const char* name;
  std::function<called(tickler_worker*, tickler_policy*)> call;
};
// Asks with a text of the function's; `text` is given nothing where it fails.
template <class Ask>
function asking(const char* name, Ask ask) {
  return {name, [ask](tickler_worker* w, tickler_policy*) {
            tickler_text text = text_of("what was there");
            const auto result = ask(w, &text);
            if (result != TICKLER_OK && (text.data || text.size != 0)) std::abort();
            no_memory::fail_never();
            return called{result, string_of(text)};
          }};
}

std::string state() {
  const doors::office o(yaml());
  tickler_text bytes;
  BOOST_REQUIRE(tickler_save_state(o.worker(), text_of(cases[0]), monday, &bytes) == TICKLER_OK);
  return string_of(bytes);
}

std::vector<function> functions() {
  std::vector<function> all{
      asking("decide_json", [](auto* w, auto* out) { return tickler_decide_json(w, text_of(cases[1]), monday, out); }),
      asking("decide_json of what cannot be read",
             [](auto* w, auto* out) { return tickler_decide_json(w, text_of(cases[2]), monday, out); }),
      asking("decide_lines", [](auto* w, auto* out) { return tickler_decide_lines(w, text_of(lines), monday, out); }),
      asking("may_json",
             [](auto* w, auto* out) {
               return tickler_may_json(w, text_of(cases[0]), text_of(R"({"channel":"phone","purpose":"check_in"})"), monday, out);
             }),
      asking("explain_json",
             [](auto* w, auto* out) { return tickler_explain_json(w, text_of(cases[1]), monday, TICKLER_FULL, out); }),
      asking("preview_json",
             [](auto* w, auto* out) {
               return tickler_preview_json(w, text_of(cases[0]), text_of("answers on day 3"), monday, monday + 864'000, 0, out);
             }),
      asking("save_state", [](auto* w, auto* out) { return tickler_save_state(w, text_of(cases[1]), monday, out); }),
      asking("decide_saved_json", [kept = state()](auto* w, auto* out) {
        tickler_text after = text_of("what was there");
        const auto result = tickler_decide_saved_json(w, text_of(kept), text_of(cases[0]), monday, out, &after);
        if (result != TICKLER_OK && after.data) std::abort();
        return result;
      })};
  all.push_back({"policy_load", [](tickler_worker*, tickler_policy*) {
                   tickler_policy* made = nullptr;
                   tickler_problems* problems = nullptr;
                   const auto result = tickler_policy_load(text_of(yaml()), text_of("art.yaml"), &made, &problems);
                   no_memory::fail_never();
                   if (result != TICKLER_OK && made) std::abort();
                   tickler_policy_free(made);
                   tickler_problems_free(problems);
                   return called{result, ""};
                 }});
  all.push_back({"policy_load of what is refused", [](tickler_worker*, tickler_policy*) {
                   tickler_policy* made = nullptr;
                   tickler_problems* problems = nullptr;
                   const auto result =
                       tickler_policy_load(text_of("policy: a\nzone: Mars\nwiat: 1\n"), text_of("a"), &made, &problems);
                   no_memory::fail_never();
                   const auto count = tickler_problems_size(problems);
                   tickler_problems_free(problems);
                   return called{result, std::to_string(count)};
                 }});
  all.push_back({"worker_new", [](tickler_worker*, tickler_policy* p) {
                   tickler_worker* made = nullptr;
                   const auto result = tickler_worker_new(p, TICKLER_C_ABI, &made);
                   no_memory::fail_never();
                   if (result != TICKLER_OK && made) std::abort();
                   tickler_worker_free(made);
                   return called{result, ""};
                 }});
  all.push_back({"decide and action_texts_of", [](tickler_worker* w, tickler_policy* p) {
                   tickler_touchpoint t{};
                   t.at = monday, t.until = TICKLER_NONE, t.direction = TICKLER_INBOUND;
                   t.outcome = tickler_policy_word(p, TICKLER_OUTCOME, text_of("inquired"));
                   tickler_case c{};
                   c.id = text_of("ada"), c.touchpoints = &t, c.touchpoint_count = 1;
                   tickler_decisions decided;
                   auto result = tickler_decide(w, &c, 1, monday, &decided);
                   if (result != TICKLER_OK && decided.decisions) std::abort();
                   std::string id;
                   if (result == TICKLER_OK && decided.action_count != 0) {
                     const auto first = decided.actions[0];
                     tickler_action_texts texts;
                     result = tickler_action_texts_of(w, &first, &texts);
                     no_memory::fail_never();  // what follows is the test's own
                     id = string_of(texts.id);
                     if (decided.actions[0].start != first.start) std::abort();  // what was decided is still there
                   }
                   no_memory::fail_never();
                   return called{result, id};
                 }});
  all.push_back({"decide_arrow", [](tickler_worker*, tickler_policy* p) {
                   auto stream = no_memory::arrow_cases();
                   ArrowArrayStream decisions{};
                   ArrowSchema schema{};
                   ArrowArray batch{};
                   tickler_problems* problems = nullptr;
                   auto result = tickler_decide_arrow(p, &stream, monday, 0, &decisions, &problems);
                   if (stream.release) std::abort();
                   int code = 0;
                   if (result == TICKLER_OK) code = decisions.get_schema(&decisions, &schema);
                   if (result == TICKLER_OK && code == 0) code = decisions.get_next(&decisions, &batch);
                   if (code != 0) result = code == ENOMEM ? TICKLER_NO_MEMORY : TICKLER_FAULT;
                   no_memory::fail_never();
                   if (result != TICKLER_OK && batch.release) std::abort();
                   const auto rows = std::to_string(batch.length);
                   if (schema.release) schema.release(&schema);
                   if (batch.release) batch.release(&batch);
                   if (decisions.release) decisions.release(&decisions);
                   tickler_problems_free(problems);
                   return called{result, rows};
                 }});
  return all;
}

}  // namespace

BOOST_AUTO_TEST_CASE(whichever_allocation_fails_the_call_says_so_and_the_worker_goes_on) {
  std::size_t number = 0;
  for (const auto& f : functions()) {
    const doors::office o(yaml());
    const auto expected = f.call(o.worker(), o.policy());
    std::size_t failures = 0;
    for (std::size_t n = 0;; n += n < 20 ? 1 : no_memory::step() + ++number % 3) {  // the first ones all
      const doors::office fresh(yaml());                                            // whose buffers are small
      no_memory::fail_at(n);
      const auto got = f.call(fresh.worker(), fresh.policy());
      no_memory::fail_never();
      if (!no_memory::has_failed()) {
        BOOST_TEST(got.answer == expected.answer, f.name);
        break;
      }
      ++failures;
      // The library may do without: std::stable_sort does.
      const bool is_as_without = got.result == expected.result && got.answer == expected.answer;
      BOOST_TEST((got.result == TICKLER_NO_MEMORY || is_as_without), f.name << ", allocation " << n << ": " << got.result);
      const auto again = f.call(fresh.worker(), fresh.policy());
      BOOST_TEST((again.result == expected.result && again.answer == expected.answer), f.name << ", after allocation " << n);
    }
    BOOST_TEST(failures > 0u, f.name);
  }
}

// Words that nobody knows leave no trace.
BOOST_AUTO_TEST_CASE(a_worker_takes_no_more_memory_however_many_words_it_meets) {
  const doors::office o(yaml());
  std::uint64_t dice = 1;
  const auto word = [&dice] {
    dice = dice * 6364136223846793005u + 1442695040888963407u;
    return std::to_string(dice >> 33);
  };
  const auto decide = [&](int count) {
    for (int i = 0; i < count; ++i) {
      std::string line = R"({"prospect":{"id":"ada"},"touchpoints":[)";
      for (int t = 0; t < 10; ++t)
        line += std::string(t == 0 ? "" : ",") + R"({"at":"2026-03-01T10:00:00Z","channel":"c)" + word() + R"(","purpose":"p)" +
                word() + R"(","outcome":"o)" + word() + R"("})";
      line += "]}";
      tickler_text text;
      BOOST_REQUIRE(tickler_decide_json(o.worker(), text_of(line), monday, &text) == TICKLER_OK);
    }
  };
  const auto* share = std::getenv("TICKLER_CASES");
  const auto all = static_cast<int>(100'000 * std::clamp(share ? std::atof(share) : 1.0, 0.01, 1.0));
  decide(200);
  const auto before = no_memory::bytes_in_use();
  decide(all);
  BOOST_TEST(no_memory::bytes_in_use() - before < 65'536);
}
