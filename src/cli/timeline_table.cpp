#include "cli/timeline_table.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <tickler/io/results.hpp>
#include <vector>

#include "cli/action_cells.hpp"
#include "cli/display.hpp"
#include "cli/table.hpp"
#include "present/wall_clock.hpp"

namespace tickler::cli {

namespace {

class timeline_table {
 public:
  timeline_table(const policy& p, const prospect& who, const timeline& t, const zone& local)
      : policy_(p), who_(who), timeline_(t), local_(local), first_(wall_clock(t.entries.front().at, local)) {}

  void print(std::ostream& out) {
    for (std::size_t i = 0; i < timeline_.entries.size(); ++i)
      if (is_worth_a_row(i)) add(timeline_.entries[i]);
    rows_.print(out);
  }

 private:
  // A status that lasts, and is not seen from what is done.
  bool is_worth_a_row(std::size_t i) const {
    const auto& e = timeline_.entries[i];
    if (e.kind != timeline_kind::status) return true;
    return e.status != status::active && e.status != status::waiting && timeline_.entries[i + 1].at != e.at;
  }

  void add(const timeline_entry& e) {
    switch (e.kind) {
      case timeline_kind::touchpoint:
        return add(e.at, words_of(e.what), "", e.what.until ? "until " + time(*e.what.until) : "", "");
      case timeline_kind::done:
        return add_done(e);
      case timeline_kind::status:
        return add(e.at, "- " + std::string(status_names[static_cast<std::size_t>(e.status)]), "", "", "");
      case timeline_kind::end:
        return add(e.at, "end", "", std::string(why_it_ends()) + what_is_left(), "");
    }
  }

  void add_done(const timeline_entry& e) {
    const auto cells = action_cells(policy_, who_, e.decided, e.at, local_).of(e.decided.actions.front());
    const auto outcome = policy_.words().name(e.what.words.outcome);
    add(e.at, cells[1] + (outcome.empty() || e.what.words.outcome == outcome::sent ? "" : ", " + std::string(outcome)), cells[3],
        cells[4], cells[5]);
  }

  void add(instant at, std::string what, std::string flags, std::string why, std::string note) {
    const auto day = (date::sys_days(wall_clock(at, local_).day) - date::sys_days(first_.day)).count();
    rows_.add({time(at), std::to_string(day), printable(what), std::move(flags), printable(why), printable(note)});
  }

  std::string words_of(const touchpoint& t) const {
    std::vector<std::string_view> words;
    const auto& known = policy_.words();
    for (const auto word : {known.name(t.words.channel), direction_names[static_cast<std::size_t>(t.words.direction)],
                            known.name(t.words.purpose), known.name(t.words.outcome)})
      if (!word.empty()) words.push_back(word);
    if (t.words.with != party::prospect)
      words.push_back("with"), words.push_back(party_names[static_cast<std::size_t>(t.words.with)]);
    return fmt::format("> {}", fmt::join(words, " "));
  }

  std::string_view why_it_ends() const {
    switch (timeline_.why) {
      case timeline_end::closed:
        return "closed: nothing is left to do";
      case timeline_end::stopped:
        return "stopped: no more contact";
      case timeline_end::unattended:
        return "unattended: nothing will ever follow";
      case timeline_end::blocked:
        return "blocked: what should be done cannot";
      case timeline_end::invalid:
        return "invalid: the record cannot be used";
      case timeline_end::awaiting:
        return "waits for an event that does not come";
      case timeline_end::going_on:
        return "still going on";
      case timeline_end::too_long:
        return "too long to show";
    }
    return {};
  }

  std::string what_is_left() const {
    std::vector<std::string> parts;
    for (const auto& a : timeline_.last.actions) {
      const auto& cadence = policy_.draft().cadences.at(a.cadence);
      const auto step = cadence.name.value + '/' + cadence.steps.at(a.step).name.value;
      if (a.state != action_state::blocked) {
        parts.push_back(step);
        continue;
      }
      for (const auto& b : timeline_.last.blockers_of(a)) parts.push_back(step + ": " + to_text(policy_, b));
    }
    return parts.empty() ? "" : fmt::format("; {}", fmt::join(parts, "; "));
  }

  std::string time(instant t) const {
    const wall_clock clock(t, local_);
    return clock.text(clock.day.year() != first_.day.year());
  }

  const policy& policy_;
  const prospect& who_;
  const timeline& timeline_;
  const zone& local_;
  wall_clock first_;
  table rows_{{"when", "day", "what", "flags", "why", "note"}};
};

}  // namespace

void print_timeline(std::ostream& out, const policy& p, const prospect& who, const timeline& t, const zone& local) {
  timeline_table(p, who, t, local).print(out);
}

}  // namespace tickler::cli
