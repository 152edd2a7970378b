// A policy and a worker of the C door, for tests: freed with this.
#pragma once

#include <tickler/tickler.h>

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace doors {

inline std::vector<std::string> lines_of(const tickler_problems* list) {
  std::vector<std::string> lines;
  tickler_problem problem;
  for (std::size_t i = 0; tickler_problems_get(list, i, &problem, sizeof problem) == TICKLER_OK; ++i)
    lines.emplace_back(problem.said.data, problem.said.size);
  return lines;
}

class office {
 public:
  explicit office(std::string_view yaml, std::string_view name = "policy.yaml") {
    tickler_problems* problems = nullptr;
    tickler_policy_load({yaml.data(), yaml.size()}, {name.data(), name.size()}, &policy_, &problems);
    tickler_problems_free(problems);
    if (!policy_ || tickler_worker_new(policy_, TICKLER_C_ABI, &worker_) != TICKLER_OK) {
      tickler_policy_free(policy_);
      throw std::runtime_error("no policy");
    }
  }
  ~office() {
    tickler_worker_free(worker_);
    tickler_policy_free(policy_);
  }
  office(const office&) = delete;
  office& operator=(const office&) = delete;

  tickler_policy* policy() const noexcept { return policy_; }
  tickler_worker* worker() const noexcept { return worker_; }
  std::vector<std::string> problems() const { return lines_of(tickler_worker_problems(worker_)); }

 private:
  tickler_policy* policy_ = nullptr;
  tickler_worker* worker_ = nullptr;
};

}  // namespace doors
