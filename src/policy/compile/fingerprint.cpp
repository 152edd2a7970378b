#include "policy/compile/fingerprint.hpp"

#include <optional>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include "base/hash.hpp"

namespace tickler {

namespace {

// Feeds every part of a draft to the hash; marks, notes and file names do not decide and are left out. Lists and options say how
// many follow, so that no two drafts read alike.
class feeder {
 public:
  template <class... Parts>
  feeder& operator()(const Parts&... parts) {
    (feed(parts), ...);
    return *this;
  }
  std::uint64_t value() const noexcept { return hash_.value(); }

 private:
  template <class T>
  void feed(const T& n) requires std::is_integral_v<T> || std::is_enum_v<T> {
    hash_.number(static_cast<std::int64_t>(n));
  }
  void feed(const std::string& t) { hash_.text(t); }
  template <class T>
  void feed(const written<T>& w) {
    feed(w.value);
  }
  template <class T>
  void feed(const std::vector<T>& list) {
    feed(list.size());
    for (const auto& each : list) feed(each);
  }
  template <class T>
  void feed(const std::optional<T>& maybe) {
    feed(maybe.has_value());
    if (maybe) feed(*maybe);
  }
  template <class... T>
  void feed(const std::variant<T...>& one) {
    feed(one.index());
    std::visit([this](const auto& v) { this->feed(v); }, one);
  }

  void feed(std::chrono::minutes m) { feed(m.count()); }
  void feed(const duration& d) { feed(d.parts); }
  void feed(const duration_part& p) { (*this)(p.count, p.unit); }
  void feed(const expression& e) { feed(e.text); }
  void feed(const opening& o) { (*this)(o.days, o.from, o.to); }
  void feed(const closure& c) { (*this)(c.region, to_string(c.day)); }
  void feed(const pattern_draft& p) { (*this)(p.channels, p.directions, p.purposes, p.outcomes, p.with, p.condition); }
  void feed(const event_ref& e) { feed(e.any_of); }
  void feed(const event_draft& e) { (*this)(e.name, e.any_of); }
  void feed(const calendar_draft& c) { (*this)(c.name, c.hours, c.closed, c.whose, c.zone); }
  void feed(const channel_draft& c) { (*this)(c.name, c.needs, c.calendars); }
  void feed(const stage_draft& s) { (*this)(s.name, s.from); }
  void feed(const fact_draft& f) { (*this)(f.name, f.type); }
  void feed(const when_late_draft& w) { feed(w.purpose); }
  void feed(const variant_draft& v) { (*this)(v.name, v.weight); }
  void feed(const step_draft& s) {
    (*this)(s.name, s.channels, s.purpose, s.to, s.from, s.after, s.within, s.at_latest, s.after_is_before, s.within_is_before);
    (*this)(s.at_latest_is_before, s.at, s.calendars, s.repeat, s.done, s.expires, s.when_late, s.variants);
    (*this)(s.computed_after, s.computed_within, s.computed_at_latest, s.condition);
  }
  void feed(const again_draft& a) { (*this)(a.when, a.wait); }
  void feed(const cadence_draft& c) {
    (*this)(c.name, c.starts, c.ends, c.restart, c.again, c.per, c.condition, c.priority, c.steps);
  }
  void feed(const limit_draft& l) { (*this)(l.name, l.count, l.at_most, l.per, l.except, l.condition); }
  void feed(const hold_draft& h) { (*this)(h.on, h.lasts, h.otherwise, h.channels, h.lifted_by, h.except, h.condition); }
  void feed(const never_draft& n) { (*this)(n.channels, n.purposes, n.condition); }
  void feed(const stop_draft& s) { (*this)(s.on, s.channels, s.lifted_by); }

  fnv_hash hash_;
};

}  // namespace

std::uint64_t fingerprint_of(const policy_draft& d) {
  feeder all;
  all(d.name, d.revision, d.zone, d.business, d.own_channels, d.own_purposes, d.own_outcomes, d.facts, d.calendars, d.channels);
  return all(d.events, d.stages, d.cadences, d.limits, d.holds, d.never, d.stops, d.closes).value();
}

}  // namespace tickler
