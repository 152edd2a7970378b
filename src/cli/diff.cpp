#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <span>
#include <tickler/io/diff.hpp>

#include "cli/book_files.hpp"
#include "cli/commands.hpp"
#include "cli/differences.hpp"
#include "cli/display.hpp"
#include "cli/policy_file.hpp"
#include "cli/report.hpp"

namespace tickler::cli {

namespace {

struct diff_command_options {
  std::string before{}, after{};
  book_options book{};
  unsigned threads = 1;
  instant now{};
  output_format format = output_format::table;
  bool all = false, every_action = false;
};

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
class showing {
 public:
  showing(const policy& before, const policy& after, const book& all, const diff_command_options& asked, std::ostream& out)
      : before_(before), after_(after), all_(all), asked_(asked), out_(out), table_(before, after, all, asked.now) {}

  void show(const book_difference& found) {
    if (asked_.format == output_format::json_lines) {
      out_ << to_json(found) << '\n';
      for (const auto& group : groups_of(found)) show_json(chosen(group));
      return;
    }
    out_ << fmt::format("\nThe book at {}: {} of {} change\n", to_string(asked_.now), found.changed.size(),
                        counted(found.prospects, "prospect", "prospects"));
    print_counts(out_, found);
    for (const auto& group : groups_of(found)) show_table(group);
  }

 private:
  // The first few; more of those that would be dropped.
  std::span<const prospect_number> chosen(const change_group& group) const {
    const std::size_t few = group.title.ends_with("unattended") ? 10 : 3;
    return std::span(group.members).first(asked_.all ? group.members.size() : std::min(few, group.members.size()));
  }

  void each(std::span<const prospect_number> members, const each_difference& use) const {
    diff_some(before_, after_, all_, members, asked_.now, use, {.all_actions = asked_.every_action});
  }

  void show_json(std::span<const prospect_number> members) const {
    each(members, [&](const prospect_difference& d) { out_ << to_json(before_, after_, all_.who(d.number), d) << '\n'; });
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
  const diff_command_options& asked_;
  std::ostream& out_;
  differences_table table_;
};

int diff(const diff_command_options& asked, std::ostream& out) {
  progress bar;
  report bad(bar);
  vocabulary words;
  const auto before = load_reported(asked.before, words, bar), after = load_reported(asked.after, words, bar);
  if (!before || !after) return bad_usage;
  show_policies(tickler::diff(before.draft(), after.draft()), asked.format, out);
  if (!asked.book.given()) return all_well;

  const auto reader = reader_of(before, after, words);
  const book_files files(reader, asked.book, bad, bar);
  bar.begin("comparing", std::nullopt);
  const auto found =
      tickler::diff(before, after, files.all(), asked.now, {.threads = asked.threads, .all_actions = asked.every_action});
  bar.clear();
  showing(before, after, files.all(), asked, out).show(found);
  return bad.errors() == 0 ? all_well : bad_records;
}

}  // namespace

job diff_command(options& asked) {
  const auto given = std::make_shared<diff_command_options>();
  asked.text(given->before, "OLD", "FILE", "The policy as it was, a YAML file", options::need::needed);
  asked.text(given->after, "NEW", "FILE", "The policy as it shall be", options::need::needed);
  asked.book(given->book, given->before, options::need::optional);
  asked.check([given] {  // the others are looked at with the book
    const std::array<const std::string*, 4> others{&given->before, &given->book.snapshot, &given->book.prospects,
                                                   &given->book.touchpoints};
    const bool is_taken = std::any_of(others.begin(), others.end(), [](const std::string* name) { return *name == "-"; });
    return given->after == "-" && is_taken ? std::string("only one file can be '-', the standard input") : std::string();
  });
  asked.now(given->now, "--at", "The instant to compare at, as 2026-03-02T10:00:00Z; the system's clock where it is absent");
  asked.flag(given->all, "--all", "Show every prospect that changes, not examples of each kind");
  asked.flag(given->every_action, "--every-action", "Compare every action of a prospect, not the next alone");
  asked.format(given->format, "table for people (default), jsonl for programs: one change a line");
  asked.threads(given->threads);
  return [given](std::ostream& out) { return diff(*given, out); };
}

}  // namespace tickler::cli
