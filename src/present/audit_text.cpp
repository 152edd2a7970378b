#include <fmt/format.h>

#include <tickler/io/audit_results.hpp>
#include <tickler/io/results.hpp>

#include "present/phrases.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

class finding_text {
 public:
  finding_text(const policy& p, const finding& f, const zone& local)
      : policy_(p), promise_(p.draft().promises.at(f.promise)), f_(f), local_(local) {}

  std::string text() const {
    switch (promise_.what) {
      case promise_draft::kind::expect:
        return expected();
      case promise_draft::kind::never:
        return forbidden();
      case promise_draft::kind::at_most:
        return counted();
      case promise_draft::kind::next_action:
        return f_.overdue ? overdue() : attended();
      case promise_draft::kind::respected:
        return respected();
    }
    return {};
  }

 private:
  std::string expected() const {
    const auto by = f_.deadline ? " by " + deadline() : std::string();
    const auto begun = touch(f_.began_by);
    if (f_.verdict == verdict::open) return fmt::format("{}, {} expected{}", begun, event_phrase(promise_.expect), by);
    if (f_.verdict == verdict::kept) return fmt::format("{}, in time{}: {}", begun, by, touch(f_.ended_by));
    const auto missing = fmt::format("{}, no {}{}, {} late", begun, event_phrase(promise_.expect), by, off());
    return f_.ended_by ? fmt::format("{}: {}", missing, touch(f_.ended_by)) : missing + " and still none";
  }

  std::string forbidden() const {
    const auto until = f_.deadline ? "until " + deadline() : std::string("ever");
    const auto begun = touch(f_.began_by);
    if (f_.verdict != verdict::broken) return fmt::format("{}, no {} {}", begun, event_phrase(promise_.never), until);
    const auto times = f_.times > 1 ? fmt::format(" (and {} more)", f_.times - 1) : std::string();
    const auto soon = f_.deviation ? fmt::format(", {} too soon", off()) : std::string();
    return fmt::format("{}, no {} was to follow {}: {}{}{}", begun, event_phrase(promise_.never), until, touch(f_.ended_by), soon,
                       times);
  }

  std::string counted() const {
    const auto what = fmt::format("{} of {}", promise_.at_most.value, event_phrase(promise_.of));
    const auto per = promise_.per ? " in " + to_string(promise_.per->value) : std::string();
    if (f_.verdict != verdict::broken) return fmt::format("{}, within at most {}{}", touch(f_.ended_by), what, per);
    const auto soon = f_.deviation ? fmt::format(", {} too soon", off()) : std::string();
    return fmt::format("{}{}, more than {}{}, counted from {}", touch(f_.ended_by), soon, what, per, clock(f_.began_by->at));
  }

  std::string attended() const {
    if (f_.verdict == verdict::kept) return "never left without a next action from " + clock(f_.at) + " on";
    const auto end = f_.ended ? fmt::format(" until {}", clock(*f_.ended)) : std::string(" and still is");
    return fmt::format("without a next action since {}{}, {} in all, after {}", clock(f_.at), end, off(), touch(f_.began_by));
  }

  std::string overdue() const {
    const auto name = step_name(policy_, f_.overdue->cadence, f_.overdue->step);
    if (f_.verdict == verdict::open)
      return fmt::format("{} overdue since {}, {} is the last moment", name, told_deadline(f_.at, local_, f_.at), deadline());
    const auto end = f_.ended ? " until " + clock(*f_.ended) : std::string(" and still is");
    return fmt::format("{} overdue for too long since {}{}, {} late", name, deadline(), end, off());
  }

  std::string respected() const {
    if (f_.verdict == verdict::kept) return touch(f_.ended_by) + ", with nothing against it";
    return fmt::format("{}, although {}", touch(f_.ended_by), touch(f_.began_by));
  }

  // "inquired (their web) Wed 13 May 10:00"
  std::string touch(const std::optional<touch_ref>& t) const {
    return t ? to_text(policy_.words(), t->words) + ' ' + clock(t->at) : "";
  }

  std::string clock(instant t) const { return to_text(t, local_, f_.at); }
  std::string deadline() const { return told_deadline(*f_.deadline, local_, f_.at); }
  std::string off() const { return spelled(f_.deviation.value_or(std::chrono::seconds{0})); }

  const policy& policy_;
  const promise_draft& promise_;
  const finding& f_;
  const zone& local_;
};

}  // namespace

std::string to_text(const policy& p, const finding& f, const zone& local) { return finding_text(p, f, local).text(); }

}  // namespace tickler::inline TICKLER_ABI
