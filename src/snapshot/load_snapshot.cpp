#include <simdjson.h>

#include <algorithm>
#include <optional>
#include <string>
#include <tickler/io/snapshot.hpp>
#include <tickler/problem_numbers.hpp>
#include <vector>

#include "base/internal_access.hpp"
#include "base/name.hpp"
#include "book/book_impl.hpp"
#include "model/touchpoint_check.hpp"
#include "snapshot/checksum.hpp"
#include "snapshot/snapshot_format.hpp"
#include "snapshot/utf8_check.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

// Why a snapshot is refused.
struct refusal {
  std::string why;
};

[[noreturn]] void refuse_unsound(const char* what) {
  throw refusal{std::string("the snapshot's checksum is right, but not its ") + what};
}

// 0 for a stream that cannot tell.
std::size_t bytes_left(std::istream& in) {
  const auto here = in.tellg();
  if (here < 0 || !in.seekg(0, std::ios::end)) return in.clear(), 0;
  const auto end = in.tellg();
  in.seekg(here);
  return end < here ? 0 : static_cast<std::size_t>(end - here);
}

class reader {
 public:
  explicit reader(std::istream& in) : in_(in), known_(bytes_left(in)) {}

  template <class T>
  T value() {
    T v;
    bytes(&v, sizeof v);
    return v;
  }

  // Makes room for what the stream is known to have, or for little more than it has had so far: a size may be wrong.
  template <class T>
  pod_array<T> array(std::uint64_t size) {
    pod_array<T> all;
    while (all.size() < size) {
      const auto begin = all.size(), more = std::max({begin, first_piece, (known_ - std::min(known_, total_)) / sizeof(T)});
      const auto n = static_cast<std::size_t>(std::min<std::uint64_t>(size - begin, more));
      all.reserve(begin + n);
      all.resize(begin + n);
      bytes(all.data() + begin, n * sizeof(T));
    }
    return all;
  }

  void end() {
    const auto sum = sum_.value();
    std::uint64_t expected = 0;
    read(&expected, sizeof expected);
    if (sum != expected) throw refusal{"the snapshot is damaged: its checksum is wrong"};
    if (in_.peek() != std::istream::traits_type::eof()) throw refusal{"the snapshot is damaged: something follows its end"};
  }

  std::size_t total() const noexcept { return total_; }

 private:
  static constexpr std::size_t first_piece = 1u << 20, piece = 128u << 10;

  // In pieces that are still in the cache when they are summed.
  void bytes(void* to, std::size_t n) {
    for (auto* at = static_cast<char*>(to); n != 0;) {
      const auto some = std::min(n, piece);
      read(at, some);
      sum_.add(at, some);
      at += some;
      n -= some;
    }
  }

  void read(void* to, std::size_t n) {
    in_.read(static_cast<char*>(to), static_cast<std::streamsize>(n));
    total_ += static_cast<std::size_t>(in_.gcount());
    if (in_.bad()) throw refusal{"the snapshot cannot be read further"};
    if (static_cast<std::size_t>(in_.gcount()) != n) throw refusal{"the snapshot is cut off"};
  }

  std::istream& in_;
  checksum sum_;
  std::size_t known_;
  std::size_t total_ = 0;
};

snapshot_header read_header(reader& in) {
  const auto h = in.value<snapshot_header>();
  if (h.magic != snapshot_header::right_magic) throw refusal{"this is no snapshot of a book"};
  if (h.version < snapshot_header::right_version)
    throw refusal{"a snapshot of the older version " + std::to_string(h.version) + "; this library reads version " +
                  std::to_string(snapshot_header::right_version) + ": save it anew from the records"};
  if (h.version != snapshot_header::right_version)
    throw refusal{"a snapshot of version " + std::to_string(h.version) +
                  ", of which this library knows nothing; it reads version " + std::to_string(snapshot_header::right_version)};
  return h;
}

// The sections as they are in the file.
struct sections {
  explicit sections(reader& in)
      : header(read_header(in)),
        zone_version(in.array<char>(header.zone_version_bytes)),
        words(in.array<char>(header.word_bytes)),
        profiles(in.array<char>(header.profile_bytes)),
        fact_names(in.array<char>(header.fact_name_bytes)),
        counts(in.array<std::uint32_t>(header.prospects)),
        profile_numbers(in.array<std::uint32_t>(header.prospects)),
        texts(in.array<char>(header.text_bytes)),
        details(in.array<char>(header.details_bytes)),
        refused(in.array<char>(header.refused_bytes)),
        times(in.array<std::uint32_t>(header.touchpoints)),
        codes(in.array<char>(header.touchpoints * std::min(header.code_width, 4u))) {
    in.end();
  }

