#include "input.hpp"

#include <cerrno>
#include <filesystem>
#include <iostream>
#include <iterator>
#include <stdexcept>
#include <system_error>

namespace tickler::cli {

input::input(const std::string& name) : name_(name == "-" ? "<stdin>" : name), is_stdin_(name == "-") {
  if (is_stdin_) return;
  std::error_code error;
  if (std::filesystem::is_directory(name, error)) throw std::runtime_error(name + ": a directory, not a file");
  errno = 0;
  file_.open(name, std::ios::binary);
  if (!file_) throw std::runtime_error(name + ": " + std::generic_category().message(errno));
  const auto size = std::filesystem::file_size(name, error);
  if (!error) size_ = size;
}

std::istream& input::stream() { return is_stdin_ ? std::cin : file_; }

std::string read_all(std::istream& in) { return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()}; }

std::string read_up_to(std::istream& in, std::size_t most) {
  std::string text(most + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(in.gcount()));
  return text;
}

}  // namespace tickler::cli
