// A case by JSON is decided for as the same records in a book are, and as the same values are without any text.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <sstream>
#include <tickler/evaluate_all.hpp>
#include <tickler/io/book_records.hpp>
#include <tickler/io/cases.hpp>
#include <tickler/io/results.hpp>

#include "counted_new.hpp"
#include "dice.hpp"
#include "engine_answer.hpp"
#include "property.hpp"

namespace plain {
namespace {

// Writes as plainly as may be, or every third text in escapes.
class json_writer {
 public:
  std::string text = "{";
  bool escapes;

  explicit json_writer(bool in_escapes) : escapes(in_escapes) {}

  void name(std::string_view n) {
    if (text.back() != '{') text += ',';
    quote(n), text += ':';
  }
  void add(std::string_view n, std::string_view value) {
    if (!value.empty()) name(n), quote(value);
  }
  void add(std::string_view n, const std::vector<std::string>& values) {
    if (values.empty()) return;
    name(n), text += '[';
    for (const auto& v : values) text += &v == values.data() ? "" : ",", quote(v);
    text += ']';
  }
  void quote(std::string_view value) {
    const bool escaped = escapes && ++count_ % 3 == 0;
    text += '"';
    for (const char c : value) {
      char code[8];
      std::snprintf(code, sizeof code, "\\u%04x", static_cast<unsigned>(static_cast<unsigned char>(c)));
      if ((escaped && static_cast<unsigned char>(c) < 0x80) || c == '"' || c == '\\')
        text += code;
      else
        text += c;
    }
    text += '"';
  }

 private:
  int count_ = 0;
};

void add_fact(json_writer& out, const std::string& name, const tickler::fact& f) {
  struct writer {
    json_writer& out;
    void operator()(bool b) const { out.text += b ? "true" : "false"; }
    void operator()(std::int64_t n) const { out.text += std::to_string(n); }
    void operator()(double n) const {
      std::ostringstream digits;
      digits.precision(17);
      digits << std::showpoint << n;
      out.text += digits.str();
    }
    void operator()(const std::string& t) const { out.quote(t); }
    void operator()(instant t) const { out.quote(tickler::to_string(t)); }
    void operator()(std::chrono::seconds s) const { out.quote(std::to_string(s.count() / 60) + " minutes"); }
    void operator()(const std::vector<std::string>& list) const {
      out.text += '[';
      for (const auto& t : list) out.text += &t == list.data() ? "" : ",", out.quote(t);
      out.text += ']';
    }
  };
  out.name(name);
  std::visit(writer{out}, f);
}

std::string prospect_json(const tickler::prospect& who, bool escapes) {
  json_writer out(escapes);
  out.add("id", who.id), out.add("name", who.name), out.add("zone", who.zone), out.add("region", who.region);
  out.add("owner", who.owner), out.add("owner_zone", who.owner_zone), out.add("account", who.account);
  out.add("referrer", who.referrer);
  out.name("contact"), out.text += '{';
  for (const auto& [kind, value] : who.contact) out.add(kind, value);
  out.text += '}';
  out.name("facts"), out.text += '{';
  for (const auto& [name, value] : who.facts) add_fact(out, name, value);
  return out.text + "}}";
}

// With the fields that a record of its own needs, or as in a case.
std::string touchpoint_json(const tickler::vocabulary& words, const tickler::touchpoint& t, std::string_view prospect,
                            bool escapes) {
  json_writer out(escapes);
  out.add("prospect", prospect), out.add("at", tickler::to_string(t.at));
  out.add("channel", words.name(t.words.channel)), out.add("direction", to_string(t.words.direction));
  out.add("purpose", words.name(t.words.purpose)), out.add("outcome", words.name(t.words.outcome));
  if (t.until) out.add("until", tickler::to_string(*t.until));
  const auto add = [&](const char* name, const std::vector<std::string>& list) {
    if (list.size() == 1 && !escapes)
      out.add(name, list.front());
    else
      out.add(name, list);
  };
  add("step", t.steps), add("key", t.keys), out.add("id", t.id), out.add("address", t.address);
  if (t.words.with != tickler::party::prospect) out.add("with", to_string(t.words.with));
  return out.text + '}';
}

std::string case_json(const std::string& who, const std::vector<std::string>& touchpoints, bool prospect_first) {
  std::string list = "\"touchpoints\":[";
  for (const auto& t : touchpoints) list += (&t == touchpoints.data() ? "" : ",") + t;
  list += ']';
  const auto person = "\"prospect\":" + who;
  return prospect_first ? "{" + person + ',' + list + '}' : "{" + list + ',' + person + '}';
}

// The scene's touchpoints as a CRM may hand them over: those of different instants in any order, some twice, some corrected, now
// and then one that cannot be read, which may be given once more as it should be.
struct told_scene {
  ready_scene made;
  bool escapes;
  std::string person;
  std::vector<std::string> lines{}, in_case{};

