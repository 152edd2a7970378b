#include "policy/compile/fingerprint.hpp"

#include <optional>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include "base/hash.hpp"
#include "policy/draft_fields.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

// Feeds all that decides to the hash. Lists and options say how many follow, so that no two drafts read alike.
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
  void feed(const std::string& t) { feed(t.size()), hash_.text(t); }
  template <class T>
  void feed(const located<T>& w) {
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
  void feed(const opening& o) { (*this)(o.region, o.days, o.from, o.to); }
  void feed(const closure& c) { (*this)(c.region, to_string(c.day)); }
  void feed(const hours_of_day& o) { (*this)(o.from, o.to); }
  void feed(const special_day& d) { (*this)(d.region, to_string(d.day), d.hours); }
  void feed(const event_ref& e) { feed(e.any_of); }

  template <with_fields Part>
  void feed(const Part& part) {
    for_each_field(part, [this](const auto& field, const auto&... values) {
      if constexpr (decides<decltype(field.takes)>) (*this)(values...);
    });
  }

  fnv_hash hash_;
};

}  // namespace

std::uint64_t fingerprint_of(const policy_draft& draft) { return feeder{}(draft).value(); }

}  // namespace tickler::inline TICKLER_ABI
