// Facts of prospects: typed as the policy declares them, as they are written where it does not.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <tickler/policy.hpp>
#include <tickler/prospect_view.hpp>
#include <vector>

#include "records/record_value.hpp"

namespace tickler::inline TICKLER_ABI {

using fact_types = std::map<std::string, fact_type, std::less<>>;

fact_types declared_facts(const policy* p);  // none for null or an empty policy

// `type` null: not declared. What a list holds is put into `list`; its texts, and others, are the value's. Throws record_error.
fact_value_view fact_of(std::string_view name, const fact_type* type, const record_value& value, std::size_t list_entries,
                        std::vector<std::string_view>& list);

}  // namespace tickler::inline TICKLER_ABI
