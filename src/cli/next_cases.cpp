#include "next_cases.hpp"

#include <algorithm>
#include <chrono>
#include <iostream>
#include <set>
#include <string>
#include <string_view>
#include <tickler/evaluate.hpp>
#include <tickler/io/cases.hpp>
#include <vector>

#include "book_files.hpp"
#include "commands.hpp"
#include "display.hpp"
#include "input.hpp"
#include "lines.hpp"
#include "policy_file.hpp"
#include "summary.hpp"

namespace tickler::cli {

namespace {

class case_desk {
 public:
  case_desk(const policy& p, const book_options& options, const std::string& name, report& bad)
      : policy_(p), new_words_(p.words()), reader_(p, reader_options(options, name)), engine_(p), bad_(bad) {}

  void answer(std::string_view line, instant now, std::ostream& out) {
    const auto one = reader_.read(line);
    evaluate(engine_, one, now, decision_);
    out << to_json(policy_, one, decision_) << '\n';
    for (const auto& d : one.problems) bad_.add(d);
    note(one);
  }

  void close(std::ostream& out) const {
    const auto unknown = new_words_.in(policy_.words());
    const std::vector<std::string> facts(undeclared_.begin(), undeclared_.end());
    counts_.print_unattended(out);
    print_names(out, "words that no policy knows", unknown, unknown.size());
    print_names(out, "facts that the policy does not declare", facts, facts.size());
    print_names(out, "corrected, and no longer protected", unprotected_, unprotected_count_);
    if (reader_.respelt() != 0) out << counted(reader_.respelt(), "word", "words") << " read in spite of capital letters\n";
    counts_.print_statuses(out, "case", "cases");
    if (bad_.errors() != 0) out << "; " << counted(bad_.errors(), "bad record", "bad records");
    out << '\n';
  }

  bool is_complete() const noexcept { return is_complete_; }

 private:
  record_options reader_options(const book_options& options, const std::string& name) {
    return {.file = name,
            .zones = policy_.zones(),
            .line_bytes = lines::most_bytes,
            .local_times = options.local_times,
            .despite = numbers_of(options.despite),
            .replaced = [this](prospect_number, const auto& before, const auto& after) {
              if (const auto lost = lost_protection(policy_, before, after); !lost.empty()) lost_ = lost;
            }};
  }

  // The names are few, however long this runs.
  void note(const case_view& one) {
    counts_.count(one.who.id, decision_);
    is_complete_ &= decision_.status != status::invalid;
    if (!lost_.empty() && ++unprotected_count_ <= most_named) unprotected_.push_back(std::string(one.who.id) + " (" + lost_ + ")");
    lost_.clear();
    for (const auto& fact : one.who.facts)
      if (undeclared_.size() < most_named && !is_declared(fact.name)) undeclared_.emplace(fact.name);
  }

  bool is_declared(std::string_view fact) const {
    return std::ranges::any_of(policy_.draft().facts, [fact](const fact_draft& each) { return *each.name == fact; });
  }

  const policy& policy_;
  new_words new_words_;
  case_reader reader_;
  evaluator engine_;
  report& bad_;
  decision decision_{};
  summary counts_;
  std::set<std::string, std::less<>> undeclared_;
  std::string lost_;  // of the case that is being read
  std::vector<std::string> unprotected_;
  std::size_t unprotected_count_ = 0;
  bool is_complete_ = true;
};

instant system_clock() { return std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::system_clock::now()); }

}  // namespace

int decide_cases(const book_options& options, std::optional<instant> now, std::ostream& out) {
  report bad;
  const auto policy = load_reported(options.policy, {}, bad);
  if (!policy) return bad_usage;
  input in(options.cases);
  case_desk desk(policy, options, in.name(), bad);
  const bool is_asked_live = options.cases == "-";
  lines cases(in.stream());
  for (auto line = cases.next(); line && out; line = cases.next()) {
    desk.answer(*line, now ? *now : system_clock(), out);
    if (is_asked_live) out.flush();
  }
  out.flush();
  bad.close();
  desk.close(std::cerr);
  return desk.is_complete() && bad.errors() == 0 ? all_well : bad_records;
}

}  // namespace tickler::cli
