#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <tickler/audit.hpp>
#include <tickler/io/audit_results.hpp>
#include <tickler/io/results.hpp>

#include "book_files.hpp"
#include "commands.hpp"
#include "display.hpp"
#include "table.hpp"

namespace tickler::cli {

namespace {

struct audit_command_options {
  book_options book{};
  std::optional<instant> from{};
  instant to{};
  unsigned threads = 1;
  output_format format = output_format::table;
};

verdict_counts sum_of(const audit_group& g) {
  verdict_counts sum;
  for (const auto& counts : g.promises) sum += counts;
  return sum;
}

class audit_page {
 public:
  audit_page(const policy& p, const book& all, const audit_report& found, std::ostream& out)
      : policy_(p), all_(all), found_(found), out_(out) {}

  void print() {
    print_promises();
    print_groups("owner", found_.owners, "(nobody)");
    print_groups("month", found_.months, "");
    print_broken();
    const auto sum = sum_of(found_.all);
    out_ << fmt::format("{}: {} kept, {} broken, {} open\n", counted(found_.prospects, "prospect", "prospects"), sum.kept,
                        sum.broken, sum.open);
  }

 private:
  void print_promises() {
    table rows({"promise", "kept", "broken", "open"});
    for (std::size_t i = 0; i < found_.all.promises.size(); ++i)
      rows.add(row(policy_.draft().promises[i].name.value, found_.all.promises[i]));
    print(rows);
  }

  void print_groups(const char* what, const std::vector<audit_group>& groups, const char* unnamed) {
    table rows({what, "kept", "broken", "open"});
    for (const auto& g : groups) rows.add(row(g.name.empty() ? unnamed : printable(g.name), sum_of(g)));
    print(rows);
  }

  static std::vector<std::string> row(std::string name, const verdict_counts& c) {
    return {std::move(name), std::to_string(c.kept), std::to_string(c.broken), std::to_string(c.open)};
  }

  void print(const table& rows) {
    if (rows.empty()) return;
    rows.print(out_);
    out_ << '\n';
  }

  // The worst first; what has no measure comes last.
  void print_broken() {
    std::vector<const finding*> broken;
    for (const auto& f : found_.findings)
      if (f.verdict == verdict::broken) broken.push_back(&f);
    if (broken.empty()) return;
    const auto off = [](const finding* f) { return f->deviation.value_or(std::chrono::seconds{0}); };
    std::stable_sort(broken.begin(), broken.end(), [&](const finding* a, const finding* b) { return off(a) > off(b); });
    out_ << fmt::format("Broken ({})\n", broken.size());
    for (const auto* f : broken) print(*f);
    out_ << '\n';
  }

  void print(const finding& f) {
    const auto who = all_.prospect(f.prospect);
    const auto owner = who.owner.empty() ? "" : fmt::format(" (owner {})", who.owner);
    const auto local = zone_of(policy_, who).value_or(tickler::zone());
    const auto zone = local.name() == *policy_.draft().zone ? "" : fmt::format(" [{}]", local.name());
    const auto& promise = policy_.draft().promises[f.promise];
    const auto cite = to_text(citation_of(promise));
    const auto text = fmt::format("{}{}: {}{}: {}{}", who.id, owner, *promise.name, cite.empty() ? "" : " [" + cite + ']',
                                  to_text(policy_, f, local), zone);
    out_ << printable(text) << '\n';
  }

  const policy& policy_;
  const book& all_;
  const audit_report& found_;
  std::ostream& out_;
};

void print_lines(const policy& p, const book& all, const audit_report& found, std::ostream& out) {
  for (const auto& f : found.findings) out << to_json(p, all.prospect(f.prospect), f) << '\n';
  out << to_json(p, all, found) << '\n';
}

int audit(const audit_command_options& options, const book_files& files, report& bad, std::ostream& out) {
  const auto& policy = files.policy();
  const auto found =
      tickler::audit(policy, files.all(), options.from.value_or(time_begin), options.to, {.threads = options.threads});
  for (const auto& [number, problem] : found.invalid) bad.add(files.unusable(number, problem));
  if (options.format == output_format::json_lines)
    print_lines(policy, files.all(), found, out);
  else
    audit_page(policy, files.all(), found, out).print();
  return sum_of(found.all).broken == 0 ? all_well : bad_records;
}

}  // namespace

command audit_command(option_parser& parser) {
  const auto options = std::make_shared<audit_command_options>();
  parser.policy_and_book(options->book);
  parser.moment(options->from, "--from", "Count what calls for a promise from then on; the whole history where it is absent");
  parser.now(options->to, "--to", "Look at what happened before then; the system's clock where it is absent");
  parser.format(options->format, "table for people (default), jsonl for programs: one finding a line, then the totals");
  parser.threads(options->threads);
  parser.check(
      [options] { return options->from && *options->from > options->to ? std::string("--to is before --from") : std::string(); });
  return [options](std::ostream& out) {
    return run_with_book(options->book, [&](const auto& files, auto& bad) { return audit(*options, files, bad, out); });
  };
}

}  // namespace tickler::cli
