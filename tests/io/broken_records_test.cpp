// Each file in tests/broken_records named prospects-* or touchpoints-* has beside it what must be said of it: the diagnostics,
// then how many records were good.
#include <algorithm>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <filesystem>

#include "reading.hpp"
#include "support/files.hpp"

namespace {

const std::filesystem::path folder = support::source_dir() / "tests/broken_records";

using support::content_of;

std::vector<std::string> broken_files() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.path().extension() != ".expected") names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

template <class Record>
std::string summary(const reading::result<Record>& all) {
  BOOST_TEST(all.counts.records == all.records.size());
  const auto is_error = [](const std::string& line) { return line.find(": error: ") != line.npos; };
  BOOST_TEST(all.counts.bad == static_cast<std::size_t>(std::count_if(all.bad.begin(), all.bad.end(), is_error)));
  return reading::lines(all.bad) + std::to_string(all.counts.records) + " good\n";
}

}  // namespace

BOOST_DATA_TEST_CASE(broken_records_are_named_with_their_place_and_the_others_go_on, boost::unit_test::data::make(broken_files()),
                     name) {
  const auto content = content_of(folder / name);
  const tickler::record_options options{.file = name, .format = tickler::format_of(name)};
  const auto found = name.starts_with("prospects") ? summary(reading::prospects(content, options))
                                                   : summary(reading::touchpoints(content, options));
  BOOST_TEST(found == content_of(folder / (name + ".expected")));
}

BOOST_AUTO_TEST_CASE(there_are_at_least_forty_broken_files) { BOOST_TEST(broken_files().size() >= 40); }
