// Whose actions change with a policy: one small book, and an edit at a time. 2 March 2026 is a Monday.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <map>
#include <numeric>
#include <ostream>
#include <stdexcept>
#include <tickler/io/diff.hpp>
#include <tickler/io/load_policy.hpp>
#include <vector>

#include "support/instants.hpp"
#include "support/office_policy.hpp"

namespace {

using namespace tickler;

constexpr std::string_view base = support::office_policy;

const auto now = support::at("2026-03-02T13:00:00Z");  // Monday 8:00 in New York

// ada asked on Friday at 10:00 and has all contacts: the answer is ready and was due on Saturday, the call waits for 9:00. bo asked
// with her and has no phone: the call is blocked. cy has declined and is closed. dee never did anything: unattended.
book small_book(vocabulary& words) {
  book all(words);
  const auto friday = support::at("2026-02-27T15:00:00Z");
  const touchpoint asked{.at = friday, .words = {.direction = direction::inbound, .outcome = outcome::inquired}};
  all.add(all.add({.id = "ada", .contact = {{"email", "a@example.org"}, {"phone", "1"}}}), asked);
  all.add(all.add({.id = "bo", .contact = {{"email", "b@example.org"}}}), asked);
  all.add(all.add({.id = "cy", .contact = {{"email", "c@example.org"}}}),
          {.at = friday, .words = {.direction = direction::inbound, .outcome = outcome::declined}});
  all.add({.id = "dee", .contact = {{"email", "d@example.org"}}});
  return all;
}

struct edit {
  const char* from;
  const char* to;
  const char* next;   // a line for each prospect that changes: kinds, and the status where it does
  const char* every;  // of all actions; null: the same
};

std::ostream& operator<<(std::ostream& out, const edit& e) { return out << e.from << " => " << e.to; }

const edit edits[] = {
    {"within: 24 hours", "within: 36 hours", "ada moves\nbo moves\n", nullptr},
    {"purpose: inform", "purpose: report", "ada purpose\nbo purpose\n", nullptr},
    // By phone the answer waits for the office, too, and bo has none.
    {"channel: email, purpose: inform", "channel: phone, purpose: inform",
     "ada status moves channel: active -> waiting\nbo status moves channel: active -> blocked\n", nullptr},
    {"id: send", "id: mail", "ada becomes\nbo becomes\n", "ada appears vanishes\nbo appears vanishes\n"},
    {"  answer:\n    starts: asked", "  answer:\n    starts: {outcome: met}",
     "ada status becomes: active -> waiting\nbo status becomes: active -> blocked\n",
     "ada status vanishes: active -> waiting\nbo status vanishes: active -> blocked\n"},
    // Only the second action of ada moves, from 9:00 to 10:00; that of bo stays blocked.
    {"office: {open: {mon-fri: 09:00-18:00}}", "office: {open: {mon-fri: 10:00-18:00}}", "", "ada moves\n"},
    {"closes: [left]", "closes: [left]\nstops: [asked]",
     "ada status vanishes: active -> stopped\nbo status vanishes: active -> stopped\n", nullptr},
    {"closes: [left]\n", "", "cy status: closed -> unattended\n", nullptr},
    {"  call:\n    starts: asked", "  call:\n    starts: left", "cy status appears: closed -> blocked\n",
     "ada vanishes\nbo vanishes\ncy status appears: closed -> blocked\n"},
    {"  call:\n    starts: asked", "  call:\n    priority: 70\n    starts: asked", "", nullptr},
};

std::string edited(const edit& e) {
  std::string text(base);
  const auto at = text.find(e.from);
  if (at == std::string::npos) throw std::logic_error(std::string("not in the policy: ") + e.from);
  return text.replace(at, std::string_view(e.from).size(), e.to);
}

struct two_policies {
  vocabulary words{};
  policy before, after;
  book all;

  explicit two_policies(const edit& e)
      : before(load_policy(base, "old.yaml", words).value()),
        after(load_policy(edited(e), "new.yaml", words).value()),
        all(small_book(words)) {}
};

std::string name_of(status s) { return std::string(status_names[static_cast<std::size_t>(s)]); }

std::string lines_of(const book_difference& found, const book& all) {
  std::string lines;
  for (const auto& c : found.changed) {
    lines += all.id(c.number);
    for (const auto kind : change_kinds)
      if (c.kinds.has(kind)) lines += ' ' + std::string(tickler::name_of(kind));
    if (c.before != c.after) lines += ": " + name_of(c.before) + " -> " + name_of(c.after);
    lines += '\n';
  }
  return lines;
}

change_set turned(change_set kinds) {
  change_set other;
  for (const auto kind : change_kinds)
    if (kinds.has(kind))
      other.add(kind == change_kind::appears ? change_kind::vanishes : kind == change_kind::vanishes ? change_kind::appears : kind);
  return other;
}

}  // namespace

BOOST_DATA_TEST_CASE(an_edit_changes_the_actions_of_these, boost::unit_test::data::make(edits), e) {
  const two_policies both(e);
  BOOST_TEST(lines_of(diff(both.before, both.after, both.all, now, {.next_only = true}), both.all) == e.next);
  BOOST_TEST(lines_of(diff(both.before, both.after, both.all, now), both.all) == (e.every ? e.every : e.next));
}

