#include "time/tzif.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <stdexcept>
#include <string>

#include "time/clock_rule.hpp"

namespace tickler::inline TICKLER_ABI {
namespace {

class byte_reader {
 public:
  explicit byte_reader(std::string_view bytes) : left_(bytes) {}

  std::string_view take(std::uint64_t n) {
    if (n > left_.size()) throw std::runtime_error("its file is cut off");
    const auto taken = left_.substr(0, static_cast<std::size_t>(n));
    left_.remove_prefix(static_cast<std::size_t>(n));
    return taken;
  }

  std::string_view rest() const noexcept { return left_; }

 private:
  std::string_view left_;
};

template <class Number>  // signed, big-endian, as the i-th of its kind
Number number_at(std::string_view bytes, std::size_t i) noexcept {
  std::make_unsigned_t<Number> n = 0;
  for (const char c : bytes.substr(i * sizeof n, sizeof n)) n = static_cast<decltype(n)>(n << 8 | static_cast<unsigned char>(c));
  return static_cast<Number>(n);
}

struct header {
  char version;
  std::uint64_t utc_marks, standard_marks, leap_seconds, transitions, types, letters;
};

header read_header(byte_reader& in) {
  if (in.take(4) != "TZif") throw std::runtime_error("its file is no time-zone file (TZif)");
  const char version = in.take(16)[0];
  const auto counts = in.take(24);
  const auto count = [&](std::size_t i) { return std::uint64_t{static_cast<std::uint32_t>(number_at<std::int32_t>(counts, i))}; };
  return {version, count(0), count(1), count(2), count(3), count(4), count(5)};
}

constexpr std::uint64_t bytes_of_type = 6, bytes_of_old_time = 4, bytes_of_time = 8;

constexpr std::uint64_t most_changes = 10'000;  // of a table, which counts them in 16 bits; real ones have 240

std::uint64_t bytes_behind_types(const header& h, std::uint64_t bytes_of_time_here) {
  return h.letters + h.leap_seconds * (bytes_of_time_here + 4) + h.standard_marks + h.utc_marks;
}

std::chrono::seconds checked(std::chrono::seconds offset) {
  if (std::chrono::abs(offset) >= std::chrono::hours{24}) throw std::runtime_error("its file has an offset of a day or more");
  return offset;
}

std::string_view footer_of(std::string_view rest) {
  const auto end = rest.find('\n', 1);
  if (rest.empty() || rest.front() != '\n' || end == std::string_view::npos) throw std::runtime_error("its file is cut off");
  return rest.substr(1, end - 1);
}

// Offsets of the years that we know, from changes in order of time.
class offset_list {
 public:
  explicit offset_list(std::chrono::seconds first) : list_{{time_begin, first}} {}

  void change(clock_change c) {
    if (c.at >= time_end) return;
    if (c.at <= list_.back().begin)
      list_.back().offset = c.offset;
    else if (c.offset != list_.back().offset)
      list_.push_back({c.at, c.offset});
    if (list_.size() > 1 && list_.back().offset == list_[list_.size() - 2].offset) list_.pop_back();
  }

  std::vector<zone_offset> taken() && { return std::move(list_); }

 private:
  std::vector<zone_offset> list_;
};

}  // namespace

std::vector<zone_offset> read_tzif(std::string_view bytes) {
  byte_reader in(bytes);
  const auto old = read_header(in);
  if (old.version < '2') throw std::runtime_error("its file is of version 1, which has no rule for later years");
  in.take(old.transitions * (bytes_of_old_time + 1) + old.types * bytes_of_type + bytes_behind_types(old, bytes_of_old_time));

  const auto h = read_header(in);
  if (h.transitions > most_changes) throw std::runtime_error("its file has more than 10,000 changes");
  const auto times = in.take(h.transitions * bytes_of_time), type_numbers = in.take(h.transitions),
             types = in.take(h.types * bytes_of_type);
  in.take(bytes_behind_types(h, bytes_of_time));
  if (h.leap_seconds != 0) throw std::runtime_error("its file counts leap seconds");
  if (h.types == 0) throw std::runtime_error("its file has no offset");
  const auto rule = parse_clock_rule(footer_of(in.rest()));
  const auto offset_of = [&](std::size_t type) {
    if (type >= h.types) throw std::runtime_error("its file has a change to an offset that is not there");
    return checked(std::chrono::seconds{number_at<std::int32_t>(types.substr(type * bytes_of_type), 0)});
  };

  offset_list offsets(h.transitions == 0 ? checked(rule.standard) : offset_of(0));
  auto last = std::numeric_limits<std::int64_t>::min();
  for (std::size_t i = 0; i < h.transitions; ++i) {
    const auto at = number_at<std::int64_t>(times, i);
    if (i != 0 && at <= last) throw std::runtime_error("its file has changes in disorder");
    offsets.change({instant{std::chrono::seconds{last = at}}, offset_of(static_cast<unsigned char>(type_numbers[i]))});
  }
  for (const auto& c : changes_by(rule, 1969, 2037))
    if (c.at.time_since_epoch().count() > last) offsets.change({c.at, checked(c.offset)});
  return std::move(offsets).taken();
}

}  // namespace tickler::inline TICKLER_ABI
