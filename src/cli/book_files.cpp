#include "book_files.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdio>
#include <stdexcept>
#include <string_view>
#include <tickler/io/book_records.hpp>
#include <tickler/io/snapshot.hpp>
#include <tickler/oddities.hpp>
#include <utility>

#include "commands.hpp"
#include "display.hpp"
#include "input.hpp"
#include "policy_file.hpp"

namespace tickler::cli {

namespace {

void say_left_out(const input& in, const read_counts& counts, report& bad) {
  if (counts.left_out == 0) return;
  bad.bar().clear();
  fmt::print(stderr, "{}: {} left out, as the mapping says\n", in.name(), counted(counts.left_out, "row", "rows"));
}

}  // namespace

book_files::book_files(const tickler::policy& p, const book_options& options, report& bad)
    : policy_(p), options_(options), mappings_(options, bad), new_words_(p.words()), all_(p.words()) {
  if (!options.snapshot.empty()) load(options.snapshot);
  if (!options.prospects.empty()) read_prospects(options.prospects, bad);
  for (std::size_t i = 0; i < options.touchpoints.size(); ++i)
    read_touchpoints(options.touchpoints[i], mappings_.of_touchpoints(i), bad);
  all_.shrink_to_fit();
  all_.separate_records(options.separate_records);
  bad.bar().clear();
  bad.close();
}

void book_files::load(const std::string& snapshot) {
  input in(snapshot);
  auto loaded = load_snapshot(in.stream(), policy_.words());
  if (!loaded) throw std::runtime_error(in.name() + ": " + loaded.error().message);
  auto read = std::move(loaded).value();
  all_ = std::move(read.all);
  zones_of_snapshot_ = std::move(read.zone_version);
  of_snapshot_ = all_.size();
}

record_options book_files::options_for(const input& in, const record_mapping* mapping, progress& bar) const {
  bar.begin("reading " + in.name(), in.size());
  auto how = how_to_read(in, policy_, options_, mapping);
  how.progress = [&bar](std::size_t bytes) { bar.draw(bytes); };
  return how;
}

void book_files::read_prospects(const std::string& file, report& bad) {
  input in(file);
  const auto counts = tickler::read_prospects(
      in.stream(), options_for(in, mappings_.of_prospects(), bad.bar()), all_, [&](const diagnostic& d) { bad.add(d); }, &places_);
  check_usable(in, counts);
  say_left_out(in, counts, bad);
}

void book_files::read_touchpoints(const std::string& file, const record_mapping* mapping, report& bad) {
  input in(file);
  auto how = options_for(in, mapping, bad.bar());
  how.despite = numbers_of(options_.despite);
  how.replaced = [this](prospect_number number, const auto& before, const auto& after) { note_replaced(number, before, after); };
  const auto counts = tickler::read_touchpoints(in.stream(), how, all_, [&](const diagnostic& d) { bad.add(d); });
  check_usable(in, counts);
  say_left_out(in, counts, bad);
  touchpoint_bytes_.push_back(counts.bytes);
  unattributed_ += counts.unattributed;
  respelt_ += counts.respelt;
}

bool book_files::take_in(const std::string& file, std::string_view lines) {
  bool is_clean = true;
  const record_options how{.file = file, .facts = &policy_, .local_times = options_.local_times};
  const auto counts = tickler::read_touchpoints(lines, how, all_, [&](const diagnostic&) { is_clean = false; });
  respelt_ += counts.respelt;
  return is_clean && counts.replaced == 0;
}

void book_files::note_replaced(prospect_number number, const touchpoint& before, const touchpoint& after) {
  const auto lost = lost_protection(policy_, before, after);
  if (!lost.empty()) unprotected_.push_back(fmt::format("{} ({})", all_.id(number), lost));
}

prospect_number book_files::find(const std::string& id) const {
  if (const auto number = all_.find(id)) return *number;
  throw std::runtime_error("there is no prospect " + quoted(id));
}

diagnostic book_files::unusable(prospect_number number, prospect_problem problem) const {
  auto d = undecidable(policy_, all_, number, problem);
  d.file = options_.snapshot;
  if (number >= of_snapshot_) {
    d.file = options_.prospects == "-" ? "<stdin>" : options_.prospects;
    d.at = places_.at(number - of_snapshot_);
  }
  return d;
}

std::string book_files::note_on_zones() const {
  const auto here = policy_.zones().version();
  if (options_.snapshot.empty() || zones_of_snapshot_ == here) return {};
  return fmt::format("{} was saved under other time-zone data: {}; here: {}", options_.snapshot, zones_of_snapshot_, here);
}

record_options how_to_read(const input& in, const policy& p, const book_options& given, const record_mapping* mapping) {
  return {.file = in.name(),
          .format = mapping != nullptr ? record_format::csv : format_of(in.name()),
          .facts = &p,
          .mapping = mapping,
          .local_times = given.local_times,
          .as_of = given.as_of};
}

void check_usable(const input& in, const read_counts& counts) {
  if (counts.is_refused) throw std::runtime_error(in.name() + ": nothing of it could be used, so nothing is decided");
}

std::vector<int> numbers_of(const std::vector<std::string>& kinds) {
  std::vector<int> numbers;
  for (const auto& kind : kinds) numbers.push_back(std::stoi(kind.substr(1)));
  return numbers;
}

std::string lost_protection(const policy& p, const touchpoint& before, const touchpoint& after) {
  const auto lost = protections_of(p, before) & ~protections_of(p, after);
  std::vector<std::string_view> names;
  for (const auto& [which, name] : {std::pair(protection::opt_out, "opt-out"), std::pair(protection::bounce, "bounce"),
                                    std::pair(protection::stop, "stop"), std::pair(protection::hold, "hold")})
    if ((lost & static_cast<int>(which)) != 0) names.emplace_back(name);
  return fmt::format("{}", fmt::join(names, ", "));
}

int run_with_book(const book_options& options, const std::function<int(const book_files& files, report& bad)>& use) {
  report bad;
  const auto policy = load_reported(options.policy, {}, bad);
  if (!policy) return bad_usage;
  const book_files files(policy, options, bad);
  const int code = use(files, bad);
  bad.close();
  if (const auto note = files.note_on_zones(); !note.empty()) fmt::print(stderr, "{}\n", note);
  return bad.errors() == 0 ? code : bad_records;
}

}  // namespace tickler::cli
