// A bank's log of 7,455 loan applications held against two promises; what is found is counted in the raw log by a few lines of awk.
#include <boost/test/unit_test.hpp>
#include <tickler/io.hpp>

#include "bank/bank_log.hpp"
#include "bank/expiry_rule.hpp"
#include "support/files.hpp"

namespace {

constexpr std::string_view promises = R"(policy: offers
zone: Europe/Amsterdam
channels: {phone: {}}
events:
  offered: {channel: post, direction: outbound, outcome: sent}
  returned: {channel: post, direction: inbound}
  decided: {outcome: [purchased, declined, cancelled]}
  called: {channel: phone, direction: outbound, purpose: check_in}
cadences:
  call: {starts: offered, steps: [{id: ring, do: {channel: phone, purpose: check_in}, within: 10 days}]}
promises:
  - {name: offers, after: offered, expect: called, within: 10 days, unless: [returned, decided]}
  - {name: calls, at_most: 7, of: {channel: phone, direction: outbound}, per: 7 calendar days}
)";

std::string counted_by_awk() {
  const std::string folder = TICKLER_SOURCE_DIR;
  const auto command = "gzip -dc '" + folder + "/../shared/data/bpi2012/events.csv.gz' | TZ=Europe/Amsterdam awk -F, -f '" +
                       folder + "/tests/audit/offers.awk'";
  return support::output_of(command);
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_banks_log_is_audited_as_awk_counts_it, *boost::unit_test::precondition(bank::log_is_there)) {
  const tickler::vocabulary words;
  const auto policy = tickler::load_policy(promises, "offers.yaml", words).value();
  const auto log = bank::read_log(words);
  const auto all = bank::book_of(log, words);
  BOOST_TEST(all.size() == 7455u);
  const auto report = audit(policy, all, tickler::time_begin, log.end + std::chrono::seconds{1});

  std::string found;
  for (std::size_t i = 0; i < report.all.promises.size(); ++i) {
    const auto& c = report.all.promises[i];
    found += policy.draft().promises[i].name.value + ' ' + std::to_string(c.kept) + ' ' + std::to_string(c.broken) + ' ' +
             std::to_string(c.open) + '\n';
    BOOST_TEST((c.kept > 100u && c.broken > 0u));
  }
  BOOST_TEST(found == counted_by_awk());
}
