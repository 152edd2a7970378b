#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <tickler/calendar.hpp>
#include <tickler/io/diff.hpp>

#include "ahead_table.hpp"
#include "book_files.hpp"
#include "commands.hpp"
#include "differences.hpp"
#include "display.hpp"
#include "policy_file.hpp"

namespace tickler::cli {

namespace {

struct diff_command_options {
  book_options book{};  // with the old policy
  std::string after{};
  unsigned threads = 1;
  instant now{};
  output_format format = output_format::table;
  bool all = false, next_only = false;
  std::optional<std::string> ahead{};  // a duration
};

// What is wrong with how far to look ahead; empty if nothing is.
std::string ahead_problem(const diff_command_options& options) {
  if (!options.ahead) return "";
  if (!options.book.given()) return "--ahead needs records, or a --book: it plays the future of each prospect";
  const auto length = parse_duration(*options.ahead);
  if (!length) return "--ahead: " + length.error().message + "; write it as '30 days' or '6 weeks'";
  if (length->is_zero()) return "--ahead: no time at all; write it as '30 days' or '6 weeks'";
  return length->uses_business_time() ? "--ahead counts days of the calendar, all of them; write it as '30 days' or '6 weeks'" : "";
}

// What records may say is what either policy knows.
policy reader_of(const policy& before, const policy& after, const vocabulary& words) {
  policy_draft draft{.name = after.draft().name, .zone = after.draft().zone, .facts = after.draft().facts};
  for (const auto& fact : before.draft().facts) {
    const auto same = [&](const fact_draft& f) { return f.name == fact.name; };
    if (std::none_of(draft.facts.begin(), draft.facts.end(), same)) draft.facts.push_back(fact);
  }
  return compile(std::move(draft), words).value();
}

std::string heading(std::string_view title, std::size_t count) { return fmt::format("{} ({})\n", title, count); }

void show_policies(const std::vector<policy_change>& changes, output_format format, std::ostream& out) {
  if (format == output_format::table) out << "The policy: " << counted(changes.size(), "change", "changes") << '\n';
  for (const auto& c : changes) {
    if (format == output_format::table)
      out << "  " << printable(to_text(c)) << '\n';
    else
      out << to_json(c) << '\n';
  }
}

// What changes over a book, and for whom.
class difference_printer {
 public:
  difference_printer(const policy& before, const policy& after, const book& all, const diff_command_options& options,
                     std::ostream& out)
      : before_(before), after_(after), all_(all), options_(options), out_(out), table_(before, after, all, options.now) {}

  void show(const book_difference& found) {
    if (options_.format == output_format::json_lines) {
      out_ << to_json(found) << '\n';
      for (const auto& group : groups_of(found)) show_json(chosen(group));
      return;
    }
    out_ << fmt::format("\nThe book at {}: {} of {} change\n", to_string(options_.now), found.changed.size(),
                        counted(found.prospects, "prospect", "prospects"));
    print_counts(out_, found);
    for (const auto& group : groups_of(found)) show_table(group);
  }

 private:
  // The first few; more of those that would be dropped.
  std::span<const prospect_number> chosen(const change_group& group) const {
    const std::size_t few = group.title.ends_with("unattended") ? 10 : 3;
    return std::span(group.members).first(options_.all ? group.members.size() : std::min(few, group.members.size()));
  }

  void each(std::span<const prospect_number> members, const each_difference& use) const {
    diff_some(before_, after_, all_, members, options_.now, use, {.next_only = options_.next_only});
  }

  void show_json(std::span<const prospect_number> members) const {
    each(members, [&](const prospect_difference& d) { out_ << to_json(before_, after_, all_.prospect(d.number), d) << '\n'; });
  }

  void show_table(const change_group& group) {
    constexpr std::size_t page = 1'000;  // prospects, whose lines are kept until they are printed
    auto rest = chosen(group);
    out_ << '\n' << heading(group.title, group.members.size());
    while (!rest.empty()) {
      const auto some = rest.first(std::min(page, rest.size()));
      each(some, [&](const prospect_difference& d) { table_.add(d); });
      table_.print(out_);
      rest = rest.subspan(some.size());
    }
  }

  const policy& before_;
  const policy& after_;
  const book& all_;
  const diff_command_options& options_;
  std::ostream& out_;
  differences_table table_;
};

// By the clock of the new policy.
void show_ahead(const policy& before, const policy& after, const book& all, const diff_command_options& options, progress& bar,
                std::ostream& out) {
  const auto local = zone_of(after, {}).value();
  const auto until = time_context{.local = local}.add(parse_duration(*options.ahead).value(), options.now);
  if (!until) throw std::runtime_error(fmt::format("--ahead {}: that leads beyond 2037", *options.ahead));
  bar.begin("playing what lies ahead", all.size());
  const auto found =
      diff_ahead(before, after, all, options.now, until.at,
                 {.threads = options.threads, .progress = [&](std::size_t played, std::size_t) { bar.draw(played); }});
  bar.clear();
  if (options.format == output_format::json_lines)
    out << to_json(all, found) << '\n';
  else
    print_ahead(out, all, found, to_string(parse_duration(*options.ahead).value()), local);
}

int diff(const diff_command_options& options, std::ostream& out) {
  report bad;
  vocabulary words;
  const auto before = load_reported(options.book.policy, words, bad), after = load_reported(options.after, words, bad);
  if (!before || !after) return bad_usage;
  show_policies(tickler::diff(before.draft(), after.draft()), options.format, out);
  if (!options.book.given()) return all_well;

  const auto reader = reader_of(before, after, words);
  const book_files files(reader, options.book, bad);
  bad.bar().begin("comparing", std::nullopt);
  const auto found =
      tickler::diff(before, after, files.all(), options.now, {.threads = options.threads, .next_only = options.next_only});
  bad.bar().clear();
  difference_printer(before, after, files.all(), options, out).show(found);
  if (options.ahead) show_ahead(before, after, files.all(), options, bad.bar(), out);
  return bad.errors() == 0 ? all_well : bad_records;
}

}  // namespace

command diff_command(option_parser& parser) {
  const auto options = std::make_shared<diff_command_options>();
  parser.text(options->book.policy, "OLD", "FILE", "The policy as it was, a YAML file", option_parser::need::needed);
  parser.text(options->after, "NEW", "FILE", "The policy as it shall be", option_parser::need::needed);
  parser.book(options->book);
  parser.check([options] {
    auto files = options->book.files();
    files.push_back(options->after);
    return stdin_problem(files);
  });
  parser.now(options->now, "--at", "The instant to compare at, as 2026-03-02T10:00:00Z; the system's clock where it is absent");
  parser.flag(options->all, "--all", "Show every prospect that changes, not examples of each kind");
  parser.flag(options->next_only, "--next-only", "Compare the next action of a prospect alone, not all");
  parser.text(options->ahead, "--ahead", "DURATION",
              "Also play the future of each prospect under both policies, so far ('30 days'), and count what would be done: takes "
              "many times as long");
  parser.check([options] { return ahead_problem(*options); });
  parser.format(options->format, "table for people (default), jsonl for programs: one change a line");
  parser.threads(options->threads);
  return [options](std::ostream& out) { return diff(*options, out); };
}

}  // namespace tickler::cli
