#include <functional>
#include <set>
#include <tickler/io/records.hpp>

#include "records/csv_records.hpp"
#include "records/json_lines.hpp"
#include "records/prospect_builder.hpp"
#include "records/touchpoint_builder.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

read_counts read_records(std::istream& in, const record_options& options, record_builder& builder, const diagnostic_sink& bad) {
  return options.format == record_format::csv ? read_csv(in, options, builder, bad) : read_json_lines(in, options, builder, bad);
}

}  // namespace

record_format format_of(std::string_view file_name) noexcept {
  return file_name.ends_with(".csv") ? record_format::csv : record_format::json_lines;
}

read_counts read_prospects(std::istream& in, const record_options& options,
                           const std::function<void(prospect&&, source_position)>& each, const diagnostic_sink& bad) {
  const prospect_builder::receiver made = [&](prospect_record&& who, source_position at) { each(std::move(who).owned(), at); };
  prospect_builder builder(options, made);
  auto counts = read_records(in, options, builder, bad);
  counts.is_refused |= counts.records == 0 && counts.bad != 0;
  return counts;
}

read_counts read_touchpoints(std::istream& in, const record_options& options, vocabulary words,
                             const std::function<void(std::string_view prospect_id, touchpoint&&, source_position)>& each,
                             const diagnostic_sink& bad) {
  const touchpoint_builder::receiver made = [&](const touchpoint_record& t, const touch_words& of, source_position at) {
    each(t.prospect, touchpoint_of(t.at, of, t.details), at);
  };
  std::set<std::string, std::less<>> incomplete;
  std::vector<std::string> in_order;
  std::size_t unattributed = 0;
  const touchpoint_builder::refusal_receiver refused = [&](const touchpoint_builder::refusal& what) {
    if (what.prospect.empty()) return static_cast<void>(++unattributed);
    if (is_forgiven(what, options) || incomplete.contains(what.prospect)) return;
    in_order.emplace_back(*incomplete.emplace(what.prospect).first);
  };
  touchpoint_builder builder(options, std::move(words), made, refused);
  auto counts = read_records(in, options, builder, bad);
  counts.is_refused |= counts.records == 0 && counts.bad != 0;
  counts.incomplete = std::move(in_order);
  counts.unattributed = unattributed;
  return counts;
}

}  // namespace tickler::inline TICKLER_ABI
