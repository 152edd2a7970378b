// What somebody expects of the weeks ahead, as one YAML file. Part of tickler::io.
//
//   model: desk                                                # desk.yaml: checked as a policy is
//   responses:                                                 # of each channel, or channel and purpose, that the policy asks for
//     phone/check_in: {delay: [0 minutes, 2 hours, 1 day], outcomes: {no_answer: 60%, reached: 40%}}
//     email: {answers: {replied: 12.5%}, answer_after: [2 hours, 1 day, 3 days]}
//   arrivals:
//     - {cadence: answer, owner: eve, a_day: 2.5, on: mon-fri, hours: 09:00-17:00}
//   owners:
//     eve: {a_day: 40, by_channel: {phone: 25}, leave: [2026-08-03..2026-08-21]}
//
//   const auto expected = tickler::load_workload_model_file("desk.yaml", policy).value();
//   const auto model = tickler::responses_of(policy, company, now, expected);
//
// What is left out as a whole (`responses`, `arrivals`) is as the book has it. Responses that leave out a touch which the policy
// can ask for are refused. Nothing here throws but std::bad_alloc and what is said below. The keys: `tickler help model`.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tickler/diagnostic.hpp>
#include <tickler/export.hpp>
#include <tickler/io/load_policy.hpp>
#include <tickler/policy.hpp>
#include <tickler/workload_model.hpp>
#include <utility>
#include <vector>

namespace tickler::inline TICKLER_ABI {

class TICKLER_API loaded_workload_model {
 public:
  loaded_workload_model(std::optional<workload_model> model, std::vector<diagnostic> list)
      : model_(std::move(model)), list_(std::move(list)) {}

  explicit operator bool() const noexcept { return model_.has_value(); }
  const workload_model& value() const& TICKLER_LIFETIME_BOUND;  // throws policy_error with the list
  workload_model value() && { return value(); }
  const std::vector<diagnostic>& diagnostics() const& noexcept TICKLER_LIFETIME_BOUND { return list_; }  // in order of place
  std::vector<diagnostic> diagnostics() && { return std::move(list_); }

 private:
  std::optional<workload_model> model_;
  std::vector<diagnostic> list_;
};

// Channels, cadences and purposes are those of the policy, outcomes those of its vocabulary. `file` is what diagnostics call the
// text. Throws misuse for an empty policy, never for what the text holds.
TICKLER_API loaded_workload_model load_workload_model(std::string_view yaml, std::string_view file, const policy& p,
                                                      const text_limits& limits = {});

// Reads the file at `path`. One that cannot be read is a diagnostic too.
TICKLER_API loaded_workload_model load_workload_model_file(const std::string& path, const policy& p,
                                                           const text_limits& limits = {});

// A file that load_workload_model reads as the same model. Throws misuse for a model that no file can say: waits of less than a
// minute, numbers out of range, names that are none.
TICKLER_API std::string write_workload_model(const policy& p, const workload_model& model);

}  // namespace tickler::inline TICKLER_ABI
