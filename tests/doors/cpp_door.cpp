// The public C++ API, as the other doors use it.
#include <memory>
#include <tickler/io.hpp>
#include <tickler/io/cases.hpp>
#include <tickler/io/preview.hpp>
#include <tickler/io/touches.hpp>
#include <tickler/tickler.hpp>

#include "doors/conformance.hpp"

namespace doors {

namespace {

constexpr int refused = 1;

class cpp_door {
 public:
  explicit cpp_door(const policy_text& p) {
    auto loaded = tickler::load_policy(p.yaml, p.name, words_);
    words_.seal();
    for (const auto& d : loaded.diagnostics()) loaded_.problems.push_back(to_string(d));
    if (!loaded) {
      loaded_.result = refused;
      return;
    }
    policy_ = loaded.value();
    cases_ = std::make_unique<tickler::case_reader>(policy_, tickler::record_options{.file = "case"});
    touches_ = std::make_unique<tickler::touch_reader>(policy_, tickler::record_options{.file = "touch"});
  }

  answer ask(const question& q) {
    if (q.what == asking::load) return loaded_;
    const tickler::instant now{std::chrono::seconds{q.now}};
    cases_->start_text();
    touches_->start_text();
    if (q.what == asking::may) return may(q, now);
    const auto one = cases_->read(q.one_case);
    answer a;
    for (const auto& d : one.problems) a.problems.push_back(to_string(d));
    if (q.what == asking::decide) {
      tickler::evaluator engine(policy_);
      tickler::decision decision;
      evaluate(engine, one, now, decision);
      a.text = to_json(policy_, one, decision);
    } else if (!one.unusable.empty()) {
      a.result = refused;
    } else {
      tell(q, one, now, a);
    }
    return a;
  }

 private:
  answer may(const question& q, tickler::instant now) {
    const auto asked = touches_->read_touch(q.besides);
    if (asked.wrong) return {refused, "", {to_string(*asked.wrong)}};
    const auto one = cases_->read(q.one_case);
    const auto who = owned(one.who);
    const auto p = tickler::may(policy_, who, history_of(one), now, asked.touch);
    return {0, to_json(policy_, who, p), {}};
  }

  void tell(const question& q, const tickler::case_view& one, tickler::instant now, answer& a) {
    const auto who = owned(one.who);
    const auto log = history_of(one);
    if (q.what == asking::explain) {
      a.text = to_json(describe(policy_, who, log, explain(policy_, who, log, now)));
    } else {
      auto script = parse_script(q.besides, policy_, zone_of(policy_, who).value_or({}), now);
      if (script)
        a.text = to_json(policy_, who, preview(policy_, who, log, now, *script));
      else
        a = {
            refused,
            "",
            {to_string(tickler::diagnostic{.number = script.error().number, .file = "script", .message = script.error().message})}};
    }
  }

  tickler::history history_of(const tickler::case_view& one) const {
    tickler::history log(words_);
    for (const auto& t : one.log) log.add(owned(t));
    return log;
  }

  tickler::vocabulary words_{};
  tickler::policy policy_{};
  answer loaded_{};
  std::unique_ptr<tickler::case_reader> cases_{};
  std::unique_ptr<tickler::touch_reader> touches_{};
};

}  // namespace

std::vector<answer> answers_of_cpp(const conformance& all) {
  std::vector<std::unique_ptr<cpp_door>> made;
  for (const auto& p : all.policies) made.push_back(std::make_unique<cpp_door>(p));
  std::vector<answer> answers;
  for (const auto& q : all.questions) answers.push_back(made[q.policy]->ask(q));
  return answers;
}

}  // namespace doors
