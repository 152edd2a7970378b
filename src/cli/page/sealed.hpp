// What a page needs to be of one piece: hashes by which its script and style are allowed, and packed texts.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace tickler::cli::page {

std::string hash_source(std::string_view text);  // "sha256-...", a source of Content Security Policy Level 3
std::string packed(std::string_view text);       // gzip, in base64

// The text with each {{name}} replaced, in one go: what is put in is not looked at. Throws std::out_of_range for an unknown name.
std::string filled(std::string_view form, const std::map<std::string, std::string>& places);

}  // namespace tickler::cli::page
