// The words and names that tests of a policy may use: what records may say and the policy does not know is mistyped in a test.
#pragma once

#include <cstddef>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tickler/policy.hpp>
#include <vector>

#include "policy/parse/reader.hpp"

namespace tickler::inline TICKLER_ABI {

class known_names {
 public:
  explicit known_names(const policy& p);
  known_names(const known_names&) = delete;
  known_names& operator=(const known_names&) = delete;

  // Whether the text is one; else it is reported at the node, with what may have been meant.
  bool channel(reader& r, const node& n);
  bool declared_channel(reader& r, const node& n);  // one that the policy's steps may use
  bool purpose(reader& r, const node& n);
  bool outcome(reader& r, const node& n);
  bool fact(reader& r, const node& n);
  bool step(reader& r, const node& n, std::string_view name);  // "cadence/step"

 private:
  struct names {
    std::vector<std::string_view> all{};
    std::set<std::string_view> sorted{};

    void add(std::string_view name);
    bool has(std::string_view name) const { return sorted.count(name) != 0; }
  };
  static names words(std::span<const std::string_view> standard, const std::vector<located_string>& own);
  bool check(reader& r, const node& n, const names& known, int number, std::string_view what);
  std::string meant(std::string_view name, const names& known);

  std::vector<std::string> step_names_{};
  names channels_, declared_{}, purposes_, outcomes_, facts_{}, steps_{};
  std::size_t hints_left_ = 100;  // finding the nearest of many takes a while
};

}  // namespace tickler::inline TICKLER_ABI
