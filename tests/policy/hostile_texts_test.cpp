// Texts too large to keep as files: what an untrusted author may send.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <ostream>
#include <tickler/io/load_policy.hpp>
#include <tickler/problem_numbers.hpp>

#include "support/loading.hpp"

namespace {

const std::string head = "policy: p\nzone: UTC\n";

std::string many(std::size_t count, std::string_view part) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += part;
  return text;
}

std::string numbered(std::size_t count, std::string_view before, std::string_view after) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += std::string(before) + std::to_string(i) + std::string(after);
  return text;
}

struct hostile_text {
  const char* name;
  std::string text;
  std::string first_line;  // of the diagnostics
};

std::ostream& operator<<(std::ostream& out, const hostile_text& t) { return out << t.name; }

const hostile_text hostile_texts[] = {
    {"a file of more than a megabyte", head + many(1 << 20, "#"),
     "p.yaml:1:1: error: the text is longer than 1048576 bytes [T120]"},
    {"a scalar of nearly a megabyte", head + "business: " + many(1'000'000, "a"),
     "p.yaml:3:11: error: a text of more than 65536 bytes [T123]"},
    {"a scalar of one byte too many", head + "business: '" + many(65'537, "a") + "'\n",
     "p.yaml:3:11: error: a text of more than 65536 bytes [T123]"},
    {"a key of a megabyte", head + "? " + many(1'000'000, "a") + "\n: b\n",
     "p.yaml:3:3: error: a text of more than 65536 bytes [T123]"},
    {"half a million brackets", "a: " + many(500'000, "["), "p.yaml:1:35: error: nested more than 32 deep [T121]"},
    {"half a million braces", "a: " + many(500'000, "{"), "p.yaml:1:35: error: nested more than 32 deep [T121]"},
    {"half a million dashes", many(500'000, "- "), "p.yaml:1:65: error: nested more than 32 deep [T121]"},
    {"half a million question marks", many(500'000, "? "), "p.yaml:1:65: error: nested more than 32 deep [T121]"},
    {"a long list", head + "closes: [" + many(400'000, "a,") + "]\n",
     "p.yaml:3:199992: error: more than 100000 parts (keys, values, lists) [T122]"},
    {"one key a hundred thousand times", many(60'000, "a: b\n"), "p.yaml:1000:1: error: the key 'a' is here twice"},
};

}  // namespace

BOOST_DATA_TEST_CASE(a_hostile_text_is_refused_with_its_place, boost::unit_test::data::make(hostile_texts), hostile) {
  const auto loaded = loading::load(hostile.text);
  BOOST_TEST(!loaded);
  const auto lines = loading::lines_of(loaded.diagnostics());
  BOOST_TEST(lines.find(hostile.first_line) != std::string::npos,
             "'" << hostile.first_line << "' is not in: " << lines.substr(0, 2'000));
}

BOOST_AUTO_TEST_CASE(no_bytes_at_no_address_are_an_empty_text) {
  const auto loaded = tickler::load_policy({}, "p.yaml", tickler::vocabulary{});
  BOOST_TEST(loading::lines_of(loaded.diagnostics()) == "p.yaml:1:1: error: the text is empty [T118]\n");
}

BOOST_AUTO_TEST_CASE(what_is_within_the_limits_is_read) {
  const std::string policy =
      head +
      "channels: {email: }\nevents: {asked: {direction: inbound}}\ncadences:\n  a: {starts: asked, steps: [{id: s, "
      "do: {channel: email, note: '" +
      many(65'536, "a") + "'}}]}\n";
  const auto loaded = loading::load(policy);
  BOOST_TEST(loading::lines_of(loaded.diagnostics()) == "");
  BOOST_REQUIRE(loaded);
  BOOST_TEST(loaded.value().draft().cadences[0].steps[0].note->size() == 65'536u);
}

BOOST_AUTO_TEST_CASE(twenty_thousand_undefined_events_are_reported_in_a_moment) {
  const auto loaded = loading::load(head + "events:\n" + numbered(256, "  e", ": {direction: inbound}\n") + "closes: [" +
                                    numbered(20'000, "undefined-event-with-quite-a-long-name-", ", ") + "]\n");
  BOOST_TEST(!loaded);
  BOOST_TEST(loaded.diagnostics().size() == 1'000u);
}

BOOST_AUTO_TEST_CASE(the_limits_of_reading_can_be_set) {
  const std::string text = "policy: p\nzone: UTC\nevents: {asked: {direction: inbound}}\ncloses: asked\n";
  const auto first_line = [&text](tickler::text_limits limits) {
    const auto loaded = tickler::load_policy(text, "p.yaml", tickler::vocabulary{}, {.text = limits});
    return loaded.diagnostics().empty() ? "" : to_string(loaded.diagnostics().front());
  };
  BOOST_TEST(first_line({}) == "");
  BOOST_TEST(first_line({.bytes = 20}) == "p.yaml:1:1: error: the text is longer than 20 bytes [T120]");
  BOOST_TEST(first_line({.depth = 2}) == "p.yaml:3:17: error: nested more than 2 deep [T121]");
  BOOST_TEST(first_line({.events = 5}) == "p.yaml:2:1: error: more than 5 parts (keys, values, lists) [T122]");
  BOOST_TEST(first_line({.scalar_bytes = 6}) == "p.yaml:3:18: error: a text of more than 6 bytes [T123]");
}

BOOST_AUTO_TEST_CASE(a_file_that_cannot_be_read_is_a_diagnostic) {
  const auto missing = tickler::load_policy_file("no/such/policy.yaml", tickler::vocabulary{});
  BOOST_TEST(loading::lines_of(missing.diagnostics()) == "no/such/policy.yaml: error: the file cannot be read [T119]\n");
  const auto folder = tickler::load_policy_file(".", tickler::vocabulary{});
  BOOST_TEST(loading::lines_of(folder.diagnostics()) == ".: error: the file cannot be read [T119]\n");
}

// One condition of 4 KB, 2,187 ways to be asked and a million steps at each would take seconds: the warnings' work is bounded, and
// of what comes after nothing is claimed. A condition that always holds is warned of where there is work left for it.
BOOST_AUTO_TEST_CASE(warnings_about_conditions_end_with_their_work) {
  const auto policy_of = [](const std::string& first) {
    return head + "channels: {email: {}}\nfacts: {" + numbered(7, "b", ": bool, ") + "c: bool}\ncadences:\n" + first +
           "  last: {starts: {direction: inbound}, if: 'has(prospect.c) || !has(prospect.c)', steps: [{id: s, do: {channel: "
           "email}}]}\n";
  };
  const auto ones = "[1" + many(779, ",1") + "]";
  const auto flags = "(" + numbered(7, "(has(prospect.b", ") && 1 == 1) || ") + "false)";
  const auto costly = "  first: {starts: {direction: outbound}, if: \"" + ones + ".exists(x, (" + flags + " ? x + 1 : x + 2) in " +
                      ones + ")\", steps: [{id: s, do: {channel: email}}]}\n";
  const auto warned = [&](const std::string& text) {
    for (const auto& d : tickler::load_policy(text, "p.yaml", tickler::vocabulary{}).diagnostics())
      if (d.number == tickler::number::always_true) return true;
    return false;
  };
  BOOST_TEST(static_cast<bool>(tickler::load_policy(policy_of(costly), "p.yaml", tickler::vocabulary{})));
  BOOST_TEST(warned(policy_of("")));
  BOOST_TEST(!warned(policy_of(costly)));
}

BOOST_AUTO_TEST_CASE(of_very_many_mistakes_the_first_thousand_are_told_and_how_many_more_there_are) {
  const auto keys = [](std::size_t count) { return head + numbered(count, "colour", ": blue\n"); };
  const auto few = loading::load(keys(900)), many = loading::load(keys(5'000));
  BOOST_TEST(!many);
  BOOST_REQUIRE(many.diagnostics().size() == 1'000);
  // As many more as there are keys more; the first of both is that a policy needs channels or the like.
  const auto told = "(and " + std::to_string(few.diagnostics().size() + 4'100 - 1'000) + " more)";
  BOOST_TEST(many.diagnostics().back().message.ends_with(told), many.diagnostics().back().message);
  BOOST_TEST(!few.diagnostics().back().message.ends_with("more)"));
}
