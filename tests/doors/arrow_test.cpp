// What is decided of Arrow's columns is what is decided of JSON, however the columns lie; and what is wrong with them is said.
#include <simdjson.h>
#include <tickler/tickler.h>

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <functional>
#include <map>
#include <regex>
#include <set>
#include <tickler/io/cases.hpp>
#include <tickler/io/load_policy.hpp>

#include "doors/arrow_table.hpp"
#include "doors/conformance.hpp"
#include "doors/office.hpp"

namespace {

using doors::office;
using doors::arrow::column, doors::arrow::layout, doors::arrow::read_all, doors::arrow::stream_of, doors::arrow::text,
    doors::arrow::text_layout;

// A case that outlives its reader, and what C++ decides of it.
struct asked_case {
  tickler::prospect who;
  std::vector<tickler::touchpoint> log{};
  std::string expected{};
};

asked_case copied(const tickler::case_view& one) {
  asked_case c{owned(one.who)};
  for (const auto& t : one.log) c.log.push_back(owned(t));
  return c;
}

using times = std::vector<std::optional<std::int64_t>>;
std::int64_t seconds_of(tickler::instant t) { return t.time_since_epoch().count(); }
text text_of(std::string_view t) { return t.empty() ? text() : text(t); }

// Columns of cases, in one way to lay them out.
class case_table {
 public:
  case_table(const tickler::policy& p, const std::vector<asked_case>& cases, const layout& how)
      : policy_(p), cases_(cases), how_(how) {}

  column made() const {
    std::vector<column> columns{contact(), touchpoints()};
    for (const auto& [name, of] : std::initializer_list<std::pair<const char*, std::string tickler::prospect::*>>{
             {"id", &tickler::prospect::id},
             {"name", &tickler::prospect::name},
             {"zone", &tickler::prospect::zone},
             {"region", &tickler::prospect::region},
             {"owner", &tickler::prospect::owner},
             {"owner_zone", &tickler::prospect::owner_zone},
             {"account", &tickler::prospect::account},
             {"referrer", &tickler::prospect::referrer}})
      columns.push_back(texts(name, each<text>([of = of](const asked_case& c) { return text_of(c.who.*of); })));
    if (!policy_.draft().facts.empty()) columns.push_back(facts());
    columns.push_back(texts("x_more", each<text>([](const auto&) { return text(); })));
    return doors::arrow::structs("", cases_.size(), std::move(columns), how_);
  }

 private:
  column texts(std::string name, const std::vector<text>& rows) const { return doors::arrow::texts(std::move(name), rows, how_); }

  template <class Row>
  std::vector<Row> each(const std::function<Row(const asked_case&)>& of) const {
    std::vector<Row> rows;
    for (const auto& c : cases_) rows.push_back(of(c));
    return rows;
  }

  column contact() const {
    if (!how_.large_lists) {
      std::set<std::string> kinds;
      for (const auto& c : cases_)
        for (const auto& [kind, value] : c.who.contact) kinds.insert(kind);
      std::vector<column> columns;
      for (const auto& kind : kinds)
        columns.push_back(texts(kind, each<text>([&](const asked_case& c) {
                                  const auto found = c.who.contact.find(kind);
                                  return found == c.who.contact.end() ? text() : text_of(found->second);
                                })));
      return doors::arrow::structs("contact", cases_.size(), std::move(columns), how_);
    }
    std::vector<std::size_t> sizes;
    std::vector<text> keys, values;
    for (const auto& c : cases_) {
      sizes.push_back(c.who.contact.size());
      for (const auto& [kind, value] : c.who.contact) keys.push_back(kind), values.push_back(value);
    }
    auto entries = doors::arrow::structs("entries", keys.size(), {texts("key", keys), texts("value", values)}, how_);
    return doors::arrow::lists("contact", sizes, std::move(entries), how_, true);
  }

  template <class Value>
  std::vector<std::optional<Value>> fact_rows(const std::string& name) const {
    return each<std::optional<Value>>([&](const asked_case& c) {
      const auto found = c.who.facts.find(name);
      return found == c.who.facts.end() ? std::optional<Value>() : std::optional<Value>(std::get<Value>(found->second));
    });
  }

