#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <stdexcept>
#include <tickler/evaluate.hpp>
#include <tickler/io/results.hpp>

#include "cli/book.hpp"
#include "cli/commands.hpp"
#include "cli/policy_file.hpp"
#include "cli/summary.hpp"
#include "cli/worklist.hpp"
#include "io/record_numbers.hpp"
#include "policy/messages.hpp"

namespace tickler::cli {

namespace {

bool wants_colour() {
  const char* no_colour = std::getenv("NO_COLOR");
  return isatty(STDOUT_FILENO) == 1 && (no_colour == nullptr || *no_colour == '\0');
}

std::string_view text_of(prospect_problem problem) {
  switch (problem) {
    case prospect_problem::none:
      break;
    case prospect_problem::unknown_zone:
      return "its zone is unknown";
    case prospect_problem::unknown_owner_zone:
      return "its owner's zone is unknown";
    case prospect_problem::too_many_runs:
      return "more cadences run for it than are allowed";
    case prospect_problem::wrong_fact:
      return "a fact that the policy reads is not of the type that it declares";
  }
  return "its record cannot be used";
}

diagnostic undecidable(const std::string& file, const book::entry& e, prospect_problem problem) {
  return {.number = record_number::undecidable_prospect,
          .file = file,
          .at = e.at,
          .message = fmt::format("the prospect {} cannot be decided for: {}", quoted(e.who.id), text_of(problem))};
}

// Decides for one prospect after another.
class deciding {
 public:
  deciding(const policy& p, const next_options& options, std::ostream& out)
      : policy_(p), options_(options), out_(out), list_(p, options.now) {}

  // False: the prospect cannot be decided for.
  bool one(const book::entry& e) {
    evaluate(policy_, e.who, e.log.log(), options_.now, scratch_, decision_);
    counts_.count(e.who, decision_);
    if (options_.format == output_format::json_lines)
      out_ << to_json(policy_, e.who, decision_) << '\n';
    else
      list_.add(e.who, decision_);
    return decision_.status != status::invalid;
  }

  prospect_problem problem() const noexcept { return decision_.problem; }

  void close(const new_words& words, const book& people, std::size_t bad_records) {
    const bool is_table = options_.format == output_format::table;
    if (is_table) list_.print(out_, wants_colour());
    out_.flush();
    counts_.print(is_table ? out_ : std::cerr, words, people, bad_records);
  }

 private:
  const policy& policy_;
  const next_options& options_;
  std::ostream& out_;
  worklist list_;
  summary counts_;
  state scratch_;
  decision decision_;
};

void decide(deciding& decider, const book& people, const next_options& options, const std::string& prospects_name, report& bad,
            progress& bar) {
  if (options.only) {
    const auto* e = people.find(*options.only);
    if (e == nullptr) throw std::runtime_error("there is no prospect " + quoted(*options.only));
    if (!decider.one(*e)) bad.add(undecidable(prospects_name, *e, decider.problem()));
    return;
  }
  bar.begin("deciding", people.entries().size());
  std::size_t done = 0;
  for (const auto& e : people.entries()) {
    if (!decider.one(e)) bad.add(undecidable(prospects_name, e, decider.problem()));
    bar.at(++done);
  }
}

}  // namespace

int next(const next_options& options, std::ostream& out) {
  progress bar;
  report policy_report(bar), bad(bar);
  vocabulary words;
  const auto loaded = load(options.policy, words);
  for (const auto& d : loaded.diagnostics()) policy_report.add(d);
  if (!loaded) return bad_usage;

  const auto& policy = loaded.value();
  const new_words unknown(words);
  book people(policy);
  input prospects(options.prospects), touchpoints(options.touchpoints);
  people.read_prospects(prospects, bad, bar);
  people.read_touchpoints(touchpoints, bad, bar);

  deciding decider(policy, options, out);
  decide(decider, people, options, prospects.name(), bad, bar);
  bar.clear();
  decider.close(unknown, people, bad.errors());
  return bad.errors() == 0 ? all_well : bad_records;
}

}  // namespace tickler::cli
