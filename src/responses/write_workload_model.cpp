#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <tickler/error.hpp>
#include <tickler/io/workload_file.hpp>
#include <tickler/problem_numbers.hpp>

#include "base/json_text.hpp"
#include "responses/model_numbers.hpp"

namespace tickler::inline TICKLER_ABI {
namespace {

std::string in_quotes(std::string_view text) {
  if (text.empty()) throw misuse(misuse_number::not_writable, "a model or an owner without a name");
  return std::move(json_text{}.string(text)).take();
}

void need(bool holds, const char* what) {
  if (!holds) throw misuse(misuse_number::not_writable, what);
}

class model_writer {
 public:
  explicit model_writer(const vocabulary& words) : words_(words) {}

  std::string write(const workload_model& m) && {
    put("model: {}\n", in_quotes(m.name));
    if (m.responses) write(*m.responses);
    if (m.spread) {
      need(*m.spread <= 10 * whole_share, "a spread of more than 1,000%");
      put("spread: {}  # how far weeks are from that\n", share_text(*m.spread));
    }
    if (m.arrivals) write(*m.arrivals);
    if (!m.owners.empty()) write(m.owners);
    return std::move(out_);
  }

 private:
  template <class... Values>
  void put(fmt::format_string<Values...> format, Values&&... values) {
    fmt::format_to(std::back_inserter(out_), format, std::forward<Values>(values)...);
  }

  template <class All, class Text>
  static std::string listed(const All& all, Text&& text) {
    std::string line;
    for (const auto& each : all) line += (line.empty() ? "" : ", ") + text(each);
    return line;
  }

  void write(const std::vector<expected_response>& all) {
    put("responses:{}\n", all.empty() ? " {}" : "");
    for (const auto& r : all) {
      const auto why = words_.name(r.of.purpose);
      put("  {}{}{}:\n", words_.name(r.of.channel), why.empty() ? "" : "/", why);
      put("    delay: [{}]\n", listed(r.delay, [](const auto& wait) { return wait ? checked_wait(*wait) : std::string("never"); }));
      if (!r.outcomes.empty()) put("    outcomes: {{{}}}\n", shares(r.outcomes));
      if (!r.answers.empty())
        put("    answers: {{{}}}\n    answer_after: [{}]\n", shares(r.answers), listed(r.answer_after, checked_wait));
    }
  }

  static std::string checked_wait(std::chrono::seconds wait) {
    need(wait.count() >= 0 && wait.count() % 60 == 0, "a wait that is no number of minutes");
    return wait_text(wait);
  }

  std::string shares(const std::vector<outcome_share>& all) const {
    return listed(all, [&](const outcome_share& s) {
      need(s.outcome != outcome::none, "a share of no outcome");
      return std::string(words_.name(s.outcome)) + ": " + share_text(s.share);
    });
  }

  void write(const std::vector<expected_arrivals>& all) {
    put("arrivals:{}\n", all.empty() ? " []" : "");
    for (const auto& a : all) {
      put("  - {{cadence: {}, ", a.cadence);
      if (!a.owner.empty()) put("owner: {}, ", in_quotes(a.owner));
      put("a_day: {}, on: {}, hours: {}-{}}}\n", checked(a.a_day), days_text(a.on), time_text(a.from), time_text(a.to));
    }
  }

  static std::string checked(double amount) {
    auto text = amount_text(amount);
    need(amount_of(text) == amount, "an amount of more than two digits behind the dot, or above 10,000");
    return text;
  }

  static std::string days_text(weekday_set on) {
    if (on == daily) return "daily";
    if (on == mon_fri) return "mon-fri";
    constexpr std::string_view names[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    std::string text;
    for (unsigned i = 0; i < 7; ++i)
      if ((on >> i & 1) != 0) text += (text.empty() ? "" : ",") + std::string(names[i]);
    need(!text.empty(), "arrivals on no day");
    return '"' + text + '"';
  }

  static std::string time_text(std::chrono::minutes t) { return fmt::format("{:02}:{:02}", t.count() / 60, t.count() % 60); }

  void write(const std::map<std::string, owner_capacity>& all) {
    put("owners:\n");
    for (const auto& [name, can] : all) {
      put("  {}:\n", in_quotes(name));
      need(can.a_day || !can.by_channel.empty() || !can.leave.empty(), "an owner of whom nothing is said");
      if (can.a_day) put("    a_day: {}\n", checked(*can.a_day));
      const auto amount = [&](const auto& c) { return std::string(words_.name(c.first)) + ": " + checked(c.second); };
      if (!can.by_channel.empty()) put("    by_channel: {{{}}}\n", listed(can.by_channel, amount));
      const auto dates = [](const date_range& r) {
        return r.first == r.last ? to_string(closed_day{r.first}) : to_string(closed_day{r});
      };
      if (!can.leave.empty()) put("    leave: [{}]\n", listed(can.leave, dates));
    }
  }

  const vocabulary& words_;
  std::string out_{};
};

}  // namespace

std::string write_workload_model(const policy& p, const workload_model& model) { return model_writer(p.words()).write(model); }

}  // namespace tickler::inline TICKLER_ABI
