#include <algorithm>
#include <set>
#include <tickler/error.hpp>
#include <tickler/io/workload_file.hpp>
#include <tickler/preview.hpp>
#include <tickler/problem_numbers.hpp>

#include "base/messages.hpp"
#include "base/sort_by_place.hpp"
#include "policy/parse/text_file.hpp"
#include "responses/model_kinds.hpp"
#include "responses/model_numbers.hpp"
#include "responses/model_tables.hpp"

namespace tickler::inline TICKLER_ABI {
namespace {

constexpr std::size_t most_waits = 100;

// Makes a model of what is written, and says what cannot be meant.
class model_maker {
 public:
  model_maker(findings& found, const policy& p) : found_(found), policy_(p), words_(p.words()) {}

  workload_model make(const model_draft& draft) && {
    out_.name = *draft.name;
    if (draft.spread.at && !draft.spread->empty()) out_.spread = share(draft.spread);
    if (draft.responses_at) add_responses(draft);
    if (draft.arrivals_at) out_.arrivals.emplace();
    for (const auto& a : draft.arrivals) add(a);
    for (const auto& o : draft.owners) add(o);
    return std::move(out_);
  }

 private:
  void error(int number, source_position at, std::string message) { found_.error(number, at, std::move(message)); }

  template <class Value>
  Value taken(std::optional<Value> read, const value_kind& kind, const located_string& written) {
    if (!read && !written->empty())
      error(number::wrong_value, written.at, "expected " + std::string(kind.wanted) + ", found " + tickler::quoted(*written));
    return read.value_or(Value{});
  }

  per_mille share(const located_string& written) { return taken(share_of(*written), model_kinds::share, written); }
  double amount(const located_string& written) { return taken(amount_of(*written), model_kinds::amount, written); }

  channel channel_called(std::string_view name, source_position at) {
    std::vector<std::string_view> known{"internal"};
    for (const auto& c : policy_.draft().channels) known.push_back(*c.name);
    if (const auto found = words_.find<channel>(name); found && std::find(known.begin(), known.end(), name) != known.end())
      return *found;
    error(number::unknown_channel, at,
          "the policy has no channel " + tickler::quoted(std::string(name)) + hint(nearest(name, known)));
    return channel::none;
  }

  purpose purpose_called(std::string_view name, source_position at) {
    std::vector<std::string_view> known;
    for (const auto& cadence : policy_.draft().cadences)
      for (const auto& step : cadence.steps) {
        known.push_back(*step.purpose);
        if (step.when_late) known.push_back(*step.when_late->purpose);
      }
    if (const auto found = words_.find<purpose>(name);
        found && !name.empty() && std::find(known.begin(), known.end(), name) != known.end())
      return *found;
    error(number::unknown_purpose, at,
          "no step of the policy is for " + tickler::quoted(std::string(name)) + hint(nearest(name, known)));
    return purpose::none;
  }

  outcome outcome_called(const located_string& name) {
    if (const auto found = words_.find<outcome>(*name); found && !name->empty()) return *found;
    std::vector<std::string_view> known;
    for (std::size_t i = 1; i < words_.size<outcome>(); ++i) known.push_back(words_.name(static_cast<outcome>(i)));
    error(number::unknown_outcome, name.at, "there is no outcome " + tickler::quoted(*name) + hint(nearest(*name, known)));
    return outcome::none;
  }

  void add_responses(const model_draft& draft) {
    auto& all = out_.responses.emplace();
    for (const auto& r : draft.responses) all.push_back(response(r));
    if (!found_.list.empty()) return;  // one that is misspelt would be missing, too
    for (const auto& t : missing_responses(policy_, all)) {
      const auto name = touch_name(t);
      error(number::missing_key, draft.responses_at, "the policy can ask for " + name + ", and there is no response to it");
    }
  }

  std::string touch_name(const response_model::touch& t) const {
    const auto why = words_.name(t.purpose);
    return std::string(words_.name(t.channel)) + (why.empty() ? "" : "/" + std::string(why));
  }

  expected_response response(const response_draft& d) {
    expected_response made{.of = touch(d.of)};
    if (!d.delay.empty()) made.delay = waits(d.delay);
    made.outcomes = shares(d.outcomes);
    made.answers = shares(d.answers);
    if (const auto sum = sum_of(made.outcomes); !d.outcomes.empty() && sum != whole_share)
      error(number::wrong_value, d.outcomes_at, "these outcomes come to " + share_text(sum) + ", not to 100%");
    if (const auto sum = sum_of(made.answers); sum > whole_share)
      error(number::wrong_value, d.answers_at, "these answers come to " + share_text(sum) + ", and at most 100% answer");
    if (!d.answers.empty() && d.answer_after.empty())
      error(number::missing_key, d.answers_at, "'answers' need 'answer_after': how long they take");
    if (d.answers.empty() && !d.answer_after.empty() && !d.answers_at)
      error(number::not_together, d.answer_after.front().at, "'answer_after' without 'answers'");
    if (!d.answer_after.empty()) {
      made.answer_after.clear();
      for (const auto& w : waits(d.answer_after)) made.answer_after.push_back(w.value_or(std::chrono::seconds{0}));
      for (const auto& w : d.answer_after)
        if (*w == "never") error(number::wrong_value, w.at, "'never' is no time for an answer: leave it out of the share");
    }
    return made;
  }

  response_model::touch touch(const located_string& of) {
    if (of->empty()) return {};
    const auto slash = of->find('/');
    const auto on = channel_called(std::string_view(*of).substr(0, slash), of.at);
    if (slash == std::string::npos) return {on, purpose::none};
    return {on, purpose_called(std::string_view(*of).substr(slash + 1), of.at)};
  }

