#include "engine_passes.hpp"

#include <benchmark/benchmark.h>

#include <memory>
#include <utility>

namespace {

void use(const tickler::decision& d) { benchmark::DoNotOptimize(d.status); }

}  // namespace

records records_of(const workload::columns& book, const tickler::vocabulary& words) {
  records all;
  for (std::size_t i = 0; i < book.size(); ++i) {
    all.who.push_back(workload::who(book, i));
    all.logs.push_back(workload::log(book, i, words));
  }
  return all;
}

pass in_bulk(const tickler::policy& policy, const tickler::book& book) {
  return {[&] { tickler::evaluate_all(policy, book, workload::now, [](auto, const auto& d) { use(d); }); }};
}

pass in_bulk_kept(const tickler::policy& policy, const tickler::book& book, unsigned threads) {
  const auto results = std::make_shared<tickler::decisions>();
  return {[&policy, &book, threads, results] {
    tickler::evaluate_all(policy, book, workload::now, *results, {.threads = threads});
    benchmark::ClobberMemory();
  }};
}

pass one_by_one(const tickler::policy& policy, records all) {
  struct prospects : records {
    tickler::evaluator engine;
    tickler::decision decision{};
  };
  return {[all = std::make_shared<prospects>(prospects{{std::move(all)}, tickler::evaluator(policy)})] {
    for (std::size_t i = 0; i < all->who.size(); ++i) {
      all->engine.evaluate(all->who[i], all->logs[i], workload::now, all->decision);
      use(all->decision);
    }
  }};
}

pass one_by_one(const tickler::policy& policy, const workload::columns& book) {
  return one_by_one(policy, records_of(book, policy.words()));
}

pass asked(const tickler::policy& policy, records all) {
  struct prospects : records {
    tickler::evaluator engine;
    tickler::permission answer{};
  };
  return {[all = std::make_shared<prospects>(prospects{{std::move(all)}, tickler::evaluator(policy)})] {
    for (std::size_t i = 0; i < all->who.size(); ++i) {
      may(all->engine, all->who[i], all->logs[i], workload::now, {.channel = tickler::channel::phone}, all->answer,
          {.pushes_back = false});
      use(all->answer.plan);
    }
  }};
}

pass asked(const tickler::policy& policy, const workload::columns& book) { return asked(policy, records_of(book, policy.words())); }

pass explained(const tickler::policy& policy, const workload::columns& book) {
  struct prospects : records {
    tickler::evaluator engine;
    tickler::explanation why{};
  };
  return {[all = std::make_shared<prospects>(prospects{records_of(book, policy.words()), tickler::evaluator(policy)})] {
    for (std::size_t i = 0; i < all->who.size(); ++i) {
      all->engine.explain(all->who[i], all->logs[i], workload::now, all->why);
      use(all->why.decision);
    }
  }};
}

pass one_touchpoint_more(const tickler::policy& policy, const workload::columns& book) {
  struct prospects {
    explicit prospects(const tickler::policy& p) : engine(p) {}
    tickler::evaluator engine;
    std::vector<tickler::prospect> who;
    std::vector<tickler::state> before, states;
    std::vector<tickler::touchpoint> last;
    tickler::decision decision;
  };
  const auto all = std::make_shared<prospects>(policy);
  for (std::size_t i = 0; i < book.size(); ++i) {
    all->who.push_back(workload::who(book, i));
    all->before.push_back(tickler::fold(policy, all->who[i], workload::log_but_last(book, i, policy.words()), workload::now));
    all->last.push_back(workload::touch(book, book.begin[i + 1] - 1));
  }
  return {.once =
              [all] {
                for (std::size_t i = 0; i < all->who.size(); ++i) {
                  all->engine.advance(all->who[i], all->states[i], all->last[i], workload::now, all->decision);
                  use(all->decision);
                }
              },
          .prepare = [all] { all->states = all->before; }};
}

pass tick_of_one_in(std::size_t share, const tickler::policy& policy, const tickler::book& book) {
  const auto agenda = std::make_shared<tickler::agenda>();
  tickler::evaluate_all(policy, book, workload::now, [&](auto number, const auto& d) { agenda->set(number, d.next_change); });
  return {[agenda, share, first = std::size_t{0}, &policy, &book]() mutable {
    first = (first + 1) % share;  // others than at the last tick
    for (auto i = first; i < book.size(); i += share) agenda->invalidate(static_cast<tickler::prospect_number>(i));
    tickler::process_due(policy, book, *agenda, workload::now, [](auto, const auto& d) { use(d); });
  }};
}

pass kept_under_both(const tickler::policy& before, const tickler::policy& after, const tickler::book& book) {
  const auto old_pass = in_bulk_kept(before, book, 1), new_pass = in_bulk_kept(after, book, 1);
  return {[old_pass, new_pass] {
    old_pass.once();
    new_pass.once();
  }};
}

pass compared(const tickler::policy& before, const tickler::policy& after, const tickler::book& book) {
  return {[&] { benchmark::DoNotOptimize(tickler::diff(before, after, book, workload::now).changed.size()); }};
}