BOOST_DATA_TEST_CASE(taking_an_edit_back_changes_the_same_the_other_way_round, boost::unit_test::data::make(edits), e) {
  const two_policies both(e);
  for (const bool next_only : {false, true}) {
    const auto there = diff(both.before, both.after, both.all, now, {.next_only = next_only});
    const auto back = diff(both.after, both.before, both.all, now, {.next_only = next_only});
    BOOST_TEST_REQUIRE(there.changed.size() == back.changed.size());
    for (std::size_t i = 0; i < there.changed.size(); ++i) {
      const auto& c = there.changed[i];
      BOOST_CHECK((back.changed[i] == changed_prospect{c.number, c.after, c.before, turned(c.kinds)}));
    }
  }
}

BOOST_DATA_TEST_CASE(the_differences_of_some_are_those_of_all, boost::unit_test::data::make(edits), e) {
  const two_policies both(e);
  std::vector<prospect_number> everybody(both.all.size());
  std::iota(everybody.rbegin(), everybody.rend(), 0u);
  for (const bool next_only : {false, true}) {
    std::map<prospect_number, changed_prospect> expected;
    for (const auto& c : diff(both.before, both.after, both.all, now, {.next_only = next_only}).changed)
      expected.emplace(c.number, c);
    auto next = everybody.begin();
    diff_some(both.before, both.after, both.all, everybody, now,
              [&](const prospect_difference& d) {
                BOOST_TEST(d.number == *next++);
                BOOST_TEST(d.kinds.empty() == (expected.count(d.number) == 0));
                if (d.kinds.empty()) return;
                BOOST_CHECK((expected.at(d.number) == changed_prospect{d.number, d.before.status, d.after.status, d.kinds}));
              },
              {.next_only = next_only});
  }
}

BOOST_AUTO_TEST_CASE(the_two_actions_are_those_of_the_two_decisions) {
  const two_policies both(edits[3]);  // another name of the step
  const prospect_number ada = 0;
  const auto each = [&](const prospect_difference& d) {
    BOOST_TEST_REQUIRE(d.actions.size() == 1u);
    BOOST_TEST(id_of(both.before, d.before, *d.actions[0].before) == "answer/send#0@2026-02-27T15:00:00Z");
    BOOST_TEST(id_of(both.after, d.after, *d.actions[0].after) == "answer/mail#0@2026-02-27T15:00:00Z");
    const auto json = to_json(both.before, both.after, both.all.prospect(d.number), d);
    const std::string begin = R"({"change":"prospect","prospect":"ada","kinds":["becomes"],"actions":[{"kinds":["becomes"],)"
                              R"("before":"answer/send#0@2026-02-27T15:00:00Z","after":"answer/mail#0@2026-02-27T15:00:00Z"}],)"
                              R"("before":{"prospect":"ada","owner":null,"status":"active",)";
    BOOST_TEST(json.substr(0, begin.size()) == begin);
  };
  diff_some(both.before, both.after, both.all, {&ada, 1}, now, each, {.next_only = true});
}

BOOST_AUTO_TEST_CASE(who_would_be_unattended_comes_first_in_the_counts) {
  book_difference found{.prospects = 9};
  const auto add = [&](status before, status after) {
    found.changed.push_back({static_cast<prospect_number>(found.changed.size()), before, after, {change_kind::status}});
  };
  add(status::active, status::stopped), add(status::waiting, status::unattended), add(status::closed, status::active);
  add(status::active, status::stopped), add(status::active, status::unattended);
  found.changed.push_back({7, status::active, status::active, {change_kind::moves}});
  const std::vector<status_change> expected{{status::active, status::unattended, 1},
                                            {status::waiting, status::unattended, 1},
                                            {status::active, status::stopped, 2},
                                            {status::closed, status::active, 1}};
  BOOST_CHECK(found.status_changes() == expected);
  BOOST_TEST(to_json(found) ==
             R"({"change":"book","prospects":9,"changed":6,"status":[)"
             R"({"before":"active","after":"unattended","prospects":1},{"before":"waiting","after":"unattended","prospects":1},)"
             R"({"before":"active","after":"stopped","prospects":2},{"before":"closed","after":"active","prospects":1}],)"
             R"("kinds":{"status":5,"appears":0,"vanishes":0,"becomes":0,"moves":1,"channel":0,"purpose":0}})");
}

BOOST_AUTO_TEST_CASE(what_cannot_be_compared_is_refused) {
  const two_policies both(edits[0]);
  const prospect_number nobody = 4;
  const auto each = [](const prospect_difference&) {};
  BOOST_CHECK_THROW(diff(policy(), both.after, both.all, now), tickler::misuse);
  BOOST_CHECK_THROW(diff(both.before, policy(), both.all, now), tickler::misuse);
  BOOST_CHECK_THROW(diff(both.before, load_policy(base, "p", vocabulary()).value(), both.all, now), tickler::misuse);
  BOOST_CHECK_THROW(diff(both.before, both.after, both.all, time_end), tickler::misuse);
  BOOST_CHECK_THROW(diff_some(both.before, both.after, both.all, {&nobody, 1}, now, each), tickler::misuse);
}
