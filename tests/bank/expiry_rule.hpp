// The rule by which the bank closed stale loan applications, as a policy; and when its log can be read.
#pragma once

#include <boost/test/unit_test.hpp>
#include <iostream>
#include <string>

#include "bank_log.hpp"

namespace bank {

inline std::string expiry_rule(int days = 30) {
  return R"(policy: stale-applications
zone: Europe/Amsterdam
events:
  waiting: [{channel: web, direction: inbound, outcome: created}, {channel: post, direction: outbound, outcome: sent}]
  returned: {channel: post, direction: inbound}
  decided: {outcome: [purchased, declined, cancelled]}
cadences:
  expire:
    starts: waiting
    restart: true
    ends: [returned, decided]
    steps:
      - {id: close, do: {channel: internal, note: Close the application.}, after: )" +
         std::to_string(days) + " days, at: next 09:15}\n";
}

inline boost::test_tools::assertion_result log_is_there(boost::unit_test::test_unit_id) {
  const bool there = available();
  if (!there) std::cout << "skipped: ../shared/data/bpi2012 is absent\n";
  return there;
}

}  // namespace bank
