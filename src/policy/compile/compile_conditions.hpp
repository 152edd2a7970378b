// From the expressions of a checked draft to programs, and to what a state must keep for them.
#pragma once

#include <tickler/export.hpp>

#include "policy/program/program.hpp"

namespace tickler::inline TICKLER_ABI {

class condition_compiler {
 public:
  explicit condition_compiler(compiled_policy& out);

  condition_rule condition(const expression& written, condition_place where) {
    return program(written, where, {expr::type_kind::boolean});
  }
  condition_rule duration(const expression& written) {
    return program(written, condition_place::window, {expr::type_kind::duration});
  }

  // The slot of an event of which a state keeps so many of the newest, or more.
  std::uint32_t track(event_index event, std::uint32_t kept);

  bool asks_reachable(const expr::program& of_step) const;
  void finish();  // when all are compiled

 private:
  condition_rule program(const expression& written, condition_place where, expr::type wanted);
  void note_variables(const expr::program& p, condition_place where);
  void note_folded(const asked& variable);
  std::uint32_t watch(const expr::event_query& q);

  compiled_policy& out_;
  std::array<std::optional<expr::environment>, condition_places> environments_{};
};

}  // namespace tickler::inline TICKLER_ABI
