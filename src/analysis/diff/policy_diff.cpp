#include <algorithm>
#include <tickler/diff.hpp>

#include "analysis/diff/policy_parts.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

using form = policy_part::form;
using path = std::vector<std::string>;
using kind = policy_change_kind;

const policy_part* find(const std::vector<policy_part>& parts, const std::string& name) {
  const auto found = std::find_if(parts.begin(), parts.end(), [&](const policy_part& p) { return p.name == name; });
  return found == parts.end() ? nullptr : &*found;
}

path inside(const path& whole, const std::string& name) {
  auto longer = whole;
  longer.push_back(name);
  return longer;
}

// "first", or what it stands behind
std::string place_of(const std::vector<policy_part>& parts, const policy_part& part) {
  const auto at = static_cast<std::size_t>(&part - parts.data());
  return at == 0 ? "first" : "behind " + parts[at - 1].name;
}

// Which numbers must be taken out so that the others ascend, as few as possible.
std::vector<bool> out_of_order(const std::vector<std::size_t>& numbers) {
  constexpr auto none = static_cast<std::size_t>(-1);
  std::vector<std::size_t> length(numbers.size(), 1), previous(numbers.size(), none);
  std::size_t last = none;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j)
      if (numbers[j] < numbers[i] && length[j] + 1 > length[i]) {
        length[i] = length[j] + 1;
        previous[i] = j;
      }
    if (last == none || length[i] > length[last]) last = i;
  }
  std::vector<bool> out(numbers.size(), true);
  for (; last != none; last = previous[last]) out[last] = false;
  return out;
}

class comparison {
 public:
  std::vector<policy_change> take() && { return std::move(found_); }

  void keys(const path& at, const policy_part& before, const policy_part& after) {
    for (const auto& b : before.parts)
      if (find(after.parts, b.name) == nullptr) whole(kind::removed, inside(at, b.name), b);
    for (const auto& a : after.parts) {
      const auto* b = find(before.parts, a.name);
      if (b == nullptr)
        whole(kind::added, inside(at, a.name), a);
      else
        part(inside(at, a.name), *b, a);
    }
  }

 private:
  void part(const path& at, const policy_part& before, const policy_part& after) {
    if (after.what == form::keys) return keys(at, before, after);
    if (after.what == form::value) {
      if (before.text != after.text) found_.push_back({kind::changed, at, before.text, after.text});
      return;
    }
    keys(at, before, after);
    moves(at, before.parts, after.parts);
  }

  void moves(const path& at, const std::vector<policy_part>& before, const std::vector<policy_part>& after) {
    std::vector<const policy_part*> in_both, was;
    std::vector<std::size_t> old_places;
    for (const auto& a : after)
      if (const auto* b = find(before, a.name)) {
        in_both.push_back(&a);
        was.push_back(b);
        old_places.push_back(static_cast<std::size_t>(b - before.data()));
      }
    const auto moved = out_of_order(old_places);
    for (std::size_t i = 0; i < moved.size(); ++i)
      if (moved[i])
        found_.push_back({kind::moved, inside(at, in_both[i]->name), place_of(before, *was[i]), place_of(after, *in_both[i])});
  }

  // The part, and each item in it.
  void whole(kind what, const path& at, const policy_part& part) {
    auto text = summary_of(part);
    if (part.what == form::keys || part.what == form::value || part.what == form::words) {
      policy_change change{what, at, {}, {}};
      (what == kind::added ? change.after : change.before) = std::move(text);
      found_.push_back(std::move(change));
    }
    for (const auto& inner : part.parts) {
      if (inner.what == form::items)
        for (const auto& item : inner.parts) whole(what, inside(inside(at, inner.name), item.name), item);
    }
  }

  std::vector<policy_change> found_;
};

}  // namespace

std::vector<policy_change> diff(const policy_draft& before, const policy_draft& after) {
  comparison all;
  all.keys({}, parts_of(before), parts_of(after));
  return std::move(all).take();
}

}  // namespace tickler::inline TICKLER_ABI
