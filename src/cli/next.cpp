#include <unistd.h>

#include <cstdlib>
#include <functional>
#include <iostream>
#include <memory>
#include <tickler/evaluate_all.hpp>
#include <tickler/io/results.hpp>
#include <tickler/near_misses.hpp>

#include "book_files.hpp"
#include "commands.hpp"
#include "next_cases.hpp"
#include "owners.hpp"
#include "summary.hpp"
#include "worklist.hpp"

namespace tickler::cli {

namespace {

struct next_options {
  book_options book{};
  unsigned threads = 1;
  instant now{};
  bool is_now_given = false;
  output_format format = output_format::table;
  std::optional<std::string> only{};  // a prospect's id
  std::vector<std::string> owners{};  // whose prospects; empty: everybody's
  bool all = false;                   // those who want no contact too
};

bool wants_colour() {
  const char* no_colour = std::getenv("NO_COLOR");
  return isatty(STDOUT_FILENO) == 1 && (no_colour == nullptr || *no_colour == '\0');
}

// Prints one decision after another.
class decision_printer {
 public:
  decision_printer(const next_options& options, const book_files& files, report& bad, std::ostream& out)
      : options_(options),
        files_(files),
        bad_(bad),
        out_(out),
        list_(files.policy(), options.now, shape_of(options.format), options.all) {}

  void add(prospect_number number, const decision& d) {
    if (d.problem == prospect_problem::erased) return;
    const auto who = files_.all().prospect(number);
    if (!is_for(options_.owners, who)) return;
    counts_.count(who.id, d);
    if (options_.format == output_format::json_lines)
      out_ << to_json(files_.policy(), who, d) << '\n';
    else
      list_.add(who, log_of(number, d), d);
    if (d.status == status::invalid) add_undecided(number, who, d.problem);
  }

  void look_for_near_misses() {
    short_ones_ =
        find_near_misses(files_.policy(), files_.all(), options_.now, {.threads = options_.threads, .asked_for = asked_for()});
  }

  void close() {
    const bool is_table = options_.format == output_format::table;
    if (options_.format != output_format::json_lines) list_.print(out_, wants_colour());
    out_.flush();
    list_.print_left_out(is_table ? out_ : std::cerr);
    counts_.print(is_table ? out_ : std::cerr, files_, options_.now, short_ones_, bad_.errors(), asked_for());
  }

  bool is_complete() const noexcept { return is_complete_; }

 private:
  static worklist::shape shape_of(output_format f) {
    return f == output_format::csv ? worklist::shape::spreadsheet : worklist::shape::table;
  }

  std::function<bool(prospect_number)> asked_for() const {
    if (options_.only) return [only = files_.find(*options_.only)](prospect_number number) { return number == only; };
    if (options_.owners.empty()) return {};
    return [this](prospect_number number) { return is_for(options_.owners, files_.all().prospect(number)); };
  }

  const history& log_of(prospect_number number, const decision& d) {
    if (worklist::asks_for_dates(files_.policy(), d)) files_.all().history(number, log_);
    return log_;
  }

  // What is wrong with a touchpoint was said when it was read, if this was now.
  void add_undecided(prospect_number number, const prospect& who, prospect_problem problem) {
    if (problem == prospect_problem::incomplete_history) {
      is_complete_ = false;
      return list_.add_undecided(who, files_.why_incomplete(number));
    }
    bad_.add(files_.unusable(number, problem));
    list_.add_undecided(who, to_text(files_.policy(), who, problem));
  }

  const next_options& options_;
  const book_files& files_;
  report& bad_;
  std::ostream& out_;
  worklist list_;
  history log_{files_.policy().words()};
  summary counts_;
  bool is_complete_ = true;
  near_misses short_ones_{};
};

void decide_one(const book_files& files, const next_options& options, decision_printer& print) {
  const auto number = files.find(*options.only);
  evaluate_some(files.policy(), files.all(), {&number, 1}, options.now,
                [&](prospect_number n, const decision& d) { print.add(n, d); });
}

void decide_all(const book_files& files, const next_options& options, decision_printer& print, progress& bar) {
  decisions made;
  evaluate_all(files.policy(), files.all(), options.now, made, {.threads = options.threads});
  bar.begin("writing", made.size());
  decision d;
  for (prospect_number i = 0; i < made.size(); ++i) {
    made.get(i, d);
    print.add(i, d);
    bar.at(i);
  }
  bar.clear();
}

int next(const next_options& options, const book_files& files, report& bad, std::ostream& out) {
  check_owners(files.all(), options.owners);
  decision_printer print(options, files, bad, out);
  if (options.only) {
    decide_one(files, options, print);
  } else {
    decide_all(files, options, print, bad.bar());
    print.look_for_near_misses();
  }
  print.close();
  return print.is_complete() ? all_well : bad_records;
}

// Each case has its answer, in order.
std::string cases_problem(const next_options& options, const option_parser& parser) {
  if (options.book.cases.empty()) return "";
  for (const char* name : {"--all", "--only", "--owner", "--threads"})
    if (parser.is_given(name))
      return std::string("--cases answers every line, one after the other: ") + name + " does not go with it";
  const bool is_wanted_otherwise = parser.is_given("--format") && options.format != output_format::json_lines;
  return is_wanted_otherwise ? "--cases is answered with a decision a line: --format jsonl" : "";
}

}  // namespace

command next_command(option_parser& parser) {
  const auto options = std::make_shared<next_options>();
  parser.cases(options->book);
  parser.policy_and_book(options->book);
  parser.now(options->now, "--at", "The instant to decide for, as 2026-03-02T10:00:00Z; the system's clock where it is absent");
  parser.format(options->format,
                "table for people (default), csv for a spreadsheet: an action a row, jsonl for programs: a decision a line",
                option_parser::besides::csv);
  parser.texts(options->owners, "--owner", "NAME", "The list of this owner alone; may be repeated", option_parser::need::optional);
  parser.flag(options->all, "--all", "List those too who want no contact: opted out or stopped");
  parser.text(options->only, "--only", "ID", "Decide for this prospect alone");
  parser.threads(options->threads);
  parser.check([options, &parser] { return cases_problem(*options, parser); });
  parser.check([options, &parser] {
    options->is_now_given = parser.is_given("--at");
    return "";
  });
  return [options](std::ostream& out) {
    if (!options->book.cases.empty())
      return decide_cases(options->book, options->is_now_given ? std::optional(options->now) : std::nullopt, out);
    return run_with_book(options->book, [&](const auto& files, auto& bad) { return next(*options, files, bad, out); });
  };
}

}  // namespace tickler::cli
