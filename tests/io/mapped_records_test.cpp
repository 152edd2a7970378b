// Each tests/mapped_records/NAME.csv, read by NAME.yaml, gives the lines of NAME.expected: what is said of it, and the records.
#include <algorithm>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <sstream>
#include <tickler/error.hpp>
#include <tickler/io/mapping.hpp>
#include <tickler/io/records.hpp>
#include <tickler/problem_numbers.hpp>
#include <vector>

#include "support/files.hpp"

namespace {

const auto folder = support::source_dir() / "tests/mapped_records";

std::vector<std::string> mapped_files() {
  std::vector<std::string> names;
  for (const auto& file : std::filesystem::directory_iterator(folder))
    if (file.path().extension() == ".csv") names.push_back(file.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

std::string or_dash(std::string_view word) { return std::string(word.empty() ? "-" : word); }

// All that was said, then all that was read.
class log {
 public:
  void say(const tickler::diagnostic& d) { said_ += to_string(d) + '\n'; }
  void add(const tickler::prospect& who) {
    read_ += who.id + " '" + who.name + '\'';
    for (const auto& [kind, value] : who.contact) read_ += ' ' + kind + '=' + value;
    read_ += '\n';
  }
  void add(std::string_view id, const tickler::touchpoint& t, const tickler::vocabulary& words) {
    const auto& w = t.words;
    read_ += std::string(id) + ' ' + tickler::to_string(t.at) + ' ' + or_dash(words.name(w.channel)) + ' ' +
             or_dash(to_string(w.direction)) + ' ' + or_dash(words.name(w.outcome));
    if (w.outcome != tickler::outcome::opted_out || !t.id.empty()) read_ += ' ' + or_dash(t.id);
    read_ += '\n';
  }
  std::string text(const tickler::read_counts& counts) const {
    return said_ + read_ + std::to_string(counts.left_out) + " left out\n";
  }

 private:
  std::string said_{}, read_{};
};

std::string read(const std::string& name, const tickler::record_mapping& mapping) {
  tickler::vocabulary words;
  log all;
  std::istringstream in(support::content_of(folder / (name + ".csv")));
  const tickler::record_options options{.file = name + ".csv", .format = tickler::record_format::csv, .mapping = &mapping};
  const auto say = [&](const tickler::diagnostic& d) { all.say(d); };
  const auto touch = [&](std::string_view id, tickler::touchpoint&& t, tickler::source_position) { all.add(id, t, words); };
  if (mapping.of == tickler::record_kind::touchpoints) return all.text(read_touchpoints(in, options, words, touch, say));
  const auto who = [&](tickler::prospect&& p, tickler::source_position) { all.add(p); };
  return all.text(read_prospects(in, options, words, who, touch, say));
}

}  // namespace

BOOST_DATA_TEST_CASE(an_export_is_read_as_its_mapping_says, boost::unit_test::data::make(mapped_files()), name) {
  const auto mapping = tickler::load_mapping_file((folder / (name + ".yaml")).string());
  BOOST_REQUIRE(mapping);
  BOOST_TEST(read(name, mapping.value()) == support::content_of(folder / (name + ".expected")));
}

BOOST_AUTO_TEST_CASE(opt_outs_that_nobody_would_take_are_misuse) {
  const auto mapping = tickler::load_mapping_file((folder / "contacts.yaml").string()).value();
  std::istringstream in("Id\na\n");
  try {
    tickler::read_prospects(
        in, {.file = "c.csv", .format = tickler::record_format::csv, .mapping = &mapping},
        [](tickler::prospect&&, tickler::source_position) {}, [](const tickler::diagnostic&) {});
    BOOST_ERROR("the opt-outs were lost");
  } catch (const tickler::misuse& e) {
    BOOST_TEST(e.number() == tickler::misuse_number::opt_outs_lost);
  }
}

BOOST_AUTO_TEST_CASE(a_mapping_made_in_cpp_is_checked_as_it_is_used) {
  tickler::record_mapping mapping{.name = "own"};
  mapping.columns = {
      {.title = "Who", .field = "prospect"}, {.title = "When", .field = "att"}, {.title = "Day", .field = "at", .formats = {"YY"}}};
  std::istringstream in("Who,When,Day\n");
  std::string said;
  tickler::read_touchpoints(
      in, {.file = "c.csv", .format = tickler::record_format::csv, .mapping = &mapping}, tickler::vocabulary{},
      [](std::string_view, tickler::touchpoint&&, tickler::source_position) {},
      [&](const tickler::diagnostic& d) { said += to_string(d) + '\n'; });
  BOOST_TEST(said ==
             "c.csv:1:1: error: the mapping 'own' names the field 'att', which a touchpoint has not [T620]\n"
             "c.csv:1:10: error: 'YY': 'Y' is none of YYYY, MM, M, MMM, DD, D, hh, h, mm, ss, am, Z; nothing of the file was read "
             "[T324]\n");
}

BOOST_AUTO_TEST_CASE(a_mapping_of_the_other_kind_is_refused) {
  const auto mapping = tickler::load_mapping_file((folder / "contacts.yaml").string()).value();
  std::istringstream in("Id,No Mail\na,yes\n");
  std::string said;
  tickler::read_touchpoints(
      in, {.file = "c.csv", .format = tickler::record_format::csv, .mapping = &mapping}, tickler::vocabulary{},
      [](std::string_view, tickler::touchpoint&&, tickler::source_position) {},
      [&](const tickler::diagnostic& d) { said += to_string(d) + '\n'; });
  BOOST_TEST(
      said ==
      "c.csv:1:1: error: the mapping 'contacts' is of prospects, and a touchpoint was expected; nothing of the file was read "
      "[T620]\n");
}

BOOST_AUTO_TEST_CASE(times_without_an_offset_are_by_the_local_clock_that_is_given) {
  const auto read = [](std::string_view written, tickler::record_format format) {
    std::istringstream in(format == tickler::record_format::csv ? "prospect,at\na," + std::string(written) + '\n'
                                                                : R"({"prospect":"a","at":")" + std::string(written) + "\"}\n");
    std::string found;
    tickler::read_touchpoints(
        in, {.file = "t", .format = format, .local_times = tickler::zone::find("America/New_York").value()}, tickler::vocabulary{},
        [&](std::string_view, tickler::touchpoint&& t, tickler::source_position) { found = tickler::to_string(t.at); },
        [&](const tickler::diagnostic& d) { found = to_string(d); });
    return found;
  };
  for (const auto format : {tickler::record_format::csv, tickler::record_format::json_lines}) {
    BOOST_TEST(read("2026-03-02T10:00:00Z", format) == "2026-03-02T10:00:00Z");
    BOOST_TEST(read("2026-03-02 05:00", format) == "2026-03-02T10:00:00Z");
    BOOST_TEST(read("2026-03-02T05:00:30", format) == "2026-03-02T10:00:30Z");
    BOOST_TEST(read("2026-03-02T12:00:00.000+0200", format) == "2026-03-02T10:00:00Z");
    BOOST_TEST(read("2026-03-02", format).ends_with("[T607]"));
  }
}
