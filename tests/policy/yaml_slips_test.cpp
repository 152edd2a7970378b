// What slips of those who write YAML by hand are told, and where.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <ostream>

#include "support/loading.hpp"

namespace {

struct slip_case {
  const char* text;
  const char* said;  // without the file and the number
};
std::ostream& operator<<(std::ostream& out, const slip_case& c) { return out << c.text; }

const slip_case slips[] = {
    // a tab
    {"events:\n\ta: {outcome: met}\n", "2:1: error: a tab where blanks are wanted: lines are indented with blanks"},
    {"events:\n  a:\n  \toutcome: met\n", "3:3: error: a tab where blanks are wanted: lines are indented with blanks"},
    {"holds:\n\t- on: a\n", "2:1: error: a tab where blanks are wanted: lines are indented with blanks"},
    // indentation
    {"policy: a\n  zone: UTC\n", "2:3: error: this line is indented too far: keys that go together begin in the same column"},
    {"events:\n    a: {outcome: met}\n  b: {outcome: met}\n",
     "3:3: error: this line begins in a column in which no line above begins: keys and dashes that go together begin in the same "
     "column"},
    {"holds:\n  - on: a\n   for: 3 days\n",
     "3:4: error: this line begins in a column in which no line above begins: keys and dashes that go together begin in the same "
     "column"},
    {"steps:\n  - id: a\n  do: x\n",
     "3:3: error: this line begins below a dash: what belongs to the entry begins below its first word"},
    {"steps:\n  - id: a\n    do: x\n  at: y\n",
     "4:3: error: this line begins below a dash: what belongs to the entry begins below its first word"},
    // a colon
    {"policy: a\nzone Europe/London\nbusiness: x\n", "2:1: error: a colon is missing in this line: write 'key: value'"},
    {"limits:\n  x\n    at_most: 3\n", "2:3: error: a colon is missing in this line: write 'key: value'"},
    {"policy: a\nzone:UTC\nbusiness: x\n", "2:5: error: a blank is missing after the colon: write 'key: value'"},
    {"note: call: now\n", "1:11: error: a second ': ' in one line: a text with ': ' in it wants quotes"},
    {"hours: {mon: 09:00:}\n", "1:19: error: within brackets a text with ':' in it wants quotes"},
    // a dash
    {"stops: - a\n", "1:8: error: a dash begins an entry only where its line begins: in one line a list is written [a, b]"},
    {"holds:\n  - on: a\n  -for: 3 days\n", "3:3: error: a blank is missing after the dash"},
    {"holds:\n  -- on: a\n     for: 3 days\n", "2:3: error: one dash and a blank begin an entry of a list: write '- '"},
    // a quote
    {"policy: \"a\nzone: UTC\n", "1:9: error: the quote that begins here is never closed"},
    {"policy: \"a\nzone: UTC\nbusiness: \"x\"\n", "1:9: error: the quote that begins here is not closed in its line"},
    {"policy: it's\nzone: 'UTC\nbusiness: 'x'\n", "2:7: error: the quote that begins here is not closed in its line"},
    {"policy: \"a\" b\n",
     "1:13: error: the value has ended before this: a text with quotes or brackets in it wants quotes around it all"},
    {"note: \"C:\\dir\"\n",
     "1:10: error: an unknown escape: within double quotes a backslash is written '\\\\', within single quotes it is itself"},
    // a bracket
    {"stops: [a, b\ncloses: [c]\n", "1:8: error: the '[' is never closed: its ']' is missing"},
    {"stops: [a, b\n", "1:8: error: the '[' is never closed: its ']' is missing"},
    {"events:\n  a: {outcome: met\n  b: {outcome: met}\n", "2:6: error: the '{' is never closed: its '}' is missing"},
    {"events:\n  b: {channel: phone direction: inbound}\n", "2:31: error: a comma or '}' is missing before this"},
    {"events:\n  a: {outcome: met}}\n", "2:20: error: this '}' closes nothing: delete it, or put a text with it in quotes"},
    {"closes: [\n", "1:9: error: the '[' is never closed: its ']' is missing"},
    {"closes: [a, {channel: phone},\n", "1:9: error: the '[' is never closed: its ']' is missing"},
    {"closes: }\n", "1:9: error: this '}' closes nothing: delete it, or put a text with it in quotes"},
    // what cannot begin a text
    {"policy: @a\n", "1:9: error: a text cannot begin with '@': put it in quotes"},
    {"policy: %a\n", "1:9: error: a text cannot begin with '%': put it in quotes"},
    {"policy: *\n", "1:9: error: a text cannot begin with '*': put it in quotes"},
    {"policy: > 3 days\n", "1:9: error: a text cannot begin with '>': put it in quotes"},
};

}  // namespace

BOOST_DATA_TEST_CASE(a_slip_is_told_in_plain_words_where_it_was_made, boost::unit_test::data::make(slips), c) {
  const auto loaded = loading::load(c.text);
  BOOST_TEST(!loaded);
  BOOST_TEST(loading::lines_of(loaded.diagnostics()) == "p.yaml:" + std::string(c.said) + " [T112]\n");
}
