// Views of prospects that are values, in memory that is used again: what the engine and the book read.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <tickler/prospect.hpp>
#include <tickler/prospect_view.hpp>
#include <vector>

namespace tickler::inline TICKLER_ABI {

// What is returned is good until the next call, and as long as the facts are.
class TICKLER_API facts_viewer {
 public:
  std::span<const fact_view> operator()(const std::map<std::string, fact, std::less<>>& facts);

 private:
  std::vector<fact_view> facts_;
  std::vector<std::string_view> items_;  // of all lists
};

// What is left out is empty in the view.
struct viewed_parts {
  bool contacts = true, facts = true;
};

class prospect_viewer {
 public:
  prospect_view operator()(const prospect& who, viewed_parts parts = {});

 private:
  std::vector<contact_view> contacts_;
  facts_viewer facts_;
};

}  // namespace tickler::inline TICKLER_ABI
