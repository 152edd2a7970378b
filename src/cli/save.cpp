#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <system_error>
#include <tickler/io/snapshot.hpp>

#include "cli/book_files.hpp"
#include "cli/commands.hpp"
#include "cli/display.hpp"
#include "cli/policy_file.hpp"

namespace tickler::cli {

namespace {

struct save_options {
  std::string policy{};
  book_options book{};
  std::string to{};
};

void write(const book& all, const std::string& name, const std::string& shown) {
  errno = 0;
  std::ofstream file(name, std::ios::binary);
  if (file) save_snapshot(all, file);
  if (!file.flush()) throw std::runtime_error(shown + ": " + std::generic_category().message(errno));
}

// A file that is there already is replaced once the new one is whole: it may be the book that this one was made from.
void save_as(const book& all, const std::string& name) {
  std::error_code none;
  const auto type = std::filesystem::symlink_status(name, none).type();
  if (type != std::filesystem::file_type::regular) return write(all, name, name);
  const auto part = name + ".part";
  try {
    write(all, part, name);
    std::filesystem::rename(part, name);
  } catch (...) {
    std::remove(part.c_str());
    throw;
  }
}

int save(const save_options& options, std::ostream& out) {
  progress bar;
  report bad(bar);
  vocabulary words;
  const auto policy = load_reported(options.policy, words, bar);
  if (!policy) return bad_usage;

  const book_files files(policy, options.book, bad, bar);
  bar.clear();
  save_as(files.all(), options.to);
  out << fmt::format("{} with {} saved in {}\n", counted(files.all().size(), "prospect", "prospects"),
                     counted(files.all().touchpoints(), "touchpoint", "touchpoints"), options.to);
  return bad.errors() == 0 ? all_well : bad_records;
}

}  // namespace

job save_command(options& asked) {
  const auto given = std::make_shared<save_options>();
  asked.policy(given->policy);
  asked.book(given->book, given->policy);
  asked.text(given->to, "--to", "FILE", "The file to write", options::need::needed);
  return [given](std::ostream& out) { return save(*given, out); };
}

}  // namespace tickler::cli
