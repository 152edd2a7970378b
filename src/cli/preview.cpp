#include <fmt/format.h>
#include <fmt/ranges.h>

#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>
#include <tickler/evaluate_all.hpp>
#include <tickler/io/pictures.hpp>
#include <tickler/io/preview.hpp>
#include <tickler/io/records.hpp>
#include <tickler/io/results.hpp>
#include <tickler/joint_history.hpp>
#include <utility>
#include <vector>

#include "book_files.hpp"
#include "commands.hpp"
#include "display.hpp"
#include "input.hpp"
#include "mappings.hpp"
#include "policy_file.hpp"
#include "starts.hpp"
#include "timeline_table.hpp"

namespace tickler::cli {

namespace {

constexpr auto nobody_answers = "nobody answers";

struct preview_command_options {
  book_options book{};
  std::vector<std::string> starts{}, facts{}, without{};
  std::string script = nobody_answers;
  std::string who{}, region{};
  instant from{};
  unsigned days = 365;
  bool lazy = false;
  output_format format = output_format::table;
};

struct scene {
  prospect who{};
  history log;
  contact_standing referrer{};
};

std::string csv_cell(std::string_view text) {
  std::string cell = "\"";
  for (const char c : text) cell += c == '"' ? std::string("\"\"") : std::string(1, c);
  return cell + '"';
}

// "NAME=VALUE", read as a record would be.
void give_facts(const policy& p, const std::vector<std::string>& facts, prospect& who, report& bad) {
  if (facts.empty()) return;
  std::string names = "id", values = csv_cell(who.id);
  for (const auto& fact : facts) {
    const auto equals = fact.find('=');
    if (equals == std::string::npos)
      throw std::runtime_error(fmt::format("--fact {}: write NAME=VALUE, as in 'local=true'", tickler::quoted(fact)));
    names += ',' + csv_cell("facts." + fact.substr(0, equals));
    values += ',' + csv_cell(std::string_view(fact).substr(equals + 1));
  }
  std::istringstream record(names + '\n' + values + '\n');
  read_prospects(
      record, {.file = "--fact", .format = record_format::csv, .facts = &p},
      [&](prospect&& known, source_position) { who.facts = std::move(known.facts); }, [&](const diagnostic& d) { bad.add(d); });
}

// Takes away what the channel could be reached by.
void close(const policy& p, const std::string& channel, prospect& who) {
  std::vector<std::string_view> known;
  for (const auto& declared : p.draft().channels) {
    known.push_back(*declared.name);
    if (*declared.name != channel) continue;
    if (declared.needs.empty())
      throw std::runtime_error(fmt::format("--without {}: it needs no contact data, so anybody can be reached there", channel));
    for (const auto& kind : declared.needs) who.contact.erase(*kind);
    return;
  }
  throw std::runtime_error("the policy has no channel " + tickler::quoted(channel) + hint(nearest(channel, known)));
}

scene scene_of(const policy& p, const preview_command_options& options, report& bad) {
  scene s{sample_prospect(p), history(p.words())};
  s.who.region = options.region;
  if (!options.book.given()) {
    give_facts(p, options.facts, s.who, bad);
    for (const auto& channel : options.without) close(p, channel, s.who);
    return s;
  }
  const book_files files(p, options.book, bad);
  const auto number = files.find(options.who);
  s.who = files.all().prospect(number);
  std::vector<shared_touchpoint> of_others;
  joint_history(p, files.all(), number, s.log, of_others);
  s.referrer = standing_of_referrer(p, files.all(), number, options.from);
  return s;
}

bool is_file(std::string_view script) { return script.ends_with(".jsonl") || script.ends_with(".csv"); }

// Touchpoints of the prospect in a file, the last of those that mappings are for; or a few words.
std::vector<touchpoint> script_of(const policy& p, const scene& s, const zone& local, const preview_command_options& options,
                                  report& bad) {
  const mappings maps(options.book, bad);
  if (!options.book.script.empty()) {
    std::vector<touchpoint> script;
    input in(options.book.script);
    const auto add = [&](std::string_view id, touchpoint&& t, source_position) {
      if (id == s.who.id) script.push_back(std::move(t));
    };
    const auto* const mapping = maps.of_touchpoints(options.book.touchpoints.size());
    const auto counts = read_touchpoints(in.stream(), how_to_read(in, p, options.book, mapping), p.words(), add,
                                         [&](const diagnostic& d) { bad.add(d); });
    check_usable(in, counts);
    return script;
  }
  auto script = parse_script(options.script, p, local, options.from);
  if (!script)
    throw std::runtime_error(fmt::format("the script, at column {}: {}", script.error().offset + 1, script.error().message));
  return std::move(script).value();
}

touchpoint start_called(const policy& p, const std::string& name, instant at) {
  if (auto start = example_touchpoint(p, name, at)) return std::move(*start);
  throw std::runtime_error(no_start(p, name));
}

// A file holds one picture.
std::vector<std::string> starts_to_show(const policy& p, const preview_command_options& options) {
  auto starts = all_starts(p);
  if (options.format == output_format::svg && starts.size() != 1)
    throw std::runtime_error(fmt::format("--format svg draws one of them: say which with --starts: {}", fmt::join(starts, ", ")));
  return starts;
}

class preview_printer {
 public:
  preview_printer(const policy& p, const scene& s, const preview_command_options& options, const zone& local,
                  const std::vector<touchpoint>& script, std::ostream& out)
      : policy_(p), scene_(s), options_(options), local_(local), script_(script), out_(out) {}

