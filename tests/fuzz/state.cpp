// Any bytes, with a right beginning and the checksum that is right for them, are a state or an error; and a state can be saved
// again, decided for and advanced.
#include <string>
#include <tickler/io.hpp>
#include <tickler/tickler.hpp>

#include "base/hash.hpp"
#include "base/varint.hpp"
#include "fuzz/target.hpp"

namespace {

using namespace tickler;
using fuzz::must_hold;

constexpr auto policy_text = R"(
policy: p
zone: Europe/London
channels: {phone: {}, email: {}}
cadences:
  answer: {starts: {direction: inbound}, again: 2 days, steps: [{id: send, do: {channel: start}, after: 1 hour, repeat: 3}]}
  deliver: {starts: {outcome: purchased}, per: key, steps: [{id: tell, do: {channel: [phone, email]}, from: until, expires: 9 days}]}
limits: {calm: {count: {direction: outbound}, at_most: 2, per: 1 day}}
holds: [{on: {outcome: postponed}, for: 5 days}]
stops: [{on: {outcome: complained}, channels: [phone]}]
)";

// Magic, versions and fingerprints, up to what the state itself holds.
std::string beginning_of(const std::string& saved) {
  constexpr std::size_t magic = 8, fingerprints = 16;
  varint_reader in(std::string_view(saved).substr(magic));
  in.number(), in.text(), in.text();
  return saved.substr(0, static_cast<std::size_t>(in.position() - saved.data()) + fingerprints);
}

std::string with_checksum(std::string all) {
  fnv_hash sum;
  sum.bytes(all);
  for (int i = 0; i < 8; ++i) all += static_cast<char>(sum.value() >> (8 * i));
  return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const vocabulary words;
  const auto p = load_policy(policy_text, "p.yaml", words).value();
  const prospect ada{.id = "ada"};
  const history none(words);
  static const auto beginning = beginning_of(save_state(p, fold(p, ada, none, time_begin)));
  const auto bytes = with_checksum(beginning + std::string(fuzz::text_of(data, size)));
  const auto loaded = load_state(p, bytes);
  if (!loaded) return 0;
  must_hold(serves(p, ada, *loaded), "it is hers");
  auto s = *loaded;
  must_hold(save_state(p, load_state(p, save_state(p, s)).value()) == save_state(p, s), "saved and loaded again it is the same");
  const auto now = s.last().value_or(parse_instant("2026-03-05T15:00:00Z").value());
  must_hold(decide(p, ada, s, now).status <= status::invalid, "a status");
  advance(p, ada, s, {.at = now, .words = {.direction = direction::inbound, .outcome = outcome::purchased}, .keys = {"7"}});
  must_hold(decide(p, ada, s, now).status <= status::invalid, "a status after one touchpoint more");
  return 0;
}
