#include "picture/style.hpp"

namespace tickler::inline TICKLER_ABI {

// Blue #0072b2, bluish green #009e73, orange #e69f00 and vermillion #d55e00; on a dark ground sky blue #56b4e9 for blue. Custom
// properties would be shorter, but many a program that draws SVG knows none.
std::string_view style_text() {
  return R"(.tickler{font:11px system-ui,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;fill:#1b1b1b;stroke:none}
.tickler .f{fill:#fff}
.tickler .q{font-size:15px;font-weight:600}
.tickler .m{fill:#555}
.tickler .e{paint-order:stroke;stroke:#fff;stroke-width:3px;stroke-linejoin:round}
.tickler .g{stroke:#d4d4da;fill:none}
.tickler .k{stroke:#8a8a92;fill:none;stroke-dasharray:2 3}
.tickler .c{fill:#e9e9ee}
.tickler .h{fill:url(#tickler-hatch)}
.tickler .i{fill:#bdbdc4;fill-opacity:.3}
.tickler .j{stroke:#9a9aa2;fill:none}
.tickler .y{stroke:#1b1b1b;fill:none;stroke-dasharray:6 3}
.tickler .w{fill:#d7e8f4;stroke:#0072b2}
.tickler .v{stroke:#0072b2;fill:none;stroke-dasharray:2 2}
.tickler .d{stroke:#1b1b1b;stroke-width:2;fill:none}
.tickler .o{fill:#0072b2;stroke:#fff}
.tickler .t{fill:#009e73;stroke:#fff}
.tickler .s{fill:#fff;stroke:#555;stroke-width:1.5}
.tickler .r{fill:#e69f00;stroke:#1b1b1b}
.tickler .p{fill:#fff;stroke:#0072b2;stroke-width:2}
.tickler .b{fill:#fff;stroke:#d55e00;stroke-width:2}
.tickler .x{stroke:#d55e00;stroke-width:2.5;fill:none}
@media screen and (prefers-color-scheme:dark){
.tickler{fill:#ececf0}
.tickler .f{fill:#15171c}
.tickler .m{fill:#b4b4bd}
.tickler .e{stroke:#15171c}
.tickler .g{stroke:#3a3d46}
.tickler .k{stroke:#8a8a92}
.tickler .c{fill:#262932}
.tickler .i{fill:#5a5d68}
.tickler .j{stroke:#80838e}
.tickler .y{stroke:#ececf0}
.tickler .w{fill:#1d3a4d;stroke:#56b4e9}
.tickler .v{stroke:#56b4e9}
.tickler .d{stroke:#ececf0}
.tickler .o{fill:#56b4e9;stroke:#15171c}
.tickler .t{stroke:#15171c}
.tickler .s{fill:#15171c;stroke:#b4b4bd}
.tickler .r{stroke:#ececf0}
.tickler .p{fill:#15171c;stroke:#56b4e9}
.tickler .b{fill:#15171c}
}
@media print{
.tickler,.tickler .m{fill:#000}
.tickler .g{stroke:#999}
.tickler .k,.tickler .s{stroke:#333}
.tickler .j{stroke:#777}
.tickler .c{fill:#e2e2e2}
.tickler .o,.tickler .t,.tickler .r{stroke:#000}
}
)";
}

std::string_view hatch_text() {
  return R"(<defs><pattern id="tickler-hatch" width="6" height="6" patternUnits="userSpaceOnUse"><path class="i" d="M0 0h6v6h-6z"/><path class="j" d="M-1 1l2-2M0 6l6-6M5 7l2-2"/></pattern></defs>)";
}

}  // namespace tickler::inline TICKLER_ABI
