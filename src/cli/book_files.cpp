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

record_options options_for(const input& in, const policy& p, const book_options& given, const record_mapping* mapping,
                           progress& bar) {
  bar.begin("reading " + in.name(), in.size());
  return {.file = in.name(),
          .format = mapping != nullptr ? record_format::csv : format_of(in.name()),
          .facts = &p,
          .progress = [&bar](std::size_t bytes) { bar.draw(bytes); },
          .mapping = mapping,
          .local_times = given.local_times,
          .as_of = given.as_of};
}

// A file that brings nothing may have had the opt-outs of the day in it.
void check_usable(const input& in, const read_counts& counts) {
  if (counts.is_refused) throw std::runtime_error(in.name() + ": nothing of it could be used, so nothing is decided");
}

void say_left_out(const input& in, const read_counts& counts, report& bad) {
  if (counts.left_out == 0) return;
  bad.bar().clear();
  fmt::print(stderr, "{}: {} left out, as the mapping says\n", in.name(), counted(counts.left_out, "row", "rows"));
}

// One of JSON Lines has the names of fields already.
bool is_mapped(const std::string& file) { return file == "-" || format_of(file) == record_format::csv; }

}  // namespace

book_files::book_files(const tickler::policy& p, const book_options& options, report& bad)
    : policy_(p), options_(options), new_words_(p.words()), all_(p.words()) {
  if (!options.snapshot.empty()) load(options.snapshot);
  load_mappings(bad);
  if (!options.prospects.empty()) read_prospects(options.prospects, bad);
  std::size_t mapped = 0;
  for (const auto& file : options.touchpoints)
    read_touchpoints(file, is_mapped(file) ? mapping_of(record_kind::touchpoints, mapped++) : nullptr, bad);
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

void book_files::load_mappings(report& bad) {
  for (const auto& file : options_.maps) {
    const auto loaded = load_mapping_file(file);
    for (const auto& d : loaded.diagnostics()) bad.add(d);
    if (!loaded) throw std::runtime_error(file + ": the mapping cannot be used");
    mappings_.push_back(loaded.value());
  }
  const auto files = static_cast<std::size_t>(std::count_if(options_.touchpoints.begin(), options_.touchpoints.end(), is_mapped));
  const auto count = [&](record_kind kind) {
    return static_cast<std::size_t>(std::count_if(mappings_.begin(), mappings_.end(), [&](const auto& m) { return m.of == kind; }));
  };
  const auto people = count(record_kind::prospects), touches = count(record_kind::touchpoints);
  if (people > 1 || (people == 1 && (options_.prospects.empty() || !is_mapped(options_.prospects))))
    throw std::runtime_error(people > 1 ? "--map: more than one mapping of prospects"
                                        : "--map: a mapping of prospects, and no CSV of them");
  if (touches > 1 ? touches != files : touches > files)
    throw std::runtime_error(fmt::format("--map: {} of touchpoints for {} of them in CSV", counted(touches, "mapping", "mappings"),
                                         counted(files, "file", "files")));
}

const record_mapping* book_files::mapping_of(record_kind kind, std::size_t file) const {
  const record_mapping* found = nullptr;
  for (const auto& m : mappings_) {
    if (m.of != kind) continue;
    found = &m;
    if (file-- == 0) break;
  }
  return found;
}

void book_files::read_prospects(const std::string& file, report& bad) {
  input in(file);
  const auto* const mapping = is_mapped(file) ? mapping_of(record_kind::prospects, 0) : nullptr;
  const auto counts = tickler::read_prospects(
      in.stream(), options_for(in, policy_, options_, mapping, bad.bar()), all_, [&](const diagnostic& d) { bad.add(d); },
      &places_);
  check_usable(in, counts);
  say_left_out(in, counts, bad);
}

void book_files::read_touchpoints(const std::string& file, const record_mapping* mapping, report& bad) {
  input in(file);
  auto how = options_for(in, policy_, options_, mapping, bad.bar());
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
