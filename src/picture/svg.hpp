// A drawing as SVG.
#pragma once

#include <string>
#include <tickler/io/pictures.hpp>

#include "picture/drawing.hpp"

namespace tickler::inline TICKLER_ABI {

std::string to_svg(const drawing& d, const picture_options& options);

}  // namespace tickler::inline TICKLER_ABI
