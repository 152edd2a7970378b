// Whatever is set, taken out, copied and moved: an agenda has those due who are due by a plain list, each once, ascending; nobody
// is lost.
#include <map>
#include <tickler/agenda.hpp>
#include <tickler/tickler.hpp>
#include <utility>

#include "fuzz/bytes.hpp"
#include "fuzz/target.hpp"

namespace {

using namespace tickler;
using fuzz::must_hold;

struct both {
  agenda kept{};
  std::map<prospect_number, instant> plain{};
};

// Of those that a decision may change at.
instant some_instant(fuzz::dice& d) {
  constexpr std::chrono::seconds units[] = {std::chrono::seconds{1}, std::chrono::hours{1}, date::days{1}, date::days{30}};
  const auto kind = d.byte();
  return time_begin + date::days{17'000} * (kind >> 7) + units[kind % 4] * d.byte();
}

instant some_now(fuzz::dice& d) {
  return d.byte() < 16 ? instant{std::chrono::seconds{d.number<std::int64_t>()}} : some_instant(d);
}

prospect_number some_number(fuzz::dice& d) {
  const auto n = d.byte();
  return n < 240 ? n % 16 : d.number<std::uint16_t>() % 2'048;
}

std::vector<prospect_number> due(const both& b, instant now) {
  std::vector<prospect_number> all;
  for (const auto& [number, at] : b.plain)
    if (at <= now || at == time_begin) all.push_back(number);  // who is invalidated is due whenever that is
  return all;
}

void check(const both& b) {
  auto first = std::optional<instant>();
  for (const auto& [number, at] : b.plain) first = std::min(first.value_or(at), at);
  const auto next = b.kept.next();
  must_hold(next.has_value() == first.has_value(), "it says when to look, as long as somebody is in it");
  must_hold(!next || *next <= *first, "and not too late");
}

void play(both& b, both& other, fuzz::dice& d) {
  switch (d.byte() % 8) {
    case 0:
    case 1:
    case 2: {
      const auto number = some_number(d);
      const auto at = some_instant(d);
      b.kept.set(number, at), b.plain[number] = at;
      break;
    }
    case 3: {
      const auto number = some_number(d);
      b.kept.set(number, {}), b.plain.erase(number);
      break;
    }
    case 4: {
      const auto number = some_number(d);
      b.kept.invalidate(number), b.plain[number] = time_begin;
      break;
    }
    case 5: {
      const auto now = some_now(d);
      const auto expected = due(b, now);
      must_hold(b.kept.due(now) == expected, "those who are due");
      must_hold(b.kept.take_due(now) == expected, "and are taken out");
      for (const auto number : expected) b.plain.erase(number);
      must_hold(b.kept.due(now).empty(), "and were so once");
      break;
    }
    case 6: {
      const auto now = some_now(d);
      must_hold(b.kept.due(now) == due(b, now), "those who are due stay");
      break;
    }
    default:
      switch (d.byte() % 4) {
        case 0:
          other = b;
          break;
        case 1:
          other = std::move(b);
          b = {};
          break;
        case 2:
          std::swap(b, other);
          break;
        default:
          try {
            b.kept.set(agenda::max_number + 1 + d.byte(), some_instant(d));
            must_hold(false, "a number past the last is refused");
          } catch (const misuse&) {
          }
      }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::dice d(fuzz::text_of(data, size));
  both ours, other;
  for (int call = 0; call < 64 && !d.empty(); ++call) {
    play(ours, other, d);
    check(ours), check(other);
  }
  const auto last = instant::max();
  for (auto* b : {&ours, &other}) must_hold(b->kept.take_due(last) == due(*b, last), "nobody is lost");
  return 0;
}
