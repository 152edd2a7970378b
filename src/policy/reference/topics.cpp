#include "policy/reference/topics.hpp"

namespace tickler::inline TICKLER_ABI {
namespace {

using enum written_in;

constexpr written_form durations[] = {
    {step, "after: 0 minutes", "at once"},
    {step, "within: 90 minutes", "time that passes; also 90 min"},
    {step, "after: 36 hours", "time that passes, over night and weekend; also 36 h"},
    {step, "after: 2 days", "at the same time of day, two days on; also 2 d"},
    {step, "after: 2 calendar days", "at the start of the day after tomorrow: today is day one; also 2 cd"},
    {step, "after: 2 weeks", "14 days; also 2 w"},
    {step, "after: 1 month", "the same day of the next month, or its last; also 1 mo, and 1 year or 1 y"},
    {step, "after: 1 calendar month", "at the start of the next month; so too calendar weeks, from Monday, and years: cw, cmo, cy"},
    {step, "within: 3 business days", "days on which the calendar opens that 'business' names; also 3 bd"},
    {step, "within: 4 business hours", "its open hours, and business minutes; also 4 bh, 30 bmin"},
    {step, "after: 1 day 4 hours", "one after the other, up to eight parts"},
};

constexpr written_form dates[] = {
    {touchpoints, R"({"prospect":"ada","at":"2026-03-02T10:00:00-05:00"})",
     "in a record, and for --at: a time with its offset from UTC, or Z for none"},
    {moment, "now: 2026-03-02 10:00", "in a test: on the prospect's clock"},
    {condition, "if: \"now >= timestamp('2026-03-02T10:00:00Z')\"", "in a condition"},
    {calendar, "closed: 2026-12-24", "in a calendar: a day ('tickler help holidays')"},
};

constexpr written_form holidays[] = {
    {calendar, "closed: 2026-12-24", "once"},
    {calendar, "closed: 12-25", "every year"},
    {calendar, "closed: \"thu[4] nov\"", "the fourth Thursday of November; in quotes, for its brackets"},
    {calendar, "closed: \"mon[last] may\"", "the last Monday of May"},
    {calendar, "closed: \"thu[4] nov +1\"", "the day after it; up to 99 days, also -1"},
    {calendar, "closed: 2026-08-03..2026-08-21", "from one date to another"},
    {calendar, "closed: 12-24..01-02", "likewise, every year"},
    {calendar, "closed: easter-2", "two days before Easter Sunday; also easter, easter+39, orthodox-easter"},
    {calendar, "closed: 07-04 observed", "on a Saturday the Friday before, on a Sunday the Monday after"},
    {calendar, "closed: 12-25 substitute", "at a weekend the next weekday that is not closed"},
    {calendar, "closed: [12-25, 01-01]", "a list"},
    {calendar, "closed: {all: [12-25], US: [07-04], GB: [12-26]}", "for everybody, and by region"},
    {calendar, "special: {12-24: 09:00-12:00}", "a day with hours of its own; as above, but no substitute"},
};

constexpr written_form weekdays[] = {
    {calendar, "open: {mon-fri: 09:00-18:00}", "from Monday to Friday"},
    {calendar, "open: {weekdays: 09:00-18:00, weekend: 10:00-14:00}", "mon-fri, and sat-sun"},
    {calendar, "open: {\"tue,thu\": 10:00-12:00}", "some; in quotes, for the comma"},
    {calendar, "open: {daily: 00:00-24:00}", "always"},
    {calendar, "open: {mon-thu: 09:00-18:00, fri: 09:00-15:00}", "several"},
    {calendar, "open: {sat: [09:00-12:00, 14:00-16:00]}", "with a break"},
    {calendar, "open: {fri-sat: 22:00-02:00}", "past midnight"},
    {calendar, "open: {all: {daily: 08:00-21:00}, US-FL: {daily: 08:00-20:00}}", "by region: the most specific one's"},
};

constexpr written_form records[] = {
    {prospects, R"({"id":"ada","zone":"Europe/London","contact":{"email":"ada@example.org"},"facts":{"local":true}})",
     "a prospect: only 'id' is needed"},
    {touchpoints,
     R"({"prospect":"ada","at":"2026-03-02T10:00:00Z","channel":"phone","direction":"outbound","outcome":"no_answer"})",
     "a touchpoint: 'prospect' and 'at' are needed"},
};

constexpr written_form csv[] = {
    {csv_prospects, "id,zone,contact.email,facts.local\nada,Europe/London,ada@example.org,yes", "prospects.csv"},
    {csv_touchpoints, "prospect,at,channel,direction,outcome\nada,2026-03-02T10:00:00Z,phone,outbound,no_answer",
     "touchpoints.csv"},
};

constexpr written_form mappings[] = {
    {mapping, "mapping: calls\nof: touchpoints\ncolumns: {Contact ID: prospect, Date: at}\nconstants: {channel: phone}",
     "a whole mapping, calls.yaml"},
    {column, "Owner: x_owner", "a column of your own; also `unused`. Those that are not named are passed over, too"},
    {column, "Start: {to: until, format: DD.MM.YYYY hh:mm}",
     "a time: YYYY, MM, M, MMM (Jan), DD, D, hh, h, mm, ss, am, Z (an offset), `unix seconds`, `unix milliseconds`; several in a "
     "list"},
    {column, "Result: {to: outcome, values: {No answer: no_answer, Note: none}}", "values and their words: any other is an error"},
    {column, "Kind: [{to: channel, values: {Call: phone}}, {to: purpose, values: {Call: check_in}}]",
     "a column that is several fields"},
};

constexpr written_form models[] = {
    {workload,
     "model: desk\nresponses:\n  phone/check_in: {outcomes: {no_answer: 60%, reached: 40%}}\n  email: {answers: {replied: 12.5%}, "
     "answer_after: [2 hours, 1 day]}\narrivals: [{cadence: answer, owner: eve, a_day: 2.5, on: mon-fri}]\nowners: {eve: {a_day: "
     "40, "
     "leave: 2026-08-03..2026-08-21}}",
     "a whole model, desk.yaml"},
    {workload, "model: desk\nowners: {eve: {leave: [2026-08-03, 2026-08-06..2026-08-07]}}", "all but leave as the book has it"},
    {workload, "model: desk\nresponses: {phone: {delay: [2 hours, 1 day, never]}, email: {}}",
     "of three calls one is made after two hours, one after a day, one not at all"},
};

constexpr topic topics[] = {
    {"durations", "durations, how long a wait or a limit lasts",
     "A whole number and a unit. There are no seconds. At most 100 years in all.", durations},
    {"dates", "dates, and times of day",
     "Year, month, day, then hours and minutes. A time without an offset is an error wherever it could mean several.", dates},
    {"holidays", "holidays, the 'closed' days of a calendar",
     "A day that moves otherwise is written out for each year. A prospect's 'region' says whose days are hers: US-NY has those of "
     "US too. One that has moved from a weekend leaves its own date as it is.",
     holidays},
    {"weekdays", "weekdays, and the hours of a calendar",
     "They are mon, tue, wed, thu, fri, sat and sun; hours are 00:00 to 24:00, by the clock of the prospect unless the calendar "
     "has a 'zone'.",
     weekdays},
    {"records", "records, the files of prospects and touchpoints",
     "A file has one JSON object a line; one whose name ends in .csv is CSV ('tickler help csv'). Times have an offset or Z. "
     "Fields of your own begin with 'x_'; any other unknown field is an error.",
     records},
    {"csv", "CSV, records as a table",
     "The first line names the columns: the fields of a record, with a dot for those inside 'contact' and 'facts'. A cell with a "
     "comma in it wants double quotes; an empty one is as if it were not there. Semicolons and tabs are found, and said. The "
     "export of another program is read by a mapping of its columns ('tickler help mapping').",
     csv},
    {"mapping", "a mapping, what the columns of a CRM's export are",
     "A YAML file for --map. 'tickler map export.csv' begins one; those of known CRMs are in examples/crm. A value that `values` "
     "or "
     "`rows` does not list is an error of its row, and so is an outcome without them. A yes in a contact's column of opt-outs "
     "({opted_out: email}) closes that channel, as of the time of the export. A column that looks like one and is not named "
     "refuses the file.",
     mappings},
    {"model", "a model, what somebody expects of the weeks ahead",
     "A YAML file for 'tickler workload --model'; --write-model begins one, as the book has it. Where `responses` or `arrivals` "
     "are "
     "left out they are learnt from the book. A share has a % and at most one digit behind its dot. Days of a wait have 24 hours.",
     models},
};

}  // namespace

std::span<const topic> all_topics() noexcept { return topics; }

}  // namespace tickler::inline TICKLER_ABI
