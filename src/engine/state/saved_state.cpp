// A state as bytes, and back.
//
//   magic, version            "TKSTATE\n"; then numbers and texts as base/varint.hpp has them
//   library, zone data        texts: their versions
//   policy, prospect          fingerprints, 8 bytes each
//   state                     what `pass` below goes through, in its order
//   checksum                  FNV-1a of all before it, 8 bytes: one byte that is wrong never goes unseen, for each step of it is a
//                             bijection
//
// Only what means something is written: no slot of a run that is over, no instant that a limit has not counted. So equal states are
// equal bytes. What is read is held against what the policy can have, since a checksum can be forged.
#include <algorithm>
#include <limits>
#include <string>
#include <tickler/error.hpp>
#include <tickler/problem_numbers.hpp>
#include <tickler/saved_state.hpp>
#include <tickler/version.hpp>
#include <type_traits>
#include <vector>

#include "base/hash.hpp"
#include "base/internal_access.hpp"
#include "base/varint.hpp"
#include "engine/state/state.hpp"
#include "expr/time_arithmetic.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

constexpr std::string_view saved_magic = "TKSTATE\n";
constexpr std::uint64_t saved_version = 5;
constexpr std::size_t number_bytes = 8;  // of fingerprints and the checksum

// Why bytes are refused.
struct unfit_state {
  std::string why;
};

[[noreturn]] void refuse_contents() { throw unfit_state{"the saved state's checksum is right, but not what it holds: fold again"}; }

std::uint64_t checksum_of(std::string_view bytes) noexcept {
  fnv_hash hash;
  hash.bytes(bytes);
  return hash.value();
}

void put_fixed(varint_buffer& out, std::uint64_t n) {
  for (std::size_t i = 0; i < number_bytes; ++i) out.byte(static_cast<std::uint8_t>(n >> (8 * i)));
}

std::uint64_t take_fixed(varint_reader& in) noexcept {
  std::uint64_t n = 0;
  for (std::size_t i = 0; i < number_bytes; ++i) n |= std::uint64_t{in.byte()} << (8 * i);
  return n;
}

constexpr std::uint64_t any_number = std::uint64_t{std::numeric_limits<std::uint32_t>::max()} + 1;

class state_writer {
 public:
  state_writer(varint_buffer& out, const state::impl& s) : out_(out), s_(s) {}

  template <class Number>
  void number(Number n, std::uint64_t /*below*/) {
    out_.number(static_cast<std::uint64_t>(n));
  }
  void mask(bit_mask m) { put_fixed(out_, m); }
  void time(instant t) { out_.signed_number(t.time_since_epoch().count()); }
  void far_time(instant t) { time(t); }
  void text(const std::string& t) { out_.text(t); }

  void start_words(touch_kind of_run) {
    const auto& w = s_.words->words_of(of_run);
    out_.text(s_.words->name(w.channel)).text(s_.words->name(w.purpose)).text(s_.words->name(w.outcome));
    out_.byte(static_cast<std::uint8_t>(w.direction)).byte(static_cast<std::uint8_t>(w.with));
  }
  void start_key(const run& r, run_per) { text(s_.keys[r.start_key]); }

  template <class Pass>
  void each_run(const compiled_policy& p, Pass&& pass) {
    std::size_t count = 0;
    s_.each_run(p, [&](const run&) { ++count; });
    out_.number(count);
    s_.each_run(p, pass);
  }
  template <class Item, class Pass>
  void list(const std::vector<Item>& all, Pass&& pass) {
    out_.number(all.size());
    for (const auto& item : all) pass(item);
  }

 private:
  varint_buffer& out_;
  const state::impl& s_;
};

// Into a state that has been reset. Throws unfit_state.
class state_reader {
 public:
  state_reader(std::string_view bytes, state::impl& s) : in_(bytes), s_(s) {}

  template <class Number>
  void number(Number& n, std::uint64_t below) {
    const auto read = in_.number();
    if (in_.failed() || read >= below) refuse_contents();
    n = static_cast<Number>(read);
  }
  void mask(bit_mask& m) {
    m = take_fixed(in_);
    if (in_.failed()) refuse_contents();
  }
  void time(instant& t) {
    far_time(t);
    if (!in_range(t)) refuse_contents();
  }
  void far_time(instant& t) {  // what a record may say
    const auto seconds = in_.signed_number();
    if (in_.failed() || seconds < expr::min_seconds || seconds > expr::max_seconds) refuse_contents();
    t = instant{std::chrono::seconds{seconds}};
  }
  void text(std::string& t) {
    t = in_.text();
    if (in_.failed()) refuse_contents();
  }

