#include <chrono>
#include <cstdio>
#include <exception>
#include <iostream>

#include "cli/command_line.hpp"
#include "cli/commands.hpp"

namespace {

int run(const tickler::cli::command_line& asked) {
  namespace cli = tickler::cli;
  if (asked.check) return cli::check(*asked.check, std::cout);
  if (asked.help) return cli::help(*asked.help, std::cout);
  if (asked.schema) return cli::schema(std::cout);
  if (asked.save) return cli::save(*asked.save, std::cout);
  return cli::next(*asked.next, std::cout);
}

}  // namespace

int main(int argc, char** argv) {
  using namespace tickler;
  std::ios::sync_with_stdio(false);
  try {
    const auto clock = std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::system_clock::now());
    const auto asked = cli::parse_command_line(argc, argv, clock);
    if (asked.exit) return *asked.exit;
    const int code = run(asked);
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
