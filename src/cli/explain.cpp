#include <memory>
#include <tickler/evaluate_all.hpp>
#include <tickler/io/explanation.hpp>
#include <tickler/io/pictures.hpp>

#include "book_files.hpp"
#include "commands.hpp"
#include "display.hpp"

namespace tickler::cli {

namespace {

struct explain_options {
  book_options book{};
  instant now{};
  output_format format = output_format::table;
  std::optional<std::string> only{};  // a prospect's id
  bool full = false;
};

class explanation_printer {
 public:
  explanation_printer(const explain_options& options, const book_files& files, report& bad, std::ostream& out)
      : options_(options), files_(files), bad_(bad), out_(out), engine_(files.policy()), log_(files.policy().words()) {}

  void print(prospect_number number) {
    const auto& policy = files_.policy();
    const auto who = files_.all().prospect(number);
    tickler::explain(policy, engine_, files_.all(), number, options_.now, log_, why_);
    if (why_.decision.status == status::invalid) bad_.add(files_.unusable(number, why_.decision.problem));
    if (options_.format == output_format::svg) {
      out_ << to_svg(policy, who, log_, why_);
      return;
    }
    const auto root = describe(policy, who, log_, why_, {.full = options_.full});
    if (options_.format == output_format::json_lines)
      out_ << to_json(root) << '\n';
    else
      out_ << printable_lines(to_text(root)) << '\n';
  }

 private:
  const explain_options& options_;
  const book_files& files_;
  report& bad_;
  std::ostream& out_;
  evaluator engine_;
  history log_;
  explanation why_{};
};

int explain(const explain_options& options, const book_files& files, report& bad, std::ostream& out) {
  explanation_printer each(options, files, bad, out);
  if (options.only)
    each.print(files.find(*options.only));
  else
    for (prospect_number i = 0; i < files.all().size(); ++i) each.print(i);
  return all_well;
}

}  // namespace

command explain_command(option_parser& parser) {
  const auto options = std::make_shared<explain_options>();
  parser.policy_and_book(options->book);
  parser.text(options->only, "--prospect", "ID", "Explain this prospect alone; all of them where it is absent");
  parser.now(options->now, "--at", "The instant to explain, as 2026-03-02T10:00:00Z; the system's clock where it is absent");
  parser.flag(options->full, "--full", "Runs that are over, steps that were not reached, and every part of every condition too");
  parser.format(options->format, "table for people (default), jsonl for programs: one prospect a line; svg: a picture of one",
                option_parser::besides::svg);
  parser.check([options] {
    return options->format == output_format::svg && !options->only ? "--format svg draws one prospect: say which with --prospect"
                                                                   : std::string();
  });
  return [options](std::ostream& out) {
    return run_with_book(options->book, [&](const auto& files, auto& bad) { return explain(*options, files, bad, out); });
  };
}

}  // namespace tickler::cli