  // Not yet of the vocabulary, which is to learn nothing from bytes that are refused: see intern_words.
  void start_words(touch_kind& of_run) {
    named_words w{in_.text(), in_.text(), in_.text(), {}, {}};
    number(w.direction, direction_names.size());
    number(w.with, party_names.size());
    if (std::max({w.channel.size(), w.purpose.size(), w.outcome.size()}) > 256) refuse_contents();
    of_run = static_cast<touch_kind>(words_.size());
    words_.push_back(w);
  }
  void start_key(run& r, run_per per) {
    const auto key = in_.text();
    if (in_.failed()) refuse_contents();
    if (!key.empty()) {
      r.start_key = static_cast<std::uint16_t>(s_.keys.size());
      s_.keys.emplace_back(key);
      s_.key_used.push_back(true);
    }
    r.key = per == run_per::key ? r.start_key : std::uint16_t{0};
  }

  // In the order of state::impl::each_run.
  template <class Pass>
  void each_run(const compiled_policy& p, Pass&& pass) {
    std::size_t left = 0;
    number(left, std::uint64_t{p.limits.runs} + 1);
    for (; left != 0; --left) {
      run r;
      pass(r);
      const bool has_slot = p.cadences[r.cadence].has_slot();
      if (has_slot ? s_.is_running(r.cadence) || !s_.runs.empty() : !s_.runs.empty() && s_.runs.back().cadence > r.cadence)
        refuse_contents();
      set_bit(s_.running.data(), r.cadence);
      if (has_slot)
        s_.slots[r.cadence] = r;
      else
        s_.runs.push_back(r);
    }
  }
  template <class Item, class Pass>
  void list(std::vector<Item>& all, Pass&& pass) {
    std::size_t left = 0;
    number(left, in_.left() + 1);  // an item takes a byte at least
    for (; left != 0; --left) pass(all.emplace_back());
  }

  void end() const {
    if (!in_.done()) refuse_contents();
  }

  void intern_words(const compiled_policy& p) {
    std::vector<touch_kind> kinds;
    for (const auto& w : words_) {
      touch_words made{.direction = w.direction, .with = w.with};
      made.channel = word<channel>(w.channel), made.purpose = word<purpose>(w.purpose), made.outcome = word<outcome>(w.outcome);
      const auto known = s_.words->try_classify(made);
      if (!known) throw unfit_state{"more than 65,536 distinct combinations of words"};
      kinds.push_back(*known);
    }
    for (std::size_t c = 0; c < s_.slots.size(); ++c)
      if (p.cadences[c].has_slot() && s_.is_running(c)) s_.slots[c].start_words = kinds[s_.slots[c].start_words];
    for (auto& r : s_.runs) r.start_words = kinds[r.start_words];
  }

 private:
  struct named_words {
    std::string_view channel, purpose, outcome;
    tickler::direction direction;
    party with;
  };

  template <class Word>
  Word word(std::string_view name) {
    return name.empty() ? Word::none : s_.words->intern<Word>(name);
  }

  varint_reader in_;
  state::impl& s_;
  std::vector<named_words> words_{};
};

// What a state consists of, for writing (State is const) and for reading. What is not here does not outlive the process: the
// vocabulary, and `locale`, a hint.
template <class Pass, class State>
class state_passage {
 public:
  state_passage(Pass& io, const compiled_policy& p, State& s) : io_(io), p_(p), s_(s) {}

  void pass() {
    io_.number(s_.problem, std::size(prospect_problem_names));
    io_.number(s_.touch_count, any_number);
    maybe(s_.last);
    io_.each_run(p_, [this](auto& r) { this->pass_run(r); });
    for (auto& memory : s_.cadences) maybe(memory.last_end);
    pass_begun();
    io_.number(s_.closed, 2);
    io_.number(s_.closed_by, touchpoint_numbers());
    pass_contact(s_.contact);
    if (p_.goes_to_referrer) pass_closings(s_.to_referrer);
    for (auto& end : s_.hold_ends) maybe_far(end);
    maybe_far(s_.snoozed);
    io_.list(s_.step_snoozes, [this](auto& z) { this->pass_snooze(z); });
    pass_key_rows();
    io_.list(s_.pauses, [this](auto& p) { this->pass_pause(p); });
    for (std::size_t i = 0; i < p_.limit_rules.size(); ++i)
      pass_newest(s_.limit_times.data() + p_.limit_rules[i].first_slot, s_.limit_counts[i], p_.limit_rules[i].at_most);
    for (std::size_t i = 0; i < p_.tracked.size(); ++i) {
      pass_newest(s_.tracked_times.data() + p_.tracked[i].first_slot, s_.tracked_counts[i], p_.tracked[i].kept);
      pass_numbers(s_.tracked_numbers.data() + p_.tracked[i].first_number, p_.tracked[i].numbered);
    }
    auto stages = static_cast<std::size_t>(s_.stage + 1);  // up to the furthest
    io_.number(stages, p_.stages.size() + 1);
    if constexpr (reads) s_.stage = static_cast<int>(stages) - 1;
  }

