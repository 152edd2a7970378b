// The values of what a condition names, as one evaluation sees them (CEL's word), and which it will ask for.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <tickler/duration.hpp>
#include <tickler/instant.hpp>
#include <tickler/zone.hpp>

#include "expr/value.hpp"

namespace tickler::inline TICKLER_ABI::expr {

enum class event_function : std::uint8_t { happened, seen, last, since, count, times };

// One call of a function of an event; equal calls in one program are one query.
struct event_query {
  event_function function;
  std::uint32_t event;                           // index in environment::events
  std::optional<std::chrono::seconds> window{};  // of count: none is for ever
  int max_count = 0;                             // of count and times: how many of the newest touchpoints decide it, 1 to 65
  std::uint32_t slot = 0;                        // the activation's own: never read here
  friend bool operator==(const event_query&, const event_query&) = default;
};

class activation {
 public:
  virtual ~activation() = default;

  virtual instant now() const = 0;

  virtual bool has(std::size_t variable) const = 0;  // asked only for those that may be absent

  // What it views must last until the evaluation is over. value{} where it is absent: a condition does not read that, but who
  // looks for its next change may.
  virtual value get(std::size_t variable) const = 0;

  virtual bool happened(const event_query& q) const = 0;
  virtual bool seen(const event_query& q) const = 0;
  virtual std::optional<instant> last(const event_query& q) const = 0;  // of last and since

  // How many have happened within the window that ends now; it may stop counting at q.max_count.
  virtual int count(const event_query& q) const = 0;

  // How many have happened since the run began; it may stop counting at q.max_count.
  virtual int times(const event_query& q) const = 0;

  // The first instant after now at which the nth newest of them, which is within the window now, no longer is; none if never.
  virtual std::optional<instant> leaves(const event_query& q, int nth) const = 0;

  // Where the prospect is; and so long before t there, part by part from the left (time_context::subtract).
  virtual const zone& local() const = 0;
  virtual std::optional<instant> before(const tickler::duration& d, instant t) const = 0;
};

// For those who cannot be asked where somebody is.
inline const zone& nowhere() {
  static const zone utc;
  return utc;
}

}  // namespace tickler::inline TICKLER_ABI::expr
