// What conditions mean, beyond the cases of the conformance suite: absorbed errors, ranges, conversions, getters, events.
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <ostream>

#include "expr/asking.hpp"

namespace {

struct meaning {
  const char* text;
  const char* value;
};
std::ostream& operator<<(std::ostream& out, const meaning& m) { return out << m.text; }

// On asking::monday().
const meaning meanings[] = {
    // Errors are absorbed on either side, and only where the other side decides.
    {"1 / 0 == 1 || true", "true"},
    {"true || 1 / 0 == 1", "true"},
    {"1 / 0 == 1 && false", "false"},
    {"1 / 0 == 1 || false", "error: division by zero"},
    {"1 / 0 == 1 && true", "error: division by zero"},
    {"true && 1 / 0 == 1", "error: division by zero"},
    {"false || prospect.tags[5] == 'a' || happened('met')", "true"},
    {"happened('met') && (prospect.tags[5] == 'a' || 1 / 0 == 1)", "error: no such index"},
    {"(prospect.tags[5] == 'a' || 1 / 0 == 1) && happened('answered')", "false"},
    {"!(prospect.tags[5] == 'a')", "error: no such index"},
    {"prospect.tags[5] == 'a' ? 1 : 2", "error: no such index"},
    {"happened('met') ? 1 : 1 / 0", "1"},
    {"happened('answered') ? 1 / 0 : 2", "2"},
    {"[0, 1, 2].exists(x, 2 / x == 2)", "true"},
    {"[0, 1, 2].all(x, 2 / x == 2)", "false"},
    {"[0, 1].all(x, 2 / x == 2)", "error: division by zero"},
    {"[0, 2].exists(x, 2 / x == 2)", "error: division by zero"},
    {"[0, 2].exists(x, 2 / x == 2) || true", "true"},
    {"prospect.tags.exists(t, t == 'gold') && prospect.tags.all(t, t.size() > 3)", "true"},
    {"prospect.tags.all(t, ['g', 'n'].exists(p, t.startsWith(p)))", "true"},
    {"prospect.tags.all(t, ['g', 'x'].exists(p, t.startsWith(p)))", "false"},

    // Guards.
    {"has(prospect.local) && prospect.local", "true"},
    {"!has(prospect.local) || prospect.local", "true"},
    {"has(prospect.score) ? prospect.score : -1", "-1"},
    {"!(!has(prospect.rate) || 1 / 0 == 1) && prospect.rate > 0.0", "error: division by zero"},
    {"(1 / 0 == 1 && has(prospect.score)) && prospect.score > 3", "false"},
    {"has(prospect.rate) && has(prospect.born) && prospect.rate == 0.5 && prospect.born < now", "true"},
    {"!has(prospect.score) ? 7 : has(prospect.local) && prospect.local ? prospect.score : 8", "7"},
    {"has(prospect.local) && [1].all(x, prospect.local)", "true"},

    // Words.
    {"stage == 'credibility' && 'visibility' != stage && stage != start.stage", "true"},
    {"stage in ['visibility', 'credibility']", "true"},
    {"stage in []", "false"},
    {"has(start.channel) && start.channel in ['email'] && touch.channel != start.channel", "true"},

    // Numbers.
    {"9223372036854775807 + 1", "error: int overflow"},
    {"-9223372036854775808 - 1", "error: int overflow"},
    {"-9223372036854775808 / -1", "error: int overflow"},
    {"-9223372036854775808 % -1", "0"},
    {"9223372036854775807 * 2", "error: int overflow"},
    {"-2 * -4611686018427387903", "9223372036854775806"},
    {"-9223372036854775808 * 1", "-9223372036854775808"},
    {"3037000500 * 3037000500", "error: int overflow"},
    {"3037000499 * 3037000499", "9223372030926249001"},
    {"-7 / 2", "-3"},
    {"-7 % 2", "-1"},
    {"7 % 0", "error: division by zero"},
    {"--5", "5"},
    {"---5", "-5"},
    {"!!true", "true"},
    {"!!!happened('met')", "false"},
    {"1.0 / 0.0 > 1e300", "true"},
    {"0.0 / 0.0 == 0.0 / 0.0", "false"},
    {"0.0 / 0.0 < 1.0 || 0.0 / 0.0 >= 1.0", "false"},
    {".5 + 1e-1 == 0.6", "true"},
    {"0xff", "255"},
    {"0XfA + 0xB", "261"},
    {"-1 * 5 + 5 * -1", "-10"},
    {"-1 * -9223372036854775808", "error: int overflow"},
    {"-9223372036854775808 * -1", "error: int overflow"},
    {"1 + 2 * 3 - 4 / 2 % 3", "5"},
    {"1 < 2 == true", "true"},
    {"false && true || true", "true"},
    {"true ? false ? 1 : 2 : 3", "14: ':' is missing here, before '?'"},
    {"true ? (false ? 1 : 2) : 3", "2"},
    {"false ? 1 : false ? 2 : 3", "3"},
    {"1 // one\n + 1", "2"},
    {"1 // one\r + 1", "2"},

    // Texts and lists.
    {"'a' + \"b\" + '''c'''", "'abc'"},
    {"prospect.id + '/' + prospect.owner", "'ada/bo'"},
    {"size('\xc3\xa9t\xc3\xa9') + size(prospect.tags) + prospect.id.size()", "8"},
    {"'abc' < 'abd' && 'Z' < 'a' && '' < 'a'", "true"},
    {"'gold' in prospect.tags", "true"},
    {"prospect.tags + ['x'] == ['gold', 'north', 'x']", "true"},
    {"(prospect.tags + ['x'])[2]", "'x'"},
    {"prospect.tags[-1]", "error: no such index"},
    {"[[1], []] == [[1], []]", "true"},
    {"[1] in [[2], [1]]", "true"},
    {"has(prospect.rate) && [prospect.rate] == [0.5] && [prospect.rate] != [0.25]", "true"},
    {"[now, start.at] == [now, start.at] && [now] != [start.at]", "true"},
    {"[1, 2,]", "[1, 2]"},
    {"[][0]", "error: no such index"},
    {"[].all(x, x > 0 && x.size() == 2)", "true"},

    // Conversions.
    {"int('12') + int(3.99) + int(-3.99) + int('+1')", "13"},
    {"int(prospect.id)", "error: the text cannot be converted"},
    {"int('+')", "error: the text cannot be converted"},
    {"int('9223372036854775808')", "error: the text cannot be converted"},
    {"int(9223372036854775807.0)", "error: int overflow"},
    {"double('1.5e3') + double(2)", "1502"},
    {"string(1000000.0) + ' ' + string(0.0001) + ' ' + string(-0.00001)", "'1e+06 0.0001 -1e-05'"},
    {"string(true) + string(-3) + string(1.5)", "'true-31.5'"},
    {"string(0.0)", "'0'"},
    {"string(0.0 / 0.0) + string(1.0 / 0.0) + string(-1.0 / 0.0)", "'NaN+Inf-Inf'"},
    {"1E3 == 1000.0 && 1e-3 == 0.001", "true"},
    {"string(timestamp('2026-03-02T10:00:00.250+01:00'))", "'2026-03-02T09:00:00.25Z'"},
    {"string(duration('1h1m1.5s')) + string(duration('-250ms'))", "'3661.5s-0.25s'"},
    {"bool('t') && !bool('False')", "true"},
    {"duration('1.5h') == duration('90m')", "true"},
    {"duration('1h30m10s500ms250us1ns') - duration('1h30m10s')", "0.500250001s"},
    {"duration('-1h')", "-3600s"},
    {"timestamp(1772445600) == now", "true"},
    {"int(now)", "1772445600"},
    {"timestamp(253402300800)", "error: timestamp or duration out of range"},
    {"timestamp('0001-01-01T00:00:00Z') - duration('1ns')", "error: timestamp or duration out of range"},
    {"now - timestamp('1700-01-01T00:00:00Z') > duration('1h')", "error: timestamp or duration out of range"},
    {"duration('9223372036854775807ns') + duration('1ns')", "error: timestamp or duration out of range"},
    {"duration('-9223372036854775808ns')", "-9223372036.854775808s"},

    // Texts that are no timestamp (RFC 3339), duration or number.
    {"string(timestamp(happened('met') ? '2026-03-02T10:00:00-01:30' : ''))", "'2026-03-02T11:30:00Z'"},
    {"duration('+1h') == duration('1.h') && duration('0') == duration('0.0000000000000000001h')", "true"},
    {"double('+1.5') + double('-.5')", "1"},
    {"timestamp(happened('met') ? '' : '') == now", "error: the text cannot be converted"},
    {"timestamp(happened('met') ? '2026-03-02' : '') == now", "error: the text cannot be converted"},
    {"timestamp(happened('met') ? '2026-03-02T10:00:00' : '') == now", "error: the text cannot be converted"},
    {"timestamp(happened('met') ? '2026-03-02T10:00:00+0100' : '') == now", "error: the text cannot be converted"},
    {"timestamp(happened('met') ? '2026-03-02T10:00:00x01:00' : '') == now", "error: the text cannot be converted"},
    {"timestamp(happened('met') ? '2026-03-02T10:00:00+01.00' : '') == now", "error: the text cannot be converted"},
    {"timestamp(happened('met') ? '2026-03-02T10:00:00+24:00' : '') == now", "error: the text cannot be converted"},
    {"timestamp(happened('met') ? '2026-03-02T10:00:00+01:60' : '') == now", "error: the text cannot be converted"},
    {"timestamp(happened('met') ? '2026-03-02T10:00:00+a1:00' : '') == now", "error: the text cannot be converted"},
    {"timestamp(happened('met') ? '2026-03-02T10:00:00+01:b0' : '') == now", "error: the text cannot be converted"},
    {"timestamp(happened('met') ? '2026-03-02T10:00:00.Z' : '') == now", "error: the text cannot be converted"},
    {"timestamp(happened('met') ? '2026-03-02T10:00:00.1234567890Z' : '') == now", "error: the text cannot be converted"},
    {"timestamp(happened('met') ? '2026x03-02T10:00:00Z' : '') == now", "error: the text cannot be converted"},
    {"timestamp(happened('met') ? '2026-03x02T10:00:00Z' : '') == now", "error: the text cannot be converted"},
    {"timestamp(happened('met') ? '2026-03-02 10:00:00Z' : '') == now", "error: the text cannot be converted"},
    {"timestamp(happened('met') ? '2026-03-02T10x00:00Z' : '') == now", "error: the text cannot be converted"},
    {"timestamp(happened('met') ? '2026-03-02T10:00x00Z' : '') == now", "error: the text cannot be converted"},
    {"timestamp(happened('met') ? 'a026-03-02T10:00:00Z' : '') == now", "error: the text cannot be converted"},
    {"timestamp(happened('met') ? '2026-a3-02T10:00:00Z' : '') == now", "error: the text cannot be converted"},
    {"timestamp(happened('met') ? '2026-03-a2T10:00:00Z' : '') == now", "error: the text cannot be converted"},
    {"timestamp(happened('met') ? '2026-03-02Ta0:00:00Z' : '') == now", "error: the text cannot be converted"},
    {"timestamp(happened('met') ? '2026-03-02T10:a0:00Z' : '') == now", "error: the text cannot be converted"},
    {"timestamp(happened('met') ? '2026-03-02T10:00:a0Z' : '') == now", "error: the text cannot be converted"},
    {"timestamp(happened('met') ? '2026-02-30T10:00:00Z' : '') == now", "error: the text cannot be converted"},
    {"timestamp(happened('met') ? '2026-03-02T24:00:00Z' : '') == now", "error: the text cannot be converted"},
    {"timestamp(happened('met') ? '2026-03-02T10:60:00Z' : '') == now", "error: the text cannot be converted"},
    {"timestamp(happened('met') ? '2026-03-02T10:00:60Z' : '') == now", "error: the text cannot be converted"},
    {"duration(happened('met') ? '' : '') == duration('1h')", "error: the text cannot be converted"},
    {"duration(happened('met') ? '-' : '') == duration('1h')", "error: the text cannot be converted"},
    {"duration(happened('met') ? '+' : '') == duration('1h')", "error: the text cannot be converted"},
    {"duration(happened('met') ? 'h' : '') == duration('1h')", "error: the text cannot be converted"},
    {"duration(happened('met') ? '.h' : '') == duration('1h')", "error: the text cannot be converted"},
    {"duration(happened('met') ? '1' : '') == duration('1h')", "error: the text cannot be converted"},
    {"duration(happened('met') ? '1x' : '') == duration('1h')", "error: the text cannot be converted"},
    {"duration(happened('met') ? '92233720368547758080h' : '') == duration('1h')", "error: the text cannot be converted"},
    {"duration(happened('met') ? '1h-' : '') == duration('1h')", "error: the text cannot be converted"},
    {"int(happened('met') ? '' : '') == 1", "error: the text cannot be converted"},
    {"int(happened('met') ? '+' : '') == 1", "error: the text cannot be converted"},
    {"int(happened('met') ? '+a' : '') == 1", "error: the text cannot be converted"},
    {"int(happened('met') ? '1x' : '') == 1", "error: the text cannot be converted"},
    {"int(happened('met') ? '++1' : '') == 1", "error: the text cannot be converted"},
    {"double(happened('met') ? '' : '') == 1.0", "error: the text cannot be converted"},
    {"double(happened('met') ? '+' : '') == 1.0", "error: the text cannot be converted"},
    {"double(happened('met') ? '+-1' : '') == 1.0", "error: the text cannot be converted"},
    {"double(happened('met') ? '1x' : '') == 1.0", "error: the text cannot be converted"},
    {"double(happened('met') ? 'nan(1)' : '') == 1.0", "error: the text cannot be converted"},

    // Getters; monday() is 2026-03-02T10:00:00Z.
    {"now.getFullYear() * 10000 + now.getMonth() * 100 + now.getDate()", "20260202"},
    {"now.getDayOfMonth()", "1"},
    {"now.getDayOfWeek()", "1"},
    {"now.getDayOfYear()", "60"},
    {"now.getHours('America/New_York')", "5"},
    {"now.getHours(prospect.zone)", "5"},
    {"timestamp('2026-07-04T03:00:00Z').getDate(prospect.zone)", "3"},
    {"timestamp('2038-01-01T00:00:00Z').getDate(prospect.zone)", "error: timestamp or duration out of range"},
    {"[now].exists(t, t.getHours(prospect.zone) == 5)", "true"},
    {"prospect.zone", "'America/New_York'"},
    {"has(prospect.region) && prospect.region in ['US', 'US-NY'] && prospect.region.startsWith('US-')", "true"},
    {"now.getHours('+23:59') * 100 + now.getMinutes('+23:59')", "959"},
    {"now.getHours('+05:30') * 100 + now.getMinutes('+05:30')", "1530"},
    {"now.getHours('-05:30') * 100 + now.getMinutes('-05:30')", "430"},
    {"now.getHours('02:00')", "12"},
    {"now.getDayOfWeek('Pacific/Auckland')", "1"},
    {"timestamp('2026-07-04T03:00:00Z').getDate('America/New_York')", "3"},
    {"timestamp('1969-12-31T23:59:59.5Z').getSeconds() * 1000 + timestamp('1969-12-31T23:59:59.5Z').getMilliseconds()", "59500"},
    {"timestamp('1969-12-31T23:59:59Z').getHours('Europe/Berlin')", "error: timestamp or duration out of range"},
    {"timestamp('2038-01-01T00:00:00Z').getHours('Europe/Berlin')", "error: timestamp or duration out of range"},
    {"duration('90m').getHours() * 1000 + duration('90m').getMinutes()", "1090"},
    {"duration('-90m').getHours()", "-1"},
    {"duration('123.321456789s').getMilliseconds()", "321"},

    // Events: met on 20 February, asked on 27 February (the run began) and 1 March, never answered.
    {"happened('met') && !happened('answered')", "true"},
    {"times('asked') == 2 && times('met') < 1", "true"},
    {"last('asked') < ago('1 day')", "false"},
    {"last('asked') <= ago('24 hours')", "true"},
    {"last('met') == ago('10 days')", "true"},
    {"ago('100 years') < start.at", "error: timestamp or duration out of range"},
    {"last('answered') < ago('1 day')", "error: the event has not happened"},
    {"seen('asked') && !seen('met')", "true"},
    {"last('asked')", "2026-03-01T10:00:00Z"},
    {"since('asked') == duration('24h') && since('met').getHours() == 240", "true"},
    {"since('answered') > duration('1h')", "error: the event has not happened"},
    {"last('answered') < now || true", "true"},
    {"last('answered') < now || happened('met')", "true"},
    {"happened('answered') && since('answered') > duration('1h')", "false"},
    {"count('asked') == 2 && count('asked', duration('72h')) < 2 && 1 <= count('met')", "true"},
    {"count('asked', duration('24h')) >= 1", "false"},
    {"count('asked', duration('24h') + duration('1s')) >= 1", "true"},
};

}  // namespace

BOOST_DATA_TEST_CASE(a_condition_means_what_cel_says, boost::unit_test::data::make(meanings), m) {
  BOOST_TEST(asking::ask(m.text) == m.value);
}

// 700 x 700 turns of a handful of instructions are too many, 700 x 70 are not; a list is searched at one unit an entry.
BOOST_AUTO_TEST_CASE(a_condition_that_is_too_much_work_has_no_value) {
  const auto list_of = [](int size) {
    std::string text = "[1";
    while (--size > 0) text += ",1";
    return text + ']';
  };
  const auto many = list_of(700), few = list_of(70);
  const auto sums = [](const std::string& outer, const std::string& inner) {
    return outer + ".exists(x, " + inner + ".exists(y, x + y == 9))";
  };
  BOOST_TEST(asking::ask(sums(many, few)) == "false");
  BOOST_TEST(asking::ask(sums(many, many)) == "error: too much work");
  BOOST_TEST(asking::ask(sums(many, many) + " || true") == "true");
  BOOST_TEST(asking::ask(many + ".exists(x, 9 in " + many + ")") == "false");
}