  column fact_column(const std::string& name, tickler::fact_type type) const {
    times moments;
    switch (type) {
      case tickler::fact_type::boolean:
        return doors::arrow::bools(name, fact_rows<bool>(name), how_);
      case tickler::fact_type::integer:
        return doors::arrow::numbers(name, 'l', fact_rows<std::int64_t>(name), how_);
      case tickler::fact_type::real:
        return doors::arrow::numbers(name, 'g', fact_rows<double>(name), how_);
      case tickler::fact_type::text:
        return texts(name, fact_rows<std::string>(name));
      case tickler::fact_type::timestamp:
        for (const auto& t : fact_rows<tickler::instant>(name)) moments.push_back(t ? std::optional(seconds_of(*t)) : std::nullopt);
        return doors::arrow::instants(name, moments, how_);
      case tickler::fact_type::duration:
        for (const auto& t : fact_rows<std::chrono::seconds>(name)) moments.push_back(t ? std::optional(t->count()) : std::nullopt);
        return doors::arrow::durations(name, moments, how_);
      default: {
        std::vector<std::size_t> sizes;
        std::vector<text> elements;
        for (const auto& list : fact_rows<std::vector<std::string>>(name)) {
          sizes.push_back(list ? list->size() : 0);
          if (list) elements.insert(elements.end(), list->begin(), list->end());
        }
        return doors::arrow::lists(name, sizes, texts("item", elements), how_);
      }
    }
  }

  column facts() const {
    std::vector<column> columns;
    for (const auto& f : policy_.draft().facts) columns.push_back(fact_column(*f.name, *f.type));
    return doors::arrow::structs("facts", cases_.size(), std::move(columns), how_);
  }

  column names(std::string name, std::vector<std::string> tickler::touchpoint::*of) const {
    std::vector<std::size_t> sizes;
    std::vector<text> elements;
    for (const auto& c : cases_)
      for (const auto& t : c.log) sizes.push_back((t.*of).size()), elements.insert(elements.end(), (t.*of).begin(), (t.*of).end());
    return doors::arrow::lists(std::move(name), sizes, texts("item", elements), how_);
  }

  column touchpoints() const {
    std::vector<std::size_t> sizes;
    times at, until;
    std::map<std::string, std::vector<text>> words;
    for (const auto& c : cases_) {
      sizes.push_back(c.log.size());
      for (const auto& t : c.log) {
        at.push_back(seconds_of(t.at));
        until.push_back(t.until ? std::optional(seconds_of(*t.until)) : std::nullopt);
        words["channel"].push_back(text_of(policy_.words().name(t.words.channel)));
        words["direction"].push_back(text_of(to_string(t.words.direction)));
        words["purpose"].push_back(text_of(policy_.words().name(t.words.purpose)));
        words["outcome"].push_back(text_of(policy_.words().name(t.words.outcome)));
        words["with"].push_back(text_of(to_string(t.words.with)));
        words["id"].push_back(text_of(t.id)), words["address"].push_back(text_of(t.address));
      }
    }
    std::vector<column> columns{doors::arrow::instants("at", at, how_, "Europe/London"),
                                doors::arrow::instants("until", until, how_), names("step", &tickler::touchpoint::steps),
                                names("key", &tickler::touchpoint::keys)};
    for (const auto& [name, rows] : words) columns.push_back(texts(name, rows));
    return doors::arrow::lists("touchpoints", sizes, doors::arrow::structs("item", at.size(), std::move(columns), how_), how_);
  }

  const tickler::policy& policy_;
  const std::vector<asked_case>& cases_;
  const layout& how_;
};

// A decision's JSON as the columns say it: of the contact the kind alone, reasons all of one shape.
std::string as_columns(std::string_view json) {
  static const std::regex started(R"x("kind":"started","at":("[^"]*")\})x"),
      contact(R"x("contact":\{"kind":("[^"]*"),"value":"[^"]*"\})x"), unnamed(R"x("name":"(hold|limit) \d+","from")x"),
      named(R"x(("kind":"[a-z_]*"),"name":)x"), nameless(R"x(("kind":"[a-z_]*"),"from":)x"), no_key(R"x("key":"")x");
  auto s = std::regex_replace(std::string(json), contact, "\"contact\":$1");
  s = std::regex_replace(s, started, "\"kind\":\"started\",\"from\":$1,\"to\":$1}");
  s = std::regex_replace(s, unnamed, "\"name\":null,\"from\"");
  s = std::regex_replace(s, named, "$1,\"rule\":");
  s = std::regex_replace(s, nameless, "$1,\"rule\":null,\"from\":");
  return std::regex_replace(s, no_key, "\"key\":null");
}

