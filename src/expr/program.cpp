#include "expr/program.hpp"

#include <algorithm>
#include <utility>

#include "expr/ast.hpp"
#include "expr/bytecode.hpp"
#include "expr/checker.hpp"
#include "expr/codegen.hpp"
#include "expr/constant_folding.hpp"
#include "expr/empty_activation.hpp"
#include "expr/time_dependence.hpp"
#include "expr/vm.hpp"

namespace tickler::condition {
namespace {

std::vector<std::uint32_t> variables_in(const code& c) {
  std::vector<std::uint32_t> list;
  for (const auto& s : c.steps) {
    if (s.does == operation::get || s.does == operation::has) list.push_back(s.index);
    if (s.does == operation::compare_variable) list.push_back(s.count);
  }
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
  return list;
}

bool asks(operation o) noexcept { return o >= operation::compare_variable && o <= operation::count; }

// Folding may have dropped some; the others keep their order.
std::vector<event_question> questions_in(code& c, const std::vector<event_question>& all) {
  std::vector<event_question> list;
  std::vector<std::uint32_t> place(all.size(), never_moves);
  const auto moved_to = [&](std::uint32_t q) {
    if (place[q] == never_moves) {
      place[q] = static_cast<std::uint32_t>(list.size());
      list.push_back(all[q]);
    }
    return place[q];
  };
  for (auto& s : c.steps)
    if (s.does >= operation::happened && s.does <= operation::count) s.index = moved_to(s.index);
  for (auto& m : c.motions)
    if (m.how == motion::count || m.how == motion::elapsed) m.index = moved_to(m.index);
  return list;
}

}  // namespace

outcome program::evaluate(const scope& s, scratch& memory) const { return run(*code_, code_->all, questions_, s, memory); }

std::optional<instant> program::next_change(const scope& s, scratch& memory) const {
  if (!moves()) return std::nullopt;
  return next_motion(*code_, questions_, s, memory);
}

program assemble(tree t) {
  program p;
  code c;
  std::vector<code_range> ranges;
  emit(t, t.root, c, ranges);
  c.all = ranges[t.root];
  c.zones = std::move(t.zones);
  find_motions(t, ranges, c);
  p.type_ = t.at(t.root).type;
  p.moves_ = c.moves != never_moves;
  p.variables_ = variables_in(c);
  p.questions_ = questions_in(c, t.questions);
  p.words_ = std::move(t.words);
  c.kept = std::move(t.kept);
  const bool closed = std::none_of(c.steps.begin(), c.steps.end(), [](const instruction& i) { return asks(i.does); });
  p.code_ = std::make_shared<const code>(std::move(c));
  if (closed) {
    scratch memory;
    const auto found = p.evaluate(no_scope{}, memory);
    if (!found || !(p.type_.is_list() || p.type_.is(kind::text))) p.constant_ = found;
  }
  return p;
}

parsed<program> compile(std::string_view text, const environment& names, condition::type wanted) {
  try {
    tree t = parse(text);
    check(t, names);
    const node& root = t.at(t.root);
    if (wanted != condition::type{} && !common(root.type, wanted))
      return text_error{root.begin, "this is of type " + to_string(root.type) + ", not " + to_string(wanted)};
    fold(t, t.root);
    return assemble(std::move(t));
  } catch (text_error& e) {
    return std::move(e);
  }
}

}  // namespace tickler::condition
