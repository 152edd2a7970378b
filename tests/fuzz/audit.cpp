// Whatever has happened between whichever instants: what the audit of a history counts is what it finds, by owner and by month as
// in all; what came later changes nothing; a book of one is that one; and each finding can be told.
#include <algorithm>
#include <tickler/audit.hpp>
#include <tickler/io/audit_results.hpp>
#include <tickler/tickler.hpp>
#include <tuple>

#include "fuzz/happenings.hpp"
#include "fuzz/json.hpp"
#include "fuzz/policies.hpp"

namespace {

using namespace tickler;
using fuzz::must_hold;

using counts = std::vector<verdict_counts>;

counts sum_of(const std::vector<audit_group>& groups, std::size_t promises) {
  counts all(promises);
  for (const auto& g : groups)
    for (std::size_t i = 0; i < promises; ++i) all[i] += g.promises.at(i);
  return all;
}

void check(const policy& p, const prospect& who, const audit_report& found) {
  const auto promises = p.draft().promises.size();
  counts all(promises);
  const auto local = zone_of(p, who);
  for (const auto& f : found.findings) {
    ++all.at(f.promise)[f.verdict];
    must_hold(f.at >= found.from && f.at < found.to, "what calls for it is in the time that is looked at");
    must_hold(!f.ended || *f.ended < found.to, "what was ended was ended by then");
    must_hold(!f.deviation || f.verdict == verdict::broken, "only what was broken differs from what was promised");
    must_hold(!to_text(p, f, local.value()).empty(), "it can be told");
    fuzz::must_be_json(to_json(p, who, f));
  }
  must_hold(all == found.all.promises, "what is counted is what is found");
  must_hold(sum_of(found.owners, promises) == all && sum_of(found.months, promises) == all, "by owner and month as in all");
  must_hold(std::ranges::is_sorted(found.findings, {}, [](const finding& f) { return std::tuple(f.prospect, f.promise, f.at); }),
            "in order");
}

// The same of less, of fewer or of a book.
void check_another_way(const policy& p, const prospect& who, std::vector<touchpoint> touchpoints, audit_report found,
                       std::size_t way) {
  const auto from = found.from, to = found.to;
  const auto log = fuzz::log_of(p, touchpoints);
  if (way == 0) {
    std::erase_if(found.findings, [](const finding& f) { return f.verdict == verdict::kept; });
    must_hold(audit(p, who, log, from, to) == found, "kept ones are left out, but counted");
  } else if (way == 1) {
    std::erase_if(touchpoints, [&](const touchpoint& t) { return t.at >= to; });
    must_hold(audit(p, who, fuzz::log_of(p, touchpoints), from, to, {.kept = true}) == found, "what came later is not there yet");
  } else {
    book all(p.words());
    all.set_log(all.add(who), log);
    must_hold(audit(p, all, from, to, {.kept = true}) == found, "a book of one is that one");
    fuzz::must_be_json(to_json(p, all, found));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::dice d(fuzz::text_of(data, size));
  const auto& p = d.one_of(fuzz::policies());
  const auto before = date::days{d.byte()}, lasting = date::days{d.byte()};
  const auto way = d.below(3);
  const auto [who, touchpoints, now] = fuzz::some_happening(d, p);
  const auto from = now - std::min<std::chrono::seconds>(before, now - time_begin);
  const auto to = std::min<instant>(from + lasting, time_end - std::chrono::seconds{1});
  const auto log = fuzz::log_of(p, touchpoints);
  const auto found = audit(p, who, log, from, to, {.kept = true});
  check(p, who, found);
  check_another_way(p, who, touchpoints, found, way);
  return 0;
}
