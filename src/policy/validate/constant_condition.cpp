#include "policy/validate/constant_condition.hpp"

#include <algorithm>
#include <vector>

#include "expr/program.hpp"

namespace tickler::inline TICKLER_ABI {
namespace {

using expr::event_function;
using expr::event_query;
using expr::type_kind;
using expr::value;

constexpr std::size_t most_combinations = 4'096;

// One combination of answers, each a number below a bound of its own.
class combination final : public expr::activation {
 public:
  combination(const expr::program& p, const expr::environment& names)
      : names_(names), variables_(p.variables()), queries_(p.queries()) {
    for (const auto v : variables_) bounds_.push_back(values_of(names.variables[v]));
    for (const auto& q : queries_)
      bounds_.push_back(q.max_count != 0 ? static_cast<std::size_t>(q.max_count) + 1 : 2);  // count and times
    answers_.resize(bounds_.size());
  }

  std::size_t count() const noexcept {
    std::size_t product = 1;
    for (const auto bound : bounds_) product = product > most_combinations ? product : product * bound;
    return product;
  }

  bool next() noexcept {
    for (std::size_t i = 0; i < answers_.size(); ++i) {
      if (++answers_[i] < bounds_[i]) return true;
      answers_[i] = 0;
    }
    return false;
  }

  bool asked_for_anything() const noexcept { return anything_; }  // that has too many values to go through

  instant now() const override { return anything(time_begin); }
  bool has(std::size_t v) const override { return answer_of(v) != 0; }

  value get(std::size_t v) const override {
    const auto& variable = names_.variables[v];
    const auto n = answer_of(v);
    if (variable.enum_type == expr::variable::no_enum) {
      return variable.type.is(type_kind::boolean) ? value::of_bool(n == 2) : anything(value{});
    }
    const auto& words = names_.enum_types[variable.enum_type].values;
    return value::of_int(n < words.size() ? words[n].id : -1);
  }

  bool happened(const event_query& q) const override { return answer_of(q) != 0; }
  bool seen(const event_query& q) const override { return answer_of(q) != 0; }
  std::optional<instant> last(const event_query&) const override { return anything(std::optional(time_begin)); }
  int count(const event_query& q) const override { return static_cast<int>(answer_of(q)); }
  int times(const event_query& q) const override { return static_cast<int>(answer_of(q)); }
  std::optional<instant> leaves(const event_query&, int) const override { return std::nullopt; }
  const zone& local() const override { return anything_ = true, expr::nowhere(); }
  std::optional<instant> before(const duration&, instant) const override { return anything(std::optional(time_begin)); }

 private:
  template <class T>
  T anything(T some) const noexcept {
    anything_ = true;
    return some;
  }

  // A word: each of its domain, and another one. A flag: absent, false, true. Anything else: absent, or there.
  std::size_t values_of(const expr::variable& v) const {
    if (v.enum_type != expr::variable::no_enum) return names_.enum_types[v.enum_type].values.size() + 1;
    return v.type.is(type_kind::boolean) ? 3 : 2;
  }

  std::size_t answer_of(std::size_t variable) const {
    return answers_[static_cast<std::size_t>(std::find(variables_.begin(), variables_.end(), variable) - variables_.begin())];
  }
  std::size_t answer_of(const event_query& q) const {
    return answers_[variables_.size() +
                    static_cast<std::size_t>(std::find(queries_.begin(), queries_.end(), q) - queries_.begin())];
  }

  const expr::environment& names_;
  std::span<const std::uint32_t> variables_;
  std::span<const event_query> queries_;
  std::vector<std::size_t> bounds_{}, answers_{};
  mutable bool anything_ = false;
};

}  // namespace

std::optional<bool> one_value(const expression& written, const condition_names& names, std::uint64_t& work_left) {
  if (work_left == 0) return std::nullopt;
  const auto program = expr::compile(written.text, names.environment);
  if (!program) return std::nullopt;
  combination answers(*program, names.environment);
  if (answers.count() > most_combinations) return std::nullopt;
  expr::arena memory;
  memory.work().allow(work_left);
  std::optional<bool> only;
  bool is_one = true;
  do {
    const auto found = program->evaluate(answers, memory);
    const bool holds = found && found.value.boolean();
    is_one = !memory.work().is_overdrawn() && !answers.asked_for_anything() && (!only || *only == holds);
    only = holds;
  } while (is_one && answers.next());
  work_left -= std::min(work_left, memory.work().spent());
  return is_one ? only : std::nullopt;
}

}  // namespace tickler::inline TICKLER_ABI
