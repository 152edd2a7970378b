#include <atomic>
#include <tickler/audit.hpp>
#include <tickler/error.hpp>
#include <tickler/problem_numbers.hpp>

#include "analysis/audit/auditor.hpp"
#include "base/internal_access.hpp"
#include "base/threads.hpp"
#include "engine/book_reader.hpp"
#include "engine/fold/history_cursor.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

audit_span checked(instant from, instant to) {
  if (!in_range(from) || !in_range(to)) throw misuse(misuse_number::out_of_time, "`from` or `to` is outside 1970 to 2037");
  if (to < from) throw misuse(misuse_number::out_of_order, "`to` is before `from`");
  return {from, to};
}

// A book in shares, so that what is found does not depend on who did what.
class book_audit {
 public:
  book_audit(const compiled_policy& p, const book::impl& all, const audit_span& span, const audit_options& options)
      : p_(p), all_(all), span_(span), reader_(p, all, span.to, book_reader::wanted::all) {
    const auto shares = (all.size() + share_size - 1) / share_size;
    for (std::size_t i = 0; i < shares; ++i) shares_.emplace_back(p, options.kept);
  }

  void work() {
    for (;;) {
      const auto share = next_.fetch_add(1, std::memory_order_relaxed);
      if (share >= shares_.size()) return;
      look_at(share);
    }
  }

  audit_report report(const audit_options& options) && {
    audit_findings whole(p_, options.kept);
    for (auto& findings : shares_) whole.append(std::move(findings));
    return std::move(whole).report(span_.from, span_.to);
  }

 private:
  static constexpr std::size_t share_size = 4'096;

  void look_at(std::size_t share) {
    auto& findings = shares_[share];
    auditor one(p_, span_, findings);
    auto& folded = one.folded();
    const auto end = std::min((share + 1) * share_size, all_.size());
    for (auto i = share * share_size; i < end; ++i) {
      if (all_.prospects.is_erased(i)) continue;
      const auto number = static_cast<prospect_number>(i);
      findings.begin(number, all_.prospects[number].owner());
      folded.reset(p_, 0);
      auto problem = prospect_problem::none;
      const auto unreadable = reader_.read(number, one.space(),
                                           [&](const resolved_prospect& who, auto log) { problem = one.run(who, std::move(log)); });
      findings.end(unreadable != prospect_problem::none ? unreadable : problem);
    }
  }

  const compiled_policy& p_;
  const book::impl& all_;
  audit_span span_;
  book_reader reader_;
  std::vector<audit_findings> shares_{};  // by share
  std::atomic<std::size_t> next_{0};
};

}  // namespace

audit_report audit(const policy& p, const prospect& who, const history& log, instant from, instant to,
                   const audit_options& options) {
  const auto& compiled = impl_of(p);
  const auto span = checked(from, to);
  if (!(log.words() == compiled.words))
    throw misuse(misuse_number::other_vocabulary, "a history of another vocabulary than the policy's");
  audit_findings findings(compiled, options.kept);
  auditor one(compiled, span, findings);
  findings.begin(0, who.owner);
  prospect_viewer view;
  const auto seen = view(who);
  const auto found = find_prospect(compiled, seen);
  auto problem = found.problem;
  if (problem == prospect_problem::none) {
    one.folded().reset(compiled, 0);
    one.space().memory.read_facts(compiled, seen);
    problem = one.run(found.who, history_cursor(compiled, log, to, one.space().rows));
  }
  findings.end(problem);
  return std::move(findings).report(from, to);
}

audit_report audit(const policy& p, const book& all, instant from, instant to, const audit_options& options) {
  const auto span = checked(from, to);
  book_audit job(impl_of(p), impl_of(all), span, options);
  work_on_threads(options.threads, [&job] { job.work(); });
  return std::move(job).report(options);
}

}  // namespace tickler::inline TICKLER_ABI