// Texts that JSON would escape are left to other tests.
bool is_plain(std::string_view json) { return json.find('\\') == std::string_view::npos; }

constexpr layout layouts[] = {{},
                              {text_layout::coded, false, 's', 0},
                              {text_layout::large, true, 'm', 3},
                              {text_layout::viewed, false, 'n', 9},
                              {text_layout::coded, true, 'u', 17}};

doors::arrow::rows_read decided(tickler_policy* p, ArrowArrayStream cases, tickler_time now, std::uint32_t flags = 0) {
  ArrowArrayStream decisions{};
  tickler_problems* problems = nullptr;
  const auto result = tickler_decide_arrow(p, &cases, now, flags, &decisions, &problems);
  const auto lines = doors::lines_of(problems);
  tickler_problems_free(problems);
  BOOST_TEST(!cases.release);
  BOOST_REQUIRE((result == TICKLER_OK) == (decisions.release != nullptr));
  if (result == TICKLER_OK) return read_all(decisions);
  doors::arrow::rows_read refused{.code = result};
  for (const auto& line : lines) refused.error += line;
  return refused;
}

// Facts of other types than declared have no column.
bool has_declared_facts(const tickler::policy& p, const tickler::prospect& who) {
  for (const auto& [name, value] : who.facts) {
    const auto& all = p.draft().facts;
    const auto declared = std::ranges::find_if(all, [&name = name](const auto& f) { return *f.name == name; });
    if (declared == all.end() || *declared->type != tickler::type_of(value)) return false;
  }
  return true;
}

}  // namespace

