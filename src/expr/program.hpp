// A condition: an expression of a strict, statically typed subset of CEL, the Common Expression Language, ready to be evaluated.
//
//   auto c = condition::compile("has(prospect.local) && prospect.local && count('called', duration('168h')) < 3", names,
//                               {kind::boolean});
//   if (!c) ...c.error().offset, c.error().message...
//   condition::scratch memory;
//   const bool holds = ...c->evaluate(scope, memory)...
//
// Source: https://github.com/google/cel-spec, doc/langdef.md, and the cases of its tests/simple; where these are silent, cel-go.
// What is accepted means what CEL says: errors are absorbed by && and || on either side, an int that overflows is an error,
// getMonth counts from 0, strings count and compare by code points.
//
// Left out, and refused where it is written: dyn, uint, bytes, null, maps, messages, types as values, matches, exists_one, map,
// filter, names that begin with a dot, the name of an item that hides another name. Stricter than CEL: a name that may be absent
// is read only behind has(...); texts that duration(), timestamp() or a time zone can never take are refused; a named zone has no
// time before 1970 or after 2037 (an error).
//
// Bounds: 4 KiB of text, 32 brackets within each other, chains of 128 operators (&&, || and ?: any number), a macro in another one
// once and only over a list that is written out. So an evaluation costs at most proportional to the length of the text times that
// of the lists it asks, and is over.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <tickler/instant.hpp>
#include <tickler/parsed.hpp>
#include <vector>

#include "expr/activation.hpp"
#include "expr/arena.hpp"
#include "expr/environment.hpp"
#include "expr/value.hpp"

namespace tickler::condition {

struct code;
struct tree;

// Immutable but for the slots of its questions; copies share. Any number of threads may evaluate, each with its own scratch.
class program {
 public:
  condition::type type() const noexcept { return type_; }

  // What it will ask: variables (by get or has), by their index in the environment, ascending; each event function once.
  std::span<const std::uint32_t> variables() const noexcept { return variables_; }
  std::span<const named_word> words() const noexcept { return words_; }  // of domains, that it compares with
  std::span<const event_question> questions() const noexcept { return questions_; }
  std::span<event_question> questions() noexcept { return questions_; }

  // Whether its value can change as time goes by.
  bool moves() const noexcept { return moves_; }

  // Its value or its error, if it asks for nothing.
  const std::optional<outcome>& constant() const noexcept { return constant_; }

  // No allocation once the scratch has grown. Texts and lists of the result last until the scratch is used again.
  outcome evaluate(const scope& s, scratch& memory) const;

  // The first instant after now at which the value may differ if nothing but now changes; none if never before 2038. Exact where
  // one of now, since(...), count(...), or a sum or difference of one of these with what does not move, is compared with what does
  // not move; never late anywhere.
  std::optional<instant> next_change(const scope& s, scratch& memory) const;

 private:
  friend program assemble(tree t);
  program() = default;

  std::shared_ptr<const condition::code> code_{};
  condition::type type_{};
  bool moves_ = false;
  std::vector<std::uint32_t> variables_{};
  std::vector<named_word> words_{};
  std::vector<event_question> questions_{};
  std::optional<outcome> constant_{};
};

// The offset of an error counts bytes of `text`. An unknown `wanted` takes any type.
parsed<program> compile(std::string_view text, const environment& names, condition::type wanted = {kind::boolean});

// From a tree that is checked; folded or not.
program assemble(tree t);

}  // namespace tickler::condition
