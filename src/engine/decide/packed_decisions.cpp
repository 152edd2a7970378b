#include "engine/decide/packed_decisions.hpp"

#include <algorithm>
#include <tickler/error.hpp>
#include <tickler/problem_numbers.hpp>

#include "engine/decide/decide.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

// What of an action is there: bits of the first number packed for it. Below them, from bit 0: state (2 bits), to (2), flags (5),
// replaced (1). pack() and unpack() must name the parts in one order. Nothing of this is stored beyond the process, so the layout
// may change at will.
enum part : std::uint32_t {
  first_contact = 1u << 10,
  not_before = 1u << 11,
  due = 1u << 12,
  at_latest = 1u << 13,
  when = 1u << 14,
  repetition = 1u << 15,
  ordinal = 1u << 16,
  variant = 1u << 17,
  behind = 1u << 18,
  key = 1u << 19,
  blockers = 1u << 20,
  other_contact = 1u << 21,
};
constexpr int blocker_party_shift = 6;
constexpr int party_shift = 2, flags_shift = 4, replaced_shift = 9;

std::uint32_t parts_of(const action& a) noexcept {
  auto parts = static_cast<std::uint32_t>(a.state) | static_cast<std::uint32_t>(a.to) << party_shift |
               std::uint32_t{a.flags} << flags_shift | std::uint32_t{a.replaced} << replaced_shift;
  const auto add = [&](bool there, part p) { parts |= there ? p : 0u; };
  add(a.not_before.has_value(), not_before), add(a.due.has_value(), due), add(a.at_latest.has_value(), at_latest);
  add(a.when.has_value(), when), add(a.repetition != 0, repetition), add(a.ordinal != 0, ordinal);
  add(a.variant != action::no_variant, variant), add(a.behind != action::not_behind, behind);
  add(a.key_size != 0, key), add(a.blocker_count != 0, blockers);
  add(a.contact == 0, first_contact), add(a.contact != 0 && a.contact != action::no_contact, other_contact);
  return parts;
}

template <class Number>
Number read(varint_reader& in) noexcept {
  return static_cast<Number>(in.number());
}

instant read_time(varint_reader& in, instant from) noexcept { return from + std::chrono::seconds{in.signed_number()}; }

template <class T>
void put(std::vector<T>& list, std::size_t at, T value) {
  if (list.size() <= at) list.resize(at + 1);
  list[at] = value;
}

// Into the memory that `to` has, unless that is too little or a good deal more than it takes. Blocks live for as long as the
// result: no more than a quarter of the memory of each is to lie idle.
template <class T>
void copy(const T* from, std::size_t size, std::vector<T>& to) {
  if (size > to.capacity() || size < to.capacity() / 4 * 3) to = std::vector<T>();
  to.assign(from, from + size);
}

// So many at the very most: as many numbers as pack() writes, and the keys. Asked for once for each decision, so that the writer
// needs no check for each number.
std::size_t most_bytes(const decision& d) noexcept {
  const auto numbers = 3 + 21 * d.actions.size() + 4 * d.reasons.size() + 3 * d.blockers.size();
  return numbers * varint_writer::max_number_bytes + d.keys.size();
}

void pack(varint_writer& out, const reason& r, instant start) {
  out.byte(static_cast<std::uint8_t>(r.kind));
  // Every action has one, and it says what the action says already (R89).
  if (r.kind == reason_kind::started) return;  // at the start
  out.number(r.index).signed_number((r.from - start).count()).signed_number((r.to - r.from).count());
}

