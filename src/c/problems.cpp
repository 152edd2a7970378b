#include <algorithm>
#include <cstring>
#include <memory>
#include <tickler/problem_numbers.hpp>

#include "c/guard.hpp"

namespace tickler::c {

void hand_over(std::vector<diagnostic>&& list, tickler_problems** to) {
  if (!to || list.empty()) return;
  auto made = std::make_unique<tickler_problems>();
  made->list.reserve(list.size());
  for (auto& d : list) made->add(std::move(d));
  *to = made.release();
}

}  // namespace tickler::c

using namespace tickler::c;

std::size_t tickler_problems_size(const tickler_problems* list) noexcept { return list ? list->list.size() : 0; }

tickler_result tickler_problems_get(const tickler_problems* list, std::size_t i, tickler_problem* out,
                                    std::size_t out_size) noexcept {
  if (!list || i >= list->list.size() || !out || out_size != sizeof *out) return TICKLER_MISUSE;
  const auto& [d, said] = list->list[i];
  *out = {.number = d.number,
          .severity = d.severity == tickler::severity::error ? TICKLER_ERROR : TICKLER_WARNING,
          .line = d.at.line,
          .column = d.at.column,
          .file = text_of(d.file),
          .path = text_of(d.path),
          .message = text_of(d.message),
          .said = text_of(said)};
  return TICKLER_OK;
}

void tickler_problems_free(tickler_problems* list) noexcept { delete list; }
