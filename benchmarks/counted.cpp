// The hot paths with fixed inputs, for count.sh to count their instructions.
// usage: tickler_counted PATH: prints how many items the path goes through
#include <benchmark/benchmark.h>

#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <string>
#include <tickler/io.hpp>

#include "engine_passes.hpp"
#include "shifts.hpp"
#include "workload_book.hpp"
#include "workload_lines.hpp"

// Counting begins and ends with it.
extern "C" [[gnu::noinline]] void counted(const std::function<void()>& once) {
  once();
  benchmark::ClobberMemory();
}

namespace {

struct path {
  std::size_t items;
  pass run;
};

struct scene {
  tickler::policy policy =
      tickler::load_policy_file(TICKLER_SOURCE_DIR "/benchmarks/workload-w.yaml", tickler::vocabulary{}).value();
  workload::columns columns = workload::make(2'000);
  tickler::book book = workload::book_of(columns, policy.words());
};

path bulk(const scene& s) { return {s.book.size(), in_bulk(s.policy, s.book)}; }

path bulk_kept(const scene& s) { return {s.book.size(), in_bulk_kept(s.policy, s.book, 1)}; }

path single(const scene& s) { return {s.columns.size(), one_by_one(s.policy, s.columns)}; }

path explain(const scene& s) { return {s.columns.size(), explained(s.policy, s.columns)}; }

path advance(const scene& s) { return {s.columns.size(), one_touchpoint_more(s.policy, s.columns)}; }

path tick(const scene& s) { return {s.book.size() / 100, tick_of_one_in(100, s.policy, s.book)}; }

path shift(const scene&) {
  const auto shifts = workload::random_shifts(100'000);
  return {shifts.size(), {[shifts, offices = workload::offices()] {
            for (const auto& s : shifts) benchmark::DoNotOptimize(offices[s.office].from(s.at)->begin);
          }}};
}

path import(const scene& s) {
  const auto text = workload::touchpoint_lines(s.columns, false);
  const auto prospects = std::make_shared<tickler::book>(s.policy.words());
  for (std::size_t i = 0; i < s.columns.size(); ++i) prospects->add(workload::who(s.columns, i));
  const auto all = std::make_shared<tickler::book>(s.policy.words());
  return {s.columns.at.size(),
          {.once = [text, all] { tickler::read_touchpoints(text, {}, *all, [](const auto&) {}); },
           .prepare =
               [prospects, all] {
                 *all = *prospects;
                 static_cast<void>(all->find("p0"));
               }}};
}

const std::map<std::string, path (*)(const scene&)> paths{{"bulk", bulk},       {"bulk_kept", bulk_kept}, {"single", single},
                                                          {"advance", advance}, {"tick", tick},           {"shift", shift},
                                                          {"import", import},   {"explain", explain}};

void run(const pass& p, const std::function<void(const std::function<void()>&)>& how) {
  if (p.prepare) p.prepare();
  how(p.once);
}

}  // namespace

int main(int argc, char** argv) {
  const auto found = paths.find(argc == 2 ? argv[1] : "");
  if (found == paths.end()) {
    std::cerr << "usage: tickler_counted PATH, of";
    for (const auto& [name, _] : paths) std::cerr << ' ' << name;
    std::cerr << '\n';
    return 2;
  }
  const scene s;
  const auto path = found->second(s);
  run(path.run, [](const auto& once) { once(); });  // so that tables are there and buffers large enough
  run(path.run, counted);
  std::cout << path.items << '\n';
}