BOOST_AUTO_TEST_CASE(columns_are_decided_for_as_json_is_however_they_lie) {
  const auto& all = doors::collected();
  std::map<std::pair<std::size_t, std::int64_t>, std::vector<std::string>> by_policy_and_time;
  for (const auto& q : all.questions)
    if (q.what == doors::asking::decide) by_policy_and_time[{q.policy, q.now}].push_back(q.one_case);
  std::size_t compared = 0, turn = 0;
  for (const auto& [which, lines] : by_policy_and_time) {
    const auto& [name, yaml] = all.policies[which.first];
    tickler::vocabulary words;
    const auto policy = tickler::load_policy(yaml, name, words).value();
    words.seal();
    tickler::case_reader reader(policy);
    tickler::evaluator engine(policy);
    tickler::decision decision;
    std::vector<asked_case> cases;
    for (const auto& line : lines) {
      const auto one = reader.read(line);
      if (!one.problems.empty() || !has_declared_facts(policy, owned(one.who))) continue;
      evaluate(engine, one, tickler::instant{std::chrono::seconds{which.second}}, decision);
      auto c = copied(one);
      c.expected = as_columns(to_json(policy, one, decision));
      if (is_plain(c.expected)) cases.push_back(std::move(c));
    }
    const auto& how = layouts[turn++ % std::size(layouts)];
    const auto table = case_table(policy, cases, how).made();
    const office o(yaml, name);
    const auto found = decided(o.policy(), stream_of({table, table}), which.second);
    BOOST_TEST(found.error == "");
    BOOST_REQUIRE(found.rows.size() == 2 * cases.size());
    BOOST_TEST(found.batches == (std::vector<std::size_t>{cases.size(), cases.size()}));
    for (std::size_t i = 0; i < found.rows.size(); ++i) BOOST_TEST(found.rows[i] == cases[i % cases.size()].expected);
    compared += cases.size();
  }
  BOOST_TEST(compared >= 1'000u);
  BOOST_TEST(doors::arrow::unreleased() == 0);
}

namespace {

constexpr std::string_view yaml =
    "policy: follow-up\n"
    "zone: Europe/London\n"
    "facts: {seats: int, rate: double}\n"
    "channels: {phone: {needs: [phone]}, email: {}}\n"
    "cadences:\n"
    "  answer:\n"
    "    starts: {direction: inbound}\n"
    "    steps: [{id: send, do: {channel: email}, within: 24 hours}]\n";
constexpr tickler_time monday = 1'772'445'600;  // 2026-03-02T10:00:00Z

// Ada and Bo have asked on Monday, each once.
class question {
 public:
  layout how{};
  std::vector<text> ids{"ada", "bo"};
  std::vector<std::size_t> sizes{1, 1};
  times at{monday, monday};
  std::string zone = "UTC";
  std::vector<column> more{}, more_touch{};

  column table() const {
    std::vector<column> touch{doors::arrow::instants("at", at, how, zone), texts("channel", {"email", "email"}, how),
                              texts("direction", {"inbound", "inbound"}, how)};
    for (const auto& c : more_touch) put(touch, c);
    std::vector<column> columns{texts("id", ids, how),
                                lists("touchpoints", sizes, doors::arrow::structs("item", at.size(), touch, how), how)};
    for (const auto& c : more) put(columns, c);
    return doors::arrow::structs("", ids.size(), columns, how);
  }

  // A row as "ada active" or "null invalid why"; or what is refused.
  std::vector<std::string> answers(std::uint32_t flags = 0) const {
    const office o(yaml);
    const auto found = decided(o.policy(), stream_of({table()}), monday, flags);
    if (found.code != 0) return {std::to_string(found.code) + ' ' + found.error};
    static const std::regex row(
        R"x(\{"prospect":"?([^",]*)"?,"owner":null,"status":"([a-z]*)","problem":(?:null|"(.*)"),"next.*)x");
    std::vector<std::string> all;
    for (const auto& r : found.rows) {
      std::smatch m;
      BOOST_REQUIRE(std::regex_match(r, m, row));
      all.push_back(m.str(1) + ' ' + m.str(2) + (m.str(3).empty() ? "" : ' ' + m.str(3)));
    }
    return all;
  }

 private:
  // In the place of the one of its name.
  static void put(std::vector<column>& to, const column& c) {
    std::erase_if(to, [&](const column& other) { return other.name == c.name; });
    if (!c.format.empty()) to.push_back(c);
  }
};

struct trial {
  const char* what;
  std::function<void(question&)> change;
  std::vector<std::string> answers;
  std::uint32_t flags = 0;
  friend std::ostream& operator<<(std::ostream& out, const trial& t) { return out << t.what; }
};

template <class T>
column whole(const char* name, char format, std::vector<std::optional<T>> rows) {
  return doors::arrow::numbers<T>(name, format, rows, {});
}
column facts_of(column c) { return doors::arrow::structs("facts", 2, {std::move(c)}, {}); }
column no_column(const char* name) { return {.name = name}; }

const std::vector<std::string> both{"ada active", "bo active"};
const trial trials[] = {
    {"as they should be", [](question&) {}, both},
    {"one has not asked",
     [](question& q) {
       q.sizes = {2, 0};
     },
     {"ada active", "bo unattended"}},
    {"a timestamp is nobody's instant without a zone",
     [](question& q) { q.zone = ""; },
     {"1 cases: touchpoints.at: error: timestamps without a time zone: make them instants, or say that they are UTC "
      "(TICKLER_ZONELESS_IS_UTC) [T327]"}},
    {"but if it is said", [](question& q) { q.zone = ""; }, both, TICKLER_ZONELESS_IS_UTC},
    {"a column that nobody knows",
     [](question& q) {
       q.more = {doors::arrow::texts("mail", {"a", "b"}, q.how)};
     },
     {"1 cases: mail: error: unknown column; known are id, name, zone, region, owner, owner_zone, account, referrer, contact, "
      "facts, "
      "touchpoints, and names that begin with x_ [T327]"}},
    {"in a touchpoint",
     [](question& q) {
       q.more_touch = {doors::arrow::texts("result", {"a", "b"}, q.how)};
     },
     {"1 cases: touchpoints.result: error: unknown column; known are at, channel, direction, purpose, outcome, with, until, step, "
      "key, "
      "id, address, and names that begin with x_ [T327]"}},
    {"no touchpoints at all",
     [](question& q) { q.more = {no_column("touchpoints")}; },
     {"1 cases: touchpoints: error: there is no such column; without it everybody would look new [T327]"}},
    {"nobody is anybody", [](question& q) { q.more = {no_column("id")}; }, {"1 cases: id: error: there is no such column [T327]"}},
    {"no times",
     [](question& q) { q.more_touch = {no_column("at")}; },
     {"1 cases: touchpoints: error: there is no column 'at' [T327]"}},
    {"an id that is a number",
     [](question& q) {
       q.more = {whole<std::int64_t>("id", 'l', {1, 2})};
     },
     {"1 cases: id: error: is no column of texts [T327]"}},
    {"a time that is a text",
     [](question& q) {
       q.more_touch = {doors::arrow::texts("at", {"a", "b"}, q.how)};
     },
     {"1 cases: touchpoints.at: error: is no column of timestamps [T327]"}},
    {"a fact of another type than declared",
     [](question& q) {
       q.more = {facts_of(whole<double>("seats", 'g', {1.5, 2.5}))};
     },
     {"1 cases: facts.seats: error: is no column of whole numbers [T327]"}},
    {"a whole number where a double is declared",
     [](question& q) {
       q.more = {facts_of(whole<std::int8_t>("rate", 'c', {std::int8_t{1}, std::nullopt}))};
     },
     both},
    {"a fact that nobody declares",
     [](question& q) {
       q.more = {facts_of(whole<std::int64_t>("seat", 'l', {1, 2}))};
     },
     both},
    {"a number that is too large for its row alone",
     [](question& q) {
       q.more = {facts_of(whole<std::uint64_t>("seats", 'L', {1, ~std::uint64_t{0}}))};
     },
     {"ada active", "bo invalid facts.seats: a number past 2^63"}},
    {"nobody's id",
     [](question& q) {
       q.ids = {text(), "bo"};
     },
     {"null invalid id: null or empty", "bo active"}},
    {"no time",
     [](question& q) {
       q.at = {std::nullopt, monday};
     },
     {"ada invalid touchpoints.at: null", "bo active"}},
    {"a time before 1970",
     [](question& q) {
       q.at = {monday, -5};
     },
     {"ada active", "bo invalid a touchpoint outside 1970 to 2037"}},
    {"a word that may be an opt-out",
     [](question& q) {
       q.more_touch = {doors::arrow::texts("outcome", {text(), "unsubscribed"}, q.how)};
     },
     {"ada active", "bo invalid touchpoints.outcome: 'unsubscribed' is no outcome of the policy: write 'opted_out'"}},
    {"an opt-out of the only channel that anything would go by, which asks for nothing",
     [](question& q) {
       q.more_touch = {doors::arrow::texts("outcome", {text(), "Opted_Out"}, q.how)};
     },
     {"ada active", "bo unattended"}},
    {"a direction that is none",
     [](question& q) {
       q.more_touch = {doors::arrow::texts("direction", {"in", "Inbound"}, q.how)};
     },
     {"ada invalid touchpoints.direction: cannot be 'in', only outbound, inbound, internal", "bo active"}},
    {"a zone that is none",
     [](question& q) {
       q.more = {doors::arrow::texts("zone", {"Mars/Base", "Europe/Rome"}, q.how)};
     },
     {"ada invalid unknown time zone 'Mars/Base'", "bo active"}},
};

}  // namespace

BOOST_DATA_TEST_CASE(what_is_wrong_with_a_table_is_refused_and_with_a_row_makes_it_invalid, boost::unit_test::data::make(trials),
                     tried) {
  for (const auto& how : {layout{}, layout{text_layout::coded, false, 's', 0}}) {
    question q{.how = how};
    tried.change(q);
    BOOST_TEST(q.answers(tried.flags) == tried.answers, boost::test_tools::per_element());
    BOOST_TEST(doors::arrow::unreleased() == 0);
  }
}

BOOST_AUTO_TEST_CASE(a_fact_that_the_policy_does_not_declare_is_warned_of) {
  question q;
  q.more = {facts_of(whole<std::int64_t>("seat", 'l', {1, 2}))};
  const office o(yaml);
  auto cases = stream_of({q.table()});
  ArrowArrayStream decisions{};
  tickler_problems* problems = nullptr;
  BOOST_TEST(tickler_decide_arrow(o.policy(), &cases, monday, 0, &decisions, &problems) == TICKLER_OK);
  BOOST_TEST(
      doors::lines_of(problems) == std::vector<std::string>{"cases: facts.seat: warning: the policy declares no such fact [T634]"},
      boost::test_tools::per_element());
  tickler_problems_free(problems);
  decisions.release(&decisions);
  BOOST_TEST(doors::arrow::unreleased() == 0);
}

BOOST_AUTO_TEST_CASE(what_a_stream_of_cases_fails_with_is_passed_on_and_stays) {
  const office o(yaml);
  const question q;
  auto cases = stream_of({q.table()}, "the cable is cut");
  ArrowArrayStream decisions{};
  BOOST_REQUIRE(tickler_decide_arrow(o.policy(), &cases, monday, 0, &decisions, nullptr) == TICKLER_OK);
  ArrowArray batch{};
  BOOST_TEST(decisions.get_next(&decisions, &batch) == 0);
  batch.release(&batch);
  for (int i = 0; i < 2; ++i) {
    BOOST_TEST(decisions.get_next(&decisions, &batch) == 5);
    BOOST_TEST(!batch.release);
    BOOST_TEST(std::string(decisions.get_last_error(&decisions)) == "the cable is cut");
  }
  decisions.release(&decisions);
  BOOST_TEST(doors::arrow::unreleased() == 0);
}

BOOST_AUTO_TEST_CASE(an_array_that_is_not_as_its_schema_says_ends_the_stream) {
  const office o(yaml);
  const auto good = question().table();
  auto short_column = good, fewer_buffers = good, no_dictionary = question{.how = layouts[1]}.table();
  const auto first = no_dictionary;
  short_column.members[0].length = 1;
  fewer_buffers.members[0].buffers.pop_back();
  no_dictionary.members[0].dictionary.reset();
  for (const auto& [batches, why] : std::vector<std::pair<std::vector<column>, std::string>>{
           {{good, short_column}, "cases: a column shorter than its table"},
           {{good, fewer_buffers}, "id: an array that is not as its schema says"},
           {{first, no_dictionary}, "id: an array without its dictionary"}}) {
    const auto found = decided(o.policy(), stream_of(batches), monday);
    BOOST_TEST(found.rows.size() == 2u);
    BOOST_TEST(found.code == EINVAL);
    BOOST_TEST(found.error == why);
  }
  BOOST_TEST(doors::arrow::unreleased() == 0);
}

BOOST_AUTO_TEST_CASE(a_column_can_be_kept_when_its_table_is_gone_and_decisions_outlive_policy_and_stream) {
  std::optional<office> o(std::in_place, yaml);
  auto cases = stream_of({question().table()});
  ArrowArrayStream decisions{};
  BOOST_REQUIRE(tickler_decide_arrow(o->policy(), &cases, monday, 0, &decisions, nullptr) == TICKLER_OK);
  o.reset();
  ArrowArray batch{};
  BOOST_REQUIRE(decisions.get_next(&decisions, &batch) == 0);
  decisions.release(&decisions);
  auto kept = std::exchange(*batch.children[0], {});
  batch.release(&batch);
  const auto* offsets = static_cast<const std::int32_t*>(kept.buffers[1]);
  BOOST_TEST(std::string(static_cast<const char*>(kept.buffers[2]) + offsets[1],
                         static_cast<std::size_t>(offsets[2] - offsets[1])) == "bo");
  kept.release(&kept);
}

BOOST_AUTO_TEST_CASE(a_call_that_cannot_be_meant_takes_the_cases_all_the_same) {
  const office o(yaml);
  ArrowArrayStream decisions{};
  for (const auto& ask : std::vector<std::function<tickler_result(ArrowArrayStream*)>>{
           [&](auto* s) { return tickler_decide_arrow(nullptr, s, monday, 0, &decisions, nullptr); },
           [&](auto* s) { return tickler_decide_arrow(o.policy(), s, monday, 0, nullptr, nullptr); },
           [&](auto* s) { return tickler_decide_arrow(o.policy(), s, -1, 0, &decisions, nullptr); }}) {
    auto cases = stream_of({question().table()});
    BOOST_TEST(ask(&cases) == TICKLER_MISUSE);
    BOOST_TEST(!cases.release);
    BOOST_TEST(!decisions.release);
    BOOST_TEST(ask(&cases) == TICKLER_MISUSE);  // a stream that was released
  }
  BOOST_TEST(tickler_decide_arrow(o.policy(), nullptr, monday, 0, &decisions, nullptr) == TICKLER_MISUSE);
  BOOST_TEST(doors::arrow::unreleased() == 0);
}
