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
  return read_records(in, options, builder, bad);
}

read_counts read_touchpoints(std::istream& in, const record_options& options, vocabulary words,
                             const std::function<void(std::string_view prospect_id, touchpoint&&, source_position)>& each,
                             const diagnostic_sink& bad) {
  touchpoint_builder builder(options, std::move(words), each);
  auto counts = read_records(in, options, builder, bad);
  counts.respelt = builder.respelt();
  return counts;
}

}  // namespace tickler::inline TICKLER_ABI
