// The command as a program that is spoken with: a line in, a line out.
#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <stdexcept>
#include <string>

namespace support {

class conversation {
 public:
  // `arguments` are shell text. What it says on its standard error output goes to `.err` in the folder.
  conversation(const std::filesystem::path& folder, const std::string& arguments) {
    const auto line = "cd '" + folder.string() + "' && exec '" TICKLER_COMMAND "' " + arguments + " 2>>.err";
    std::array<int, 2> to{}, from{};
    if (pipe(to.data()) != 0 || pipe(from.data()) != 0) throw std::runtime_error("no pipe");
    child_ = fork();
    if (child_ < 0) throw std::runtime_error("no process");
    if (child_ == 0) {
      dup2(to[0], STDIN_FILENO);
      dup2(from[1], STDOUT_FILENO);
      for (const int end : {to[0], to[1], from[0], from[1]}) ::close(end);
      execl("/bin/sh", "sh", "-c", line.c_str(), static_cast<char*>(nullptr));
      _exit(127);
    }
    ::close(to[0]);
    ::close(from[1]);
    to_ = to[1];
    from_ = fdopen(from[0], "r");
  }
  ~conversation() { close(); }
  conversation(const conversation&) = delete;
  conversation& operator=(const conversation&) = delete;

  void tell(const std::string& text) const {
    for (std::size_t at = 0; at < text.size();) {
      const auto written = write(to_, text.data() + at, text.size() - at);
      if (written < 0 && errno != EINTR) throw std::runtime_error("nobody listens");
      if (written > 0) at += static_cast<std::size_t>(written);
    }
  }

  std::string ask(const std::string& line) const {
    tell(line + '\n');
    std::string answer;
    for (int c = 0; (c = std::fgetc(from_)) != EOF && c != '\n';) answer += static_cast<char>(c);
    return answer;
  }

  // Ends it by the end of its input. Its exit code.
  int close() {
    if (child_ < 0) return -1;
    ::close(to_);
    std::fclose(from_);
    int status = 0;
    while (waitpid(child_, &status, 0) < 0 && errno == EINTR) {
    }
    child_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

 private:
  pid_t child_ = -1;
  int to_ = -1;
  std::FILE* from_ = nullptr;
};

}  // namespace support
