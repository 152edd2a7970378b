#include "mappings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <stdexcept>
#include <tickler/io/records.hpp>

#include "display.hpp"

namespace tickler::cli {

namespace {

// One of JSON Lines has the names of fields already.
bool is_mapped(const std::string& file) { return file == "-" || format_of(file) == record_format::csv; }

}  // namespace

mappings::mappings(const book_options& options, report& bad)
    : prospects_(options.prospects), touchpoints_(options.files_of_touchpoints()) {
  for (const auto& file : options.maps) {
    const auto loaded = load_mapping_file(file);
    for (const auto& d : loaded.diagnostics()) bad.add(d);
    if (!loaded) throw std::runtime_error(file + ": the mapping cannot be used");
    all_.push_back(loaded.value());
  }
  const auto people = count(record_kind::prospects), touches = count(record_kind::touchpoints);
  if (people > 1 || (people == 1 && (prospects_.empty() || !is_mapped(prospects_))))
    throw std::runtime_error(people > 1 ? "--map: more than one mapping of prospects"
                                        : "--map: a mapping of prospects, and no CSV of them");
  const auto files = static_cast<std::size_t>(std::ranges::count_if(touchpoints_, is_mapped));
  if (touches > 1 ? touches != files : touches > files)
    throw std::runtime_error(fmt::format("--map: {} of touchpoints for {} of them in CSV", counted(touches, "mapping", "mappings"),
                                         counted(files, "file", "files")));
}

const record_mapping* mappings::of_prospects() const {
  return is_mapped(prospects_) ? mapping_of(record_kind::prospects, 0) : nullptr;
}

const record_mapping* mappings::of_touchpoints(std::size_t i) const {
  if (!is_mapped(touchpoints_.at(i))) return nullptr;
  const auto before =
      std::count_if(touchpoints_.begin(), std::next(touchpoints_.begin(), static_cast<std::ptrdiff_t>(i)), is_mapped);
  return mapping_of(record_kind::touchpoints, static_cast<std::size_t>(before));
}

const record_mapping* mappings::mapping_of(record_kind kind, std::size_t file) const {
  const record_mapping* found = nullptr;
  for (const auto& m : all_) {
    if (m.of != kind) continue;
    found = &m;
    if (file-- == 0) break;
  }
  return found;
}

std::size_t mappings::count(record_kind kind) const {
  return static_cast<std::size_t>(std::ranges::count_if(all_, [kind](const record_mapping& m) { return m.of == kind; }));
}

}  // namespace tickler::cli
