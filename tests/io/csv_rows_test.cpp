// Rows of CSV where a block of the file ends, and where a row is as long as it may be.
#include "records/csv_rows.hpp"

#include <boost/test/unit_test.hpp>
#include <sstream>
#include <string>
#include <tickler/problem_numbers.hpp>

namespace {

using tickler::csv_rows, tickler::row_error;

constexpr std::size_t block = tickler::block_reader::first_block, most = 1u << 20;

// All rows, each with its place, and what is wrong with those that are broken.
std::string read(const std::string& text, std::size_t row_bytes = most) {
  std::istringstream in(text);
  csv_rows rows(in, row_bytes, {});
  std::ostringstream out;
  const auto cells = [&] {
    for (std::size_t i = 0; i < rows.size(); ++i) out << '[' << (rows.text(i).size() > 20 ? "long" : rows.text(i)) << ']';
  };
  for (;;) try {
      if (!rows.next()) return out.str();
      out << rows.at().line << ':' << rows.at(rows.size() - 1).column << ' ';
      cells();
      out << '\n';
    } catch (const row_error& error) {
      out << error.at.line << ':' << error.at.column << " T" << error.number << ' ';
      cells();
      out << '\n';
    }
}

}  // namespace

// The first row is padded with a quoted note, so that the block ends at each place of what follows.
BOOST_AUTO_TEST_CASE(rows_are_the_same_wherever_a_block_ends) {
  const std::string rest = "ada,\"a \"\"b\"\"\",\r\n \t\r\n\"c\nd\" ,e,\nfay,x\"y,z\ngil,1,2";
  const std::string expected =
      "2:15 [ada][a \"b\"][]\n"
      "4:7 [c\nd][e][]\n"  // its third begins in line 5, behind the six bytes d" ,e,
      "6:6 T621 [fay][xy][z]\n"
      "7:7 [gil][1][2]\n";
  for (std::size_t ahead = 0; ahead <= rest.size(); ++ahead) {
    const std::string first = "a,b,\"" + std::string(block - ahead - 7, 'n') + "\"\n";
    BOOST_TEST(read(first + rest) == "1:5 [a][b][long]\n" + expected);
  }
}

BOOST_AUTO_TEST_CASE(a_row_may_have_just_as_many_bytes_as_the_limit_says) {
  BOOST_TEST(read("a,b\nfour\r\n", 4) == "1:3 [a][b]\n2:1 [four]\n");
  BOOST_TEST(read("a,b\nfour", 4) == "1:3 [a][b]\n2:1 [four]\n");
  BOOST_TEST(read("a,b\n12345\n6\n", 4) == "1:3 [a][b]\n2:1 T616 [12345]\n3:1 [6]\n");
  BOOST_TEST(read("a,b\n12345", 4) == "1:3 [a][b]\n2:1 T616 [12345]\n");
  BOOST_TEST(read("a,b\n\"1\n2\"\n", 4) == "1:3 [a][b]\n2:1 T616 [1]\n3:2 T621 [2]\n");
}

BOOST_AUTO_TEST_CASE(a_quote_or_the_end_of_a_line_separates_no_columns) {
  BOOST_TEST(read("sep=\"\na,b\n") == "1:5 T621 [sep=]\n2:3 [a][b]\n");
  BOOST_TEST(read("sep=\r\na,b\n") == "1:1 [sep=]\n2:3 [a][b]\n");
}
