// Any bytes, with the checksum that is right for them, are a book or an error; and a book can be decided for, and saved again.
#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <tickler/io.hpp>
#include <tickler/tickler.hpp>

#include "fuzz/target.hpp"

namespace {

using namespace tickler;
using fuzz::must_hold;

constexpr auto policy_text = R"(
policy: p
zone: Europe/London
facts: {score: int}
channels: {phone: {needs: phone}, email: {}}
cadences:
  answer: {starts: {direction: inbound}, per: key, steps: [{id: send, do: {channel: [phone, email]}, from: until, within: 1 day}]}
never: [{do: {purpose: promote}, while: has(prospect.score) && prospect.score > 3}]
)";

std::string with_checksum(std::string_view payload) {
  std::string all(payload);
  auto sum = XXH3_64bits(payload.data(), payload.size());
  for (int i = 0; i < 8; ++i, sum >>= 8) all += static_cast<char>(sum);
  return all;
}

std::string saved(const book& all) {
  std::ostringstream out;
  save_snapshot(all, out);
  return std::move(out).str();
}

void use(const book& all, const policy& p) {
  evaluate_all(p, all, parse_instant("2026-03-05T15:00:00Z").value(), [&](prospect_number number, const decision& d) {
    must_hold(d.status <= status::invalid, "a status");
    must_hold(all.prospect(number).id == all.id(number), "an id");
    must_hold(all.is_erased(number) ? all.touchpoints(number) == 0 : all.find(all.id(number)) == number, "an id of her own");
    history log(p.words());
    all.history(number, log);
    must_hold(log.size() == all.touchpoints(number), "all touchpoints");
    for (std::size_t i = 1; i < log.size(); ++i) must_hold(log[i - 1].at <= log[i].at, "touchpoints in order of time");
  });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const vocabulary words;
  static const auto made = load_policy(policy_text, "p.yaml", words);
  std::istringstream in(with_checksum(fuzz::text_of(data, size)));
  const auto loaded = load_snapshot(in, made.value().words());
  if (!loaded) return 0;
  use(loaded->all, made.value());
  const auto once = saved(loaded->all);
  std::istringstream again(once);
  must_hold(saved(load_snapshot(again, made.value().words()).value().all) == once, "saved and loaded again it is the same");
  return 0;
}
