// What is said of a line that is no JSON does not depend on the processor, for each of which simdjson has a kernel; WebAssembly has
// the portable one.
#include <simdjson.h>

#include <boost/test/unit_test.hpp>
#include <random>
#include <string>
#include <tickler/io/cases.hpp>
#include <vector>

#include "support/small_policy.hpp"

using namespace tickler;

namespace {

// Each takes its parser from the kernel that is active when it is made.
struct kernel {
  std::string name;
  case_reader reader;
};

std::vector<kernel> kernels_of_this_machine(const policy& p) {
  std::vector<kernel> all;
  auto& active = simdjson::get_active_implementation();
  const simdjson::implementation* usual = active;
  for (const auto* each : simdjson::get_available_implementations()) {
    if (!each->supported_by_runtime_system()) continue;
    active = each;
    all.push_back({each->name(), case_reader(p, {.file = "queue"})});
    all.back().reader.read("{}");
    all.back().reader.start_text();
  }
  active = usual;
  return all;
}

std::string damaged(std::mt19937& random) {
  std::string line =
      R"({"prospect":{"id":"a\\d\"a","zone":"Europe/London"},"touchpoints":[{"at":"2026-03-02T10:00:00Z","x_n":-1.5e3,"x_b":true}]})";
  const std::string bytes = "\"\"\"{}[]:,\\ tfn1x\n\x01";
  for (auto n = 1 + random() % 3; n > 0; --n) {
    const auto at = random() % line.size();
    const char byte = bytes[random() % bytes.size()];
    switch (random() % 3) {
      case 0:
        line[at] = byte;
        break;
      case 1:
        line.erase(at, 1 + random() % 4);
        break;
      default:
        line.insert(at, 1, byte);
    }
  }
  return line;
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_kernel_says_the_same_of_a_damaged_line) {
  vocabulary words;
  const auto policy = support::made(support::small_draft(), words);
  auto kernels = kernels_of_this_machine(policy);
  if (kernels.size() < 2) BOOST_TEST_MESSAGE("skipped: simdjson has but one kernel for this machine");
  std::mt19937 random(20260302);
  for (int n = 0; n < 20000; ++n) {
    const auto line = damaged(random);
    std::vector<std::string> said;
    for (auto& each : kernels) {
      std::string all;
      each.reader.start_text();
      for (const auto& d : each.reader.read(line).problems) all += to_string(d) + '\n';
      said.push_back(all);
      BOOST_REQUIRE_MESSAGE(all == said[0], line << "\n" << each.name << ": " << all << kernels[0].name << ": " << said[0]);
    }
  }
}
