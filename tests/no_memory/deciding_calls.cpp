#include "no_memory/cpp_calls.hpp"

namespace no_memory {

using namespace tickler;

namespace {

// One more, by which she has asked again.
touchpoint asked_again() {
  return {.at = a_monday,
          .words = {.channel = channel::email, .direction = direction::inbound, .outcome = outcome::inquired},
          .keys = {"order-3 with a name of some length"}};
}

policy changed(const scene& s) {
  auto draft = s.p.draft();
  draft.limits.clear();
  draft.cadences.pop_back();
  return compile(std::move(draft), s.words).value();
}

std::string one_by_one(const scene& s) {
  std::string said;
  const auto say = [&](auto n, const auto& d) { said += to_json(s.p, s.all.prospect(n), d) + '\n'; };
  evaluate_all(s.p, s.all, a_monday, say);
  return said;
}

std::string told(const scene& s, const decisions& decided) {
  std::string said;
  decision one;
  for (prospect_number n = 0; n < decided.size(); ++n) {
    decided.get(n, one);
    said += to_json(s.p, s.all.prospect(n), one) + '\n';
  }
  return said;
}

std::vector<cpp_call> of_one() {
  return {
      {"evaluate", [](scene& s) { return [&s] { return to_json(s.p, s.ada, evaluate(s.p, s.ada, s.log, a_monday)); }; }},
      {"evaluate, what to do in words",
       [](scene& s) {
         return [&s] {
           const auto d = evaluate(s.p, s.ada, s.log, a_monday);
           std::string said;
           for (const auto& a : d.actions) {
             const auto text = to_text(s.p, s.ada, d, a, zones::system().find("Europe/London").value(), a_monday);
             said += text.step + text.what + text.when + text.late + text.why + id_of(s.p, d, a) + '\n';
           }
           return said;
         };
       }},
      {"a case that is read and decided",
       [](scene& s) {
         return [&s] {
           case_reader reader(s.p);
           evaluator engine(s.p);
           decision d;
           std::string said;
           for (const auto* line :
                {R"({"prospect":{"id":"ada","contact":{"email":"a"}},"touchpoints":[{"at":"2026-03-02T09:00:00Z",)"
                 R"("direction":"inbound","outcome":"inquired","key":["a","b"],"id":"7"}]})",
                 R"({"prospect":{"id":"b\u00f8","facts":{"tags":["vip"],"transit":"PT1H"}},"touchpoints":[)"
                 R"({"at":"2026-03-02T09:00:00Z","channel":"pigeon","id":"7"},{"at":"2026-03-01T09:00:00Z","id":"7"}]})",
                 R"({"prospect":{"id":"cy"},"touchpoints":[{"at":"yesterday"}]})"}) {
             const auto c = reader.read(line);
             evaluate(engine, c, a_monday, d);
             said += to_json(s.p, c, d) + '\n';
           }
           return said;
         };
       }},
      {"explain, in words and as JSON",
       [](scene& s) {
         return [&s] {
           const auto all_of_it = describe(s.p, s.ada, s.log, explain(s.p, s.ada, s.log, a_monday), {.full = true});
           return to_text(all_of_it) + to_json(all_of_it);
         };
       }},
      {"explain, of a book",
       [](scene& s) {
         return [&s] {
           evaluator engine(s.p);
           history log(s.words);
           explanation why;
           explain(s.p, engine, s.all, 1, a_monday, log, why);
           return to_text(describe(s.p, s.all.prospect(1), log, why));
         };
       }},
      {"fold, advance and decide",
       [](scene& s) {
         return [&s, next = asked_again()] {
           auto kept = fold(s.p, s.ada, s.log, a_monday - hour);
           advance(s.p, s.ada, kept, next);
           return to_json(s.p, s.ada, decide(s.p, s.ada, kept, a_monday));
         };
       }},
      {"advance and decide in one",
       [](scene& s) {
         return [&s, next = asked_again()] {
           evaluator engine(s.p);
           state kept;
           decision d;
           engine.fold(s.ada, s.log, a_monday - hour, kept);
           engine.advance(s.ada, kept, next, a_monday + hour, d);
           return to_json(s.p, s.ada, d);
         };
       }},
      {"may",
       [](scene& s) {
         return [&s] {
           touch_reader reader(s.p);
           const auto asked = reader.read(R"({"prospect":"ada","channel":"phone","purpose":"check_in","step":"answer/ring"})");
           const auto said = may(s.p, s.ada, s.log, a_monday, asked.touch);
           const auto refused = reader.read(R"({"prospect":"ada","channel":"pigeon"})");
           return to_json(s.p, s.ada, said) + to_text(s.p, s.ada, said, zones::system().find("UTC").value(), a_monday) +
                  to_json(refused);
         };
       }},
      {"preview, as JSON and as a picture",
       [](scene& s) {
         return [&s, script = std::vector{asked_again()}] {
           const auto future = preview(s.p, s.ada, s.log, a_monday, script, {.until = a_monday + 3 * week});
           return to_json(s.p, s.ada, future) + to_svg(s.p, s.ada, s.log, future);
         };
       }},
      {"a script for a preview",
       [](scene& s) {
         return [&s] {
           const auto utc = zones::system().find("UTC").value();
           const auto script = parse_script("answers on day 2, buys on day 20 at 14:30", s.p, utc, a_monday).value();
           const auto wrong = parse_script("sings on day 2", s.p, utc, a_monday);
           return std::to_string(script.size()) + sample_prospect(s.p).id + wrong.error().message +
                  std::to_string(example_touchpoint(s.p, "put_off", a_monday).value().until.has_value());
         };
       }},
      {"audit",
       [](scene& s) {
         return [&s] { return to_json(s.p, s.all, audit(s.p, s.all, a_monday - 4 * week, a_monday, {.kept = true})); };
       }},
      {"reconcile",
       [](scene& s) {
         auto known = std::vector{
             task_of(s.p, s.ada, evaluate(s.p, s.ada, s.log, a_monday), evaluate(s.p, s.ada, s.log, a_monday).actions.front())};
         auto later = s.log;
         later.add(asked_again());
         return [&s, known, later] {
           std::string said;
           const auto d = evaluate(s.p, s.ada, later, a_monday);
           for (const auto& u : reconcile(s.p, s.ada, later, a_monday, d, known))
             said += std::string(to_string(u.change)) + ' ' + u.what.id + '\n';
           return said;
         };
       }},
  };
}

std::vector<cpp_call> of_books() {
  return {
      {"evaluate_all, one by one", [](scene& s) { return [&s] { return one_by_one(s); }; }},
      {"evaluate_all, all kept",
       [](scene& s) {
         return [&s, decided = decisions()]() mutable {
           evaluate_all(s.p, s.all, a_monday, decided);
           return told(s, decided);
         };
       }},
      {"parallel_evaluation",
       [](scene& s) {
         return [&s, decided = decisions()]() mutable {
           parallel_evaluation{s.p, s.all, a_monday, decided}.work();
           return told(s, decided);
         };
       }},
      {"find_near_misses, find_oddities, find_unshared",
       [](scene& s) {
         return [&s] {
           const auto odd = find_oddities(s.p, s.all, a_monday - week);
           return std::to_string(find_near_misses(s.p, s.all, a_monday).total()) + ' ' + std::to_string(odd.later_touchpoints) +
                  ' ' + std::to_string(odd.keyless_ends) + ' ' + std::to_string(find_unshared(s.p, s.all).accounts.size());
         };
       }},
      {"joint_history",
       [](scene& s) {
         return [&s] {
           history log(s.words);
           std::vector<shared_touchpoint> of_others;
           joint_history(s.p, s.all, 1, log, of_others);
           return std::to_string(log.size()) + ' ' + std::to_string(of_others.size()) + ' ' +
                  std::to_string(standing_of_referrer(s.p, s.all, 0, a_monday).is_known());
         };
       }},
      {"diff of drafts and of decisions",
       [](scene& s) {
         return [&s, other = changed(s)] {
           std::string said;
           for (const auto& c : diff(s.p.draft(), other.draft())) said += to_text(c) + '\n';
           const auto found = diff(s.p, other, s.all, a_monday);
           const prospect_number first[] = {0};
           diff_some(s.p, other, s.all, first, a_monday,
                     [&](const prospect_difference& d) { said += to_json(s.p, other, s.ada, d); });
           return said + to_json(found);
         };
       }},
      {"diff_ahead",
       [](scene& s) {
         return [&s, other = changed(s)] { return to_json(s.all, diff_ahead(s.p, other, s.all, a_monday, a_monday + 2 * week)); };
       }},
      {"the weeks ahead",
       [](scene& s) {
         return [&s] {
           const auto model = load_workload_model(write_workload_model(s.p, measure_workload(s.p, s.all, a_monday)), "m.yaml", s.p);
           const auto ahead =
               forecast(s.p, s.all, a_monday, responses_of(s.p, s.all, a_monday, model.value()), {.weeks = 1, .runs = 1});
           return to_json(s.p, ahead);
         };
       }},
      {"agenda, what is due",
       [](scene& s) {
         s.due.invalidate(0);
         return [&s, later = s.due] {
           auto due = later;
           std::string said;
           invalidate(s.p, s.all, due, 1);
           process_due(s.p, s.all, due, a_monday,
                       [&](auto n, const auto& d) { said += to_json(s.p, s.all.prospect(n), d) + '\n'; });
           return said + std::to_string(due.take_due(time_end).size());
         };
       }},
  };
}

}  // namespace

std::vector<cpp_call> deciding_calls() {
  auto all = of_one();
  for (auto& each : of_books()) all.push_back(std::move(each));
  return all;
}

}  // namespace no_memory
