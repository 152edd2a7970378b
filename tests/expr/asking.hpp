// What the tests ask conditions about: a small desk with a prospect, a stage, a touchpoint and three events; and their answers as
// text, so that a failed check prints both sides.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tickler/calendar.hpp>
#include <vector>

#include "expr/program.hpp"

namespace asking {

namespace expr = tickler::expr;

// What a condition may name, without any values.
expr::environment desk();

class answers : public expr::activation {
 public:
  tickler::instant at{};
  std::vector<std::optional<expr::value>> values{};      // by variable
  std::vector<std::vector<tickler::instant>> touched{};  // by event, ascending
  tickler::instant run_began{};
  tickler::time_context here{};

  tickler::instant now() const override { return at; }
  bool has(std::size_t variable) const override { return values[variable].has_value(); }
  expr::value get(std::size_t variable) const override { return values[variable].value_or(expr::value{}); }
  bool happened(const expr::event_query& q) const override { return last(q).has_value(); }
  bool seen(const expr::event_query& q) const override;
  std::optional<tickler::instant> last(const expr::event_query& q) const override;
  int count(const expr::event_query& q) const override;  // stops at q.max_count
  int times(const expr::event_query& q) const override;  // likewise
  std::optional<tickler::instant> leaves(const expr::event_query& q, int nth) const override;
  const tickler::zone& local() const override { return here.local; }
  std::optional<tickler::instant> before(const tickler::duration& d, tickler::instant t) const override;
};

// The desk on 2026-03-02T10:00:00Z, a Monday: id "ada", local true, no score, rate 0.5, owner "bo", tags "gold" and "north", born
// 1990-05-17, transit 72h, stage credibility, start an e-mail of 2026-02-27T09:00:00Z from visibility, touch by phone; met at
// 2026-02-20T10:00:00Z, asked at 2026-02-27T09:00:00Z and 2026-03-01T10:00:00Z, never answered. The run began when it was asked
// first.
answers monday();

tickler::instant instant_of(std::string_view text);

// "5", "0.5", "true", "'text'", "[1, 2]", "2026-03-02T10:00:00Z", "1.5s"
std::string show(const expr::value& v, expr::type t);
std::string show(const expr::eval_result& found, expr::type t);  // or "error: division by zero"

// What an expression of any type is on monday(), or "3: unknown name ..." with the column.
std::string ask(std::string_view expression);

// What is wrong with an expression that should be a condition, or "nothing".
std::string complaint(std::string_view expression, expr::type wanted = {expr::type_kind::boolean});

}  // namespace asking
