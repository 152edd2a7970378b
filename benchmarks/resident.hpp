// How much memory this process has.
#pragma once

#include <malloc.h>
#include <unistd.h>

#include <fstream>

// Once what was freed is given back.
inline double resident_bytes() {
  malloc_trim(0);
  std::ifstream in("/proc/self/statm");
  double all = 0, resident = 0;
  in >> all >> resident;
  return resident * static_cast<double>(sysconf(_SC_PAGESIZE));
}
