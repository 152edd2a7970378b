#include <chrono>
#include <cstdio>
#include <exception>
#include <iostream>

#include "command_line.hpp"

int main(int argc, char** argv) {
  using namespace tickler;
  std::ios::sync_with_stdio(false);
  try {
    const auto clock = std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::system_clock::now());
    const auto run = cli::parse_command_line(argc, argv, clock);
    const int code = run(std::cout);
    if (!std::cout.flush()) {
      std::perror("tickler: cannot write");
      return cli::bad_usage;
    }
    return code;
  } catch (const std::exception& e) {
    std::cerr << "tickler: " << e.what() << '\n';
    return cli::bad_usage;
  }
}