 private:
  static constexpr bool reads = !std::is_const_v<State>;
  static constexpr std::uint64_t ordinals = 1u << 16;

  std::uint64_t touchpoint_numbers() const noexcept { return std::uint64_t{s_.touch_count} + 1; }  // from 1; 0: none

  template <class Time>
  void maybe(Time& t) {
    if (is_there(t)) io_.time(*t);
  }
  template <class Time>
  void maybe_far(Time& t) {
    if (is_there(t)) io_.far_time(*t);
  }
  template <class Time>
  bool is_there(Time& t) {
    bool there = t.has_value();
    io_.number(there, 2);
    if constexpr (reads)
      if (there) t.emplace();
    return there;
  }

  // A cadence and one of its steps.
  template <class Item>
  const step_rule& pass_step(Item& item) {
    io_.number(item.cadence, p_.cadences.size());
    const auto& steps = p_.cadences[item.cadence].steps;
    io_.number(item.step, steps.size());
    return steps[item.step];
  }

  template <class Run>
  void pass_run(Run& r) {
    const auto repeat = pass_step(r).repeat;
    io_.number(r.repetition, repeat == repeat_forever ? any_number : static_cast<std::uint64_t>(repeat));
    io_.time(r.start), io_.time(r.base);
    io_.start_words(r.start_words);
    io_.number(r.started_by, touchpoint_numbers());
    io_.start_key(r, p_.cadences[r.cadence].per);
    io_.number(r.ordinal, ordinals);
    maybe_far(r.until);
    io_.number(r.moved, 2);
    auto done = std::optional<instant>();
    if (r.has_done()) done = r.done_at;
    maybe(done);
    if (!done) return;
    if constexpr (reads) r.done_at = *done;
    io_.number(r.done_step, p_.cadences[r.cadence].steps.size());
    io_.number(r.done_repetition, any_number);
  }

  // R88: what the next runs depend on that begin in the very second of the last touchpoint.
  void pass_begun() {
    for (std::size_t c = 0; c < s_.slots.size(); ++c) {
      if (!p_.cadences[c].has_slot() || s_.is_running(c)) continue;
      auto& slot = s_.slots[c];
      auto begun = s_.last && slot.start == *s_.last ? std::uint32_t{slot.ordinal} + 1 : 0;
      io_.number(begun, ordinals + 1);
      if constexpr (reads)
        if (begun != 0 && s_.last) slot.start = *s_.last, slot.ordinal = static_cast<std::uint16_t>(begun - 1);
    }
    bool has_begun = s_.last && s_.begun_at == *s_.last;
    io_.number(has_begun, 2);
    if (!has_begun) return;
    if constexpr (reads) s_.begun_at = s_.last.value_or(run::never);
    io_.list(s_.begun, [this](auto& each) {
      io_.mask(each.key_hash);
      io_.number(each.cadence, p_.cadences.size());
      io_.number(each.last_ordinal, ordinals);
    });
  }

  template <class Contact>
  void pass_contact(Contact& c) {
    pass_closings(c);
    io_.mask(c.stops);
    for (auto& closed : c.closed_by_stop) io_.mask(closed);
    io_.number(c.opted_out_of_all, 2);
  }

  template <class Closings>
  void pass_closings(Closings& c) {
    io_.mask(c.opted_out), io_.mask(c.bounced);
    auto addresses = c.addresses.packed();
    io_.text(addresses);
    if constexpr (reads)
      if (!c.addresses.unpack(std::move(addresses))) refuse_contents();
  }

  template <class Snooze>
  void pass_snooze(Snooze& z) {
    pass_step(z);
    io_.number(z.is_action_id, 2);
    io_.number(z.repetition, any_number);
    io_.time(z.start);
    io_.number(z.ordinal, ordinals);
    io_.text(z.key);
    io_.far_time(z.until);
    io_.number(z.pauses_by, pause::snooze_of_all);
    if (z.pauses_by < pause::first_step_snooze) refuse_contents();
  }

  // Of those that rules by key have: which limits and holds these are the policy says.
  void pass_key_rows() {
    if (p_.limits_by_key == 0 && p_.holds_by_key == 0) return;
    auto rows = s_.keys_apart.size();
    io_.number(rows, std::uint64_t{p_.limits.keys} + 1);
    for (std::size_t row = 1; row <= rows; ++row) {
      if constexpr (reads) s_.keys_apart.add({}).resize(p_);
      auto& each = s_.keys_apart[row];
      io_.text(each.key);
      if (each.key.empty() || s_.keys_apart.find(each.key) != row) refuse_contents();
      for_each_bit(p_.holds_by_key, [&](std::size_t i) { maybe_far(each.hold_ends[i]); });
      for_each_bit(p_.limits_by_key, [&](std::size_t i) {
        const auto& rule = p_.limit_rules[i];
        pass_newest(each.limit_times.data() + rule.first_key_slot, each.limit_counts[i], rule.at_most);
      });
    }
  }

