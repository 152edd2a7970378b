#include <fmt/format.h>

#include <filesystem>
#include <iostream>
#include <memory>
#include <tickler/io/export_survey.hpp>

#include "commands.hpp"
#include "display.hpp"
#include "input.hpp"
#include "report.hpp"

namespace tickler::cli {

namespace {

struct map_options {
  std::string file{};
  std::optional<std::string> of{};
};

std::string kind_problem(const std::optional<std::string>& of) {
  if (!of || *of == record_kind_names[0] || *of == record_kind_names[1]) return "";
  return "--of: " + tickler::quoted(*of) + " is neither prospects nor touchpoints";
}

int map(const map_options& options, std::ostream& out) {
  input in(options.file);
  report bad;
  const auto seen = survey_export(in.stream(), in.name());
  for (const auto& d : seen.bad) bad.add(d);
  if (seen.columns.empty()) return bad_usage;
  const auto of = !options.of                           ? kind_of(seen)
                  : *options.of == record_kind_names[0] ? record_kind::prospects
                                                        : record_kind::touchpoints;
  const auto name = options.file == "-" ? std::string("export") : std::filesystem::path(options.file).stem().string();
  out << mapping_for(seen, of, name);
  std::cerr << fmt::format("{} of {}, as {}; guesses are marked. Then: tickler next ... --map FILE.yaml\n",
                           counted(seen.rows, "row", "rows"), printable(in.name()),
                           record_kind_names[static_cast<std::size_t>(of)]);
  return seen.bad_rows == 0 ? all_well : bad_records;
}

}  // namespace

command map_command(option_parser& parser) {
  const auto options = std::make_shared<map_options>();
  parser.text(options->file, "FILE", "FILE", "The export of a CRM, CSV; - is the standard input", option_parser::need::needed);
  parser.text(options->of, "--of", "prospects|touchpoints", "What its rows are, where that is not guessed right");
  parser.check([options] { return kind_problem(options->of); });
  return [options](std::ostream& out) { return map(*options, out); };
}

}  // namespace tickler::cli
