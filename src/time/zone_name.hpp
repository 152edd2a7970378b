// What a time zone may be called.
#pragma once

#include <string_view>
#include <tickler/export.hpp>

namespace tickler::inline TICKLER_ABI {

// Whether it has the form of a zone's name. Beside the zones lie files that are none ("leap-seconds.list", "tzdata.zi",
// "right/..."), "Factory", for machines that nobody has set up, and "localtime", which means another zone on another machine.
bool may_be_zone(std::string_view name) noexcept;

}  // namespace tickler::inline TICKLER_ABI
