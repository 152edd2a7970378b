// The tool that records a touchpoint.
#include <fmt/format.h>

#include <array>
#include <tickler/io/book_records.hpp>

#include "cli/mcp/desk.hpp"
#include "cli/mcp/log_file.hpp"
#include "cli/mcp/words.hpp"

namespace tickler::cli::mcp {

namespace {

using kind = parameter::kind;

template <class Word>
void check_word(const policy& p, std::string_view field, std::string_view word, const std::vector<std::string>& known) {
  if (word.empty() || p.words().is_declared<Word>(word)) return;
  throw wrong_argument(fmt::format("'{}' cannot be {}, which no rule could be about{}", field, tickler::quoted(word),
                                   hint(nearest(word, {known.begin(), known.end()}))));
}

// What a record may say of the world, an agent may only say in words that are understood, and of what has happened.
void check_given(const desk& d, const arguments& given) {
  const auto& p = d.policy();
  check_word<channel>(p, "channel", given.text("channel"), all_channels_of(p));
  check_word<purpose>(p, "purpose", given.text("purpose"), purposes_of(p));
  check_word<outcome>(p, "outcome", given.text("outcome"), outcomes_of(p));
  const auto at = parse_instant(given.text("at"));
  if (at && *at > d.now()) throw wrong_argument("'at' lies in the future: only what has happened can be recorded");
}

std::string line_of(const desk& d, const arguments& given) {
  json_text json;
  json.raw("{").name("prospect").string(given.text("prospect"));
  if (!given.has("at")) json.name("at").string(to_string(d.now()));
  if (!given.has("direction")) json.name("direction").string(to_string(direction::outbound));
  for (const auto* name : {"at", "channel", "direction", "purpose", "outcome", "with", "until", "id", "address"})
    if (given.has(name)) json.name(name).string(given.text(name));
  for (const auto* name : {"step", "key"}) {
    const auto texts = given.texts(name);
    if (texts.size() == 1) json.name(name).string(texts.front());
    if (texts.size() > 1) json.name(name).list(texts, [&](std::string_view text) { json.string(text); });
  }
  return std::move(json.raw("}")).take();
}

// Takes it into a book of the prospect alone, as the files are read. Whether it is there already.
bool is_there(const desk& d, prospect_number number, std::string_view line) {
  const auto& p = d.policy();
  book hers(p.words());
  history log(p.words());
  d.all().history(number, log);
  hers.set_log(hers.add(d.all().prospect(number)), log);
  std::string problem;
  const auto counts = read_touchpoints(line, {.file = "record", .facts = &p}, hers, [&](const diagnostic& found) {
    if (problem.empty()) problem = found.message;
  });
  if (!problem.empty()) throw wrong_argument(problem);
  if (counts.replaced != 0)
    throw wrong_argument(
        "a touchpoint of this 'id' is there and says something else: it was recorded before. Nothing was recorded; "
        "corrections are made in the records");
  return counts.again != 0;
}

tool_answer told(std::string text, std::string_view line, bool already) {
  json_text json;
  json.raw("{").name("already").raw(already ? "true" : "false").name("touchpoint").raw(line).raw("}");
  return {std::move(text), std::move(json).take()};
}

// Others who record in the same file wait until it is known what has become of this one.
tool_answer answer_record(desk& d, const arguments& given) {
  const log_turn turn(d.options().log);
  d.look_again();
  const auto number = d.find(given.text("prospect"));
  check_given(d, given);
  const auto line = line_of(d, given);
  if (is_there(d, number, line)) return told("it is there already, and was not recorded twice\n", line, true);
  const auto before = d.all().touchpoints(number);
  turn.append(line);
  d.look_again();
  const bool is_known = d.records().problem().empty() && d.all().touchpoints(d.find(given.text("prospect"))) > before;
  if (!is_known)
    throw cannot_say(fmt::format("it was recorded in {}, so do not record it again, but the records cannot be used since: {}",
                                 d.options().log, d.records().problem()));
  return told("recorded\n", line, false);
}

}  // namespace

tool record_tool(const policy& p) {
  return {
      .name = "record",
      .description =
          "Record what has happened, at once: each touch of ours when it has gone out, and whatever they did or asked for (an "
          "opt-out "
          "above all). It counts from the next question on. Give the action's id as step where it carries one out. With an id, "
          "what is there already is not recorded twice: an error says that another has it. It cannot be taken back.",
      .parameters = {{.name = "prospect", .needed = true, .help = "The id of the prospect"},
                     {.name = "at", .help = "When, as 2026-03-02T10:00:00Z; now where it is left out"},
                     {.name = "channel", .needed = true, .help = "By which channel", .words = all_channels_of(p)},
                     {.name = "direction",
                      .help = "outbound: we touched them (default); inbound: they touched us; internal: among ourselves",
                      .words = {"outbound", "inbound", "internal"}},
                     {.name = "purpose", .help = "What for", .words = purposes_of(p)},
                     {.name = "outcome", .help = "What came of it", .words = outcomes_of(p)},
                     {.name = "with",
                      .help = "Who it was: prospect (default), referrer or colleague",
                      .words = {"prospect", "referrer", "colleague"}},
                     {.name = "until", .help = "Until when, or for when, it says that something is so, as 2026-03-02T10:00:00Z"},
                     {.name = "step", .is = kind::texts, .help = "What it carried out: the id of an action, or cadence/step"},
                     {.name = "key", .is = kind::texts, .help = "The key of what it was about, such as an order's"},
                     {.name = "id", .help = "Of this touchpoint, your own; the action's id claims that action for you"},
                     {.name = "address", .help = "The address or number that it went by; of a bounce the one that bounced"}},
      .call = answer_record,
      .only_reads = false};
}

}  // namespace tickler::cli::mcp
