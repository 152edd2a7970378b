// Resolves every name and overload of a condition, and refuses what has no meaning.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <tickler/export.hpp>
#include <vector>

#include "expr/ast.hpp"
#include "expr/environment.hpp"
#include "expr/functions.hpp"

namespace tickler::inline TICKLER_ABI::expr {

// Afterwards the tree has only checked kinds of nodes. Throws parse_error.
void check(ast& t, const environment& names);

class checker {
 public:
  checker(ast& t, const environment& names) : ast_(t), names_(names) {}
  void run();

 private:
  struct macro {
    std::string_view variable;
    expr::type type;
  };
  using known_names = std::vector<std::string_view>;

  [[noreturn]] static void fail(std::size_t offset, std::string message);

  // The type of an expression. A variable of an enumerated type is no value but in a comparison.
  type check(node_index i);
  type check_comparable(node_index i);
  void want_bool(node_index i, std::string_view who);
  bool is_enum(const ast_node& n) const;

  // Logic.
  void check_chain(ast_node& n);
  void check_conditional(ast_node& n);
  void assume(node_index i, bool holds);
  bool is_known_present(std::uint32_t variable) const;

  // Names.
  bool path_of(node_index i, std::string& path) const;
  void check_name(node_index i);
  bool check_iteration_variable(ast_node& n, std::string_view path);
  [[noreturn]] void unknown_name(const ast_node& n, const std::string& path) const;
  std::size_t variable_named(std::string_view path) const;
  void check_presence(ast_node& n);
  void want_capitals(node_index variable, node_index other) const;
  void check_variable(ast_node& n, std::size_t variable);

  // Operators.
  void check_list(ast_node& n);
  void check_index(ast_node& n);
  void check_unary(ast_node& n);
  void check_binary(ast_node& n);
  void check_arithmetic(ast_node& n);
  void check_comparison(ast_node& n, relation r);
  void check_in(ast_node& n);
  void compare_enum(ast_node& n, relation r);
  std::int64_t enum_value_id(const ast_node& variable, const ast_node& literal);
  void become(ast_node& n, opcode op, type gives, std::uint32_t index = 0);

  // Calls.
  void check_call(node_index i);
  void check_function(node_index i);
  void apply_overload(node_index i, const overload& o);
  [[noreturn]] void no_overload(const ast_node& n, const std::vector<const overload*>& candidates) const;
  [[noreturn]] void unknown_function(const ast_node& n) const;
  void check_literal_argument(const ast_node& n, opcode op) const;
  void check_macro(ast_node& n, node_kind k);
  void want_arguments(const ast_node& n, std::size_t least, std::size_t most) const;

  // Functions of events.
  bool is_event_function(const ast_node& n) const;
  void check_event_function(ast_node& n);
  void check_count(ast_node& comparison, relation r);
  bool is_ago(const ast_node& n) const;
  void check_ago(ast_node& comparison);
  void take_ago(ast_node& n);
  std::uint32_t event_named(const ast_node& n) const;
  std::uint32_t query_index(const event_query& q);
  std::chrono::seconds window(node_index i);

  ast& ast_;
  const environment& names_;
  std::vector<macro> macros_{};                 // around what is being checked
  std::vector<std::uint32_t> known_present_{};  // variables that has(...) guards here
};

}  // namespace tickler::inline TICKLER_ABI::expr
