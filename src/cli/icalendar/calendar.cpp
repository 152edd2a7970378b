#include <fmt/format.h>
#include <fmt/ranges.h>

#include <iostream>
#include <memory>
#include <stdexcept>
#include <tickler/evaluate_all.hpp>
#include <unordered_map>
#include <utility>

#include "cli/book_files.hpp"
#include "cli/commands.hpp"
#include "cli/display.hpp"
#include "cli/icalendar/follow_ups.hpp"
#include "cli/output_file.hpp"
#include "cli/owners.hpp"
#include "cli/worklist.hpp"

namespace tickler::cli {

namespace {

using icalendar::entry_kind;
using icalendar::follow_ups;
using icalendar::person_state;

struct calendar_options {
  book_options book{};
  unsigned threads = 1;
  instant now{};
  std::vector<std::string> owners{};  // whose prospects; empty: everybody's
  std::string as = "events", previous{}, to{};
};

constexpr file_kind calendar_file{"a calendar that this command has written", [](std::string_view begin) {
                                    return begin.starts_with("BEGIN:VCALENDAR") && begin.find(icalendar::product) != begin.npos;
                                  }};

class calendar_writer {
 public:
  calendar_writer(const calendar_options& options, const book_files& files, report& bad)
      : options_(options), files_(files), bad_(bad), all_read_(bad.errors() == 0 && files.is_whole()) {
    found_.kind = options.as == "tasks" ? entry_kind::task : entry_kind::event;
    found_.policy = files.policy().name();
    found_.title = icalendar::title_for(options.owners);
  }

  int write(std::ostream& out) {
    const auto before = previous();
    evaluate_all(files_.policy(), files_.all(), options_.now, made_, {.threads = options_.threads});
    add_all();
    const auto counts = found_.go_on_from(before, options_.now, states());
    if (options_.to.empty())
      out << found_.text();
    else
      replace_file(options_.to, calendar_file, [this](std::ostream& file) { file << found_.text(); });
    print_counts(counts);
    return is_complete_ ? all_well : bad_records;
  }

 private:
  follow_ups previous() const {
    if (options_.previous.empty()) return {};
    auto before = icalendar::read_follow_ups(options_.previous);
    if (const auto why = why_not_from(before, found_, options_.now); !why.empty())
      throw std::runtime_error(options_.previous + " is not what this goes on from: " + why);
    return before;
  }

  void add_all() {
    decision d;
    for (prospect_number i = 0; i < made_.size(); ++i) {
      made_.get(i, d);
      if (d.problem == prospect_problem::erased) continue;
      const auto who = files_.all().prospect(i);
      if (!is_for(options_.owners, who)) continue;
      if (d.status == status::invalid)
        add_undecided(i, who, d.problem);
      else
        add(i, who, d);
    }
  }

  void add(prospect_number number, const prospect& who, const decision& d) {
    if (worklist::asks_for_dates(files_.policy(), d)) files_.all().history(number, log_);
    for (const auto& a : d.actions) {
      if (a.state == action_state::blocked)
        ++blocked_;
      else
        found_.add(entry_of(found_.kind, files_.policy(), who, log_, d, a, options_.now), options_.now);
    }
  }

  // What is wrong with a touchpoint was said when it was read, if this was now.
  void add_undecided(prospect_number number, const prospect& who, prospect_problem problem) {
    ++undecided_;
    if (problem != prospect_problem::incomplete_history) return bad_.add(files_.unusable(number, problem));
    is_complete_ = false;
    std::cerr << printable(who.id) << ": " << files_.why_incomplete(number) << '\n';
  }

  // A record that was refused may be of whoever is not there.
  std::function<person_state(std::string_view)> states() const {
    std::unordered_map<std::string, person_state> known;
    decision d;
    for (prospect_number i = 0; i < made_.size(); ++i) {
      made_.get(i, d);
      if (d.problem == prospect_problem::erased) continue;
      known.emplace(icalendar::person_of(files_.policy(), files_.all().id(i)),
                    d.status == status::invalid ? person_state::undecided : person_state::decided);
    }
    return
        [known = std::move(known), others = all_read_ ? person_state::unknown : person_state::undecided](std::string_view person) {
          const auto found = known.find(std::string(person));
          return found == known.end() ? others : found->second;
        };
  }

  void print_counts(const icalendar::fates& counts) const {
    std::vector<std::string> parts, absent;
    const auto add = [](std::vector<std::string>& to, std::size_t count, const std::string& what) {
      if (count != 0) to.push_back(fmt::format("{} {}", count, what));
    };
    add(parts, counts.fresh, "new");
    add(parts, counts.changed, "changed");
    add(parts, counts.as_before, "as before");
    add(parts, counts.kept, "kept as before, since nothing can be decided");
    add(parts, counts.cancelled, "cancelled");
    add(parts, counts.cancelled_before, "cancelled before");
    if (blocked_ != 0) absent.push_back(counted(blocked_, "blocked action", "blocked actions"));
    if (undecided_ != 0) absent.push_back(counted(undecided_, "prospect", "prospects") + " for whom nothing can be decided");
    std::cerr << counted(found_.entries.size(), "entry", "entries") << (parts.empty() ? "" : ": ")
              << fmt::format("{}", fmt::join(parts, ", ")) << '\n';
    if (!absent.empty()) std::cerr << fmt::format("not in it, but in `tickler next`: {}\n", fmt::join(absent, ", "));
  }

  const calendar_options& options_;
  const book_files& files_;
  report& bad_;
  bool all_read_;
  follow_ups found_{};
  decisions made_;
  history log_{files_.policy().words()};
  std::size_t blocked_ = 0, undecided_ = 0;
  bool is_complete_ = true;
};

std::string calendar_problem(const calendar_options& options) {
  if (options.as != "events" && options.as != "tasks") return "--as: '" + options.as + "' is neither events nor tasks";
  auto files = options.book.files();
  files.push_back(options.previous);
  return stdin_problem(files);
}

}  // namespace

command calendar_command(option_parser& parser) {
  const auto options = std::make_shared<calendar_options>();
  const auto no = option_parser::need::optional;
  parser.policy_and_book(options->book);
  parser.now(options->now, "--at", "The instant to decide for, as 2026-03-02T10:00:00Z; the system's clock where it is absent");
  parser.texts(options->owners, "--owner", "NAME", "The calendar of this owner alone; may be repeated", no);
  parser.text(options->as, "--as", "events|tasks",
              "events, which every calendar shows (default): each at its time, and once that is over on the day of the export, all "
              "day; or tasks, for lists of them: from when they can be done until they are due");
  parser.text(options->previous, "--previous", "FILE",
              "The last such file, to go on from: what has changed has the next SEQUENCE, what is gone is cancelled, and left out "
              "30 days later; all else is as it was, also what nothing can be decided about now; - is the standard input");
  parser.text(options->to, "--to", "FILE",
              "Where to write it, once it is whole: it may be the previous file; the standard output where it is absent");
  parser.threads(options->threads);
  parser.check([options] { return calendar_problem(*options); });
  return [options](std::ostream& out) {
    if (!options->to.empty()) check_replaceable(options->to, calendar_file);
    return run_with_book(options->book, [&](const auto& files, auto& bad) {
      check_owners(files.all(), options->owners);
      return calendar_writer(*options, files, bad).write(out);
    });
  };
}

}  // namespace tickler::cli
