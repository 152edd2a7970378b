// What others' touchpoints count for whom: a book with the plain merging of histories, and the safe side.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <set>
#include <tickler/io/load_policy.hpp>
#include <tickler/tickler.hpp>

#include "engine_answer.hpp"
#include "property.hpp"
#include "random_policy.hpp"
#include "reference_joint.hpp"

namespace plain {
namespace {

// Some of one account, some of one address, in other letters and kinds; the touchpoints of a scene shared out among them.
std::vector<person> people_of(const scene& s) {
  std::vector<person> all(6);
  for (std::size_t i = 0; i < all.size(); ++i) {
    all[i].who = s.who;
    all[i].who.id = "p" + std::to_string(i);
    all[i].who.contact.clear();
  }
  const auto value = [&](const char* kind) {
    const auto known = s.who.contact.find(kind);
    return known == s.who.contact.end() ? std::string() : known->second;
  };
  all[0].who.contact = s.who.contact;
  all[1].who.contact = {{"email", "ADA@example.ORG"}, {"phone", "1"}};
  all[2].who.contact = {{"phone", value("mobile")}, {"email", "other@example.org"}};
  all[3].who.contact = {{"mobile", "0171 555"}, {"address", value("address")}};
  all[4].who.contact = {{"phone", "1 (212) 5550101"}, {"email", value("email")}};
  all[5].who.contact = {{"email", "n@example.org"}};
  for (const std::size_t i : {0u, 1u, 5u}) all[i].who.account = "acme";
  for (const std::size_t i : {2u, 3u}) all[i].who.account = "N/A";
  for (std::size_t i = 0; i < s.history.size(); ++i) all[i % all.size()].history.push_back(s.history[i]);
  // What one record repeats of another's.
  if (s.history.size() > 8) {
    auto repeated = s.history[1];
    repeated.with = tickler::party::colleague;
    auto& hers = all[0].history;
    hers.insert(std::find_if(hers.begin(), hers.end(), [&](const touch& t) { return t.at > repeated.at; }), repeated);
    auto told = s.history[7];
    auto& theirs = all[4].history;
    theirs.insert(std::find_if(theirs.begin(), theirs.end(), [&](const touch& t) { return t.at > told.at; }), told);
  }
  return all;
}

tickler::book book_of(const std::vector<person>& all, const tickler::vocabulary& words) {
  tickler::book book(words);
  for (const auto& each : all) book.set_log(book.add(each.who), to_history(each.history, words));
  return book;
}

BOOST_AUTO_TEST_CASE(a_book_decides_by_the_histories_that_plain_merging_makes) {
  std::size_t told = 0;
  BOOST_TEST(holds("joint", 3'000, [&](const scene& s) {
    const auto all = people_of(s);
    const ready_scene made(s.policy, s.history);
    const auto book = book_of(all, made.words);
    tickler::evaluator engine(made.policy);
    tickler::history log(made.words);
    tickler::explanation why;
    for (std::size_t i = 0; i < all.size(); ++i) {
      const auto number = static_cast<tickler::prospect_number>(i);
      const auto merged = joint_history(s.policy, all, i);
      told += merged.size() - all[i].history.size();
      const auto theirs = to_history(merged, made.words);
      for (const instant now : s.nows) {
        const auto d = evaluate(made.policy, all[i].who, theirs, now);
        tickler::evaluate_some(made.policy, book, {&number, 1}, now,
                               [&](auto, const tickler::decision& of_book) { RC_ASSERT(of_book == d); });
        explain(made.policy, engine, book, number, now, log, why);
        RC_ASSERT(why.decision == d);
      }
    }
  }));
  BOOST_TEST(told > 0u);
}

// No step has a second channel, nothing asks for opt-outs, and no limit lets another go first: then an opt-out opens nothing.
constexpr auto careful = R"(policy: careful
zone: Europe/Berlin
channels: {email: {needs: email}, phone: {needs: [phone, mobile]}, post: {}}
events: {answer: {direction: inbound, with: anyone}}
cadences:
  mail: {starts: {outcome: created}, ends: answer, steps: [{id: a, do: {channel: email}}, {id: b, do: {channel: email}, after: 1 day}]}
  call: {starts: {outcome: created}, steps: [{id: a, do: {channel: phone}, expires: 5 days}]}
  card: {starts: {direction: outbound}, restart: true, steps: [{id: a, do: {channel: post}, after: 1 day}]}
holds: [{on: {outcome: out_of_office, with: anyone}, for: 3 days}]
)";

