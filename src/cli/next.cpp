#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <tickler/evaluate_all.hpp>
#include <tickler/io/results.hpp>

#include "base/messages.hpp"
#include "cli/book_files.hpp"
#include "cli/commands.hpp"
#include "cli/policy_file.hpp"
#include "cli/summary.hpp"
#include "cli/worklist.hpp"

namespace tickler::cli {

namespace {

struct next_options {
  std::string policy{};
  book_options book{};
  unsigned threads = 1;
  instant now{};
  output_format format = output_format::table;
  std::optional<std::string> only{};  // a prospect's id
};

bool wants_colour() {
  const char* no_colour = std::getenv("NO_COLOR");
  return isatty(STDOUT_FILENO) == 1 && (no_colour == nullptr || *no_colour == '\0');
}

// Shows one decision after another.
class showing {
 public:
  showing(const policy& p, const next_options& options, const book_files& files, report& bad, std::ostream& out)
      : policy_(p), options_(options), files_(files), bad_(bad), out_(out), list_(p, options.now) {}

  void one(prospect_number number, const decision& d) {
    const auto who = files_.all().who(number);
    counts_.count(who, d);
    if (options_.format == output_format::json_lines)
      out_ << to_json(policy_, who, d) << '\n';
    else
      list_.add(who, d);
    if (d.status == status::invalid) bad_.add(files_.unusable(number, d.problem));
  }

  void close(const new_words& words) {
    const bool is_table = options_.format == output_format::table;
    if (is_table) list_.print(out_, wants_colour());
    out_.flush();
    counts_.print(is_table ? out_ : std::cerr, words, files_.undeclared_facts(), bad_.errors());
  }

 private:
  const policy& policy_;
  const next_options& options_;
  const book_files& files_;
  report& bad_;
  std::ostream& out_;
  worklist list_;
  summary counts_;
};

void decide_one(const policy& p, const book& all, const std::string& id, instant now, showing& shown) {
  const auto number = all.find(id);
  if (!number) throw std::runtime_error("there is no prospect " + quoted(id));
  evaluate_some(p, all, {&*number, 1}, now, [&](prospect_number n, const decision& d) { shown.one(n, d); });
}

void decide_all(const policy& p, const book& all, const next_options& options, showing& shown, progress& bar) {
  decisions made;
  evaluate_all(p, all, options.now, made, options.threads);
  bar.begin("writing", made.size());
  decision d;
  for (prospect_number i = 0; i < made.size(); ++i) {
    made.get(i, d);
    shown.one(i, d);
    bar.at(i);
  }
}

int next(const next_options& options, std::ostream& out) {
  progress bar;
  report bad(bar);
  vocabulary words;
  const auto policy = load_reported(options.policy, words, bar);
  if (!policy) return bad_usage;
  const new_words unknown(words);
  const book_files files(policy, options.book, bad, bar);

  showing shown(policy, options, files, bad, out);
  if (options.only)
    decide_one(policy, files.all(), *options.only, options.now, shown);
  else
    decide_all(policy, files.all(), options, shown, bar);
  bar.clear();
  shown.close(unknown);
  return bad.errors() == 0 ? all_well : bad_records;
}

}  // namespace

job next_command(options& asked) {
  const auto given = std::make_shared<next_options>();
  asked.policy(given->policy);
  asked.book(given->book, given->policy);
  asked.now(given->now, "--at", "The instant to decide for, as 2026-03-02T10:00:00Z; the system's clock where it is absent");
  asked.format(given->format, "table for people (default), jsonl for programs: one decision a line");
  asked.text(given->only, "--only", "ID", "Decide for this prospect alone");
  asked.threads(given->threads);
  return [given](std::ostream& out) { return next(*given, out); };
}

}  // namespace tickler::cli
