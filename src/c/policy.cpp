#include "c/policy.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <tickler/io/load_policy.hpp>
#include <tickler/io/records.hpp>
#include <tickler/problem_numbers.hpp>
#include <tickler/version.hpp>

#include "c/guard.hpp"
#include "c/zones.hpp"

using namespace tickler::c;

std::uint32_t tickler_abi(void) noexcept { return TICKLER_C_ABI; }
std::uint32_t tickler_oldest_abi(void) noexcept { return 1; }
const char* tickler_version(void) noexcept { return TICKLER_VERSION; }

tickler_result tickler_policy_load(tickler_text yaml, tickler_text name, tickler_policy** out,
                                   tickler_problems** problems) noexcept {
  if (out) *out = nullptr;
  return guarded_into(problems, [&]() -> tickler_result {
    if (!out) throw tickler::misuse(tickler::misuse_number::bad_size, "nowhere to put a policy");
    tickler::vocabulary words;
    auto loaded = tickler::load_policy(view_of(yaml), view_of(name), words, {.zones = used_zones()});
    words.seal();
    std::unique_ptr<tickler_policy> made;
    if (loaded) made.reset(new tickler_policy{loaded.value()});
    hand_over(std::move(loaded).diagnostics(), problems);
    *out = made.release();
    return *out ? TICKLER_OK : TICKLER_REFUSED;
  });
}

tickler_policy* tickler_policy_keep(tickler_policy* p) noexcept {
  if (p) p->users.fetch_add(1, std::memory_order_relaxed);
  return p;
}

void tickler_policy_free(tickler_policy* p) noexcept {
  if (p && p->users.fetch_sub(1, std::memory_order_acq_rel) == 1) delete p;
}

tickler_text tickler_policy_name(const tickler_policy* p) noexcept { return p ? text_of(p->rules.name()) : tickler_text{}; }

std::uint64_t tickler_policy_fingerprint(const tickler_policy* p) noexcept { return p ? p->rules.fingerprint() : 0; }

namespace {

// Calls `ask` with an enumerator of the kind, if there is such a kind.
template <class Result, class Ask>
Result of_kind(std::int32_t kind, Result otherwise, Ask&& ask) {
  switch (kind) {
    case TICKLER_CHANNEL:
      return ask(tickler::channel{});
    case TICKLER_PURPOSE:
      return ask(tickler::purpose{});
    case TICKLER_OUTCOME:
      return ask(tickler::outcome{});
    default:
      return otherwise;
  }
}

}  // namespace

std::uint16_t tickler_policy_word(const tickler_policy* p, std::int32_t kind, tickler_text word) noexcept try {
  const auto name = view_of(word);
  if (!p || name.empty()) return 0;
  return of_kind(kind, std::uint16_t{TICKLER_OTHER}, [&](auto of) {
    const auto word = tickler::parse_word<decltype(of)>(name, p->rules.words());
    return word ? static_cast<std::uint16_t>(*word) : std::uint16_t{TICKLER_UNCLEAR};
  });
} catch (...) {  // no memory
  return TICKLER_UNCLEAR;
}

tickler_text tickler_policy_word_text(const tickler_policy* p, std::int32_t kind, std::uint16_t word) noexcept {
  if (!p) return {};
  return of_kind(kind, tickler_text{}, [&](auto of) {
    const auto& words = p->rules.words();
    return word < words.template size<decltype(of)>() ? text_of(words.name(static_cast<decltype(of)>(word))) : tickler_text{};
  });
}