struct town {
  std::vector<person> all{};
  instant now{};
  std::size_t who = 0;  // opts out
  touch opt_out{};
};

void showValue(const town& t, std::ostream& out) {
  for (const auto& each : t.all) {
    out << each.who.id << " account '" << each.who.account << "'";
    for (const auto& [kind, value] : each.who.contact) out << ' ' << kind << ' ' << value;
    for (const auto& e : each.history) out << "\n  " << to_text(e);
    out << '\n';
  }
  out << t.all[t.who].who.id << ": " << to_text(t.opt_out) << "; now " << tickler::to_string(t.now) << '\n';
}

rc::Gen<town> towns() {
  return [](const rc::Random& random, int) {
    dice d(random);
    town t;
    t.now = tickler::parse_instant("2026-03-12T12:00:00Z").value();
    const auto some_time = [&] { return t.now - std::chrono::hours{d.from(0, 240)}; };
    for (int i = d.from(2, 8); i > 0; --i) {
      auto& p = t.all.emplace_back();
      p.who = {.id = "p" + std::to_string(i), .account = d.word({"", "acme", "acme", "private"})};
      p.who.contact["email"] = d.word({"a@example.org", "A@EXAMPLE.org", "b@example.org", ""});
      p.who.contact["phone"] = d.word({"0171 1", "0171-1", "0171 2", ""});
      p.who.contact["mobile"] = d.word({"01711", "+44 171 1", ""});
      for (int n = d.from(0, 5); n > 0; --n) {
        touch e{.at = some_time(),
                .channel = d.word({"email", "phone", "post", ""}),
                .outcome = d.word({"created", "sent", "replied"})};
        e.direction = e.outcome == "created" ? tickler::direction::internal
                      : e.outcome == "sent"  ? tickler::direction::outbound
                                             : tickler::direction::inbound;
        p.history.push_back(e);
      }
      std::stable_sort(p.history.begin(), p.history.end(), [](const touch& a, const touch& b) { return a.at < b.at; });
    }
    t.who = static_cast<std::size_t>(d.from(0, static_cast<int>(t.all.size()) - 1));
    t.opt_out = {.at = some_time(), .channel = d.word({"email", "phone", "", "web"}), .outcome = "opted_out"};
    t.opt_out.direction = tickler::direction::inbound;
    return rc::shrinkable::just(std::move(t));
  };
}

std::set<std::string> ready_ones(const tickler::policy& policy, const tickler::book& book, instant now) {
  std::set<std::string> ready;
  tickler::evaluate_all(policy, book, now, [&](tickler::prospect_number number, const tickler::decision& d) {
    for (const auto& a : d.actions)
      if (a.state == tickler::action_state::ready) ready.insert(std::string(book.id(number)) + ' ' + tickler::id_of(policy, d, a));
  });
  return ready;
}

BOOST_AUTO_TEST_CASE(an_opt_out_of_whomever_makes_nothing_ready) {
  const tickler::vocabulary words;
  const auto policy = tickler::load_policy(careful, "careful.yaml", words).value();
  std::size_t silenced = 0;
  BOOST_TEST(support::holds("opt-out", 3'000, towns(), [&](const town& t) {
    auto book = book_of(t.all, words);
    const auto before = ready_ones(policy, book, t.now);
    book.add(static_cast<tickler::prospect_number>(t.who), to_touchpoint(t.opt_out, words));
    const auto after = ready_ones(policy, book, t.now);
    RC_ASSERT(std::includes(before.begin(), before.end(), after.begin(), after.end()));
    const auto id = t.all[t.who].who.id + ' ';
    silenced += static_cast<std::size_t>(std::count_if(before.begin(), before.end(), [&](const std::string& action) {
      return !action.starts_with(id) && after.count(action) == 0;
    }));
  }));
  BOOST_TEST(silenced > 0u);
}

}  // namespace
}  // namespace plain
