// What must always hold of pictures, on random policies, prospects, histories and instants: everything is there, once, and the
// elements close as they must.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <set>
#include <string>
#include <string_view>
#include <tickler/io/pictures.hpp>
#include <vector>

#include "engine_answer.hpp"
#include "property.hpp"

namespace plain {
namespace {

std::size_t count_of(std::string_view text, std::string_view what) {
  std::size_t count = 0;
  for (auto at = text.find(what); at != text.npos; at = text.find(what, at + what.size())) ++count;
  return count;
}

// As far as tags go, with quotes around all values and no < or > in them.
bool is_well_formed(std::string_view svg) {
  std::vector<std::string_view> open;
  for (auto at = svg.find('<'); at != svg.npos; at = svg.find('<', at)) {
    const auto end = svg.find('>', at);
    if (end == svg.npos) return false;
    auto tag = svg.substr(at + 1, end - at - 1);
    if (count_of(tag, "\"") % 2 != 0 || tag.find('<') != tag.npos) return false;
    at = end;
    if (tag.starts_with('/')) {
      if (open.empty() || open.back() != tag.substr(1)) return false;
      open.pop_back();
    } else if (!tag.ends_with('/')) {
      open.push_back(tag.substr(0, tag.find(' ')));
    }
  }
  return open.empty();
}

// Nothing is drawn backwards, and whatever is drawn says why; held time does so, too.
bool is_sound(std::string_view svg, std::size_t things) {
  return is_well_formed(svg) && svg.find("--") == svg.npos && count_of(svg, "<g><title>") == things + count_of(svg, "class=\"h\"");
}

BOOST_AUTO_TEST_CASE(a_picture_of_an_explanation_has_each_touchpoint_and_each_action) {
  BOOST_TEST(holds("pictures of explanations", 1'000, [](const scene& s) {
    const ready_scene made(s);
    for (const instant now : s.nows) {
      const auto why = tickler::explain(made.policy, s.who, made.log, now);
      const auto svg = to_svg(made.policy, s.who, made.log, why, {.brief = true});
      const auto expired = std::count_if(why.trace.begin(), why.trace.end(),
                                         [](const tickler::trace_event& t) { return t.kind == tickler::trace_kind::expired; });
      RC_ASSERT(is_sound(svg, up_to(s.history, now).size() + static_cast<std::size_t>(expired) + why.decision.actions.size()));
      RC_ASSERT(is_well_formed(to_svg(made.policy, s.who, made.log, why)));
    }
  }));
}

BOOST_AUTO_TEST_CASE(a_picture_of_a_preview_has_what_is_done_happens_and_is_given_up) {
  BOOST_TEST(holds("pictures of previews", 500, [](const scene& s) {
    const ready_scene made(s);
    const auto now = s.nows.front();
    const auto future = preview(made.policy, s.who, made.log, now, {}, {.until = now + date::days{60}, .most_entries = 60});
    const auto svg = to_svg(made.policy, s.who, made.log, future, {.brief = true});
    std::set<std::string> done;
    std::size_t things = future.given_up.size();
    for (const auto& e : future.entries) {
      things += e.kind == tickler::timeline_kind::done || e.kind == tickler::timeline_kind::touchpoint;
      if (e.kind == tickler::timeline_kind::done) done.insert(e.what.steps.front());
    }
    for (const auto& a : future.last.actions) things += done.count(id_of(made.policy, future.last, a)) == 0;
    RC_ASSERT(is_sound(svg, things));
    RC_ASSERT(svg == to_svg(made.policy, s.who, made.log, future, {.brief = true}));
  }));
}

}  // namespace
}  // namespace plain