// The start is near `now`, and the window near the start.
void pack(varint_writer& out, instant now, const decision& d, const action& a) {
  const auto time = [&](instant t, instant from) { out.signed_number((t - from).count()); };
  const auto parts = parts_of(a);
  out.number(parts).number(a.cadence).number(a.step);
  time(a.start, now);
  out.number(static_cast<std::uint64_t>(a.channel)).number(static_cast<std::uint64_t>(a.purpose));
  if (parts & not_before) time(*a.not_before, a.start);
  if (parts & due) time(*a.due, a.start);
  if (parts & at_latest) time(*a.at_latest, a.start);
  if (parts & when) time(*a.when, a.start);
  if (parts & repetition) out.number(a.repetition);
  if (parts & ordinal) out.number(a.ordinal);
  if (parts & variant) out.number(a.variant);
  if (parts & behind) out.number(a.behind);
  if (parts & other_contact) out.byte(a.contact);
  // Where it begins is written too: what is read back must equal what was added, and actions have been put in order since their
  // keys were appended.
  if (parts & key) out.number(a.key_begin).text(d.key(a));
  out.number(a.reason_begin).number(a.reason_count);
  for (const auto& r : d.reasons_of(a)) pack(out, r, a.start);
  if ((parts & blockers) == 0) return;
  out.number(a.blocker_begin).number(a.blocker_count);
  for (const auto& b : d.blockers_of(a))
    out.byte(static_cast<std::uint8_t>(static_cast<unsigned>(b.kind) | static_cast<unsigned>(b.to) << blocker_party_shift))
        .number(static_cast<std::uint64_t>(b.channel))
        .number(b.index);
}

}  // namespace

// next_change is kept unpacked beside the bytes: an agenda asks for it of every prospect, and for the rest of few. It is after
// now, which is 1970 at the earliest, so 0 is free to say never.
void decision_packer::add(const decision& d) {
  const auto next = d.next_change ? static_cast<std::uint32_t>(d.next_change->time_since_epoch().count()) : 0;
  heads_.push_back({next, static_cast<std::uint32_t>(out_.bytes().size())});
  out_.with_room(most_bytes(d), [&](varint_writer& to) {
    to.byte(static_cast<std::uint8_t>(d.status)).byte(static_cast<std::uint8_t>(d.problem)).number(d.actions.size());
    for (const auto& a : d.actions) pack(to, now_, d, a);
  });
}

void decision_packer::fill(decision_block& block) {
  block.now_ = now_;
  copy(heads_.data(), heads_.size(), block.heads_);
  copy(out_.bytes().data(), out_.bytes().size(), block.packed_);
  heads_.clear();
  out_.clear();
}

status decision_block::status_of(std::size_t i) const noexcept {
  return static_cast<status>(static_cast<std::uint8_t>(packed_[heads_[i].begin]));
}

std::optional<instant> decision_block::next_change_of(std::size_t i) const noexcept {
  if (heads_[i].next_change == 0) return std::nullopt;
  return instant{std::chrono::seconds{heads_[i].next_change}};
}

// Resizing gives actions their default values; unpack() sets the parts that are there.
void decision_block::get(std::size_t i, std::uint64_t policy_fingerprint, decision& into) const {
  clear(into, policy_fingerprint);
  into.next_change = next_change_of(i);
  varint_reader in(std::string_view(packed_.data(), packed_.size()).substr(heads_[i].begin));
  into.status = static_cast<status>(in.byte());
  into.problem = static_cast<prospect_problem>(in.byte());
  into.actions.resize(in.number());
  for (auto& a : into.actions) unpack(in, now_, into, a);
}

void decision_block::unpack(varint_reader& in, instant now, decision& into, action& a) {
  const auto parts = read<std::uint32_t>(in);
  a.state = static_cast<action_state>(parts & 3);
  a.to = static_cast<party>(parts >> party_shift & 3);
  a.flags = static_cast<std::uint8_t>(parts >> flags_shift & 31);
  a.replaced = (parts >> replaced_shift & 1) != 0;
  a.cadence = read<std::uint16_t>(in);
  a.step = read<std::uint16_t>(in);
  a.start = read_time(in, now);
  a.channel = read<tickler::channel>(in);
  a.purpose = read<tickler::purpose>(in);
  if (parts & not_before) a.not_before = read_time(in, a.start);
  if (parts & due) a.due = read_time(in, a.start);
  if (parts & at_latest) a.at_latest = read_time(in, a.start);
  if (parts & when) a.when = read_time(in, a.start);
  if (parts & repetition) a.repetition = read<std::uint32_t>(in);
  if (parts & ordinal) a.ordinal = read<std::uint16_t>(in);
  if (parts & variant) a.variant = read<std::uint16_t>(in);
  if (parts & behind) a.behind = read<std::uint32_t>(in);
  if (parts & first_contact) a.contact = 0;
  if (parts & other_contact) a.contact = static_cast<std::uint8_t>(in.byte());
  if (parts & key) {
    a.key_begin = read<std::uint32_t>(in);
    const auto name = in.text();
    a.key_size = static_cast<std::uint32_t>(name.size());
    if (into.keys.size() < a.key_begin + name.size()) into.keys.resize(a.key_begin + name.size());
    into.keys.replace(a.key_begin, name.size(), name);
  }
  a.reason_begin = read<std::uint32_t>(in);
  a.reason_count = read<std::uint32_t>(in);
  for (std::size_t i = 0; i < a.reason_count; ++i) put(into.reasons, a.reason_begin + i, unpack_reason(in, a.start));
  if ((parts & blockers) == 0) return;
  a.blocker_begin = read<std::uint32_t>(in);
  a.blocker_count = read<std::uint32_t>(in);
  for (std::size_t i = 0; i < a.blocker_count; ++i) {
    const auto kind_and_party = static_cast<unsigned>(in.byte());
    const auto kind = static_cast<blocker_kind>(kind_and_party & ((1u << blocker_party_shift) - 1));
    const auto to = static_cast<party>(kind_and_party >> blocker_party_shift);
    const auto on = read<tickler::channel>(in);
    put(into.blockers, a.blocker_begin + i, blocker{kind, on, read<std::uint16_t>(in), to});
  }
}

