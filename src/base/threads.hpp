// Runs the same work on several threads.
#pragma once

#include <atomic>
#include <exception>
#include <system_error>
#include <thread>
#include <tickler/export.hpp>
#include <vector>

namespace tickler::inline TICKLER_ABI {

// This thread is one of them. Joins the others whatever happens; the first exception of any is thrown here.
template <class Work>
void work_on_threads(unsigned threads, const Work& work_once) {
  std::vector<std::thread> others;
  std::exception_ptr error;
  std::atomic<bool> has_error{false};
  const auto work = [&] {
    try {
      work_once();
    } catch (...) {
      if (!has_error.exchange(true)) error = std::current_exception();
    }
  };
  try {
    for (unsigned i = 1; i < threads; ++i) others.emplace_back(work);
  } catch (const std::system_error&) {  // the system gives no more: those that there are do it
  }
  work();
  for (auto& other : others) other.join();
  if (error) std::rethrow_exception(error);
}

}  // namespace tickler::inline TICKLER_ABI
