// The keys of a workload model, by tables as a policy's.
#pragma once

#include <string>
#include <string_view>
#include <tickler/policy_draft.hpp>
#include <utility>
#include <vector>

#include "policy/parse/all_tables.hpp"
#include "policy/parse/key_docs.hpp"
#include "policy/parse/reader.hpp"

namespace tickler::inline TICKLER_ABI {

using text_pairs = std::vector<std::pair<located_string, located_string>>;

// As it is written, each value with its place.
struct response_draft {
  located_string of{};  // phone, phone/check_in
  std::vector<located_string> delay{}, answer_after{};
  source_position outcomes_at{}, answers_at{};
  text_pairs outcomes{}, answers{};
};

struct arrival_draft {
  located_string cadence{}, owner{}, a_day{}, on{}, hours{};
};

struct owner_draft {
  located_string name{}, a_day{};
  text_pairs by_channel{};
  std::vector<located_string> leave{};
};

struct model_draft {
  located_string name{}, spread{};
  source_position responses_at{}, arrivals_at{};  // no place: not given
  std::vector<response_draft> responses{};
  std::vector<arrival_draft> arrivals{};
  std::vector<owner_draft> owners{};
};

extern const table_doc model_doc, response_doc, arrival_doc, owner_doc;

// All of them, the model's own first; none is a policy's.
std::vector<placed_table> model_tables();

model_draft read_model(reader& r, const node& root);

}  // namespace tickler::inline TICKLER_ABI
