// What tickler.h promises besides right answers: who owns what, what is refused and how, what is safe.
#include <tickler/tickler.h>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "doors/office.hpp"
#include "doors/struct_case.hpp"

using doors::lines_of, doors::office, doors::text_of, doors::view_of;

namespace {

constexpr std::string_view yaml =
    "policy: follow-up\n"
    "zone: Europe/London\n"
    "channels: {phone: {needs: [mobile, phone]}, email: {needs: [email]}}\n"
    "cadences:\n"
    "  answer:\n"
    "    starts: {direction: inbound}\n"
    "    steps: [{id: send, do: {channel: [phone, email], purpose: inform, template: hello}, within: 24 hours}]\n";

constexpr tickler_time monday = 1'772'445'600;  // 2026-03-02T10:00:00Z
constexpr std::string_view asked =
    R"({"prospect":{"id":"ada","contact":{"phone":"1"}},"touchpoints":[{"at":"2026-03-02T10:00:00Z","channel":"email","direction":"inbound"}]})";
constexpr std::string_view nothing_since = R"({"prospect":{"id":"ada","contact":{"phone":"1"}},"touchpoints":[]})";

std::string decided(const office& o, std::string_view one_case = asked, tickler_time now = monday) {
  tickler_text text;
  BOOST_REQUIRE(tickler_decide_json(o.worker(), text_of(one_case), now, &text) == TICKLER_OK);
  return std::string(view_of(text));
}

using strings = std::vector<std::string>;

// She asks.
tickler_touchpoint inbound(const office& o, tickler_time at) {
  tickler_touchpoint t{};
  t.at = at, t.until = TICKLER_NONE, t.direction = TICKLER_INBOUND;
  t.channel = tickler_policy_word(o.policy(), TICKLER_CHANNEL, text_of("email"));
  return t;
}

tickler_case case_of(std::string_view id, const std::vector<tickler_touchpoint>& touchpoints) {
  tickler_case c{};
  c.id = text_of(id), c.touchpoints = touchpoints.data(), c.touchpoint_count = touchpoints.size();
  return c;
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_library_says_which_headers_it_serves) {
  BOOST_TEST(tickler_abi() == std::uint32_t{TICKLER_C_ABI});
  BOOST_TEST(tickler_oldest_abi() == 1u);
  const office o(yaml);
  for (const auto abi : {0u, TICKLER_C_ABI + 1u}) {
    auto* worker = o.worker();
    BOOST_TEST(tickler_worker_new(o.policy(), abi, &worker) == TICKLER_MISUSE);
    BOOST_TEST(worker == nullptr);
  }
}

BOOST_AUTO_TEST_CASE(what_is_wrong_with_a_policy_has_its_number_and_place) {
  tickler_policy* policy = nullptr;
  tickler_problems* problems = nullptr;
  const std::string_view bad = "policy: a\nzone: Europe/Londn\n";
  BOOST_TEST(tickler_policy_load(text_of(bad), text_of("bad.yaml"), &policy, &problems) == TICKLER_REFUSED);
  BOOST_TEST(policy == nullptr);
  BOOST_REQUIRE(tickler_problems_size(problems) >= 1u);
  tickler_problem p;
  BOOST_REQUIRE(tickler_problems_get(problems, 0, &p, sizeof p) == TICKLER_OK);
  BOOST_TEST(p.number == 302);
  BOOST_TEST(p.severity == TICKLER_ERROR);
  BOOST_TEST(p.line == 2u);
  BOOST_TEST(p.column == 7u);
  BOOST_TEST(view_of(p.file) == "bad.yaml");
  BOOST_TEST(view_of(p.said).starts_with("bad.yaml:2:7: error: unknown time zone 'Europe/Londn'"), view_of(p.said));
  BOOST_TEST(tickler_problems_get(problems, tickler_problems_size(problems), &p, sizeof p) == TICKLER_MISUSE);
  BOOST_TEST(tickler_problems_get(problems, 0, &p, sizeof p - 1) == TICKLER_MISUSE);
  tickler_problems_free(problems);
  BOOST_TEST(tickler_policy_load(text_of(bad), text_of("bad.yaml"), &policy, nullptr) == TICKLER_REFUSED);
  BOOST_TEST(tickler_policy_load(text_of(yaml), text_of("good.yaml"), nullptr, &problems) == TICKLER_MISUSE);
  BOOST_TEST(lines_of(problems) == strings{"error: nowhere to put a policy [T811]"}, boost::test_tools::per_element());
  tickler_problems_free(problems);
}

BOOST_AUTO_TEST_CASE(frees_take_null_and_a_worker_keeps_its_policy) {
  tickler_policy_free(nullptr);
  tickler_worker_free(nullptr);
  tickler_problems_free(nullptr);
  BOOST_TEST(tickler_policy_keep(nullptr) == nullptr);
  BOOST_TEST(tickler_problems_size(nullptr) == 0u);

  tickler_policy* policy = nullptr;
  BOOST_REQUIRE(tickler_policy_load(text_of(yaml), text_of("p"), &policy, nullptr) == TICKLER_OK);
  BOOST_TEST(tickler_policy_keep(policy) == policy);
  BOOST_TEST(view_of(tickler_policy_name(policy)) == "follow-up");
  tickler_policy_free(policy);
  tickler_worker* worker = nullptr;
  BOOST_REQUIRE(tickler_worker_new(policy, TICKLER_C_ABI, &worker) == TICKLER_OK);
  tickler_policy_free(policy);
  tickler_text text;
  BOOST_TEST(tickler_decide_json(worker, text_of(asked), monday, &text) == TICKLER_OK);
  tickler_worker_free(worker);
}

BOOST_AUTO_TEST_CASE(policies_of_one_text_have_one_fingerprint) {
  const office a(yaml), b(yaml, "elsewhere.yaml"), other("policy: b\nzone: UTC\nchannels: {email: {}}\n");
  BOOST_TEST(tickler_policy_fingerprint(a.policy()) == tickler_policy_fingerprint(b.policy()));
  BOOST_TEST(tickler_policy_fingerprint(a.policy()) != tickler_policy_fingerprint(other.policy()));
}

BOOST_AUTO_TEST_CASE(words_are_numbers_of_the_policy_and_unknown_ones_are_other) {
  const office o(yaml);
  const auto word = [&](int kind, std::string_view name) { return tickler_policy_word(o.policy(), kind, text_of(name)); };
  BOOST_TEST(word(TICKLER_CHANNEL, "") == 0);
  BOOST_TEST(word(TICKLER_CHANNEL, "pigeon") == TICKLER_OTHER);
  BOOST_TEST(word(7, "phone") == TICKLER_OTHER);
  BOOST_TEST(word(TICKLER_OUTCOME, "Opted_Out") == word(TICKLER_OUTCOME, "opted_out"));
  for (const auto* unclear : {"opted out", "unsubscribed", "Do Not Call"})
    BOOST_TEST(word(TICKLER_OUTCOME, unclear) == TICKLER_UNCLEAR);
  for (const auto& [kind, name] :
       {std::pair{TICKLER_CHANNEL, "phone"}, {TICKLER_PURPOSE, "inform"}, {TICKLER_OUTCOME, "no_answer"}}) {
    BOOST_TEST(word(kind, name) > TICKLER_OTHER);
    BOOST_TEST(view_of(tickler_policy_word_text(o.policy(), kind, word(kind, name))) == name);
  }
  BOOST_TEST(tickler_policy_word_text(o.policy(), TICKLER_CHANNEL, 60'000).data == nullptr);
  decided(o, R"({"prospect":{"id":"ada"},"touchpoints":[{"at":"2026-03-02T10:00:00Z","channel":"pigeon"}]})");
  BOOST_TEST(word(TICKLER_CHANNEL, "pigeon") == TICKLER_OTHER);
}

struct misuse_case {
  const char* what;
  const char* said;
  tickler_result (*call)(tickler_worker* w, tickler_text* out);
};
std::ostream& operator<<(std::ostream& out, const misuse_case& c) { return out << c.what; }

const misuse_case misuses[] = {
    {"a time before 1970", "error: a time outside 1970 to 2037 [T809]",
     [](auto* w, auto* out) { return tickler_decide_json(w, text_of(asked), -1, out); }},
    {"no time", "error: a time outside 1970 to 2037 [T809]",
     [](auto* w, auto* out) { return tickler_explain_json(w, text_of(asked), TICKLER_NONE, 0, out); }},
    {"a preview until 2040", "error: a time outside 1970 to 2037 [T809]",
     [](auto* w, auto* out) { return tickler_preview_json(w, text_of(asked), {}, monday, 2'208'988'800, 0, out); }},
    {"no room for an answer", "error: nowhere to put an answer [T811]",
     [](auto* w, auto*) { return tickler_decide_lines(w, text_of(asked), monday, nullptr); }},
    {"cases that are counted but not there", "error: no cases, or nowhere to put decisions [T811]",
     [](auto* w, auto*) {
       tickler_decisions all;
       return tickler_decide(w, nullptr, 1, monday, &all);
     }},
    {"an action of no cadence", "error: an action of another policy [T804]",
     [](auto* w, auto*) {
       tickler_action a{};
       a.cadence = 9;
       tickler_action_texts texts;
       return tickler_action_texts_of(w, &a, &texts);
     }},
};

BOOST_DATA_TEST_CASE(a_call_that_cannot_be_meant_is_misuse_and_says_why, boost::unit_test::data::make(misuses), c) {
  const office o(yaml);
  tickler_text out = text_of("before");
  BOOST_TEST(c.call(o.worker(), &out) == TICKLER_MISUSE);
  BOOST_TEST(o.problems() == strings{c.said}, boost::test_tools::per_element());
  BOOST_TEST(c.call(nullptr, &out) == TICKLER_MISUSE);
  decided(o);
  BOOST_TEST(o.problems().empty());
}

BOOST_AUTO_TEST_CASE(problems_of_a_case_are_those_of_its_line_in_this_call) {
  const office o(yaml);
  const std::string lines = std::string(asked) + "\n{\"prospect\":{\"id\":\"bo\"}}\n\n" + std::string(asked);
  for (int call = 0; call < 2; ++call) {
    tickler_text text;
    BOOST_REQUIRE(tickler_decide_lines(o.worker(), text_of(lines), monday, &text) == TICKLER_OK);
    const auto answers = view_of(text);
    BOOST_TEST(std::count(answers.begin(), answers.end(), '\n') == 4);
    const auto problems = o.problems();
    BOOST_REQUIRE(problems.size() == 2u);
    BOOST_TEST(problems[0].starts_with("case:2:1: error: "), problems[0]);
    BOOST_TEST(problems[1].starts_with("case:3:1: error: "), problems[1]);
  }
  tickler_text text;
  BOOST_TEST(tickler_decide_lines(o.worker(), {}, monday, &text) == TICKLER_OK);
  BOOST_TEST(text.size == 0u);
}

BOOST_AUTO_TEST_CASE(a_touch_may_be_of_the_prospect_of_the_case_alone) {
  const office o(yaml);
  tickler_text text;
  const auto may = [&](std::string_view touch) {
    return tickler_may_json(o.worker(), text_of(asked), text_of(touch), monday, &text);
  };
  BOOST_TEST(may(R"({"channel":"phone"})") == TICKLER_OK);
  BOOST_TEST(view_of(text).find(R"("verdict":"go")") != std::string_view::npos);
  BOOST_TEST(may(R"({"channel":"phone","prospect":"ada"})") == TICKLER_OK);
  BOOST_TEST(may(R"({"channel":"phone","prospect":"bo"})") == TICKLER_REFUSED);
  BOOST_TEST(o.problems() == strings{"touch: error: the touch is of 'bo', not of the case's prospect [T325]"},
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(of_a_case_that_cannot_be_read_nothing_is_go) {
  const office o(yaml);
  tickler_text text;
  BOOST_TEST(tickler_may_json(o.worker(), text_of(R"({"prospect":{"id":"ada"},"touchpoints":[{"at":"?"}]})"),
                              text_of(R"({"channel":"phone"})"), monday, &text) == TICKLER_OK);
  BOOST_TEST(view_of(text).starts_with(R"({"prospect":"ada","verdict":"stop","problem":"one of its records)"), view_of(text));
  BOOST_TEST(o.problems().size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_saved_state_decides_as_the_whole_history) {
  const office o(yaml);
  tickler_text bytes, decision, after;
  BOOST_REQUIRE(tickler_save_state(o.worker(), text_of(asked), monday, &bytes) == TICKLER_OK);
  const std::string kept(view_of(bytes));
  BOOST_REQUIRE(tickler_decide_saved_json(o.worker(), text_of(kept), text_of(nothing_since), monday + 60, &decision, &after) ==
                TICKLER_OK);
  const std::string by_state(view_of(decision)), unchanged(view_of(after));
  BOOST_TEST(by_state == decided(o, asked, monday + 60));
  BOOST_TEST(unchanged == kept);

  const std::string_view called =
      R"({"prospect":{"id":"ada","contact":{"phone":"1"}},"touchpoints":[{"at":"2026-03-02T11:00:00Z","channel":"phone","direction":"outbound","purpose":"inform"}]})";
  BOOST_REQUIRE(tickler_decide_saved_json(o.worker(), text_of(kept), text_of(called), monday + 7'200, &decision, &after) ==
                TICKLER_OK);
  BOOST_TEST(view_of(decision).find(R"("status":"unattended")") != std::string_view::npos, view_of(decision));
  BOOST_TEST(view_of(after) != kept);
}

BOOST_AUTO_TEST_CASE(a_state_that_does_not_serve_is_refused) {
  const office o(yaml), other("policy: b\nzone: UTC\nchannels: {email: {}}\n");
  tickler_text bytes, decision;
  BOOST_REQUIRE(tickler_save_state(o.worker(), text_of(asked), monday, &bytes) == TICKLER_OK);
  const std::string kept(view_of(bytes));
  const auto asked_by = [&](const office& by, std::string_view state, std::string_view one_case) {
    const auto result = tickler_decide_saved_json(by.worker(), text_of(state), text_of(one_case), monday + 60, &decision, nullptr);
    BOOST_TEST((decision.data == nullptr) == (result != TICKLER_OK));
    return result;
  };
  BOOST_TEST(asked_by(o, kept, nothing_since) == TICKLER_OK);
  BOOST_TEST(asked_by(other, kept, nothing_since) == TICKLER_REFUSED);
  BOOST_TEST(asked_by(o, kept.substr(1), nothing_since) == TICKLER_REFUSED);
  BOOST_TEST(asked_by(o, "", nothing_since) == TICKLER_REFUSED);
  BOOST_TEST(asked_by(o, kept, R"({"prospect":{"id":"bo"},"touchpoints":[]})") == TICKLER_REFUSED);
  BOOST_TEST(o.problems() == strings{"state: error: the state is of another prospect, or of what her record was before [T323]"},
             boost::test_tools::per_element());
  const std::string_view too_old =
      R"({"prospect":{"id":"ada","contact":{"phone":"1"}},"touchpoints":[{"at":"2026-03-01T11:00:00Z","channel":"phone"}]})";
  BOOST_TEST(asked_by(o, kept, too_old) == TICKLER_REFUSED);
}

BOOST_AUTO_TEST_CASE(one_bad_struct_is_invalid_and_the_others_go_on) {
  const office o(yaml);
  const auto good = inbound(o, monday);
  auto unknown_word = good, out_of_time = good, no_text = good, unsorted = good;
  unknown_word.channel = TICKLER_UNCLEAR;
  out_of_time.at = -1;
  no_text.key_count = 1;
  unsorted.at = monday - 10;
  std::vector<tickler_touchpoint> all[] = {{good}, {unknown_word}, {out_of_time}, {no_text}, {good, unsorted}};
  std::vector<tickler_case> cases;
  for (const auto& touchpoints : all) cases.push_back(case_of("ada", touchpoints));
  tickler_decisions out;
  BOOST_REQUIRE(tickler_decide(o.worker(), cases.data(), cases.size(), monday, &out) == TICKLER_OK);
  BOOST_REQUIRE(out.decision_count == 5u);
  std::vector<std::string> statuses;
  for (const auto& d : std::span(out.decisions, out.decision_count))
    statuses.emplace_back(tickler_name_of(TICKLER_STATUS, d.status));
  BOOST_TEST(statuses == (strings{"blocked", "invalid", "invalid", "invalid", "blocked"}), boost::test_tools::per_element());
  BOOST_TEST(o.problems() == (strings{"cases[1]: error: a word of another vocabulary [T803]",
                                      "cases[2]: error: a touchpoint outside 1970 to 2037 [T809]",
                                      "cases[3]: error: a null pointer where something is counted [T811]"}),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(names_end_where_the_lists_do) {
  BOOST_TEST(tickler_name_of(TICKLER_STATUS, 0) == std::string_view("stopped"));
  BOOST_TEST(tickler_name_of(TICKLER_BLOCKER, 13) == std::string_view("unknown_region"));
  BOOST_TEST(tickler_name_of(TICKLER_BLOCKER, 14) == nullptr);
  BOOST_TEST(tickler_name_of(TICKLER_STATUS, -1) == nullptr);
  BOOST_TEST(tickler_name_of(17, 0) == nullptr);
}

BOOST_AUTO_TEST_CASE(zones_that_were_used_cannot_be_defined_any_more) {
  const office o(yaml);
  const tickler_time begin[] = {0};
  const std::int32_t offset[] = {3'600};
  tickler_problems* problems = nullptr;
  BOOST_TEST(tickler_define_zone(text_of("Mars/Olympus"), begin, offset, 1, {}, &problems) == TICKLER_MISUSE);
  BOOST_TEST(lines_of(problems) == strings{"error: a zone is defined after zones were used [T810]"},
             boost::test_tools::per_element());
  tickler_problems_free(problems);
  tickler_text version;
  BOOST_TEST(tickler_zone_data(&version) == TICKLER_OK);
  BOOST_TEST(version.size != 0u);
  const tickler_text names[] = {text_of("Asia/Tokyo"), text_of("Asia/Tokio")};
  BOOST_TEST(tickler_prepare(names, 1, &problems) == TICKLER_OK);
  BOOST_TEST(problems == nullptr);
  BOOST_TEST(tickler_prepare(names, 2, &problems) == TICKLER_REFUSED);
  const auto lines = lines_of(problems);
  BOOST_REQUIRE(lines.size() == 1u);
  BOOST_TEST(lines[0].starts_with("zones: error: unknown time zone 'Asia/Tokio'"), lines[0]);
  tickler_problems_free(problems);
}

BOOST_AUTO_TEST_CASE(eight_threads_decide_alike_under_one_policy) {
  const office o(yaml);
  const auto expected = decided(o);
  std::vector<std::thread> threads;
  std::vector<int> alike(8);
  for (std::size_t i = 0; i < alike.size(); ++i)
    threads.emplace_back([&, i] {
      tickler_worker* w = nullptr;
      if (tickler_worker_new(o.policy(), TICKLER_C_ABI, &w) != TICKLER_OK) return;
      tickler_text text;
      for (int n = 0; n < 200; ++n)
        alike[i] += tickler_decide_json(w, text_of(asked), monday, &text) == TICKLER_OK && view_of(text) == expected;
      tickler_worker_free(w);
    });
  for (auto& t : threads) t.join();
  for (const auto n : alike) BOOST_TEST(n == 200);
}
