// What the tests ask conditions about: a small desk with a prospect, a stage, a touchpoint and three events; and their answers as
// text, so that a failed check prints both sides.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "expr/program.hpp"

namespace asking {

namespace condition = tickler::condition;

// What a condition may name, without any values.
condition::environment desk();

class answers : public condition::scope {
 public:
  tickler::instant at{};
  std::vector<std::optional<condition::value>> values{};  // by variable
  std::vector<std::vector<tickler::instant>> touched{};   // by event, ascending
  tickler::instant run_began{};

  tickler::instant now() const override { return at; }
  bool has(std::size_t variable) const override { return values[variable].has_value(); }
  condition::value get(std::size_t variable) const override { return values[variable].value_or(condition::value{}); }
  bool happened(const condition::event_question& q) const override { return last(q).has_value(); }
  bool seen(const condition::event_question& q) const override;
  std::optional<tickler::instant> last(const condition::event_question& q) const override;
  int count(const condition::event_question& q) const override;  // stops at q.most
  std::optional<tickler::instant> leaves(const condition::event_question& q, int nth) const override;
};

// The desk on 2026-03-02T10:00:00Z, a Monday: id "ada", local true, no score, rate 0.5, owner "bo", tags "gold" and "north", born
// 1990-05-17, transit 72h, stage credibility, start an e-mail of 2026-02-27T09:00:00Z from visibility, touch by phone; met at
// 2026-02-20T10:00:00Z, asked at 2026-02-27T09:00:00Z and 2026-03-01T10:00:00Z, never answered. The run began when it was asked
// first.
answers monday();

tickler::instant instant_of(std::string_view text);

// "5", "0.5", "true", "'text'", "[1, 2]", "2026-03-02T10:00:00Z", "1.5s"
std::string show(const condition::value& v, condition::type t);
std::string show(const condition::outcome& found, condition::type t);  // or "error: division by zero"

// What an expression of any type is on monday(), or "3: unknown name ..." with the column.
std::string ask(std::string_view expression);

// What is wrong with an expression that should be a condition, or "nothing".
std::string complaint(std::string_view expression, condition::type wanted = {condition::kind::boolean});

}  // namespace asking
