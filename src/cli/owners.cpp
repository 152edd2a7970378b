#include "owners.hpp"

#include <functional>
#include <set>
#include <tickler/diagnostic.hpp>

namespace tickler::cli {

std::string owner_problem(const book& all, std::string_view owner) {
  std::set<std::string, std::less<>> owners;
  for (prospect_number i = 0; i < all.size(); ++i) owners.insert(all.prospect(i).owner);
  if (owners.contains(owner)) return {};
  return "nobody's owner is " + tickler::quoted(owner) + hint(nearest(owner, {owners.begin(), owners.end()}));
}

}  // namespace tickler::cli
