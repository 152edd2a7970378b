// Files that a command writes. Throws std::runtime_error, naming the file and saying why it cannot be written.
//
// Each is written beside where it is to be, under a name that nobody else has, and takes its place when it is whole and on the
// disk: whoever reads there, whoever else writes there, and wherever it ends, there is the old file or the new one. What could not
// be finished is removed again, but for a process that is killed by SIGKILL: it leaves a .tickler-* behind.
#pragma once

#include <functional>
#include <ostream>
#include <string>
#include <string_view>

namespace tickler::cli {

// One that must not be there yet, not even as a link to nothing.
void write_new_file(const std::string& name, std::string_view content);

// What a command may write over: what begins like its own files. Of longer ones 4 KiB are shown.
struct file_kind {
  const char* name;  // "a saved book"
  bool (*is_begun_by)(std::string_view begin);
};

// One that may be there already, of this kind or empty. It keeps its mode, and may be what the new one is made from. A link stays a
// link: what it leads to is replaced, and must be there. Pipes, devices, /dev/stdout and "-", the standard output, are written to
// as they are.
void replace_file(const std::string& name, const file_kind& kind, const std::function<void(std::ostream&)>& write);

// Throws what replace_file would as things are now: before all the work.
void check_replaceable(const std::string& name, const file_kind& kind);

// Then nothing else may be written there.
bool is_standard_output(const std::string& name);

}  // namespace tickler::cli
