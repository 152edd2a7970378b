// The functions of tickler.h.
#include <tickler/tickler.h>

#include <memory>
#include <string_view>

#include "doors/conformance.hpp"

namespace doors {

namespace {

tickler_text text_of(std::string_view t) { return {t.data(), t.size()}; }
std::string string_of(tickler_text t) { return t.data ? std::string(t.data, t.size) : std::string(); }

std::vector<std::string> said(const tickler_problems* list) {
  std::vector<std::string> lines;
  tickler_problem problem;
  for (std::size_t i = 0; tickler_problems_get(list, i, &problem, sizeof problem) == TICKLER_OK; ++i)
    lines.push_back(string_of(problem.said));
  return lines;
}

class c_door {
 public:
  explicit c_door(const policy_text& p) {
    tickler_policy* policy = nullptr;
    tickler_problems* problems = nullptr;
    loaded_.result = tickler_policy_load(text_of(p.yaml), text_of(p.name), &policy, &problems);
    loaded_.problems = said(problems);
    tickler_problems_free(problems);
    if (!policy) return;
    tickler_worker* worker = nullptr;
    if (tickler_worker_new(policy, TICKLER_C_ABI, &worker) == TICKLER_OK) worker_.reset(worker);
    tickler_policy_free(policy);  // the worker keeps it
  }

  answer ask(const question& q) {
    if (q.what == asking::load) return loaded_;
    auto* w = worker_.get();
    const auto one_case = text_of(q.one_case), besides = text_of(q.besides);
    tickler_text text{};
    tickler_result result = TICKLER_OK;
    switch (q.what) {
      case asking::decide:
        result = tickler_decide_json(w, one_case, q.now, &text);
        break;
      case asking::may:
        result = tickler_may_json(w, one_case, besides, q.now, &text);
        break;
      case asking::explain:
        result = tickler_explain_json(w, one_case, q.now, 0, &text);
        break;
      default:
        result = tickler_preview_json(w, one_case, besides, q.now, TICKLER_NONE, 0, &text);
    }
    return {result, string_of(text), said(tickler_worker_problems(w))};
  }

 private:
  struct free_worker {
    void operator()(tickler_worker* w) const { tickler_worker_free(w); }
  };
  answer loaded_{};
  std::unique_ptr<tickler_worker, free_worker> worker_{};
};

}  // namespace

std::vector<answer> answers_of_c(const conformance& all) {
  std::vector<std::unique_ptr<c_door>> made;
  for (const auto& p : all.policies) made.push_back(std::make_unique<c_door>(p));
  std::vector<answer> answers;
  for (const auto& q : all.questions) answers.push_back(made[q.policy]->ask(q));
  return answers;
}

}  // namespace doors
