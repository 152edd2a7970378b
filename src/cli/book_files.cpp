#include "book_files.hpp"

#include <fmt/format.h>

#include <stdexcept>
#include <tickler/io/book_records.hpp>
#include <tickler/io/snapshot.hpp>

#include "commands.hpp"
#include "input.hpp"
#include "policy_file.hpp"

namespace tickler::cli {

namespace {

record_options options_for(const input& in, const policy& p, progress& bar) {
  bar.begin("reading " + in.name(), in.size());
  return {
      .file = in.name(), .format = format_of(in.name()), .facts = &p, .progress = [&bar](std::size_t bytes) { bar.draw(bytes); }};
}

template <class Word>
void add_names(std::vector<std::string>& names, const vocabulary& words, std::size_t first, std::string_view kind) {
  for (auto i = first; i < words.size<Word>(); ++i) names.push_back(fmt::format("{} {}", kind, words.name(static_cast<Word>(i))));
}

}  // namespace

book_files::book_files(const tickler::policy& p, const book_options& options, report& bad)
    : policy_(p),
      options_(options),
      known_words_{p.words().size<channel>(), p.words().size<purpose>(), p.words().size<outcome>()},
      all_(p.words()) {
  if (!options.snapshot.empty()) load(options.snapshot);
  if (!options.prospects.empty()) read_prospects(options.prospects, bad);
  if (!options.touchpoints.empty()) read_touchpoints(options.touchpoints, bad);
  all_.shrink_to_fit();
  bad.bar().clear();
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

void book_files::read_prospects(const std::string& file, report& bad) {
  input in(file);
  tickler::read_prospects(
      in.stream(), options_for(in, policy_, bad.bar()), all_, [&](const diagnostic& d) { bad.add(d); }, &places_);
}

void book_files::read_touchpoints(const std::string& file, report& bad) {
  input in(file);
  const auto counts =
      tickler::read_touchpoints(in.stream(), options_for(in, policy_, bad.bar()), all_, [&](const diagnostic& d) { bad.add(d); });
  respelt_ += counts.respelt;
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

std::vector<std::string> book_files::unknown_words() const {
  std::vector<std::string> names;
  add_names<channel>(names, policy_.words(), known_words_[0], "channel");
  add_names<purpose>(names, policy_.words(), known_words_[1], "purpose");
  add_names<outcome>(names, policy_.words(), known_words_[2], "outcome");
  return names;
}

int run_with_book(const book_options& options, const std::function<int(const book_files& files, report& bad)>& use) {
  report bad;
  const auto policy = load_reported(options.policy, {}, bad);
  if (!policy) return bad_usage;
  const book_files files(policy, options, bad);
  const int code = use(files, bad);
  if (const auto note = files.note_on_zones(); !note.empty()) fmt::print(stderr, "{}\n", note);
  return bad.errors() == 0 ? code : bad_records;
}

}  // namespace tickler::cli
