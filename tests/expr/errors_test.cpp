// Every mistake is named with its column and what was meant.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <ostream>
#include <string>

#include "expr/asking.hpp"
#include "expr/ast.hpp"

namespace {

struct mistake {
  const char* text;
  const char* complaint;  // column, message
};
std::ostream& operator<<(std::ostream& out, const mistake& m) { return out << m.text; }

const mistake mistakes[] = {
    // Names.
    {"prospect.locl", "1: unknown name 'prospect.locl', did you mean 'prospect.local'?"},
    {"true && propsect.id == 'ada'", "9: unknown name 'propsect.id', did you mean 'prospect.id'?"},
    {"nwo > start.at", "1: unknown name 'nwo', did you mean 'now'?"},
    {"prospect == 'ada'", "1: 'prospect' is no value by itself: name one of its fields, as in 'prospect.id'"},
    {"prospect.id.length > 3", "1: 'prospect.id' is of type string and has no field 'length'"},
    {"[1, 2].first == 1", "8: a value of type list(int) has no field 'first'"},
    {"int == 1", "1: 'int' is a type, not a value: types are no part of conditions"},
    {"for == 1", "1: 'for' is reserved in CEL"},
    {".stage == 'visibility'", "1: a name does not begin with '.'"},

    // What may be absent.
    {"prospect.local", "1: 'prospect.local' may be absent: guard it with has(prospect.local) && ..."},
    {"prospect.local && has(prospect.local)", "1: 'prospect.local' may be absent: guard it with has(prospect.local) && ..."},
    {"has(prospect.local) || prospect.local", "24: 'prospect.local' may be absent: guard it with has(prospect.local) && ..."},
    {"has(prospect.local) ? true : prospect.local", "30: 'prospect.local' may be absent: guard it with has(prospect.local) && ..."},
    {"has(prospect.score) && prospect.local", "24: 'prospect.local' may be absent: guard it with has(prospect.local) && ..."},
    {"(has(prospect.local) && true) && true || prospect.local",
     "42: 'prospect.local' may be absent: guard it with has(prospect.local) && ..."},
    {"has(prospect.id)", "5: 'prospect.id' is always there"},
    {"has(now)", "5: 'now' is always there"},
    {"has(colour)", "5: unknown name 'colour'; known here: prospect, stage, start, touch, now; a text is written in quotes"},
    {"has(prospect.locale)", "5: unknown name 'prospect.locale', did you mean 'prospect.local'?"},
    {"prospect.tags.all(x, has(x))", "26: 'x' is always there"},
    {"has('prospect.local')", "5: 'has' wants a name, as in has(prospect.referrer)"},
    {"has()", "1: 'has' takes 1 argument, found 0"},

    // So long ago, and how often.
    {"ago('6 months')", "1: 'ago' is compared with an instant, as in last('asked') < ago('6 months')"},
    {"now > ago('6 months')", "1: 'ago' is compared with an instant that stands still, as in last('asked') < ago('6 months')"},
    {"ago('1 day') < ago('2 days')", "16: 'ago' is compared with an instant, not with another 'ago'"},
    {"last('asked') < ago('2 business days')", "21: 'ago' takes no business days, hours or minutes"},
    {"last('asked') < ago(3)", "21: 'ago' wants a duration in quotes, as in ago('6 months')"},
    {"last('asked') < ago(duration('1h'))", "21: 'ago' wants a duration in quotes, as in ago('6 months')"},
    {"1 < ago('1 day')", "1: 'ago' is compared with an instant, found int"},
    {"last('asked') < ago()", "17: 'ago' takes 1 argument, found 0"},
    {"times('asked')", "1: 'times' is compared with a number, as in times('called') < 3"},
    {"times('asked') < 65", "18: 'times' is compared with 1 to 64, not 65"},
    {"times('asked', duration('1h')) < 3", "1: 'times' takes 1 argument, found 2"},
    {"reachable", "1: 'reachable' is asked elsewhere"},
    {"has(prospect.region) && prospect.region == 'us-ny'",
     "44: 'prospect.region' is in capitals, whatever the record has: write 'US-NY'"},
    {"has(prospect.region) && prospect.region in ['US', 'De']",
     "51: 'prospect.region' is in capitals, whatever the record has: write 'DE'"},

    // Words.
    {"stage == 'visibilty'", "10: unknown stage 'visibilty', did you mean 'visibility'?"},
    {"'phone' == stage", "1: unknown stage 'phone'"},
    {"touch.channel in ['phone', 'emial']", "28: unknown channel 'emial', did you mean 'email'?"},
    {"stage < 'credibility'", "1: 'stage' is one of a few words: it is only compared with them, by '==', '!=' or 'in'"},
    {"stage.startsWith('v')", "1: 'stage' is one of a few words: it is only compared with them, by '==', '!=' or 'in'"},
    {"!stage == 'visibility'", "2: 'stage' is one of a few words: it is only compared with them, by '==', '!=' or 'in'"},
    {"stage == prospect.id", "10: 'stage' is compared with a word in quotes"},
    {"stage == 3", "10: 'stage' is compared with a word in quotes"},
    {"stage in prospect.tags", "10: 'stage' is sought in a list of words in quotes"},
    {"stage in [prospect.id]", "10: 'stage' is sought in a list of words in quotes"},
    {"stage in [3]", "10: 'stage' is sought in a list of words in quotes"},
    {"stage in prospect.tags + ['visibility']", "10: 'stage' is sought in a list of words in quotes"},
    {"stage == touch.channel", "7: 'stage' and 'touch.channel' are words of different kinds: they are never equal"},

    // Types.
    {"1 && true", "1: '&&' wants bool on both sides, found int"},
    {"true || prospect.id", "9: '||' wants bool on both sides, found string"},
    {"!3", "2: '!' wants bool, found int"},
    {"-prospect.id == 'x'", "1: '-' wants int or double, found string"},
    {"1 < 2.0", "3: '<' cannot compare int with double: convert one of them, as in double(...)"},
    {"prospect.id == 3", "13: '==' cannot compare string with int"},
    {"[1] < [2]", "5: '<' cannot compare list(int) with list(int)"},
    {"1 + 1.5 > 2.0", "3: '+' does not go with int and double: convert one of them, as in double(...)"},
    {"1 + [1] == [1]", "3: '+' does not go with int and list(int)"},
    {"[1] + ['a'] == [1]", "5: '+' does not go with list(int) and list(string)"},
    {"now + start.at > now", "5: '+' does not go with timestamp and timestamp"},
    {"now - start.at > 3", "16: '>' cannot compare duration with int"},
    {"'a' in 'abc'", "8: 'in' wants a list on its right, found string"},
    {"1 in ['a']", "3: 'in' cannot find int in list(string)"},
    {"[1, 'a'] == []", "5: the items of a list are of one type, found int and string"},
    {"(1 ? 2 : 3) == 2", "2: '?' wants bool before it, found int"},
    {"(true ? 2 : 'a') == 2", "13: both sides of ':' are of one type, found int and string"},
    {"prospect.id[0] == 'a'", "12: '[ ]' picks an item of a list, found string"},
    {"prospect.tags['a'] == 'a'", "15: '[ ]' wants an int, found string"},
    {"prospect.id", "1: this is of type string, not bool"},
    {"1 + 2", "1: this is of type int, not bool"},

    // Functions.
    {"prospect.id.startWith('a')", "13: unknown function 'startWith', did you mean 'startsWith'?"},
    {"happend('met')", "1: unknown function 'happend', did you mean 'happened'?"},
    {"prospect.id.startsWith(3)", "24: 'startsWith' wants string, found int"},
    {"prospect.id.startsWith()", "13: 'startsWith' takes 1 argument, found 0"},
    {"startsWith(prospect.id, 'a')", "1: 'startsWith' is written behind its first argument: ... .startsWith(...)"},
    {"'1'.int() == 1", "5: 'int' is written before its argument: int(...)"},
    {"int(true) == 1", "5: 'int' wants int, double, string, timestamp, found bool"},
    {"size(3) == 3", "6: 'size' wants string, list, found int"},
    {"prospect.id.matches('a+')", "13: 'matches' is no part of conditions: compare with startsWith, endsWith or contains"},
    {"prospect.tags.filter(x, true) == []", "15: 'filter' is no part of conditions: lists have all(...) and exists(...)"},
    {"dyn(1) == 1", "1: 'dyn' is no part of conditions: types are known when the policy is read"},
    {"now.getHours('Europe/Berln') == 1", "14: unknown time zone 'Europe/Berln', did you mean 'Europe/Berlin'?"},
    {"now.getHours('') == 1", "14: unknown time zone ''"},
    {"now.getHours('05:3') == 1", "14: unknown time zone '05:3'"},
    {"now.getHours('+05.30') == 1", "14: unknown time zone '+05.30'"},
    {"now.getHours('+a5:00') == 1", "14: unknown time zone '+a5:00'"},
    {"now.getHours('+05:b0') == 1", "14: unknown time zone '+05:b0'"},
    {"now.getHours('-24:00') == 1", "14: unknown time zone '-24:00'"},
    {"now.getHours('+05:60') == 1", "14: unknown time zone '+05:60'"},
    {"now.getHours(prospect.id) == 1", "14: a time zone is a name in quotes or 'prospect.zone', as in getHours('Europe/Berlin')"},
    {"now - start.at > duration('7')", "27: '7' is no duration of CEL: write hours, minutes, seconds, as in duration('168h')"},
    {"now - start.at > duration('7d')", "27: '7d' is no duration of CEL: write hours, minutes, seconds, as in duration('168h')"},
    {"now - start.at > duration('1.5')", "27: '1.5' is no duration of CEL: write hours, minutes, seconds, as in duration('168h')"},
    {"now > timestamp('2026-03-02T10:00:00.5')",
     "17: '2026-03-02T10:00:00.5' is no timestamp: write it as in timestamp('2026-03-02T10:00:00Z')"},
    {"now > timestamp('2026-03-02')", "17: '2026-03-02' is no timestamp: write it as in timestamp('2026-03-02T10:00:00Z')"},

    // Macros.
    {"prospect.id.all(x, true)", "13: 'all' asks the items of a list, found string"},
    {"prospect.tags.all(x, x)", "22: 'all' wants bool as its condition, found string"},
    {"prospect.tags.all('x', true)", "19: 'all' wants a name for an item first, as in list.all(x, x > 0)"},
    {"prospect.tags.exists(x)", "15: 'exists' takes 2 arguments, found 1"},
    {"prospect.tags.exists(stage, true)", "22: 'stage' already has a meaning here: choose another name for an item"},
    {"prospect.tags.exists(prospect, true)", "22: 'prospect' already has a meaning here: choose another name for an item"},
    {"prospect.tags.exists(now, true)", "22: 'now' already has a meaning here: choose another name for an item"},
    {"prospect.tags.exists(x, ['a'].exists(x, true))", "38: 'x' already names an item here"},
    {"prospect.tags.exists(x, prospect.tags.exists(y, x == y))",
     "39: 'exists' stands in another one only once, and only over a list that is written out"},
    {"[1].all(x, [2].all(y, [3].all(z, true)))",
     "27: 'all' stands in another one only once, and only over a list that is written out"},
    {"prospect.tags.all(x, x.y == 'a')", "22: 'x' is of type string and has no fields"},
    {"prospect.tags.all(x, true) && x == 'a'",
     "31: unknown name 'x'; known here: prospect, stage, start, touch, now; a text is written in quotes"},

    // Events.
    {"happened('mett')", "10: unknown event 'mett', did you mean 'met'?"},
    {"happened(3)", "10: 'happened' wants the name of an event in quotes"},
    {"happened(prospect.id)", "10: 'happened' wants the name of an event in quotes"},
    {"since('met', 'asked') > duration('1h')", "1: 'since' takes 1 argument, found 2"},
    {"count('asked') + 1 > 2", "1: 'count' is compared with a number, as in count('asked', duration('168h')) < 3"},
    {"count('asked') > 65", "18: 'count' is compared with 1 to 64, not 65"},
    {"0 < count('asked')", "1: 'count' is compared with 1 to 64, not 0"},
    {"count('asked') < 2.5", "18: 'count' is compared with a number written out, 1 to 64"},
    {"count('asked') < 2 + 1", "18: 'count' is compared with a number written out, 1 to 64"},
    {"count('asked') < count('met')", "18: 'count' is compared with a number written out, 1 to 64"},
    {"count('asked', 7) < 2", "16: 'count' wants a duration, as in duration('168h'), found int"},
    {"count('asked', since('met')) < 2", "16: 'count' wants a duration that is known beforehand, as in duration('168h')"},
    {"count('asked', duration('-1h')) < 2", "16: 'count' wants a duration of whole seconds, at least one"},
    {"count('asked', duration('1500ms')) < 2", "16: 'count' wants a duration of whole seconds, at least one"},
    {"count() < 2", "1: 'count' takes 1 or 2 arguments, found 0"},

    // Grammar.
    {"prospect.`id == 'a'", "10: a '`' is missing at the end of this name"},
    {"", "1: a value is missing here, before the end"},
    {"true &&", "8: a value is missing here, before the end"},
    {"true & false", "6: '&' is no operator: write '&&'"},
    {"stage = 'visibility'", "7: '=' compares nothing: write '=='"},
    {"true false", "6: an operator is missing here, before 'false'"},
    {"(true", "6: ')' is missing here, before the end"},
    {"true ? false", "13: ':' is missing here, before the end"},
    {"[1, 2", "6: ']' is missing here, before the end"},
    {"prospect.", "10: a name is missing behind '.'"},
    {"'abc", "1: a ' is missing at the end of this text"},
    {"'''a''", "1: a ''' is missing at the end of this text"},
    {"'a\nb'", "1: a ' is missing at the end of this text"},
    {"'a\\qb' == ''", "3: '\\q' is no escape of CEL"},
    {"'\\x4:' == ''", "2: '\\x' is no escape of CEL"},
    {"'\\x4/' == ''", "2: '\\x' is no escape of CEL"},
    {"'\\x4@' == ''", "2: '\\x' is no escape of CEL"},
    {"'\\x4G' == ''", "2: '\\x' is no escape of CEL"},
    {"'\\x4g' == ''", "2: '\\x' is no escape of CEL"},
    {"'\\19' == ''", "2: '\\1' is no escape of CEL"},
    {"'\\189' == ''", "2: '\\1' is no escape of CEL"},
    {"'\\ud800' == ''", "2: '\\u' is no escape of CEL"},
    {"'a\xff' == ''", "3: this text is not UTF-8"},
    {"b'abc' == b''", "1: bytes are no part of conditions: write a text without 'b' before it"},
    {"3u == 3u", "1: uint is no part of conditions: write the number without 'u'"},
    {"null == null", "1: null is no part of conditions: has(...) says whether something is there"},
    {"{'a': 1} == {}", "1: maps and messages, '{...}', are no part of conditions"},
    {"prospect{id: 3}", "9: maps and messages, '{...}', are no part of conditions"},
    {"9223372036854775808 > 0", "1: an int is at most 9223372036854775807"},
    {"1e999 > 0.0", "1: this number does not fit in a double"},
    {"3days > 2", "2: 'd' does not belong to a number"},
    {"3. > 2.0", "4: a name is missing behind '.'"},
    {"since('asked') > 3 apples", "20: an operator is missing here, before 'apples'"},
    {"'abc\\", "1: a ' is missing at the end of this text"},
    {"happened('asked', 3 moons)", "21: ')' is missing here, before 'moons'"},
    {"stage == \xe2\x80\x98visibility\xe2\x80\x99", "10: '\xe2\x80\x98' is no quote of a condition: write a straight one, ' or \""},
    {"not happened('asked')", "1: 'not' is written '!'"},
    {"stage == 'lead' and stage != 'met'", "17: 'and' is written '&&'"},
    {"true OR false", "6: 'OR' is written '||'"},
    {"since('asked') > 3 days", "18: a duration is written in hours, minutes and seconds, as in duration('36h30m')"},
    {"days_since(last) \xe2\x89\xa5 3", "18: '\xe2\x89\xa5' has no meaning in a condition"},
    {"stage == \xe2\x80\xae'lead'", "10: '\\u202e' has no meaning in a condition"},
    {"stage == '\\\xc3\xa9'", "11: '\\\xc3\xa9' is no escape of CEL"},
};

std::string repeated(std::string_view text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

}  // namespace

BOOST_DATA_TEST_CASE(a_mistake_is_named_with_its_column, boost::unit_test::data::make(mistakes), m) {
  BOOST_TEST(asking::complaint(m.text) == m.complaint);
}

BOOST_AUTO_TEST_CASE(a_name_with_a_dash_is_quoted) {
  BOOST_TEST(asking::complaint("prospect.`transit-time` > duration('1h')") == "nothing");
  BOOST_TEST(asking::complaint("prospect.transit-time > duration('1h')") ==
             "1: 'prospect.transit' is no name: one with a dash is written as in prospect.`transit-time`");
  BOOST_TEST(asking::complaint("prospect.`transit time` > duration('1h')") ==
             "1: unknown name 'prospect.transit time', did you mean 'prospect.transit-time'?");
  auto names = asking::desk();
  names.variables[7].may_be_absent = true;
  BOOST_TEST(tickler::expr::compile("prospect.`transit-time` > duration('1h')", names).error().message ==
             "'prospect.transit-time' may be absent: guard it with has(prospect.`transit-time`) && ...");
}

BOOST_AUTO_TEST_CASE(a_duration_may_be_wanted_instead) {
  BOOST_TEST(asking::complaint("prospect.`transit-time` + duration('48h')", {tickler::expr::type_kind::duration}) == "nothing");
  BOOST_TEST(asking::complaint("true", {tickler::expr::type_kind::duration}) == "1: this is of type bool, not duration");
}

BOOST_AUTO_TEST_CASE(length_brackets_and_chains_are_bounded) {
  using tickler::expr::max_bytes;
  BOOST_TEST(asking::complaint("true" + std::string(max_bytes - 4, ' ')) == "nothing");
  BOOST_TEST(asking::complaint("true" + std::string(max_bytes - 3, ' ')) ==
             "4097: a condition has at most 4096 bytes, this one 4097");
  BOOST_TEST(asking::complaint(repeated("(", 32) + "true" + repeated(")", 32)) == "nothing");
  BOOST_TEST(asking::complaint(repeated("(", 33) + "true" + repeated(")", 33)) ==
             "33: at most 32 brackets may stand within each other");
  BOOST_TEST(asking::complaint("1" + repeated("+1", 126) + " > 0") == "nothing");
  BOOST_TEST(asking::complaint("1" + repeated("+1", 128) + " > 0") ==
             "256: too deep: at most 128 operators may build on each other");
  BOOST_TEST(asking::complaint("true" + repeated("&&true", 600)) == "nothing");
  BOOST_TEST(asking::complaint(repeated("true?true:", 400) + "true") == "nothing");
  BOOST_TEST(asking::complaint(repeated("!", 4000) + "true") == "nothing");
  BOOST_TEST(asking::complaint(repeated("-", 4001) + "1 > 0") == "nothing");
}

BOOST_AUTO_TEST_CASE(what_the_environment_does_not_offer_cannot_be_asked) {
  auto names = asking::desk();
  names.allows_now = names.allows_history = names.allows_run = false;
  const auto complaint = [&names](const char* text) {
    const auto program = tickler::expr::compile(text, names);
    return program ? "nothing" : program.error().message;
  };
  BOOST_TEST(complaint("now > start.at") == "unknown name 'now'; known here: prospect, stage, start, touch");
  BOOST_TEST(complaint("happened('met')") == "'happened' cannot be asked here");
  constexpr auto of_run = "'seen' counts from where a run began: it is asked in the 'if' of a cadence or a step";
  BOOST_TEST(complaint("seen('met')") == of_run);
  BOOST_TEST(complaint("count('met') > 2") == "'count' cannot be asked here");
  names.allows_history = true;
  BOOST_TEST(complaint("happened('met')") == "nothing");
  BOOST_TEST(complaint("seen('met')") == of_run);
}
