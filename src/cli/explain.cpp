#include <memory>
#include <stdexcept>
#include <tickler/io/explanation.hpp>

#include "base/quoted.hpp"
#include "cli/book_files.hpp"
#include "cli/commands.hpp"
#include "cli/display.hpp"
#include "cli/policy_file.hpp"

namespace tickler::cli {

namespace {

struct explain_options {
  std::string policy{};
  book_options book{};
  instant now{};
  output_format format = output_format::table;
  std::optional<std::string> only{};  // a prospect's id
  bool full = false;
};

class explaining {
 public:
  explaining(const policy& p, const book_files& files, const explain_options& options, report& bad, std::ostream& out)
      : policy_(p), files_(files), options_(options), bad_(bad), out_(out), engine_(p), log_(p.words()) {}

  void one(prospect_number number) {
    const auto who = files_.all().who(number);
    files_.all().log(number, log_);
    engine_.explain(who, log_, options_.now, why_);
    if (why_.decision.status == status::invalid) bad_.add(files_.unusable(number, why_.decision.problem));
    const auto account = tell(policy_, who, log_, why_, {.full = options_.full});
    if (options_.format == output_format::json_lines)
      out_ << to_json(account) << '\n';
    else
      print(to_text(account));
  }

 private:
  void print(std::string_view lines) {
    for (std::size_t end = 0; (end = lines.find('\n')) != std::string_view::npos; lines.remove_prefix(end + 1))
      out_ << printable(lines.substr(0, end)) << '\n';
    out_ << '\n';
  }

  const policy& policy_;
  const book_files& files_;
  const explain_options& options_;
  report& bad_;
  std::ostream& out_;
  evaluator engine_;
  history log_;
  explanation why_{};
};

int explain(const explain_options& options, std::ostream& out) {
  progress bar;
  report bad(bar);
  vocabulary words;
  const auto policy = load_reported(options.policy, words, bar);
  if (!policy) return bad_usage;
  const book_files files(policy, options.book, bad, bar);
  bar.clear();
  const auto& all = files.all();
  explaining shown(policy, files, options, bad, out);
  if (options.only) {
    const auto number = all.find(*options.only);
    if (!number) throw std::runtime_error("there is no prospect " + quoted(*options.only));
    shown.one(*number);
  } else {
    for (prospect_number i = 0; i < all.size(); ++i) shown.one(i);
  }
  return bad.errors() == 0 ? all_well : bad_records;
}

}  // namespace

job explain_command(options& asked) {
  const auto given = std::make_shared<explain_options>();
  asked.policy(given->policy);
  asked.book(given->book, given->policy);
  asked.text(given->only, "--prospect", "ID", "Explain this prospect alone; all of them where it is absent");
  asked.now(given->now, "--at", "The instant to explain, as 2026-03-02T10:00:00Z; the system's clock where it is absent");
  asked.flag(given->full, "--full", "Runs that are over, steps that were not reached, and every part of every condition too");
  asked.format(given->format, "table for people (default), jsonl for programs: one prospect a line");
  return [given](std::ostream& out) { return explain(*given, out); };
}

}  // namespace tickler::cli