reason decision_block::unpack_reason(varint_reader& in, instant start) {
  const auto kind = static_cast<reason_kind>(in.byte());
  if (kind == reason_kind::started) return {kind, 0, start, start};
  const auto index = read<std::uint16_t>(in);
  const auto from = read_time(in, start);
  return {kind, index, from, read_time(in, from)};
}

// In the memory of the blocks that there are.
void decisions::impl::start(std::size_t prospects, std::uint64_t policy_fingerprint) {
  size = prospects;
  policy = policy_fingerprint;
  blocks.resize((prospects + block_size - 1) / block_size);
  for (auto& block : blocks) block.forget();
}

// Blocks are full but for the last, so a prospect's place is known from its number.
bool decisions::impl::is_decided(prospect_number number) const {
  if (number >= size) throw misuse(misuse_number::no_such_prospect, "no decision for a prospect of that number");
  return blocks[number / block_size].size() != 0;
}

const decision_block& decisions::impl::block_of(prospect_number number) const {
  if (!is_decided(number)) throw misuse(misuse_number::undecided, "not decided: the evaluation was stopped");
  return blocks[number / block_size];
}

decisions::decisions() noexcept = default;
decisions::decisions(const decisions& other) : impl_(other.impl_ ? std::make_unique<impl>(*other.impl_) : nullptr) {}
decisions::decisions(decisions&& other) noexcept = default;
decisions& decisions::operator=(const decisions& other) {
  if (this != &other) *this = decisions(other);
  return *this;
}
decisions& decisions::operator=(decisions&& other) noexcept = default;
decisions::~decisions() = default;

decisions::impl& decisions::inside() {
  if (!impl_) impl_ = std::make_unique<impl>();
  return *impl_;
}

const decisions::impl& decisions::inside() const noexcept {
  static const impl of_no_book;
  return impl_ ? *impl_ : of_no_book;
}

std::size_t decisions::size() const noexcept { return inside().size; }

bool decisions::is_complete() const noexcept {
  return std::ranges::none_of(inside().blocks, [](const decision_block& block) { return block.size() == 0; });
}

bool decisions::is_decided(prospect_number number) const { return inside().is_decided(number); }

status decisions::status_of(prospect_number number) const { return inside().block_of(number).status_of(number % impl::block_size); }

std::optional<instant> decisions::next_change_of(prospect_number number) const {
  return inside().block_of(number).next_change_of(number % impl::block_size);
}

void decisions::get(prospect_number number, decision& into) const {
  inside().block_of(number).get(number % impl::block_size, inside().policy, into);
}

std::size_t decisions::bytes() const noexcept {
  auto sum = inside().blocks.capacity() * sizeof(decision_block);
  for (const auto& block : inside().blocks) sum += block.bytes();
  return sum;
}

bool operator==(const decisions& a, const decisions& b) noexcept {
  return a.inside().policy == b.inside().policy && a.inside().size == b.inside().size && a.inside().blocks == b.inside().blocks;
}

}  // namespace tickler::inline TICKLER_ABI