  void show(const std::vector<std::string>& starts) {
    std::vector<touchpoint> all;
    std::string title;
    for (const auto& name : starts) {
      all.push_back(start_called(policy_, name, options_.from));
      title += name + ", then ";
    }
    all.insert(all.end(), script_.begin(), script_.end());
    const auto found =
        preview(policy_, scene_.who, scene_.log, options_.from, std::move(all),
                {.lazy = options_.lazy, .until = options_.from + date::days{options_.days}, .referrer = scene_.referrer});
    if (options_.format == output_format::json_lines) {
      out_ << to_json(policy_, scene_.who, found) << '\n';
      return;
    }
    title = scene_.who.id + ": " + title + options_.script + (options_.lazy ? ", each step at its deadline" : "");
    if (options_.format == output_format::svg) {
      out_ << to_svg(policy_, scene_.who, scene_.log, found, {.title = title});
      return;
    }
    if (!std::exchange(is_first_, false)) out_ << '\n';
    out_ << printable(title) << '\n';
    print_timeline(out_, policy_, scene_.who, found, local_);
  }

 private:
  const policy& policy_;
  const scene& scene_;
  const preview_command_options& options_;
  const zone& local_;
  const std::vector<touchpoint>& script_;
  std::ostream& out_;
  bool is_first_ = true;
};

int preview(const preview_command_options& options, std::ostream& out) {
  report bad;
  const auto policy = load_reported(options.book.policy, {}, bad);
  if (!policy) return bad_usage;
  const auto s = scene_of(policy, options, bad);
  if (!options.book.given() && bad.errors() != 0) return bad_usage;  // facts that are none
  const auto local = zone_of(policy, s.who).value_or(zone());
  const auto script = script_of(policy, s, local, options, bad);

  preview_printer print(policy, s, options, local, script, out);
  if (!options.starts.empty() || options.book.given())
    print.show(options.starts);
  else
    for (const auto& name : starts_to_show(policy, options)) print.show({name});
  return bad.errors() == 0 ? all_well : bad_records;
}

}  // namespace

command preview_command(option_parser& parser) {
  const auto options = std::make_shared<preview_command_options>();
  parser.text(options->book.policy, "POLICY", "FILE", "The policy, a YAML file", option_parser::need::needed);
  parser.texts(options->starts, "--starts", "NAME",
               "An event, or a cadence, that begins it; without records and this: each that starts a cadence, one after another",
               option_parser::need::optional);
  parser.text(
      options->script, "--script", "TEXT",
      "What happens: 'nobody answers' (default), 'answers on day 10, buys on day 20 at 14:30' (or asks, declines, complains, "
      "opts out, or an event's name); or a file of touchpoints, read as those of --touchpoints and after them by its --map");
  parser.flag(options->lazy, "--lazy", "Do each step at its deadline, not as soon as it may be done");
  parser.now(options->from, "--from", "The instant to begin at, as 2026-03-02T10:00:00Z; the system's clock where it is absent");
  parser.number(options->days, "--days", 1, 3'653, "How far to look (365)");
  parser.text(options->who, "--prospect", "ID",
              "A prospect of the records; without records: anybody, who can be reached on every channel");
  parser.book(options->book);
  parser.check([options] {
    if (is_file(options->script)) options->book.script = options->script;
    return std::string();
  });
  parser.text(options->region, "--region", "REGION", "Where that anybody is, for the holidays of calendars: US-NY");
  parser.texts(options->facts, "--fact", "NAME=VALUE", "What is known of that anybody: local=true", option_parser::need::optional);
  parser.texts(options->without, "--without", "CHANNEL", "A channel on which that anybody cannot be reached: phone",
               option_parser::need::optional);
  parser.check([options] {
    if (options->book.given() != !options->who.empty()) return std::string("--prospect and records go together");
    if (options->book.given() && (!options->facts.empty() || !options->without.empty() || !options->region.empty()))
      return std::string("--fact, --without and --region are for anybody: the records say what is so of a prospect");
    return std::string();
  });
  parser.format(options->format, "table for people (default), jsonl for programs: one timeline a line; svg: a picture of one",
                option_parser::besides::svg);
  return [options](std::ostream& out) { return preview(*options, out); };
}

}  // namespace tickler::cli
