// The hot paths with fixed inputs, for count.sh to count their instructions.
// usage: tickler_counted PATH: prints how many items the path goes through
#include <benchmark/benchmark.h>

#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <string>
#include <tickler/io.hpp>
#include <utility>
#include <vector>

#include "arrow_table.hpp"
#include "bank_desk.hpp"
#include "c_door.hpp"
#include "case_lines.hpp"
#include "engine_passes.hpp"
#include "own_words.hpp"
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

tickler::policy load(const char* file) {
  return tickler::load_policy_file(std::string(TICKLER_SOURCE_DIR "/") + file, tickler::vocabulary{}).value();
}

struct scene {
  tickler::policy policy = load("benchmarks/workload-w.yaml");
  workload::columns columns = workload::make(2'000);
  tickler::book book = workload::book_of(columns, policy.words());
};

path bulk(const scene& s) { return {s.book.size(), in_bulk(s.policy, s.book)}; }

path bulk_kept(const scene& s) { return {s.book.size(), in_bulk_kept(s.policy, s.book, 1)}; }

path single(const scene& s) { return {s.columns.size(), one_by_one(s.policy, s.columns)}; }

path may(const scene& s) { return {s.columns.size(), asked(s.policy, s.columns)}; }

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

// An item is a prospect-week.
path forecast(const scene&) {
  struct desk {
    tickler::policy policy = bank_desk::load();
    tickler::book book = bank_desk::book_of(policy.words(), 1'000);
    tickler::response_model model = tickler::learn_responses(policy, book, bank_desk::now - std::chrono::seconds{1});
    tickler::load_forecast once() const { return tickler::forecast(policy, book, bank_desk::now, model, {.weeks = 3, .runs = 10}); }
  };
  const auto kept = std::make_shared<const desk>();
  return {kept->once().prospect_weeks, {[kept] { benchmark::DoNotOptimize(kept->once().rows.data()); }}};
}

path bulk_of(tickler::policy policy, tickler::book book) {
  struct shelf {
    tickler::policy policy;
    tickler::book book;
  };
  const auto kept = std::make_shared<const shelf>(shelf{std::move(policy), std::move(book)});
  return {kept->book.size(), {[kept, all = in_bulk(kept->policy, kept->book)] { all.once(); }}};
}

path bulk_over_w(const scene& s, const tickler::policy& policy) {
  return bulk_of(policy, workload::book_of(s.columns, policy.words()));
}

path bulk_expires(const scene& s) {
  auto draft = s.policy.draft();
  for (auto& cadence : draft.cadences)
    for (auto& step : cadence.steps) step.expires = tickler::parse_duration("14 days").value();
  return bulk_over_w(s, tickler::compile(draft, s.policy.words()).value());
}

std::vector<own_words::person> people_of(const tickler::policy& policy) {
  std::vector<own_words::person> all;
  for (std::size_t i = 0; i < 2'000; ++i) all.push_back(own_words::make(policy, i));
  return all;
}

path bulk_over_own(const tickler::policy& policy) { return bulk_of(policy, own_words::book_of(people_of(policy), policy.words())); }

records records_of_own(const tickler::policy& policy) {
  records all;
  for (const auto& p : people_of(policy)) {
    all.who.push_back(p.who);
    all.logs.push_back(p.log);
  }
  return all;
}

path may_over_own(const tickler::policy& policy) {
  auto all = records_of_own(policy);
  const auto kept = std::make_shared<const tickler::policy>(policy);
  return {all.who.size(), {[kept, each = asked(*kept, std::move(all))] { each.once(); }}};
}

path single_over_own(const tickler::policy& policy) {
  auto all = records_of_own(policy);
  const auto kept = std::make_shared<const tickler::policy>(policy);
  return {all.who.size(), {[kept, each = one_by_one(*kept, all)] { each.once(); }}};
}

// One case by JSON, decided for, its decision written.
path case_over_own(const tickler::policy& policy) {
  struct desk {
    tickler::policy policy;
    std::vector<std::string> lines{};
    tickler::case_reader reader{policy};
    tickler::evaluator engine{policy};
    tickler::decision decision{};
  };
  const auto kept = std::make_shared<desk>(desk{policy});
  for (const auto& p : people_of(policy)) kept->lines.push_back(workload::case_line(p.who, p.log));
  return {kept->lines.size(), {[kept] {
            for (const auto& line : kept->lines) {
              const auto one = kept->reader.read(line);
              tickler::evaluate(kept->engine, one, workload::now, kept->decision);
              benchmark::DoNotOptimize(tickler::to_json(kept->policy, one, kept->decision));
            }
          }}};
}

constexpr tickler_time c_now() { return 1'772'465'400; }  // workload::now

std::string text_of_file(const char* file) {
  std::ifstream in(std::string(TICKLER_SOURCE_DIR "/") + file);
  return {std::istreambuf_iterator<char>(in), {}};
}

// One case by JSON through the C door.
path case_c(const char* file) {
  struct office {
    c_door::desk desk;
    std::vector<std::string> lines{};
  };
  const auto kept = std::make_shared<office>(text_of_file(file));
  for (const auto& p : people_of(load(file))) kept->lines.push_back(workload::case_line(p.who, p.log));
  return {kept->lines.size(), {[kept] {
            for (const auto& line : kept->lines) {
              tickler_text text;
              tickler_decide_json(kept->desk.worker(), c_door::text_of(line), c_now(), &text);
              benchmark::DoNotOptimize(text);
            }
          }}};
}

// Rows of an app made into views, each decided for; made into structs, all decided for in one call of the C door.
path rows(const char* file) {
  struct office {
    tickler::policy policy;
    std::vector<c_door::row> rows{c_door::rows_of(people_of(policy))};
    tickler::evaluator engine{policy};
    c_door::views views{};
    tickler::decision decision{};
  };
  const auto kept = std::make_shared<office>(load(file));
  return {kept->rows.size(), {[kept] {
            for (const auto& row : kept->rows) {
              kept->views.set(row);
              kept->engine.evaluate(kept->views.who(), kept->views.log(), workload::now, kept->decision);
              benchmark::DoNotOptimize(kept->decision.actions.data());
            }
          }}};
}

// `with_texts`: each action's id and texts are asked for.
path rows_c(const char* file, bool with_texts = false) {
  struct office {
    c_door::desk desk;
    std::vector<c_door::row> rows{};
    c_door::structs structs{};
  };
  const auto kept = std::make_shared<office>(text_of_file(file));
  kept->rows = c_door::rows_of(people_of(load(file)));
  return {kept->rows.size(), {[kept, with_texts] {
            kept->structs.set(kept->rows);
            const auto& cases = kept->structs.cases();
            tickler_decisions all;
            tickler_decide(kept->desk.worker(), cases.data(), cases.size(), c_now(), &all);
            benchmark::DoNotOptimize(all);
            for (std::size_t i = 0; with_texts && i < all.action_count; ++i) {
              tickler_action_texts texts;
              tickler_action_texts_of(kept->desk.worker(), &all.actions[i], &texts);
              benchmark::DoNotOptimize(texts);
            }
          }}};
}

// The same rows as columns, which are there already; all decisions come as one batch, with the actions' ids and texts in it.
path rows_arrow(const char* file) {
  struct office {
    explicit office(const char* file) : policy(load(file)), desk(text_of_file(file)) {}
    tickler::policy policy;
    std::vector<c_door::row> rows{c_door::rows_of(people_of(policy))};
    c_door::arrow_table table{policy, rows};
    c_door::desk desk;
  };
  const auto kept = std::make_shared<office>(file);
  return {kept->rows.size(), {[kept] {
            auto cases = kept->table.stream();
            ArrowArrayStream decisions;
            tickler_decide_arrow(kept->desk.policy(), &cases, c_now(), 0, &decisions, nullptr);
            ArrowArray batch;
            while (decisions.get_next(&decisions, &batch) == 0 && batch.release) batch.release(&batch);
            decisions.release(&decisions);
          }}};
}

using path_maker = std::function<path(const scene&)>;

// For each shipped policy besides: in bulk over a book of its own words, and over that of workload W.
std::map<std::string, path_maker> all_paths() {
  static constexpr std::pair<const char*, const char*> shipped[] = {{"art", "examples/policies/art-of-follow-up.yaml"},
                                                                    {"debt", "examples/policies/debt-collection.yaml"},
                                                                    {"dental", "examples/policies/dental-practice.yaml"},
                                                                    {"starter", "examples/starter/follow-up.yaml"}};
  std::map<std::string, path_maker> all{{"bulk", bulk},     {"bulk_kept", bulk_kept}, {"bulk_expires", bulk_expires},
                                        {"single", single}, {"advance", advance},     {"tick", tick},
                                        {"shift", shift},   {"import", import},       {"explain", explain},
                                        {"may", may}};
  all["forecast"] = forecast;
  for (const auto& [name, file] : shipped) {
    all[std::string("bulk_") + name] = [file = file](const scene&) { return bulk_over_own(load(file)); };
    all[std::string("bulk_") + name + "_w"] = [file = file](const scene& s) { return bulk_over_w(s, load(file)); };
  }
  all["single_art"] = [](const scene&) { return single_over_own(load(shipped[0].second)); };
  all["may_art"] = [](const scene&) { return may_over_own(load(shipped[0].second)); };
  all["case_c_art"] = [](const scene&) { return case_c(shipped[0].second); };
  all["rows_art"] = [](const scene&) { return rows(shipped[0].second); };
  all["rows_arrow_art"] = [](const scene&) { return rows_arrow(shipped[0].second); };
  all["rows_c_texts_art"] = [](const scene&) { return rows_c(shipped[0].second, true); };
  all["rows_c_art"] = [](const scene&) { return rows_c(shipped[0].second); };
  all["case_art"] = [](const scene&) { return case_over_own(load(shipped[0].second)); };
  return all;
}

void run(const pass& p, const std::function<void(const std::function<void()>&)>& how) {
  if (p.prepare) p.prepare();
  how(p.once);
}

}  // namespace

int main(int argc, char** argv) {
  const auto paths = all_paths();
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
