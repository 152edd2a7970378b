#include "model_file.hpp"

#include <algorithm>
#include <stdexcept>
#include <tickler/io/workload_file.hpp>
#include <tickler/workload_model.hpp>

#include "owners.hpp"

namespace tickler::cli {

namespace {

void check_owners_of(const workload_model& model, const book& all) {
  for (const auto& [owner, _] : model.owners) {
    const auto is_hers = [&owner = owner](const expected_arrivals& a) { return a.owner == owner; };
    if (!model.arrivals || std::none_of(model.arrivals->begin(), model.arrivals->end(), is_hers)) check_owners(all, {owner});
  }
}

}  // namespace

response_model read_or_learnt_model(const std::string& file, const book_files& files, instant now, report& bad) {
  if (file.empty()) return learn_responses(files.policy(), files.all(), now);
  const auto loaded = load_workload_model_file(file, files.policy());
  for (const auto& d : loaded.diagnostics()) bad.add(d);
  if (!loaded) throw std::runtime_error(file + ": the model cannot be used");
  check_owners_of(loaded.value(), files.all());
  return responses_of(files.policy(), files.all(), now, loaded.value());
}

}  // namespace tickler::cli
