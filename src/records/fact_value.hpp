// Facts of prospects: typed as the policy declares them, as they are written where it does not.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <tickler/policy.hpp>
#include <tickler/prospect.hpp>

#include "records/record_value.hpp"

namespace tickler::inline TICKLER_ABI {

using fact_types = std::map<std::string, fact_type, std::less<>>;

fact_types declared_facts(const policy* p);  // none for null or an empty policy

// `type` null: not declared. Throws record_error.
fact fact_of(std::string_view name, const fact_type* type, const record_value& value, std::size_t list_entries);

}  // namespace tickler::inline TICKLER_ABI
