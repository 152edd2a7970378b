// A stream of decisions, made from one of cases as it is read.
#include <tickler/tickler.h>

#include <cerrno>
#include <chrono>
#include <exception>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <tickler/evaluate.hpp>
#include <tickler/problem_numbers.hpp>

#include "c/arrow/arrays.hpp"
#include "c/arrow/case_columns.hpp"
#include "c/arrow/columns.hpp"
#include "c/arrow/decision_columns.hpp"
#include "c/cases.hpp"
#include "c/guard.hpp"
#include "c/policy.hpp"

namespace tickler::c::arrow {

namespace {

// A producer's own error.
struct producer_failed {
  int code;
  std::string why;
};

std::string said_by(ArrowArrayStream& s) {
  const auto* why = s.get_last_error(&s);
  return why ? why : "the stream of cases fails and does not say why";
}

class deciding {
 public:
  deciding(const policy& p, unique<ArrowArrayStream> cases, instant now, time_column::zoneless how,
           std::vector<diagnostic>& warnings)
      : now_(now), engine_(p), cases_(std::move(cases)), rows_(p, *schema_of(*cases_.get()).get(), how, warnings), out_(p) {}

  int schema(ArrowSchema* out) noexcept {
    return answered([&] { *out = decision_columns::schema_of_rows().given_away(); });
  }

  int next(ArrowArray* out) noexcept {
    *out = {};
    if (failed_ != 0) return failed_;
    failed_ = answered([&] { decide(*out); });
    return failed_;
  }

  const char* last_error() const noexcept { return error_.empty() ? nullptr : error_.c_str(); }

 private:
  static arrow::schema schema_of(ArrowArrayStream& cases) {
    arrow::schema found;
    if (cases.get_schema(&cases, found.get()) != 0) refuse_column("", said_by(cases));
    return found;
  }

  void decide(ArrowArray& out) {
    array batch;
    if (const auto code = cases_.get()->get_next(cases_.get(), batch.get()); code != 0)
      throw producer_failed{code, said_by(*cases_.get())};
    if (!batch.get()->release) return;  // the end: an array that is released
    rows_.set(*batch.get());
    for (std::int64_t row = 0; row < rows_.size(); ++row) decide(row);
    out = out_.take().given_away();
  }

  void decide(std::int64_t row) {
    std::string unread;
    try {
      rows_.read(row);
      engine_.evaluate(rows_.who(), rows_.log(), now_, decided_);
    } catch (const bad_row& e) {
      unread = e.why;
    } catch (const misuse& e) {
      unread = diagnostic_of(e).message;
    }
    if (!unread.empty()) decided_ = {.status = status::invalid, .problem = prospect_problem::incomplete_history};
    out_.add(rows_.who(), decided_, unread);
  }

  // Never throws: what goes wrong is told as errno would, and in words.
  template <class Body>
  int answered(Body&& body) noexcept {
    const auto failed = [this](int code, const char* why) noexcept {
      try {
        error_ = why;
      } catch (...) {
        error_.clear();
      }
      return code;
    };
    error_.clear();
    try {
      body();
      return 0;
    } catch (const std::bad_alloc&) {
      return failed(ENOMEM, "no memory");
    } catch (const producer_failed& e) {
      return failed(e.code, e.why.c_str());
    } catch (const bad_array& e) {
      return failed(EINVAL, e.why.c_str());
    } catch (const misuse& e) {
      return failed(EINVAL, e.what());
    } catch (...) {
      return failed(EIO, "a bug of ours");
    }
  }

  instant now_;
  evaluator engine_;
  unique<ArrowArrayStream> cases_;
  case_columns rows_;
  decision_columns out_;
  decision decided_{};
  std::string error_{};
  int failed_ = 0;
};

deciding& of(ArrowArrayStream* s) noexcept { return *static_cast<deciding*>(s->private_data); }

}  // namespace

}  // namespace tickler::c::arrow

using namespace tickler::c;
using namespace tickler::c::arrow;

tickler_result tickler_decide_arrow(tickler_policy* p, struct ArrowArrayStream* cases, tickler_time now, std::uint32_t flags,
                                    struct ArrowArrayStream* decisions, tickler_problems** problems) noexcept {
  if (decisions) *decisions = {};
  unique<ArrowArrayStream> taken(cases ? std::exchange(*cases, {}) : ArrowArrayStream{});
  return guarded_into(problems, [&]() -> tickler_result {
    if (!p || !decisions || !taken.get()->release)
      throw tickler::misuse(tickler::misuse_number::bad_size, "no policy, no stream of cases, or nowhere to put decisions");
    const auto at = instant_asked(now);
    const auto how = flags & TICKLER_ZONELESS_IS_UTC ? time_column::zoneless::is_utc : time_column::zoneless::is_refused;
    std::vector<tickler::diagnostic> warnings;
    auto made = std::make_unique<deciding>(p->rules, std::move(taken), at, how, warnings);
    hand_over(std::move(warnings), problems);
    decisions->get_schema = [](ArrowArrayStream* s, ArrowSchema* out) { return of(s).schema(out); };
    decisions->get_next = [](ArrowArrayStream* s, ArrowArray* out) { return of(s).next(out); };
    decisions->get_last_error = [](ArrowArrayStream* s) { return of(s).last_error(); };
    decisions->release = [](ArrowArrayStream* s) {
      delete &of(s);
      s->release = nullptr;
    };
    decisions->private_data = made.release();
    return TICKLER_OK;
  });
}
