// The numbers of a workload model as text, and back: shares in tenths of a hundred, amounts in hundredths, waits in minutes.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <tickler/duration.hpp>
#include <tickler/workload_model.hpp>

namespace tickler::inline TICKLER_ABI {

// None: it is none.
std::optional<per_mille> share_of(std::string_view text);  // "12.5%", up to 1,000 %
std::optional<double> amount_of(std::string_view text);    // "2.5", up to 10,000

// None: it is no number of minutes.
std::optional<std::chrono::seconds> wait_of(const duration& d);

std::string share_text(per_mille share);
std::string amount_text(double amount);
std::string wait_text(std::chrono::seconds wait);

}  // namespace tickler::inline TICKLER_ABI
