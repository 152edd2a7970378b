// What stands between C and the library: nothing that is thrown comes out, each result has its number.
#pragma once

#include <tickler/tickler.h>

#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <tickler/diagnostic.hpp>
#include <tickler/error.hpp>
#include <tickler/parse_result.hpp>
#include <utility>
#include <vector>

namespace tickler::c {

inline std::string_view view_of(tickler_text t) noexcept { return t.data ? std::string_view(t.data, t.size) : std::string_view(); }
inline tickler_text text_of(std::string_view t) noexcept { return {t.data(), t.size()}; }

// A refusal of what a text holds; none: it is said already.
struct refused {
  std::optional<diagnostic> why{};
};
[[noreturn]] inline void refuse(const parse_error& e, std::string_view file) {
  throw refused{diagnostic{.number = e.number, .file = std::string(file), .message = e.message}};
}

// Its text without the number at the end, which a diagnostic says by itself.
inline diagnostic diagnostic_of(const error& e) {
  const std::string_view said = e.what();
  return {.number = e.number(), .message = std::string(said.substr(0, said.rfind(" [T")))};
}

// Runs `body`; what it throws becomes a result, and a diagnostic for `report`, which may find no memory for it.
template <class Body, class Report>
tickler_result guarded(Body&& body, Report&& report) noexcept {
  const auto say = [&report](diagnostic d, tickler_result result) noexcept {
    try {
      report(std::move(d));
      return result;
    } catch (...) {
      return TICKLER_NO_MEMORY;
    }
  };
  try {
    return body();
  } catch (const std::bad_alloc&) {
    return TICKLER_NO_MEMORY;
  } catch (refused& e) {
    return e.why ? say(*std::move(e.why), TICKLER_REFUSED) : TICKLER_REFUSED;
  } catch (const error& e) {
    try {
      return say(diagnostic_of(e), TICKLER_MISUSE);
    } catch (...) {
      return TICKLER_NO_MEMORY;
    }
  } catch (...) {
    return TICKLER_FAULT;
  }
}

}  // namespace tickler::c

// Each with its line, since callers see texts that live as long as the list.
struct tickler_problems {
  struct entry {
    tickler::diagnostic what;
    std::string said;
  };
  std::vector<entry> list{};

  void add(tickler::diagnostic d) {
    auto said = to_string(d);
    list.push_back({std::move(d), std::move(said)});
  }
};

namespace tickler::c {

// Hands a list over to the caller, if he wants it and there is something in it.
void hand_over(std::vector<diagnostic>&& list, tickler_problems** to);

// Of functions that have no worker to keep their problems.
template <class Body>
tickler_result guarded_into(tickler_problems** problems, Body&& body) noexcept {
  if (problems) *problems = nullptr;
  return guarded(std::forward<Body>(body), [problems](diagnostic d) {
    std::vector<diagnostic> one;
    one.push_back(std::move(d));
    hand_over(std::move(one), problems);
  });
}

}  // namespace tickler::c
