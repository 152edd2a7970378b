// Text in an XML 1.0 document. What XML has no character for, and what is not UTF-8, becomes U+FFFD.
#pragma once

#include <string>
#include <string_view>
#include <tickler/export.hpp>

namespace tickler::inline TICKLER_ABI {

std::string xml_text(std::string_view text);       // in an element
std::string xml_attribute(std::string_view text);  // between double quotes, where line ends would become blanks

}  // namespace tickler::inline TICKLER_ABI
