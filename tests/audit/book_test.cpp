// The audit of a book is that of each of its prospects, on any number of threads.
#include <boost/test/unit_test.hpp>
#include <map>

#include "cases.hpp"
#include "properties/dice.hpp"

namespace {

using namespace audited;
using plain::dice;

constexpr auto promises = R"(
  - {name: answered, after: asked, expect: {direction: outbound}, within: 1 business day, unless: bought}
  - {name: no-calls, after: asked, never: {channel: phone, if: "touch.key == 'k'"}, for: 2 days}
  - {name: seldom, at_most: 2, of: {channel: phone}, per: 2 calendar days}
  - {name: attended, always: next_action, within: 12 hours, unless: {channel: phone}}
  - {name: respected, always: respected}
)";

tickler::book random_book(dice& d, const tickler::vocabulary& words, std::size_t prospects) {
  tickler::book all(words);
  const std::string letters = "xxyyzcoaibdrspqv";
  const auto begin = instant_of("10-28 12:00");
  for (std::size_t i = 0; i < prospects; ++i) {
    const auto number = all.add(
        {.id = std::to_string(i), .zone = d.word({"", "Europe/London", "Asia/Tokyo"}), .owner = d.word({"", "bo", "cy", "di"})});
    for (int n = d.from(0, 6); n > 0; --n) {
      tickler::touchpoint t{.at = begin + std::chrono::minutes{d.from(0, 9'000)}, .words = words_of(d.one_of(letters))};
      if (d.percent(20)) t.keys = {"k"};
      all.add(number, t);
    }
  }
  return all;
}

void add(std::map<std::string, tickler::audit_group>& to, const std::vector<tickler::audit_group>& groups) {
  for (const auto& g : groups) {
    auto& sum = to[g.name];
    sum.name = g.name;
    sum.promises.resize(g.promises.size());
    for (std::size_t i = 0; i < g.promises.size(); ++i) sum.promises[i] += g.promises[i];
  }
}

std::vector<tickler::audit_group> listed(const std::map<std::string, tickler::audit_group>& groups) {
  std::vector<tickler::audit_group> list;
  for (const auto& [name, group] : groups) list.push_back(group);
  return list;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_book_is_audited_as_each_of_its_prospects_is) {
  dice d{rc::Random(20260513)};
  const tickler::vocabulary words;
  const auto policy = policy_with(promises, words);
  const auto all = random_book(d, words, 9'000);
  const auto from = instant_of("10-30 12:00"), to = instant_of("11-03 12:00");

  tickler::audit_report expected{.from = from, .to = to, .prospects = all.size()};
  std::map<std::string, tickler::audit_group> owners, months, whole;
  tickler::history log(words);
  for (tickler::prospect_number i = 0; i < all.size(); ++i) {
    all.history(i, log);
    auto one = audit(policy, all.prospect(i), log, from, to, {.kept = true});
    for (auto& f : one.findings) {
      f.prospect = i;
      expected.findings.push_back(f);
    }
    add(owners, one.owners);
    add(months, one.months);
    add(whole, {one.all});
  }
  expected.owners = listed(owners), expected.months = listed(months), expected.all = whole.at("");

  const auto found = audit(policy, all, from, to, {.kept = true});
  BOOST_TEST(found.findings.size() > 9'000u);
  BOOST_TEST((found.months.size() == 2u && found.owners.size() == 4u));
  BOOST_TEST((found == expected));
  BOOST_TEST((audit(policy, all, from, to, {.kept = true, .threads = 3}) == expected));
}

BOOST_AUTO_TEST_CASE(kept_findings_are_counted_though_not_listed) {
  dice d{rc::Random(1)};
  const tickler::vocabulary words;
  const auto policy = policy_with(promises, words);
  const auto all = random_book(d, words, 100);
  const auto from = instant_of("10-28 12:00"), to = instant_of("11-03 12:00");
  auto with = audit(policy, all, from, to, {.kept = true}), without = audit(policy, all, from, to);
  BOOST_TEST(with.findings.size() > without.findings.size());
  std::erase_if(with.findings, [](const tickler::finding& f) { return f.verdict == tickler::verdict::kept; });
  BOOST_TEST((with == without));
}
