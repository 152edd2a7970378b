// Any bytes are a policy or a list of errors within the limits that are there for everybody; and what may be loaded decides in
// time: nothing is asked here but that, so that what is slow is found (-timeout=20).
#include <string>
#include <tickler/io/load_policy.hpp>
#include <tickler/tickler.hpp>

#include "fuzz/eventful.hpp"
#include "fuzz/target.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto loaded = tickler::load_policy(fuzz::text_of(data, size), "policy.yaml", {});
  fuzz::must_hold(loaded || !loaded.diagnostics().empty(), "what is refused is told why");
  if (!loaded) return 0;
  const auto& p = loaded.value();
  const auto all = fuzz::eventful(p.draft());
  const auto d = evaluate(p, fuzz::somebody(p.draft()), fuzz::log_of(p, all), all.back().at);
  fuzz::must_hold(!d.next_change || *d.next_change > all.back().at, "the next change is after now");
  return 0;
}