  told_scene(const scene& s, dice& d) : made(s), escapes(d.percent(50)), person(prospect_json(s.who, escapes)) {
    std::vector<tickler::touchpoint> all;
    for (std::size_t i = 0; i < made.log.size(); ++i) all.push_back(made.log[i]);
    const auto turn = d.from(0, 1);
    if (turn != 0) std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.at > b.at; });
    for (auto t : all) {
      if (t.id.empty() && d.percent(30)) t.id = "crm-" + std::to_string(lines.size());
      tell(t, s.who.id, d);
      if (t.id.empty() || d.percent(70)) continue;
      auto later = d.one_of(all);
      later.id = t.id;
      if (d.percent(90)) later.words.channel = t.words.channel;
      tell(d.percent(30) ? t : later, s.who.id, d);
    }
  }

 private:
  void tell(const tickler::touchpoint& t, std::string_view prospect, dice& d) {
    auto line = touchpoint_json(made.words, t, prospect, escapes);
    auto here = touchpoint_json(made.words, t, d.percent(20) ? prospect : "", escapes);
    if (d.percent(2))
      for (auto* json : {&line, &here}) json->insert(json->size() - 1, R"(,"outcome_":"x")");
    lines.push_back(line);
    in_case.push_back(here);
  }
};

tickler::decision from_book(const told_scene& told, instant now) {
  tickler::book all(told.made.words);
  const auto ignore = [](const tickler::diagnostic&) {};
  tickler::read_prospects(told.person, {.facts = &told.made.policy}, all, ignore);
  std::string text;
  for (const auto& line : told.lines) text += line + '\n';
  tickler::read_touchpoints(text, {}, all, ignore);
  tickler::decision out;
  const tickler::prospect_number only = 0;
  if (all.size() == 1)
    evaluate_some(told.made.policy, all, {&only, 1}, now, [&](tickler::prospect_number, const tickler::decision& d) { out = d; });
  else
    out = {.status = tickler::status::invalid, .problem = tickler::prospect_problem::incomplete_history};
  return out;
}

BOOST_AUTO_TEST_CASE(a_case_is_decided_for_as_the_same_records_in_a_book) {
  std::size_t usable = 0, unusable = 0, corrected = 0;
  BOOST_TEST(holds("cases", 4'000, [&](const scene& s) {
    dice d(rc::Random(*rc::gen::arbitrary<std::uint64_t>()));
    const told_scene told(s, d);
    tickler::record_options options;
    options.replaced = [&](auto, const auto&, const auto&) { ++corrected; };
    tickler::case_reader reader(told.made.policy, options);
    tickler::evaluator engine(told.made.policy);
    tickler::decision out;
    const auto line = case_json(told.person, told.in_case, d.percent(50));
    const auto one = reader.read(line);
    ++(one.unusable.empty() ? usable : unusable);
    for (const instant now : s.nows) {
      tickler::evaluate(engine, one, now, out);
      auto expected = from_book(told, now);
      if (out.status == tickler::status::invalid) expected.policy_fingerprint = out.policy_fingerprint;
      RC_LOG() << line << '\n' << to_json(told.made.policy, one, out) << '\n';
      RC_ASSERT(out == expected);
    }
  }));
  BOOST_TEST(usable > unusable);
  BOOST_TEST(unusable > 0u);
  BOOST_TEST(corrected > 0u);
}

BOOST_AUTO_TEST_CASE(a_case_is_decided_for_as_its_values_are) {
  BOOST_TEST(holds("cases and values", 4'000, [](const scene& s) {
    const ready_scene made(s);
    std::vector<std::string> all;
    for (std::size_t i = 0; i < made.log.size(); ++i) all.push_back(touchpoint_json(made.words, made.log[i], "", i % 2 == 0));
    tickler::case_reader reader(made.policy);
    tickler::evaluator engine(made.policy);
    tickler::decision out;
    const auto one = reader.read(case_json(prospect_json(s.who, false), all, true));
    RC_PRE(one.unusable.empty());  // a zone that is none, a fact of another type: the record is refused
    for (const instant now : s.nows) {
      tickler::evaluate(engine, one, now, out);
      const auto expected = tickler::evaluate(made.policy, s.who, made.log, now);
      RC_ASSERT(out == expected);
      RC_ASSERT(to_json(made.policy, one, out) == to_json(made.policy, s.who, expected));
    }
  }));
}

BOOST_AUTO_TEST_CASE(a_warm_case_reader_allocates_nothing) {
  BOOST_TEST(holds("no allocation for cases", 3'000, [](const scene& s) {
    const ready_scene made(s);
    std::vector<std::string> all;
    const bool escapes = made.log.size() % 2 == 0;
    for (std::size_t i = 0; i < made.log.size(); ++i) all.push_back(touchpoint_json(made.words, made.log[i], s.who.id, escapes));
    const auto line = case_json(prospect_json(s.who, escapes), all, true);
    tickler::case_reader reader(made.policy);
    const bool has_duration =
        std::ranges::any_of(s.who.facts, [](const auto& f) { return tickler::type_of(f.second) == tickler::fact_type::duration; });
    RC_PRE(!has_duration && reader.read(line).unusable.empty());  // to read a duration is to make a list of its parts
    reader.read(line);
    const auto before = allocations();
    reader.read(line);
    const auto made_anew = allocations() - before;  // the check itself allocates
    RC_ASSERT(made_anew == 0U);
  }));
}

}  // namespace
}  // namespace plain
