#include <tickler/error.hpp>
#include <tickler/joint_history.hpp>
#include <tickler/problem_numbers.hpp>

#include "base/internal_access.hpp"
#include "engine/joint_histories.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

void check(const compiled_policy& p, const book& all, prospect_number number) {
  if (!(all.words() == p.words)) throw misuse(misuse_number::other_vocabulary, "a book of another vocabulary than the policy's");
  if (number >= all.size()) throw misuse(misuse_number::no_such_prospect, "no prospect of that number");
}

}  // namespace

void joint_history(const policy& p, const book& all, prospect_number number, history& into,
                   std::vector<shared_touchpoint>& of_others) {
  const auto& compiled = impl_of(p);
  check(compiled, all, number);
  of_others.clear();
  const joint_histories joint(compiled, impl_of(all));
  joint.read(number, into, of_others);
}

std::optional<prospect_number> incomplete_other(const policy& p, const book& all, prospect_number number) {
  const auto& compiled = impl_of(p);
  check(compiled, all, number);
  const auto& inside = impl_of(all);
  if (inside.refused.empty() || inside.refused.has(number)) return std::nullopt;
  return joint_histories(compiled, inside).incomplete_other(number);
}

unshared_texts find_unshared(const policy& p, const book& all) {
  const auto& compiled = impl_of(p);
  if (!(all.words() == compiled.words))
    throw misuse(misuse_number::other_vocabulary, "a book of another vocabulary than the policy's");
  return joint_histories(compiled, impl_of(all)).unshared();
}

}  // namespace tickler::inline TICKLER_ABI
