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
  report bad(bar);
  vocabulary words;
  const auto policy = load_reported(options.policy, words, bar);
  if (!policy) return bad_usage;

  const book_files files(policy, options.book, bad, bar);
  bar.clear();
  errno = 0;
  std::ofstream file(options.to, std::ios::binary);
  if (file) save_snapshot(files.all(), file);
  if (!file.flush()) throw std::runtime_error(options.to + ": " + std::generic_category().message(errno));
  out << fmt::format("{} prospects with {} touchpoints saved in {}\n", files.all().size(), files.all().touchpoints(), options.to);
  return bad.errors() == 0 ? all_well : bad_records;
}

}  // namespace tickler::cli
