// Feeds a fuzz target the files that are named, and every file of the folders that are.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "fuzz/target.hpp"

namespace {

namespace fs = std::filesystem;

void feed(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  std::cout << path.string() << std::endl;  // before it can crash
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

}  // namespace

int main(int argc, char* argv[]) {
  int fed = 0;
  for (int i = 1; i < argc; ++i) {
    if (!fs::is_directory(argv[i])) {
      feed(argv[i]), ++fed;
      continue;
    }
    for (const auto& entry : fs::recursive_directory_iterator(argv[i]))
      if (entry.is_regular_file()) feed(entry.path()), ++fed;
  }
  std::cout << fed << " inputs\n";
  return fed == 0 ? 1 : 0;
}
