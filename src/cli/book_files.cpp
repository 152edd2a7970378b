#include "cli/book_files.hpp"

#include <stdexcept>
#include <tickler/io/book_records.hpp>
#include <tickler/io/results.hpp>
#include <tickler/io/snapshot.hpp>

#include "base/messages.hpp"
#include "book/book_impl.hpp"
#include "cli/input.hpp"
#include "records/record_numbers.hpp"

namespace tickler::cli {

namespace {

record_options options_for(const input& in, const policy& p, progress& bar) {
  bar.begin("reading " + in.name(), in.size());
  return {
      .file = in.name(), .format = format_of(in.name()), .facts = &p, .progress = [&bar](std::size_t bytes) { bar.draw(bytes); }};
}

}  // namespace

book_files::book_files(const policy& p, const book_options& options, report& bad, progress& bar)
    : policy_(p), options_(options), all_(p.words()) {
  if (!options.snapshot.empty()) load(options.snapshot);
  if (!options.prospects.empty()) read_prospects(options.prospects, bad, bar);
  if (!options.touchpoints.empty()) read_touchpoints(options.touchpoints, bad, bar);
  all_.fit();
}

void book_files::load(const std::string& snapshot) {
  input in(snapshot);
  auto loaded = load_snapshot(in.stream(), policy_.words());
  if (!loaded) throw std::runtime_error(in.name() + ": " + loaded.error().message);
  all_ = std::move(loaded).value();
  of_snapshot_ = all_.size();
}

void book_files::read_prospects(const std::string& file, report& bad, progress& bar) {
  input in(file);
  tickler::read_prospects(
      in.stream(), options_for(in, policy_, bar), all_, [&](const diagnostic& d) { bad.add(d); }, &places_);
}

void book_files::read_touchpoints(const std::string& file, report& bad, progress& bar) {
  input in(file);
  tickler::read_touchpoints(in.stream(), options_for(in, policy_, bar), all_, [&](const diagnostic& d) { bad.add(d); });
}

diagnostic book_files::about(prospect_number number, int what, std::string message) const {
  diagnostic d{.number = what, .file = options_.snapshot, .message = std::move(message)};
  if (number >= of_snapshot_) {
    d.file = options_.prospects == "-" ? "<stdin>" : options_.prospects;
    d.at = places_.at(number - of_snapshot_);
  }
  return d;
}

diagnostic book_files::unusable(prospect_number number, prospect_problem problem) const {
  const auto id = quoted(std::string(all_.id(number)));
  return about(number, record_number::undecidable_prospect,
               "the prospect " + id + " cannot be decided for: " + std::string(to_text(problem)));
}

std::set<std::string> book_files::undeclared_facts() const {
  std::set<std::string> names;
  const auto& known = all_.get().prospects.fact_names();
  for (std::size_t i = 0; i < known.size(); ++i) names.insert(known[i]);
  for (const auto& declared : policy_.draft().facts) names.erase(declared.name.value);
  return names;
}

}  // namespace tickler::cli
