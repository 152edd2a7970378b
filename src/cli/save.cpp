#include <fmt/format.h>

#include <iostream>
#include <memory>
#include <stdexcept>
#include <tickler/io/snapshot.hpp>

#include "book_files.hpp"
#include "commands.hpp"
#include "display.hpp"
#include "output_file.hpp"

namespace tickler::cli {

namespace {

struct save_options {
  book_options book{};
  std::string to{};
  bool skip_bad = false;
};

constexpr file_kind saved_book{"a saved book", [](std::string_view begin) { return begin.starts_with("TKBOOK\x1a\n"); }};

// A book that lacks what could not be read would be taken for whole from then on.
void check_whole(const book_files& files, const report& bad) {
  if (bad.errors() == 0 && files.is_whole()) return;
  throw std::runtime_error(
      "nothing was saved, since not all was taken in; --skip-bad saves the rest, and remembers whose histories "
      "are incomplete");
}

int save(const save_options& options, const book& all, std::ostream& out) {
  replace_file(options.to, saved_book, [&all](std::ostream& file) { save_snapshot(all, file); });
  auto& told = is_standard_output(options.to) ? std::cerr : out;
  told << fmt::format("{} with {} saved in {}\n", counted(all.size() - all.erased(), "prospect", "prospects"),
                      counted(all.touchpoints(), "touchpoint", "touchpoints"), options.to);
  return all_well;
}

}  // namespace

command save_command(option_parser& parser) {
  const auto options = std::make_shared<save_options>();
  parser.policy_and_book(options->book);
  parser.text(
      options->to, "--to", "FILE",
      "The file to write: a new one, or a saved book, which is replaced when the new one is whole; - is the standard output",
      option_parser::need::needed);
  parser.flag(options->skip_bad, "--skip-bad", "Save although some records could not be taken in");
  return [options](std::ostream& out) {
    check_replaceable(options->to, saved_book);
    return run_with_book(options->book, [&](const auto& files, auto& bad) {
      if (!options->skip_bad) check_whole(files, bad);
      return save(*options, files.all(), out);
    });
  };
}

}  // namespace tickler::cli
