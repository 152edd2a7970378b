// Resolves every name and overload of a condition, and refuses what has no meaning.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "expr/ast.hpp"
#include "expr/environment.hpp"
#include "expr/functions.hpp"

namespace tickler::condition {

// Afterwards the tree has only checked shapes. Throws text_error.
void check(tree& t, const environment& names);

class checker {
 public:
  checker(tree& t, const environment& names) : tree_(t), names_(names) {}
  void run();

 private:
  struct macro {
    std::string_view element;
    condition::type type;
  };
  using known_names = std::vector<std::string_view>;

  [[noreturn]] static void fail(std::size_t offset, std::string message);

  // The type of an expression. A word (a variable of a domain) is no value but in a comparison.
  type check(node_index i);
  type check_comparable(node_index i);
  void want_bool(node_index i, std::string_view who);
  bool is_word(const node& n) const;

  // Logic.
  void check_chain(node& n);
  void check_conditional(node& n);
  void assume(node_index i, bool holds);
  bool is_known_to_be_there(std::uint32_t variable) const;

  // Names.
  bool path_of(node_index i, std::string& path) const;
  void check_name(node_index i);
  bool check_element(node& n, std::string_view path);
  [[noreturn]] void unknown_name(const node& n, const std::string& path) const;
  std::size_t variable_named(std::string_view path) const;
  void check_presence(node& n);
  void check_variable(node& n, std::size_t variable);

  // Operators.
  void check_list(node& n);
  void check_index(node& n);
  void check_prefix(node& n);
  void check_infix(node& n);
  void check_arithmetic(node& n, std::string_view sign);
  void check_comparison(node& n, std::string_view sign, relation r);
  void check_in(node& n);
  void compare_word(node& n, relation r);
  std::int64_t word_id(const node& variable, const node& literal);
  void become(node& n, operation does, type gives, std::uint32_t index = 0);

  // Calls.
  void check_call(node_index i);
  void check_function(node_index i);
  void apply_overload(node_index i, const overload& o);
  [[noreturn]] void no_overload(const node& n, const std::vector<const overload*>& candidates) const;
  [[noreturn]] void unknown_function(const node& n) const;
  void check_literal_argument(const node& n, operation does) const;
  void check_macro(node& n, condition::shape s);
  void want_arguments(const node& n, std::size_t least, std::size_t most) const;

  // Functions of events.
  bool is_event_function(const node& n) const;
  void check_event_function(node& n);
  void check_count(node& comparison, relation r);
  std::uint32_t event_named(const node& n) const;
  std::uint32_t question(const event_question& q);
  std::chrono::seconds window(node_index i);

  tree& tree_;
  const environment& names_;
  std::vector<macro> macros_{};               // around what is being checked
  std::vector<std::uint32_t> known_there_{};  // variables that has(...) guards here
};

}  // namespace tickler::condition