  template <class Pause>
  void pass_pause(Pause& p) {
    io_.number(p.by, ordinals);
    if (p.by < pause::first_step_snooze && p.by >= p_.holds.size()) refuse_contents();
    if (p.by < pause::first_step_snooze && has_bit(p_.holds_by_key, p.by)) io_.number(p.row, s_.keys_apart.size() + 1);
    io_.time(p.begin), io_.far_time(p.end);
    if (p.end <= p.begin) refuse_contents();
  }

  template <class Time, class Count>
  void pass_newest(Time* times, Count& count, std::uint32_t most) {
    io_.number(count, std::uint64_t{most} + 1);
    for (std::uint32_t i = 0; i < count; ++i) {
      io_.time(times[i]);
      if (i != 0 && times[i] < times[i - 1]) refuse_contents();
    }
  }

  // Ascending, but for those that are not there, which come first.
  template <class Number>
  void pass_numbers(Number* numbers, std::uint32_t count) {
    for (std::uint32_t i = 0; i < count; ++i) {
      io_.number(numbers[i], touchpoint_numbers());
      if (i != 0 && numbers[i - 1] != 0 && numbers[i] <= numbers[i - 1]) refuse_contents();
    }
  }

  Pass& io_;
  const compiled_policy& p_;
  State& s_;
};

// The versions and fingerprints that bytes must begin with. Says which does not fit, and returns whose state it is.
std::uint64_t read_beginning(const compiled_policy& p, varint_reader& in) {
  if (const auto library = in.text(); library != TICKLER_VERSION)
    throw unfit_state{"the state was saved by Tickler " + std::string(library) + ", and this is " TICKLER_VERSION ": fold again"};
  // Instants that a state keeps (of holds, of runs that expired) were worked out by it.
  if (const auto data = in.text(); data != p.zones.version())
    throw unfit_state{"the state was saved under the zone data " + std::string(data) + ", and this is " + p.zones.version() +
                      ": fold again"};
  if (take_fixed(in) != p.fingerprint) throw unfit_state{"a saved state of another policy: fold again"};
  const auto prospect = take_fixed(in);
  if (in.failed()) refuse_contents();
  return prospect;
}

// All but the checksum, if that is right.
std::string_view checked(std::string_view bytes) {
  if (!bytes.starts_with(saved_magic)) throw unfit_state{"this is no saved state"};
  varint_reader version(bytes.substr(saved_magic.size()));
  const auto found = version.number();
  if (!version.failed() && found != saved_version)
    throw unfit_state{"a saved state of version " + std::to_string(found) + "; this library reads version " +
                      std::to_string(saved_version) + ": fold again"};
  if (version.failed() || version.left() < number_bytes) throw unfit_state{"the saved state is cut off"};
  const auto contents = bytes.substr(0, bytes.size() - number_bytes);
  varint_reader sum(bytes.substr(contents.size()));
  if (take_fixed(sum) != checksum_of(contents)) throw unfit_state{"the saved state is damaged: its checksum is wrong"};
  return contents.substr(static_cast<std::size_t>(version.position() - bytes.data()));
}

state read_state(const compiled_policy& p, std::string_view bytes) {
  varint_reader in(checked(bytes));
  state made;
  auto& s = impl_of(made);
  s.reset(p, read_beginning(p, in));
  state_reader reader({in.position(), in.left()}, s);
  state_passage(reader, p, s).pass();
  reader.end();
  reader.intern_words(p);
  return made;
}

}  // namespace

std::string save_state(const policy& p, const state& s) {
  const auto& compiled = impl_of(p);
  const auto& inside = impl_of(s);
  if (!inside.is_of(compiled)) throw misuse(misuse_number::other_policy, "a state of another policy");
  varint_buffer out;
  for (const char c : saved_magic) out.byte(static_cast<std::uint8_t>(c));
  out.number(saved_version).text(TICKLER_VERSION).text(compiled.zones.version());
  put_fixed(out, inside.policy), put_fixed(out, inside.prospect);
  state_writer writer(out, inside);
  state_passage(writer, compiled, inside).pass();
  put_fixed(out, checksum_of(out.bytes()));
  return std::string(out.bytes());
}

parse_result<state> load_state(const policy& p, std::string_view bytes) {
  const auto& compiled = impl_of(p);
  try {
    return read_state(compiled, bytes);
  } catch (const unfit_state& unfit) {
    return parse_error{0, unfit.why, number::bad_state};
  }
}

}  // namespace tickler::inline TICKLER_ABI
