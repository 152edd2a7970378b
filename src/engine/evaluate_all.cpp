// The entries for a book. The book is read once for the policy (book_reader.hpp), then prospect after prospect in the same memory.
// On several threads they take blocks of prospects; a block is decided by one thread and lands in its own place of the result, so
// that the result does not depend on who did what.
#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <tickler/error.hpp>
#include <tickler/evaluate.hpp>
#include <tickler/evaluate_all.hpp>
#include <tickler/problem_numbers.hpp>

#include "base/internal_access.hpp"
#include "base/threads.hpp"
#include "engine/book_reader.hpp"
#include "engine/decide/packed_decisions.hpp"

namespace tickler::inline TICKLER_ABI {

bool evaluate_all(const policy& p, const book& all, instant now, const each_decision& each) {
  const book_reader reader(impl_of(p), impl_of(all), now, book_reader::wanted::all);
  workspace space;
  decision out;
  const auto end = static_cast<prospect_number>(all.size());
  for (prospect_number i = 0; i < end; ++i) {
    reader.decide(i, space, out);
    if (!each(i, out)) return false;
  }
  return true;
}

bool evaluate_some(const policy& p, const book& all, std::span<const prospect_number> some, instant now,
                   const each_decision& each) {
  const book_reader reader(impl_of(p), impl_of(all), now, book_reader::wanted::few);
  for (const auto i : some)
    if (i >= all.size()) throw misuse(misuse_number::no_such_prospect, "no prospect of that number");
  workspace space;
  decision out;
  for (const auto i : some) {
    reader.decide(i, space, out);
    if (!each(i, out)) return false;
  }
  return true;
}

contact_standing standing_of_referrer(const policy& p, const book& all, prospect_number number, instant now) {
  if (number >= all.size()) throw misuse(misuse_number::no_such_prospect, "no prospect of that number");
  if (!impl_of(p).goes_to_referrer || all.is_erased(number)) return {};
  workspace space;
  return book_reader(impl_of(p), impl_of(all), now, book_reader::wanted::few).standing_of_referrer(number, space);
}

// Shares are the blocks of the result, so that it does not depend on who did what.
struct parallel_evaluation::impl {
  impl(const policy& p, const book& all, instant when, decisions& to, const evaluation_options& how)
      : reader(impl_of(p), impl_of(all), when, book_reader::wanted::all), now(when), options(how), out(impl_of(to)) {
    out.start(all.size(), p.fingerprint());
  }

  void tell(std::size_t more) {
    if (!options.progress) return;
    const std::lock_guard one(telling);
    options.progress(decided += more, out.size);
  }

  book_reader reader;
  instant now;
  evaluation_options options;
  decisions::impl& out;
  std::atomic<std::size_t> next{0};
  std::atomic<bool> abandoned{false};
  std::mutex telling;
  std::size_t decided = 0;  // of those told of
};

namespace {

// The other threads need not finish what is lost.
class abandon_on_exception {
 public:
  explicit abandon_on_exception(std::atomic<bool>& abandoned) : abandoned_(abandoned) {}
  abandon_on_exception(const abandon_on_exception&) = delete;
  abandon_on_exception& operator=(const abandon_on_exception&) = delete;
  ~abandon_on_exception() {
    if (std::uncaught_exceptions() > before_) abandoned_ = true;
  }

 private:
  std::atomic<bool>& abandoned_;
  int before_ = std::uncaught_exceptions();
};

}  // namespace

parallel_evaluation::parallel_evaluation(const policy& p, const book& all, instant now, decisions& out,
                                         const evaluation_options& how)
    : impl_(std::make_unique<impl>(p, all, now, out, how)) {}
parallel_evaluation::~parallel_evaluation() = default;

// Any number of threads may be in here. The counter is all that they share and nothing is published through it, so relaxed is
// enough; joining them makes the blocks visible.
bool parallel_evaluation::work() {
  constexpr auto block_size = decisions::impl::block_size;
  auto& job = *impl_;
  workspace space;
  decision d;
  decision_packer packed(job.now);
  const abandon_on_exception guard(job.abandoned);
  while (!job.options.stop.stop_requested() && !job.abandoned) {
    const auto taken = job.next.fetch_add(1, std::memory_order_relaxed);
    if (taken >= job.out.blocks.size()) break;
    const auto begin = taken * block_size, end = std::min(begin + block_size, job.out.size);
    for (auto i = begin; i < end; ++i) {
      job.reader.decide(static_cast<prospect_number>(i), space, d);
      packed.add(d);
    }
    packed.fill(job.out.blocks[taken]);
    job.tell(end - begin);
  }
  return job.next >= job.out.blocks.size();
}

bool evaluate_all(const policy& p, const book& all, instant now, decisions& out, const evaluation_options& how) {
  parallel_evaluation job(p, all, now, out, how);
  work_on_threads(how.threads, [&] { job.work(); });
  return out.is_complete();
}

}  // namespace tickler::inline TICKLER_ABI
