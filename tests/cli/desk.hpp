// A folder with files of its own in which the command is run.
#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

namespace desk {

struct outcome {
  int code = -1;
  std::string out{}, err{};
};

class folder {
 public:
  folder() {
    auto pattern = (std::filesystem::temp_directory_path() / "tickler-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = pattern;
  }
  ~folder() { std::filesystem::remove_all(path_); }
  folder(const folder&) = delete;
  folder& operator=(const folder&) = delete;

  void write(const std::string& name, const std::string& content) const {
    std::ofstream(path_ / name, std::ios::binary) << content;
  }

  // `arguments` and `before` are shell text: "printf x |" before the command feeds its standard input. Output that goes to
  // another file is not read.
  outcome run(const std::string& arguments, const std::string& before = "", const std::string& out = ".out") const {
    const auto line = "cd '" + path_.string() + "' && " + before + " '" TICKLER_COMMAND "' " + arguments + " >" + out + " 2>.err";
    const int status = std::system(line.c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, out == ".out" ? read(out) : "", read(".err")};
  }

  std::string read(const std::string& name) const {
    std::ifstream in(path_ / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  }

  const std::filesystem::path& path() const noexcept { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace desk
