// The entries for a book. The book is read once for the policy (book_reader.hpp), then prospect after prospect in the same memory.
// On several threads they take blocks of prospects; a block is decided by one thread and lands in its own place of the result, so
// that the result does not depend on who did what.
#include <algorithm>
#include <atomic>
#include <stdexcept>
#include <tickler/evaluate.hpp>
#include <tickler/evaluate_all.hpp>

#include "base/threads.hpp"
#include "engine/book_reader.hpp"
#include "engine/decide/packed_decisions.hpp"

namespace tickler {

void evaluate_all(const policy& p, const book& all, instant now, const each_decision& each) {
  const book_reader reader(p.compiled(), all.get(), now, book_reader::wanted::all);
  workspace space;
  decision out;
  const auto end = static_cast<prospect_number>(all.size());
  for (prospect_number i = 0; i < end; ++i) {
    reader.decide(i, space, out);
    each(i, out);
  }
}

void evaluate_some(const policy& p, const book& all, std::span<const prospect_number> some, instant now,
                   const each_decision& each) {
  const book_reader reader(p.compiled(), all.get(), now, book_reader::wanted::few);
  workspace space;
  decision out;
  for (const auto i : some) {
    if (i >= all.size()) throw std::out_of_range("no prospect of that number");
    reader.decide(i, space, out);
    each(i, out);
  }
}

// Shares are the blocks of the result, so that it does not depend on who did what.
struct parallel_evaluation::impl {
  impl(const policy& p, const book& all, instant when, decisions& to)
      : reader(p.compiled(), all.get(), when, book_reader::wanted::all), now(when), out(to.get()) {
    out.size = all.size();
    out.blocks.resize((out.size + out.block_size - 1) / out.block_size);
  }

  book_reader reader;
  instant now;
  decisions::impl& out;
  std::atomic<std::size_t> next{0};
};

parallel_evaluation::parallel_evaluation(const policy& p, const book& all, instant now, decisions& out)
    : impl_(std::make_unique<impl>(p, all, now, out)) {}
parallel_evaluation::~parallel_evaluation() = default;

// Any number of threads may be in here. The counter is all that they share and nothing is published through it, so relaxed is
// enough; joining them makes the blocks visible.
void parallel_evaluation::work() {
  constexpr auto block_size = decisions::impl::block_size;
  auto& job = *impl_;
  workspace space;
  decision d;
  decision_packer packed(job.now);
  for (;;) {
    const auto taken = job.next.fetch_add(1, std::memory_order_relaxed);
    if (taken >= job.out.blocks.size()) return;
    const auto end = std::min((taken + 1) * block_size, job.out.size);
    for (auto i = taken * block_size; i < end; ++i) {
      job.reader.decide(static_cast<prospect_number>(i), space, d);
      packed.add(d);
    }
    packed.fill(job.out.blocks[taken]);
  }
}

void evaluate_all(const policy& p, const book& all, instant now, decisions& out, unsigned threads) {
  parallel_evaluation job(p, all, now, out);
  work_on_threads(threads, [&] { job.work(); });
}

}  // namespace tickler
