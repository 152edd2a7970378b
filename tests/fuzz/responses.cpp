// Any bytes are what somebody expects of the weeks ahead, or are told why not; written again they are the same, and what they leave
// open is asked for.
#include <string>
#include <tickler/io/workload_file.hpp>
#include <tickler/tickler.hpp>
#include <tickler/workload.hpp>

#include "fuzz/policies.hpp"
#include "fuzz/target.hpp"

namespace {

using namespace tickler;
using fuzz::must_hold;

constexpr text_limits reading{.bytes = 32u << 10, .events = 4'000, .scalar_bytes = 4u << 10};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto& p = fuzz::policies().front();
  const auto loaded = load_workload_model(fuzz::text_of(data, size), "desk.yaml", p, reading);
  for (const auto& d : loaded.diagnostics()) must_hold(d.number != 0 && !d.message.empty() && d.at, "a diagnostic has words");
  must_hold(loaded || !loaded.diagnostics().empty(), "what is refused is told why");
  if (!loaded) return 0;
  const auto& model = loaded.value();
  must_hold(!model.responses || missing_responses(p, *model.responses).empty(), "there is a response to all that is done");
  const auto written = write_workload_model(p, model);
  must_hold(load_workload_model(written, "again.yaml", p).value() == model, "written and read again it is the same");
  static const book nobody(p.words());
  responses_of(p, nobody, parse_instant("2026-03-02T10:00:00Z").value(), model);
  return 0;
}
