// How prospects and owners are named on a page: as their records have it, or so that a stranger knows nobody. Then a prospect is
// "prospect 17" by her place in the book and an owner "owner 3" by the first prospect of his, both of which stay when the book
// grows; of contact data there is the kind alone, of keys their order, and words and facts that no policy has declared are not
// there.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <tickler/book.hpp>
#include <tickler/decision.hpp>
#include <tickler/explain.hpp>
#include <tickler/history.hpp>
#include <tickler/prospect.hpp>

namespace tickler::cli::page {

class disguise {
 public:
  disguise(const book& all, bool is_on);

  bool is_on() const noexcept { return is_on_; }

  prospect who(prospect_number number) const;
  std::string owner(std::string_view owner) const;

  // A prospect's own, or joint, history and what was explained by it.
  void put_on(history& log, explanation& why) const;
  touch_words words(const touch_words& said) const;

 private:
  std::string name_of(prospect_number number) const;

  const book& all_;
  bool is_on_;
  std::map<std::string, std::string, std::less<>> owners_{};
};

}  // namespace tickler::cli::page
