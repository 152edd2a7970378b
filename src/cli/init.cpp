#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "commands.hpp"
#include "display.hpp"
#include "output_file.hpp"
#include "starter_files.hpp"

namespace tickler::cli {

namespace {

namespace fs = std::filesystem;

struct init_options {
  std::string folder = "follow-up";
};

bool is_there(const fs::path& file) {
  std::error_code ignored;
  return fs::symlink_status(file, ignored).type() != fs::file_type::not_found;
}

bool holds(const fs::path& file, std::string_view content) {
  std::ifstream in(file, std::ios::binary);
  return in && std::string(std::istreambuf_iterator<char>(in), {}) == content;
}

// None is written over, and none beside those of somebody else. An init that came to no end has left the first of them.
void write_missing(const fs::path& folder) {
  std::vector<const starter_file*> missing;
  for (const auto& file : starter_files)
    if (!is_there(folder / file.name)) missing.push_back(&file);
  for (const auto& file : starter_files)
    if (const auto path = folder / file.name; is_there(path) && (missing.empty() || !holds(path, file.content)))
      throw std::runtime_error(path.string() + ": is there already; nothing was written");
  for (const auto* file : missing) write_new_file((folder / file->name).string(), file->content);
}

void make(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error || !fs::is_directory(folder, error)) throw std::runtime_error(folder.string() + ": no folder can be made there");
}

// For a shell.
std::string quoted_word(const std::string& word) {
  constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._/+-";
  if (word.find_first_not_of(plain) == word.npos) return word;
  std::string quoted = "'";
  for (const char c : word) quoted += c == '\'' ? "'\\''" : std::string(1, c);
  return quoted + '\'';
}

int init(const init_options& options, std::ostream& out) {
  const fs::path folder = options.folder.empty() ? "." : options.folder;
  make(folder);
  write_missing(folder);
  const bool is_here = folder == ".";
  out << fmt::format("A policy, its tests and a few records are {}. Change them as you like. Next:\n\n",
                     is_here ? "here" : "in " + printable(folder.string()));
  if (!is_here) out << fmt::format("  cd {}\n", printable(quoted_word(folder.string())));
  out << "  tickler check follow-up.yaml\n"
         "  tickler test follow-up.yaml\n"
         "  tickler next --policy follow-up.yaml --prospects prospects.jsonl --touchpoints touchpoints.jsonl \\\n"
         "    --at 2026-03-04T15:00:00Z\n"
         "  tickler schema > policy.schema.json    # for an editor that completes and checks as you type\n";
  return all_well;
}

}  // namespace

command init_command(option_parser& parser) {
  const auto options = std::make_shared<init_options>();
  parser.text(options->folder, "NAME", "FOLDER",
              "The folder to write them to (follow-up), which may be new; no file is overwritten");
  return [options](std::ostream& out) { return init(*options, out); };
}

}  // namespace tickler::cli
