#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <cstring>
#include <fstream>
#include <limits>
#include <random>
#include <sstream>
#include <tickler/io/snapshot.hpp>

#include "book/plain_book.hpp"
#include "properties/property.hpp"
#include "snapshot/checksum.hpp"
#include "snapshot/snapshot_format.hpp"
#include "support/instants.hpp"
#include "support/zone_files.hpp"

using namespace tickler;

namespace {

const instant noon = support::at("2026-03-02T12:00:00Z");

std::string saved(const book& all) {
  std::ostringstream out;
  save_snapshot(all, out);
  return out.str();
}

parse_result<book> loaded(const std::string& snapshot, const vocabulary& words = {}) {
  std::istringstream in(snapshot);
  auto read = load_snapshot(in, words);
  if (!read) return read.error();
  return std::move(read).value().all;
}

std::string refusal(const std::string& snapshot) {
  const auto read = loaded(snapshot);
  return read ? "loaded" : read.error().message;
}

// Makes the checksum right again.
std::string signed_again(std::string snapshot) {
  const auto size = snapshot.size() - sizeof(std::uint64_t);
  checksum sum;
  sum.add(snapshot.data(), size);
  const auto value = sum.value();
  std::memcpy(snapshot.data() + size, &value, sizeof value);
  return snapshot;
}

snapshot_header header_of(const std::string& snapshot) {
  snapshot_header h;
  std::memcpy(&h, snapshot.data(), sizeof h);
  return h;
}

book small_book() {
  book all{vocabulary()};
  const auto ada = all.add(
      {.id = "ada", .name = "Ada B.", .zone = "Europe/London", .contact = {{"email", "a@x.org"}, {"phone", ""}}, .owner = "bo"});
  all.add({.id = "cy", .facts = {{"local", true}, {"tags", std::vector<std::string>{"a", "b"}}}});
  touchpoint t{.at = noon, .until = noon, .steps = {"a/b"}, .keys = {"k"}, .address = "+44"};
  t.words.channel = channel::phone;
  all.add(ada, t);
  all.add(ada, {.at = noon});
  all.add(ada, {.at = noon, .id = "call-1"});
  return all;
}

// Where a section begins.
struct places {
  std::size_t zone_version, words, profiles, fact_names, counts, profile_numbers, texts, details, times, codes;