  snapshot_header header;
  pod_array<char> zone_version, words, profiles, fact_names;
  pod_array<std::uint32_t> counts, profile_numbers;
  pod_array<char> texts, details, refused;
  pod_array<std::uint32_t> times;
  pod_array<char> codes;
};

varint_reader unpacked(const pod_array<char>& section) { return varint_reader({section.data(), section.size()}); }

struct named_code {
  std::string_view channel, purpose, outcome;
  std::uint8_t direction, with, details;

  details_kind kind() const noexcept { return static_cast<details_kind>(details); }
};

// Or none.
bool is_word(std::string_view name) noexcept { return name.size() <= 256 && simdjson::validate_utf8(name.data(), name.size()); }

std::vector<named_code> codes_of(const sections& all) {
  std::vector<named_code> codes;
  auto in = unpacked(all.words);
  while (!in.done()) {
    const named_code c{in.text(), in.text(), in.text(), in.byte(), in.byte(), in.byte()};
    if (!is_word(c.channel) || !is_word(c.purpose) || !is_word(c.outcome) || c.direction >= direction_names.size() ||
        c.with >= party_names.size() || c.details > static_cast<std::uint8_t>(details_kind::asked))
      refuse_unsound("words");
    codes.push_back(c);
  }
  if (in.failed() || codes.size() != all.header.codes) refuse_unsound("words");
  return codes;
}

attributes_dictionary profiles_of(const sections& all) {
  attributes_dictionary profiles;
  auto in = unpacked(all.profiles);
  while (!in.done())
    if (!profiles.append(in.text())) refuse_unsound("profiles");
  if (in.failed() || profiles.size() != all.header.profiles) refuse_unsound("profiles");
  return profiles;
}

interner fact_names_of(const sections& all) {
  interner names;
  auto in = unpacked(all.fact_names);
  while (!in.done()) {
    const auto kind = in.byte();
    if (kind > 1 || !names.append(kind == 0 ? std::nullopt : std::optional(in.text()))) refuse_unsound("names of facts");
  }
  if (in.failed() || names.size() != all.header.fact_names) refuse_unsound("names of facts");
  return names;
}

bool is_sound(const details_view& x) {
  const auto are_names = [](const auto& texts, std::size_t bytes) {
    return std::all_of(texts.begin(), texts.end(), [&](auto text) { return !text.empty() && text.size() <= bytes; });
  };
  return (!x.until || may_be_written(*x.until)) && x.id.size() <= id_bytes && x.address.size() <= address_bytes &&
         are_names(x.keys, key_bytes) && named_twice(x.keys) == nullptr && are_names(x.steps, step_bytes);
}

// Whether they are the details of these touchpoints, each of the kind that its code says.
bool are_sound(std::string_view details, const touch_span& touches, const std::vector<named_code>& codes) {
  details_reader in(details);
  for (std::size_t i = 0; i < touches.size; ++i) {
    const auto kind = codes[touches.code(i)].kind();
    if (kind == details_kind::none) continue;
    if (in.done()) return false;
    const auto x = in.next();
    if (kind_of(x) != kind || !is_sound(x)) return false;
  }
  return in.done() && !in.failed();
}

bool has_details(const touch_span& touches, const std::vector<named_code>& codes) {
  for (std::size_t i = 0; i < touches.size; ++i)
    if (codes[touches.code(i)].kind() != details_kind::none) return true;
  return false;
}

void add_details(const sections& all, const std::vector<named_code>& codes, book::impl& into) {
  auto in = unpacked(all.details);
  if (std::any_of(codes.begin(), codes.end(), [](const auto& c) { return c.kind() != details_kind::none; })) {
    for (std::size_t i = 0; i < into.size(); ++i) {
      const auto touches = into.touches[i];
      if (!has_details(touches, codes)) continue;
      const auto details = in.text();
      if (!are_sound(details, touches, codes)) refuse_unsound("extras");
      into.details.append(i, details);
    }
    into.details.shrink_to_fit();
  }
  if (!in.done() || in.failed()) refuse_unsound("extras");
}

