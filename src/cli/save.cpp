#include <fmt/format.h>

#include <cerrno>
#include <fstream>
#include <stdexcept>
#include <system_error>
#include <tickler/io/snapshot.hpp>

#include "cli/book_files.hpp"
#include "cli/commands.hpp"
#include "cli/policy_file.hpp"

namespace tickler::cli {

int save(const save_options& options, std::ostream& out) {
  progress bar;
  report policy_report(bar), bad(bar);
  vocabulary words;
  const auto loaded = load(options.policy, words);
  for (const auto& d : loaded.diagnostics()) policy_report.add(d);
  if (!loaded) return bad_usage;

  const book_files files(loaded.value(), options.book, bad, bar);
  bar.clear();
  errno = 0;
  std::ofstream file(options.to, std::ios::binary);
  if (file) save_snapshot(files.all(), file);
  if (!file.flush()) throw std::runtime_error(options.to + ": " + std::generic_category().message(errno));
  out << fmt::format("{} prospects with {} touchpoints saved in {}\n", files.all().size(), files.all().touchpoints(), options.to);
  return bad.errors() == 0 ? all_well : bad_records;
}

}  // namespace tickler::cli
