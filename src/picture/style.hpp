// How pictures look: one style for the screen, light and dark, and for print. Colours are those of Okabe and Ito, "Color Universal
// Design" (2008), which people who see colours differently tell apart; each stands with a shape of its own.
#pragma once

#include <string>
#include <string_view>
#include <tickler/export.hpp>

namespace tickler::inline TICKLER_ABI {

// Classes are of one letter, since they are there so often:
//   f background  q heading  m what explains itself  e label  g line  k folded days  c closed  h held  y now
//   w window  v from it to a mark outside  d deadlines
//   o ours  t theirs  s event  r ready  p planned  b blocked  x given up
std::string_view style_text();

std::string_view hatch_text();  // <defs> that the style refers to

}  // namespace tickler::inline TICKLER_ABI