// As they were saved: by ascending number, of prospects who are there.
void add_refused(const sections& all, book::impl& into) {
  auto in = unpacked(all.refused);
  for (std::uint64_t next = 0; !in.done();) {
    const auto number = in.number();
    auto count = in.number();
    if (number < next || number >= into.size() || into.prospects.is_erased(number) || count == 0) refuse_unsound("refused records");
    for (; count != 0 && !in.failed(); --count) {
      const auto is_her_own = in.number();
      const auto id = in.text();
      const auto what = in.number();
      const auto why = in.text();
      if (is_her_own > 1 || id.size() > id_bytes || what > 999) refuse_unsound("refused records");
      into.refused.add(
          static_cast<prospect_number>(number),
          {.id = std::string(id), .number = static_cast<int>(what), .why = std::string(why), .is_her_own = is_her_own != 0});
    }
    next = number + 1;
  }
  if (in.failed()) refuse_unsound("refused records");
}

template <class Word>
Word word_of(std::string_view name, vocabulary& words) {
  return name.empty() ? Word::none : words.intern<Word>(name);
}

void add_codes(const std::vector<named_code>& codes, book::impl& into) {
  for (const auto& c : codes) {
    touch_words w;
    w.channel = word_of<channel>(c.channel, into.words);
    w.purpose = word_of<purpose>(c.purpose, into.words);
    w.outcome = word_of<outcome>(c.outcome, into.words);
    w.direction = static_cast<direction>(c.direction);
    w.with = static_cast<party>(c.with);
    const auto words = into.words.try_classify(w);
    if (!words) throw refusal{"more than 65,536 distinct combinations of words"};
    into.codes.push_back({*words, c.kind()});
  }
}

// An id is one prospect's; of an erased one nothing is left.
void check_prospects(const book::impl& all) {
  id_index ids;
  ids.reserve(all.size());
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all.prospects.is_erased(i)) {
      if (all.touches.size(i) != 0) refuse_unsound("touchpoints");
      continue;
    }
    const auto id = all.prospects.id(i);
    const auto hash = hash_of_text(id);
    if (all.find(ids, id, hash)) refuse_unsound("ids");
    ids.add(hash, static_cast<std::uint32_t>(i));
  }
}

std::string zone_version_of(const sections& all) {
  std::string version(all.zone_version.data(), all.zone_version.size());
  if (!is_release(version)) refuse_unsound("zone version");
  return version;
}

book book_of(sections all, vocabulary words, const zones& known) {
  const auto width = all.header.code_width;
  if (width != 1 && width != 2 && width != 4) refuse_unsound("width of codes");
  const auto codes = codes_of(all);
  auto profiles = profiles_of(all);
  auto names = fact_names_of(all);
  const auto prospects = all.counts.size();
  book made(std::move(words));
  auto& into = impl_of(made);
  if (!into.touches.assign(all.counts.data(), prospects, std::move(all.times), std::move(all.codes), width,
                           static_cast<std::uint32_t>(codes.size())))
    refuse_unsound("touchpoints");
  if (!into.prospects.assign(all.profile_numbers.data(), prospects, std::move(all.texts), std::move(profiles), std::move(names)))
    refuse_unsound("prospects");
  check_prospects(into);
  add_details(all, codes, into);
  add_refused(all, into);
  if (const auto problem = problem_of_texts(into, known); !problem.empty())
    throw refusal{"the snapshot holds what no record may: " + problem};
  add_codes(codes, into);
  return made;
}

}  // namespace

parse_result<loaded_snapshot> load_snapshot(std::istream& in, vocabulary words, const zones& known) {
  if constexpr (!is_little_endian)
    return parse_error{0, "snapshots need a machine whose numbers are little-endian", number::bad_snapshot};
  if (!in) return parse_error{0, "the snapshot cannot be read", number::bad_snapshot};
  reader file(in);
  try {
    sections all(file);
    auto version = zone_version_of(all);
    return loaded_snapshot{book_of(std::move(all), std::move(words), known), std::move(version)};
  } catch (const refusal& refused) {
    return parse_error{file.total(), refused.why, number::bad_snapshot};
  }
}

}  // namespace tickler::inline TICKLER_ABI
