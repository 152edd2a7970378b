// Draws what has happened, what is planned and what there will be to do, as SVG: days along the top, a lane a channel. Part of
// tickler::io.
//
//   const auto why = tickler::explain(policy, ada, log, now);
//   std::ofstream("ada.svg") << tickler::to_svg(policy, ada, log, why);
//
// Closed time of a channel is shaded, held time hatched in grey; the window of an action is a bar, with its due and its last moment
// marked; what is given up or missed is crossed out. Why each thing is there shows on hover. Longer stretches of days on which
// nothing is are folded. Times are by the prospect's clock.
//
// A picture has a title and a description for those who do not see it, tells nothing by colour alone, is light or dark as the
// reader's screen is, and fit for print. It has no script and refers to nothing outside of it; whatever is in policies and records
// comes out as text. The same input gives the same bytes.
//
// On a page with many of them, style and legend are there once:
//
//   std::cout << tickler::shared_picture_parts();  // in <body>, before the first
//   tickler::evaluator engine(policy);
//   tickler::explanation each;
//   for (tickler::prospect_number i = 0; i < book.size(); ++i) {
//     tickler::explain(policy, engine, book, i, now, log, each);
//     std::cout << tickler::to_svg(policy, book.prospect(i), log, each, {.number = i, .brief = true});
//   }
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tickler/explain.hpp>
#include <tickler/export.hpp>
#include <tickler/history.hpp>
#include <tickler/policy.hpp>
#include <tickler/preview.hpp>
#include <tickler/prospect.hpp>
#include <tickler/workload.hpp>

namespace tickler::inline TICKLER_ABI {

struct picture_options {
  std::string title{};             // none: the prospect's name or id, and the instant; in brief nothing
  std::uint32_t number = 0;        // tells the pictures of one page apart
  std::optional<instant> since{};  // what of a prospect's past was before is left out, and counted
  // For a page of HTML that has the shared parts: without heading, labels, legend and style, and without what is closed for less
  // than a day.
  bool brief = false;
};

// A future: what is done in it, what happens, what is given up, and what still waits at its end. `so_far` is the history that
// preview was given. Throws misuse for a policy of another fingerprint and a history of another vocabulary.
TICKLER_API std::string to_svg(const policy& p, const prospect& who, const history& so_far, const timeline& future,
                               const picture_options& options = {});

// A prospect at the explanation's `now`: all that has happened, and the plan. Throws as describe() does; `why` must be of this
// prospect and history.
TICKLER_API std::string to_svg(const policy& p, const prospect& who, const history& log, const explanation& why,
                               const picture_options& options = {});

// The weeks ahead: for each owner of the forecast the touches of each day, as a band in which they are in eight futures of ten with
// the middle of them, against what she can do, and her leave. `owners` is the model's.
TICKLER_API std::string to_svg(const policy& p, const load_forecast& ahead,
                               const std::map<std::string, owner_capacity>& owners = {}, const picture_options& options = {});

// Style, hatch and legend of all pictures, as an SVG to be seen. Part of it is one <style>, whose content is the same in each
// picture: `picture_style()`, for whoever allows it by its hash.
TICKLER_API std::string shared_picture_parts();
TICKLER_API std::string picture_style();

}  // namespace tickler::inline TICKLER_ABI
