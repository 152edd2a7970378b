#include "expr/word_docs.hpp"

namespace tickler::inline TICKLER_ABI::expr {
namespace {

constexpr word_doc functions[] = {
    {"happened", "Whether the event has ever happened.", "happened('met')"},
    {"seen", "Whether the event has happened since this run of the cadence started.", "!seen('answered')"},
    {
        "last",
        "When the event happened last. An error, and so not met, if it never did.",
        "last('asked') > timestamp('2026-01-01T00:00:00Z')",
    },
    {
        "since",
        "How long ago the event happened last. An error, and so not met, if it never did.",
        "since('asked') > duration('72h')",
    },
    {"count",
     "How often the event has happened, ever or in the time before now. It is compared with a number, 1 to 64.",
     "count('asked', duration('168h')) < 3",
     {"count('event', duration) -> int"}},
    {"has",
     "Whether what may be absent is there. What may be absent is read only behind this.",
     "has(prospect.owner) && prospect.owner == 'bo'",
     {"has(name) -> bool"}},
    {"all",
     "Whether the condition holds for every item of the list.",
     "has(prospect.tags) && prospect.tags.all(t, t != 'cold')",
     {"list.all(item, condition) -> bool"}},
    {"exists",
     "Whether the condition holds for an item of the list.",
     "has(prospect.tags) && prospect.tags.exists(t, t.startsWith('vip'))",
     {"list.exists(item, condition) -> bool"}},
    {"size", "How many characters a text has, or items a list.", "has(prospect.tags) && size(prospect.tags) > 2"},
    {"startsWith", "Whether the text begins with the other.", "prospect.id.startsWith('test-')"},
    {"endsWith", "Whether the text ends with the other.", "prospect.id.endsWith('-uk')"},
    {"contains", "Whether the other is somewhere in the text.", "start.key.contains('renewal')"},
    {"bool", "The flag that a text writes.", "bool('true')"},
    {"int", "As a whole number: a fraction is cut off, an instant is the seconds since 1970.", "int(2.9) == 2"},
    {"double", "As a number with a fraction.", "double(3) / 2.0 > 1.0"},
    {"string", "As text.", "string(3) == '3'"},
    {"timestamp", "The instant that a text writes as RFC 3339, or that so many seconds since 1970 are.",
     "now > timestamp('2026-06-01T00:00:00Z')"},
    {"duration", "The time that a text writes in hours, minutes and seconds.", "since('met') > duration('36h30m')"},
    {"getFullYear", "The year.", "now.getFullYear('Europe/London') >= 2027"},
    {"getMonth", "The month, January being 0.", "now.getMonth() == 11"},
    {"getDayOfMonth", "The day of the month, the first being 0.", "now.getDayOfMonth() == 0"},
    {"getDate", "The day of the month, the first being 1.", "now.getDate() <= 15"},
    {"getDayOfWeek", "The day of the week, Sunday being 0.", "now.getDayOfWeek('America/New_York') == 5"},
    {"getDayOfYear", "The day of the year, 1 January being 0.", "now.getDayOfYear() < 31"},
    {"getHours", "The hour of the day; of a duration, its hours in all.", "now.getHours('America/New_York') < 12"},
    {"getMinutes", "The minute of the hour; of a duration, its minutes in all.", "now.getMinutes() < 30"},
    {"getSeconds", "The second of the minute; of a duration, its seconds in all.", "now.getSeconds() == 0"},
    {"getMilliseconds", "The thousandths of the second.", "now.getMilliseconds() == 0"},
};

constexpr word_doc documented_operators[] = {
    {"&&",
     "Both hold. One that does not hold is enough for the answer, even if the other is an error.",
     "happened('met') && !happened('bought')",
     {"bool && bool -> bool"}},
    {"||",
     "One of them holds. One that holds is enough for the answer, even if the other is an error.",
     "happened('met') || happened('asked')",
     {"bool || bool -> bool"}},
    {"!", "It does not hold.", "!happened('bought')", {"!bool -> bool"}},
    {"?:",
     "The second if the first holds, else the third.",
     "start.channel == 'phone' ? happened('met') : happened('asked')",
     {"bool ? any : the same -> that"}},
    {"==", "They are the same.", "stage == 'visibility'", {"any == the same -> bool"}},
    {"!=", "They are not the same.", "start.channel != 'phone'", {"any != the same -> bool"}},
    {"<", "The left one is less, or earlier.", "since('met') < duration('24h')", {"any < the same -> bool"}},
    {"<=", "The left one is not more, or not later.", "since('met') <= duration('24h')", {"any <= the same -> bool"}},
    {">", "The left one is more, or later.", "since('met') > duration('24h')", {"any > the same -> bool"}},
    {">=", "The left one is not less, or not earlier.", "since('met') >= duration('24h')", {"any >= the same -> bool"}},
    {"in", "It is one of the list.", "stage in ['visibility', 'profitability']", {"any in list of the same -> bool"}},
    {"+", "The sum; texts and lists are joined.", "start.at + duration('48h') < now", {"list + list -> list"}},
    {"-", "The difference, or the opposite.", "now - start.at > duration('48h')", {"-int -> int", "-double -> double"}},
    {"*", "The product.", "2 * 3 == 6"},
    {"/", "The quotient; of whole numbers a whole one, its fraction cut off.", "7 / 2 == 3"},
    {"%", "What remains of a division.", "now.getDate() % 2 == 0"},
    {"[]",
     "A list of one's own; behind a list, the item of that index, the first being 0.",
     "has(prospect.tags) && size(prospect.tags) > 0 && prospect.tags[0] == 'vip'",
     {"[any, ...] -> list", "list[int] -> any"}},
    {".",
     "A field of what has fields; a function that is written behind its first argument.",
     "prospect.id != 'ada'",
     {"name.field", "any.function()"}},
};

}  // namespace

std::span<const word_doc> function_docs() noexcept { return functions; }
std::span<const word_doc> operator_docs() noexcept { return documented_operators; }

}  // namespace tickler::inline TICKLER_ABI::expr
