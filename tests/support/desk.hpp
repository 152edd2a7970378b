// A folder with files of its own in which the command is run.
#pragma once

#include <sys/wait.h>

#include <cstdlib>
#include <initializer_list>
#include <string>
#include <utility>

#include "support/files.hpp"

namespace desk {

struct outcome {
  int code = -1;
  std::string out{}, err{};
};

class folder : public support::temporary_folder {
 public:
  folder() = default;
  folder(std::initializer_list<std::pair<std::string, std::string>> files) {
    for (const auto& [name, content] : files) write(name, content);
  }

  // `arguments` and `before` are shell text: "printf x |" before the command feeds its standard input. Output that goes to
  // another file is not read.
  outcome run(const std::string& arguments, const std::string& before = "", const std::string& out = ".out") const {
    const auto line = "cd '" + path().string() + "' && " + before + " '" TICKLER_COMMAND "' " + arguments + " >" + out + " 2>.err";
    const int status = std::system(line.c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, out == ".out" ? read(out) : "", read(".err")};
  }
};

}  // namespace desk