  explicit places(const snapshot_header& h)
      : zone_version(sizeof h),
        words(zone_version + h.zone_version_bytes),
        profiles(words + h.word_bytes),
        fact_names(profiles + h.profile_bytes),
        counts(fact_names + h.fact_name_bytes),
        profile_numbers(counts + 4 * h.prospects),
        texts(profile_numbers + 4 * h.prospects),
        details(texts + h.text_bytes),
        times(details + h.details_bytes),
        codes(times + 4 * h.touchpoints) {}
};

// Everything that a book can be asked for, so that what is wrong inside shows.
void use(const book& all) {
  history log(all.words());
  for (prospect_number i = 0; i < all.size(); ++i) {
    if (!all.is_erased(i)) BOOST_TEST((all.find(all.id(i)) == i));
    all.history(i, log);
  }
  auto copy = all;
  if (copy.size() != 0) copy.add(0, {.at = noon, .keys = {"another"}});
  BOOST_TEST(refusal(saved(copy)) == "loaded");
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_book_comes_back_from_its_snapshot) {
  BOOST_TEST(plain::holds("snapshot", 500, rc::gen::arbitrary<std::uint64_t>(), [](std::uint64_t seed) {
    plain::dice d{rc::Random(seed)};
    plain::book model;
    const vocabulary words;
    book real(words);
    plain::fill(d, model, real);
    const auto snapshot = saved(real);
    const auto again = loaded(snapshot, words).value();
    RC_ASSERT(plain::difference(model, again) == "");
    RC_ASSERT(saved(again) == snapshot);
    real.shrink_to_fit();
    RC_ASSERT(saved(real) == snapshot);
    auto other_words = loaded(snapshot).value();
    RC_ASSERT(plain::difference(model, loaded(saved(other_words), words).value()) == "");
    plain::fill(d, model, other_words);
  }));
}

BOOST_AUTO_TEST_CASE(a_loaded_book_takes_what_its_own_words_would_have) {
  vocabulary words;
  words.declare<channel>("fax");
  book all(words);
  touchpoint t{.at = noon};
  t.words.channel = words.intern<channel>("pigeon");
  all.add(all.add({.id = "ada"}), t);
  vocabulary other;
  const auto again = loaded(saved(all), other).value();
  history log(other);
  again.history(0, log);
  BOOST_TEST(other.name(log[0].words.channel) == "pigeon");
  BOOST_TEST(!other.find<channel>("fax").has_value());
}

BOOST_AUTO_TEST_CASE(a_snapshot_from_a_stream_that_cannot_tell_its_size_loads_too) {
  struct pipe : std::stringbuf {
    using std::stringbuf::stringbuf;
    pos_type seekoff(off_type, std::ios::seekdir, std::ios::openmode) override { return pos_type(off_type(-1)); }
  };
  book all{vocabulary()};
  const auto number = all.add({.id = "ada", .owner = std::string(3'000'000, 'o')});
  all.add(number, {.at = noon});
  pipe buffer(saved(all));
  std::istream in(&buffer);
  const auto again = load_snapshot(in, {});
  BOOST_REQUIRE(again);
  BOOST_TEST((again->all.prospect(0) == all.prospect(0)));
}

BOOST_AUTO_TEST_CASE(any_byte_changed_is_noticed) {
  const auto snapshot = saved(small_book());
  for (std::size_t i = 0; i < snapshot.size(); ++i)
    for (const int change : {0x01, 0x80, 0xFF}) {
      auto damaged = snapshot;
      damaged[i] = static_cast<char>(damaged[i] ^ change);
      BOOST_TEST(!loaded(damaged), "byte " << i << " changed by " << change);
    }
}

BOOST_AUTO_TEST_CASE(anything_cut_off_or_added_is_noticed) {
  const auto snapshot = saved(small_book());
  for (std::size_t size = 0; size < snapshot.size(); ++size) {
    BOOST_TEST(refusal(snapshot.substr(0, size)) == "the snapshot is cut off");
    BOOST_TEST(!loaded(snapshot.substr(snapshot.size() - size)), "from byte " << snapshot.size() - size);
  }
  BOOST_TEST(refusal(snapshot + '\n') == "the snapshot is damaged: something follows its end");
  BOOST_TEST(refusal("{\"id\":\"ada\"}\n" + snapshot) == "this is no snapshot of a book");
}

BOOST_AUTO_TEST_CASE(a_wrong_byte_with_a_right_checksum_is_refused_or_harmless) {
  const auto snapshot = saved(small_book());
  std::size_t refused = 0;
  for (std::size_t i = 0; i + sizeof(std::uint64_t) < snapshot.size(); ++i)
    for (const int change : {0x01, 0x02, 0x04, 0x10, 0x40, 0x80, 0xFF}) {
      auto wrong = snapshot;
      wrong[i] = static_cast<char>(wrong[i] ^ change);
      const auto read = loaded(signed_again(wrong));
      if (read)
        use(*read);
      else
        ++refused;
    }
  BOOST_TEST(refused > snapshot.size());
}

// Up to three changes at once: a byte, a bit, bytes that are put elsewhere, one id for another.
BOOST_AUTO_TEST_CASE(any_forgery_with_a_right_checksum_is_refused_or_harmless) {
  book all = small_book();
  for (const auto* id : {"bea", "cyd"}) all.add({.id = id, .facts = {{"score", 1.5}}});
  const auto snapshot = saved(all);
  std::mt19937_64 dice(20260302);
  const auto below = [&dice](std::size_t n) { return static_cast<std::size_t>(dice() % n); };
  const auto change = [&](std::string& forged) {
    const auto place = below(forged.size() - 16);
    const auto what = below(4);
    if (what == 0) forged[place] = static_cast<char>(below(256));
    if (what == 1) forged[place] = static_cast<char>(forged[place] ^ 1 << below(8));
    if (what == 2) {
      const auto moved = forged.substr(place, 1 + below(8));
      forged.erase(place, moved.size()).insert(below(forged.size() - 8), moved);
    }
    if (const auto id = forged.find(below(2) == 0 ? "bea" : "cyd"); what == 3 && id != forged.npos) forged.replace(id, 3, "ada");
  };
  std::size_t refused = 0, harmless = 0;
  for (int i = 0; i < 20'000; ++i) {
    auto forged = snapshot;
    for (auto changes = 1 + below(3); changes != 0; --changes) change(forged);
    const auto read = loaded(signed_again(forged));
    ++(read ? harmless : refused);
    if (read) use(*read);
  }
  BOOST_TEST(refused > 10'000, refused << " refused");
  BOOST_TEST(harmless > 500, harmless << " harmless");
}

BOOST_AUTO_TEST_CASE(what_is_wrong_is_said) {
  const auto snapshot = saved(small_book());
  const places at(header_of(snapshot));
  const auto with = [&](std::size_t place, std::string_view bytes) {
    auto changed = snapshot;
    return signed_again(changed.replace(place, bytes.size(), bytes));
  };
  const auto number = [](std::uint32_t n) { return std::string(reinterpret_cast<const char*>(&n), sizeof n); };
  const std::string unsound = "the snapshot's checksum is right, but not its ";
  const auto seconds = static_cast<std::uint32_t>(noon.time_since_epoch().count());

  BOOST_TEST(refusal(with(0, "X")) == "this is no snapshot of a book");
  BOOST_TEST(refusal(with(8, number(8))) == "a snapshot of version 8, of which this library knows nothing; it reads version 7");
  BOOST_TEST(refusal(with(8, number(3))) ==
             "a snapshot of the older version 3; this library reads version 7: save it anew from the records");
  BOOST_TEST(refusal(with(12, number(3))) == "the snapshot is cut off");
  BOOST_TEST(refusal(with(12, number(0))) == "the snapshot is damaged: its checksum is wrong");
  BOOST_TEST(refusal(with(16, std::string(8, '\xFF'))) == "the snapshot is cut off");
  BOOST_TEST(refusal(with(24, std::string(8, '\xFF'))) == "the snapshot is cut off");
  BOOST_TEST(refusal(with(at.zone_version, "\n")) == unsound + "zone version");
  BOOST_TEST(refusal(with(at.words, "\x7f")) == unsound + "words");
  BOOST_TEST(refusal(with(at.words + 10, "\x03")) == unsound + "words");  // kind of details: there are three, from 0
  BOOST_TEST(refusal(with(at.words + 10, "\x01")) == unsound + "extras");
  BOOST_TEST(refusal(with(at.profiles + 1, "\x20")) == unsound + "profiles");
  BOOST_TEST(refusal(with(at.fact_names, "\x20")) == unsound + "names of facts");
  BOOST_TEST(refusal(with(at.counts, number(4))) == unsound + "touchpoints");
  BOOST_TEST(refusal(with(at.counts, number(1) + number(0))) == unsound + "touchpoints");
  BOOST_TEST(refusal(with(at.times, number(seconds + 1) + number(seconds))) == unsound + "touchpoints");
  BOOST_TEST(refusal(with(at.times, number(seconds) + number(0x8000'0000))) == unsound + "touchpoints");
  BOOST_TEST(refusal(with(at.codes, "\x03")) == unsound + "touchpoints");
  BOOST_TEST(refusal(with(at.codes, "\x01\x01")) == unsound + "extras");
  BOOST_TEST(refusal(with(at.codes, "\x02\x01" + std::string(1, '\0'))) == unsound + "extras");
  BOOST_TEST(refusal(with(at.profile_numbers, number(1))) == unsound + "prospects");
  BOOST_TEST(refusal(with(at.profile_numbers, number(2))) == unsound + "prospects");
  BOOST_TEST(refusal(with(at.texts + 1, std::string(1, '\0'))) == unsound + "prospects");
  BOOST_TEST(refusal(with(at.details + 1, std::string(1, '\0'))) == unsound + "extras");
  BOOST_TEST(refusal(with(at.details + 1, "\x87")) == unsound + "extras");  // a bit that means nothing, and five steps:
  BOOST_TEST(refusal(with(at.details + 1, "\x17")) == unsound + "extras");

  auto nowhere = snapshot;
  const auto zone = nowhere.find("Europe/London");
  BOOST_TEST(refusal(signed_again(nowhere.replace(zone, 13, "Europe/Lundon"))) ==
             "the snapshot holds what no record may: unknown time zone 'Europe/Lundon', did you mean 'Europe/London'?");
}

// An id of 200 bytes and an address of 200, made one text: with the two bytes that were the address's length, 402.
BOOST_AUTO_TEST_CASE(a_forged_id_or_address_of_more_than_256_bytes_is_refused) {
  book all{vocabulary()};
  all.add(all.add({.id = "ada"}), {.at = noon, .id = std::string(200, 'i'), .address = std::string(200, 'a')});
  const auto snapshot = saved(all);
  const auto details = places(header_of(snapshot)).details + 2;  // behind the length of all
  BOOST_TEST(snapshot.substr(details, 3) == "\x60\xC8\x01");
  for (const std::string forged : {"\x20\x92\x03", "\x40\x92\x03"}) {
    auto wrong = snapshot;
    BOOST_TEST(refusal(signed_again(wrong.replace(details, forged.size(), forged))) ==
               "the snapshot's checksum is right, but not its extras");
  }
}

// Three prospects of ids that are as long as each other: the record of the third has the id of the first.
BOOST_AUTO_TEST_CASE(a_forged_snapshot_with_an_id_twice_is_refused) {
  book all{vocabulary()};
  for (const auto* id : {"ada", "bea", "cyd"}) all.add({.id = id});
  auto snapshot = saved(all);
  BOOST_TEST(refusal(signed_again(snapshot)) == "loaded");
  snapshot.replace(snapshot.find("cyd"), 3, "ada");
  BOOST_TEST(refusal(signed_again(snapshot)) == "the snapshot's checksum is right, but not its ids");
}

BOOST_AUTO_TEST_CASE(erased_prospects_have_no_id_to_be_there_twice) {
  book all{vocabulary()};
  for (const auto* id : {"ada", "bea", "cyd"}) all.add({.id = id});
  all.erase(0), all.erase(2);
  all.add({.id = "ada"});
  const auto again = loaded(saved(all));
  BOOST_REQUIRE(again);
  BOOST_TEST(again->erased() == 2);
  BOOST_TEST(again->find("ada").value() == 3);
}

// The touchpoint of the second is counted for the first.
BOOST_AUTO_TEST_CASE(a_forged_touchpoint_of_an_erased_prospect_is_refused) {
  book all{vocabulary()};
  all.erase(all.add({.id = "ada"}));
  all.add(all.add({.id = "bea"}), {.at = noon});
  auto snapshot = saved(all);
  const auto counts = places(header_of(snapshot)).counts;
  std::swap(snapshot[counts], snapshot[counts + 4]);
  BOOST_TEST(refusal(signed_again(snapshot)) == "the snapshot's checksum is right, but not its touchpoints");
}

BOOST_AUTO_TEST_CASE(a_forged_fact_that_is_no_finite_number_is_refused) {
  book all{vocabulary()};
  all.add({.id = "ada", .facts = {{"score", 1.5}}});  // 0x3FF8'0000'0000'0000
  auto snapshot = saved(all);
  const auto score = snapshot.find("\xF8\x3F");
  BOOST_REQUIRE(score != snapshot.npos);
  BOOST_TEST(refusal(signed_again(snapshot.replace(score, 2, "\xF0\x7F"))) ==
             "the snapshot holds what no record may: a fact of a prospect is no finite number");
}

BOOST_AUTO_TEST_CASE(a_refused_snapshot_leaves_the_vocabulary_alone) {
  vocabulary words;
  book all(words);
  touchpoint t{.at = noon};
  t.words.channel = words.intern<channel>("pigeon");
  all.add(all.add({.id = "ada"}), t);
  auto snapshot = saved(all);
  snapshot[places(header_of(snapshot)).codes] = '\x05';
  const vocabulary other;
  BOOST_TEST(!loaded(signed_again(snapshot), other));
  BOOST_TEST(!other.find<channel>("pigeon").has_value());
}

struct stray {
  const char* why;
  prospect who;
  std::string key, id{}, address{};
};

const stray strays[] = {
    {"unknown time zone 'Nowhere'", {.id = "a", .zone = "Nowhere"}, ""},
    {"unknown time zone 'Nowhere'", {.id = "a", .owner_zone = "Nowhere"}, ""},
    {"a region or a kind of contact is not UTF-8", {.id = "a", .region = "\xFF"}, ""},
    {"a region or a kind of contact is not UTF-8", {.id = "a", .contact = {{"\xFF", "x"}}}, ""},
    {"a text of a prospect is not UTF-8", {.id = "\xC3"}, ""},
    {"a text of a prospect is not UTF-8", {.id = "a", .name = "\xFF"}, ""},
    {"a text of a prospect is not UTF-8", {.id = "a", .contact = {{"email", "an address \xE9"}}}, ""},
    {"a text of a prospect is not UTF-8", {.id = "a", .owner = "\x80"}, ""},
    {"a text of a prospect is not UTF-8", {.id = "a", .account = "\x80"}, ""},
    {"a text of a prospect is not UTF-8", {.id = "a", .referrer = "\x80"}, ""},
    {"a text of a prospect is not UTF-8", {.id = "a", .facts = {{"f", std::string("\xFF")}}}, ""},
    {"a text of a prospect is not UTF-8", {.id = "a", .facts = {{"f", std::vector<std::string>{"b", "\xFF"}}}}, ""},
    {"the name of a fact is not UTF-8", {.id = "a", .facts = {{"\xFF", true}}}, ""},
    {"a fact of a prospect is no finite number", {.id = "a", .facts = {{"f", std::numeric_limits<double>::infinity()}}}, ""},
    {"a fact of a prospect is no finite number", {.id = "a", .facts = {{"f", -std::numeric_limits<double>::infinity()}}}, ""},
    {"a fact of a prospect is no finite number", {.id = "a", .facts = {{"f", std::numeric_limits<double>::quiet_NaN()}}}, ""},
    {"a key, step, id or address of a touchpoint is not UTF-8", {.id = "a"}, "\xFF"},
    {"a key, step, id or address of a touchpoint is not UTF-8", {.id = "a"}, "", "\xFF"},
    {"a key, step, id or address of a touchpoint is not UTF-8", {.id = "a"}, "", "", "\xFF"},
};

std::ostream& operator<<(std::ostream& out, const stray& s) { return out << s.why; }

BOOST_DATA_TEST_CASE(a_book_that_no_records_could_make_is_not_saved, boost::unit_test::data::make(strays), s) {
  book all{vocabulary()};
  const auto keys = s.key.empty() ? std::vector<std::string>{} : std::vector{s.key};
  all.add(all.add(s.who), {.at = noon, .keys = keys, .id = s.id, .address = s.address});
  try {
    saved(all);
    BOOST_TEST(false, "it was saved");
  } catch (const misuse& error) {
    BOOST_TEST(std::string(error.what()).starts_with(std::string("the book holds what no record may: ") + s.why), error.what());
  }
}

BOOST_AUTO_TEST_CASE(a_word_that_is_not_utf8_is_not_saved) {
  vocabulary words;
  book all(words);
  touchpoint t{.at = noon};
  t.words.purpose = words.intern<purpose>("\xFF");
  all.add(all.add({.id = "ada"}), t);
  BOOST_CHECK_EXCEPTION(saved(all), misuse, [](const auto& error) {
    return std::string(error.what()) == "the book holds what no record may: a word of a touchpoint is not UTF-8 [T816]";
  });
}

BOOST_AUTO_TEST_CASE(texts_that_are_not_utf8_are_refused_though_the_checksum_is_right) {
  for (const std::string name : {"ada", "Ada B.", "a@x.org", "bo", "a/b", "call-1", "+44", "tags"}) {
    auto wrong = saved(small_book());
    const auto at = wrong.find(name);
    wrong[at + name.size() - 1] = '\xFF';
    BOOST_TEST(refusal(signed_again(wrong)).starts_with("the snapshot holds what no record may: "), name);
  }
}

BOOST_AUTO_TEST_CASE(a_snapshot_says_under_which_zone_data_it_was_saved) {
  const auto half = [](std::string_view) { return std::optional(support::zone_file("<+1030>-10:30")); };
  const zones older(half, "2024a"), newer(half, "2025b");
  book all{vocabulary()};
  all.add({.id = "ada", .zone = "Made/Half"});
  std::ostringstream out;
  save_snapshot(all, out, older);
  std::istringstream in(out.str()), again(out.str());
  const auto read = load_snapshot(in, {}, newer);
  BOOST_REQUIRE(read);
  BOOST_TEST(read->zone_version == "2024a");
  BOOST_TEST(read->all.prospect(0).zone == "Made/Half");
  BOOST_TEST(load_snapshot(again, {}).error().message == "the snapshot holds what no record may: unknown time zone 'Made/Half'");
  BOOST_CHECK_THROW(save_snapshot(all, out), tickler::misuse);
}

BOOST_AUTO_TEST_CASE(a_stream_that_fails_is_said) {
  std::ostringstream out;
  out.setstate(std::ios::failbit);
  save_snapshot(small_book(), out);
  BOOST_TEST(!out);
  std::ifstream missing("/nowhere/at/all");
  const auto read = load_snapshot(missing, {});
  BOOST_TEST(!read);
  BOOST_TEST(read.error().message == "the snapshot cannot be read");
}
