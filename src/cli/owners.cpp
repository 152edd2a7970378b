#include "owners.hpp"

#include <algorithm>
#include <functional>
#include <set>
#include <stdexcept>
#include <tickler/diagnostic.hpp>

namespace tickler::cli {

std::string owner_problem(const book& all, std::string_view owner) {
  std::set<std::string, std::less<>> owners;
  for (prospect_number i = 0; i < all.size(); ++i) owners.insert(all.prospect(i).owner);
  if (owners.contains(owner)) return {};
  return "nobody's owner is " + tickler::quoted(owner) + hint(nearest(owner, {owners.begin(), owners.end()}));
}

void check_owners(const book& all, const std::vector<std::string>& owners) {
  for (const auto& owner : owners)
    if (const auto problem = owner_problem(all, owner); !problem.empty()) throw std::runtime_error(problem);
}

bool is_for(const std::vector<std::string>& owners, const prospect& who) {
  return owners.empty() || std::find(owners.begin(), owners.end(), who.owner) != owners.end();
}

}  // namespace tickler::cli
