#include <algorithm>
#include <functional>
#include <set>
#include <tickler/error.hpp>
#include <tickler/io/records.hpp>
#include <tickler/problem_numbers.hpp>

#include "base/ascii_case.hpp"
#include "records/csv_records.hpp"
#include "records/json_lines.hpp"
#include "records/opt_out.hpp"
#include "records/prospect_builder.hpp"
#include "records/touchpoint_builder.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

read_counts read_records(std::istream& in, const record_options& options, record_builder& builder, const diagnostic_sink& bad) {
  return options.format == record_format::csv ? read_csv(in, options, builder, bad) : read_json_lines(in, options, builder, bad);
}

// Whose records were refused, each once, in their order.
class refused_people {
 public:
  void add(std::string_view id) {
    if (!all_.contains(id)) in_order_.emplace_back(*all_.emplace(id).first);
  }
  std::vector<std::string> take() && { return std::move(in_order_); }

 private:
  std::set<std::string, std::less<>> all_;
  std::vector<std::string> in_order_;
};

}  // namespace

record_format format_of(std::string_view file_name) noexcept {
  constexpr std::string_view ending = ".csv";
  const auto last = file_name.substr(file_name.size() - std::min(file_name.size(), ending.size()));
  return equal_but_for_case(last, ending) ? record_format::csv : record_format::json_lines;
}

read_counts read_prospects(std::istream& in, const record_options& options,
                           const std::function<void(prospect&&, source_position)>& each, const diagnostic_sink& bad) {
  if (options.mapping != nullptr && options.mapping->has_opt_outs())
    throw misuse(misuse_number::opt_outs_lost, "the opt-outs that a mapping makes of contacts would be lost");
  const prospect_builder::receiver made = [&](const prospect_record& who, source_position at) { each(owned(who.view), at); };
  refused_people unread;
  const prospect_builder::refusal_receiver refused = [&](std::string_view id, const diagnostic&) { unread.add(id); };
  prospect_builder builder(options, made, refused);
  auto counts = read_records(in, options, builder, bad);
  counts.is_refused |= counts.records == 0 && counts.bad != 0;
  counts.incomplete = std::move(unread).take();
  return counts;
}

read_counts read_prospects(std::istream& in, const record_options& options, vocabulary words,
                           const std::function<void(prospect&&, source_position)>& each,
                           const std::function<void(std::string_view prospect_id, touchpoint&&, source_position)>& each_opt_out,
                           const diagnostic_sink& bad) {
  const prospect_builder::receiver made = [&](const prospect_record& who, source_position at) { each(owned(who.view), at); };
  refused_people unread;
  const prospect_builder::refusal_receiver refused = [&](std::string_view id, const diagnostic&) { unread.add(id); };
  prospect_builder builder(options, made, refused);
  const opt_out_sink said = [&](std::string_view id, std::string_view channel, instant at, source_position place) {
    each_opt_out(id, opt_out(words, channel, at), place);
  };
  auto counts =
      options.format == record_format::csv ? read_csv(in, options, builder, bad, said) : read_json_lines(in, options, builder, bad);
  counts.incomplete = std::move(unread).take();
  return counts;
}

read_counts read_touchpoints(std::istream& in, const record_options& options, vocabulary words,
                             const std::function<void(std::string_view prospect_id, touchpoint&&, source_position)>& each,
                             const diagnostic_sink& bad) {
  const touchpoint_builder::receiver made = [&](const touchpoint_record& t, const touch_words& of, source_position at) {
    each(t.prospect, touchpoint_of(t.at, of, t.details), at);
  };
  refused_people incomplete;
  std::size_t unattributed = 0;
  const touchpoint_builder::refusal_receiver refused = [&](const touchpoint_builder::refusal& what) {
    if (what.prospect.empty()) return static_cast<void>(++unattributed);
    if (!is_forgiven(what, options)) incomplete.add(what.prospect);
  };
  touchpoint_builder builder(options, std::move(words), made, refused);
  auto counts = read_records(in, options, builder, bad);
  counts.is_refused |= counts.records == 0 && counts.bad != 0;
  counts.incomplete = std::move(incomplete).take();
  counts.unattributed = unattributed;
  counts.respelt = builder.respelt();
  return counts;
}

}  // namespace tickler::inline TICKLER_ABI
