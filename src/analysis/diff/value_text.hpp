// The values of a policy as an author writes them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tickler/policy_draft.hpp>
#include <utility>
#include <vector>

namespace tickler {

// As one value among others on a line of YAML: quoted where it would be read as something else.
std::string inline_scalar(std::string_view value);

// "{channel: phone, outcome: [no_answer, busy]}"
std::string inline_mapping(const std::vector<std::pair<std::string, std::string>>& keys);

// "a" for one, "[a, b]" for several; empty for none.
std::string one_or_list(const std::vector<std::string>& values);

std::string text_of(const std::vector<text>& names);
std::string text_of(const pattern_draft& p);
std::string text_of(const std::vector<pattern_draft>& any_of);
std::string text_of(const event_ref& events);
std::string text_of(const std::vector<written<opening>>& hours);
std::string text_of(const closure& c);
std::string text_of(const when_late_draft& w);
std::string text_of(const std::vector<variant_draft>& variants);
std::string text_of(const again_draft& again);
std::string time_of_day(std::chrono::minutes t);

// A part of a step's window; empty where it is not given.
std::string window_text(const std::optional<written<duration>>& constant, bool is_before, const expression& computed);

}  // namespace tickler