  expected_response::waits waits(const std::vector<located_string>& written) {
    expected_response::waits made;
    if (written.size() > most_waits) error(number::too_many, written.front().at, "more than 100 waits");
    for (const auto& w : written) {
      if (w->empty()) continue;
      if (*w == "never") {
        made.emplace_back(std::nullopt);
        continue;
      }
      const auto read = parse_duration(*w);
      const auto wait = read ? wait_of(*read) : std::nullopt;
      if (!read)
        error(number::bad_duration, w.at, read.error().message);
      else if (!wait)
        error(number::bad_duration, w.at, "a wait is of minutes, hours, days (of 24 hours) and weeks, not " + tickler::quoted(*w));
      made.push_back(wait.value_or(std::chrono::seconds{0}));
    }
    return made;
  }

  std::vector<outcome_share> shares(const text_pairs& written) {
    std::vector<outcome_share> made;
    for (const auto& [name, part] : written) made.push_back({outcome_called(name), share(part)});
    return made;
  }

  static per_mille sum_of(const std::vector<outcome_share>& shares) {
    per_mille sum = 0;
    for (const auto& s : shares) sum += s.share;
    return sum;
  }

  void add(const arrival_draft& d) {
    expected_arrivals made{.cadence = *d.cadence, .owner = *d.owner, .a_day = amount(d.a_day)};
    if (!d.cadence->empty()) check_cadence(d.cadence);
    if (!d.on->empty()) {
      const auto read = parse_weekdays(*d.on);
      if (read)
        made.on = *read;
      else
        error(number::bad_weekdays, d.on.at, read.error().message);
    }
    if (!d.hours->empty()) {
      const auto read = parse_hours(*d.hours);
      if (!read)
        error(number::bad_hours, d.hours.at, read.error().message);
      else if (read->to <= read->from)
        error(number::bad_hours, d.hours.at, "arrivals past midnight are two entries, one of each day");
      else
        made.from = read->from, made.to = read->to;
    }
    out_.arrivals->push_back(std::move(made));
  }

  void check_cadence(const located_string& name) {
    std::vector<std::string_view> known;
    for (const auto& c : policy_.draft().cadences) known.push_back(*c.name);
    if (std::find(known.begin(), known.end(), *name) == known.end())
      error(number::wrong_value, name.at, "the policy has no cadence " + tickler::quoted(*name) + hint(nearest(*name, known)));
    else if (!example_touchpoint(policy_, *name, time_begin))
      error(number::wrong_value, name.at, "no touchpoint alone starts the cadence " + tickler::quoted(*name));
  }

  void add(const owner_draft& d) {
    auto& made = out_.owners[*d.name];
    if (found_.list.empty() && !d.a_day.at && d.by_channel.empty() && d.leave.empty())
      error(number::no_value, d.name.at, "nothing is said of " + tickler::quoted(*d.name) + ": a_day, by_channel or leave");
    if (!d.a_day->empty()) made.a_day = amount(d.a_day);
    for (const auto& [name, most] : d.by_channel) made.by_channel[channel_called(*name, name.at)] = amount(most);
    for (const auto& day : d.leave)
      if (!day->empty()) made.leave.push_back(dates(day));
  }

  date_range dates(const located_string& written) {
    const auto read = parse_closed_day(*written);
    if (!read)
      error(number::bad_closed_day, written.at, read.error().message);
    else if (const auto* one = std::get_if<date::year_month_day>(&*read))
      return {*one, *one};
    else if (const auto* several = std::get_if<date_range>(&*read))
      return *several;
    else
      error(number::bad_closed_day, written.at,
            "leave has a year: 2026-08-03, or 2026-08-03..2026-08-21, not " + tickler::quoted(*written));
    constexpr auto some_day = date::year{2026} / 1 / 1;
    return {some_day, some_day};
  }

  findings& found_;
  const policy& policy_;
  const vocabulary& words_;
  workload_model out_{};
};

loaded_workload_model refused(int number, std::string_view file, source_position at, std::string message) {
  return {std::nullopt, {{number, severity::error, std::string(file), at, "", std::move(message)}}};
}

}  // namespace

const workload_model& loaded_workload_model::value() const& {
  if (!model_) throw policy_error(list_);
  return *model_;
}

loaded_workload_model load_workload_model(std::string_view yaml, std::string_view file, const policy& p,
                                          const text_limits& limits) {
  if (!p) throw misuse(misuse_number::empty_policy, "an empty policy");
  if (yaml.size() > limits.bytes) return refused(number::text_too_long, file, {1, 1}, too_long_message(limits.bytes));
  const source in(yaml);
  if (const auto bad = find_bad_byte(in.text())) return refused(bad->number, file, in.at(bad->offset), bad->message);
  findings found{in, std::string(file)};
  std::optional<workload_model> made;
  if (const auto root = read_tree(limits, found)) {
    reader r(found);
    const auto draft = read_model(r, *root);
    made = model_maker(found, p).make(draft);
  }
  sort_by_place(found.list);
  if (!found.list.empty()) made.reset();
  return {std::move(made), std::move(found.list)};
}

loaded_workload_model load_workload_model_file(const std::string& path, const policy& p, const text_limits& limits) {
  const auto yaml = read_text_file(path, limits);
  if (!yaml) return refused(number::unreadable_file, path, {}, "the file cannot be read");
  return load_workload_model(*yaml, path, p, limits);
}

}  // namespace tickler::inline TICKLER_ABI
