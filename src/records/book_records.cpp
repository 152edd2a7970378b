#include <fmt/format.h>

#include <algorithm>
#include <tickler/io/book_records.hpp>
#include <tickler/io/results.hpp>
#include <tickler/problem_numbers.hpp>

#include "base/internal_access.hpp"
#include "base/messages.hpp"
#include "base/text_stream.hpp"
#include "book/book_impl.hpp"
#include "model/touchpoint_check.hpp"
#include "records/csv_records.hpp"
#include "records/fast_json_prospects.hpp"
#include "records/fast_json_touchpoints.hpp"
#include "records/json_lines.hpp"
#include "records/prospect_builder.hpp"
#include "records/record_diagnostics.hpp"
#include "records/touchpoint_builder.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

record_options for_book(record_options options) {
  options.id_bytes = std::min(options.id_bytes, key_bytes);
  return options;
}

// Adds prospects, and says of which line one is that is there already.
class prospect_importer {
 public:
  prospect_importer(const record_options& options, book& into, const diagnostic_sink& bad, std::vector<source_position>* places)
      : into_(impl_of(into)), first_(into_.size()), bad_(options, bad), places_(places) {}

  void add(const prospect_view& who, std::uint32_t hash, source_position at) {
    if (const auto known = into_.find(into_.index.of(into_.prospects), who.id, hash)) return reject(who.id, *known, at);
    into_.add(who, hash);
    lines_.push_back(at.line);
    if (places_ != nullptr) places_->push_back(at);
  }

  std::size_t bad() const noexcept { return bad_.count(); }

 private:
  void reject(std::string_view id, prospect_number known, source_position at) {
    const auto where = known < first_ ? std::string() : fmt::format(" on line {}", lines_[known - first_]);
    bad_.add(record_number::duplicate_prospect,
             fmt::format("the prospect {} is already{}", quoted(id), where.empty() ? " there" : where), at);
  }

  book::impl& into_;
  std::size_t first_;
  record_diagnostics bad_;
  std::vector<source_position>* places_;
  std::vector<std::uint32_t> lines_;
};

// Adds touchpoints, and says which have no prospect, or too many beside them.
class touchpoint_importer {
 public:
  touchpoint_importer(const record_options& options, book& into, const diagnostic_sink& bad)
      : into_(into), words_(into.words()), bad_(options, bad) {}

  void add(std::string_view id, const touchpoint& t, source_position at) {
    const auto number = into_.find(id);
    if (!number)
      reject(prefetching_inserter::problem::unknown_prospect, id, at);
    else if (impl_of(into_).is_full(*number))
      reject(prefetching_inserter::problem::too_many, id, at);
    else if (!words_.try_classify(t.words))
      reject(prefetching_inserter::problem::too_many_words, id, at);
    else
      into_.add(*number, t);
  }

  void reject(prefetching_inserter::problem what, std::string_view id, source_position at) {
    if (what == prefetching_inserter::problem::unknown_prospect)
      bad_.add(record_number::unknown_prospect, fmt::format("there is no prospect {}", quoted(id)), at);
    else if (what == prefetching_inserter::problem::too_many_words)
      bad_.add(record_number::too_many_words,
               "more than 65,536 distinct combinations of 'channel', 'direction', 'purpose', 'outcome' and 'with' in all records",
               at);
    else
      bad_.add(record_number::too_many_touchpoints,
               fmt::format("the prospect {} has more than {} touchpoints", quoted(id), history::max_size), at);
  }

  std::size_t bad() const noexcept { return bad_.count(); }

 private:
  book& into_;
  vocabulary words_;
  record_diagnostics bad_;
};

read_counts read_records(std::istream& in, const record_options& options, record_builder& builder, const diagnostic_sink& bad,
                         fast_json_lines* fast) {
  return options.format == record_format::csv ? read_csv(in, options, builder, bad)
                                              : read_json_lines(in, options, builder, bad, fast);
}

}  // namespace

read_counts read_prospects(std::istream& in, const record_options& given, book& into, const diagnostic_sink& bad,
                           std::vector<source_position>* places) {
  const auto options = for_book(given);
  const auto before = into.size();
  prospect_importer adder(options, into, bad, places);
  const prospect_builder::receiver each = [&](prospect_record&& who, source_position at) {
    adder.add(who.view, hash_of_text(who.view.id), at);
  };
  prospect_builder builder(options, each);
  fast_json_prospects fast(options, impl_of(into).index.of(impl_of(into).prospects),
                           [&](const prospect_view& who, std::uint32_t hash, source_position at) { adder.add(who, hash, at); });
  auto counts = read_records(in, options, builder, bad, &fast);
  counts.records = into.size() - before;
  counts.bad += adder.bad();
  return counts;
}

read_counts read_touchpoints(std::istream& in, const record_options& given, book& into, const diagnostic_sink& bad) {
  const auto options = for_book(given);
  const auto before = into.touchpoints();
  touchpoint_importer adder(options, into, bad);
  const touchpoint_builder::receiver each = [&](std::string_view id, touchpoint&& t, source_position at) { adder.add(id, t, at); };
  touchpoint_builder builder(options, into.words(), each);
  fast_json_touchpoints fast(options, impl_of(into),
                             [&](prefetching_inserter::problem what, std::string_view id, std::uint32_t line) {
                               adder.reject(what, id, {.line = line, .column = 1});
                             });
  auto counts = read_records(in, options, builder, bad, &fast);
  counts.records = into.touchpoints() - before;
  counts.respelt = builder.respelt();
  counts.bad += adder.bad();
  return counts;
}

read_counts read_prospects(std::string_view content, const record_options& options, book& into, const diagnostic_sink& bad,
                           std::vector<source_position>* places) {
  text_stream in(content);
  return read_prospects(in, options, into, bad, places);
}

read_counts read_touchpoints(std::string_view content, const record_options& options, book& into, const diagnostic_sink& bad) {
  text_stream in(content);
  return read_touchpoints(in, options, into, bad);
}

std::set<std::string> undeclared_facts(const policy& p, const book& all) {
  std::set<std::string> names;
  const auto& known = impl_of(all).prospects.fact_names();
  for (std::size_t i = 0; i < known.size(); ++i)
    if (!known.is_free(i)) names.insert(known[i]);
  for (const auto& declared : p.draft().facts) names.erase(*declared.name);
  return names;
}

diagnostic undecidable(const policy& p, const book& all, prospect_number number, prospect_problem problem) {
  return {.number = record_number::undecidable_prospect,
          .message = fmt::format("the prospect {} cannot be decided for: {}", quoted(all.id(number)),
                                 to_text(p, all.prospect(number), problem))};
}

}  // namespace tickler::inline TICKLER_ABI
