#include "timeline_table.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <tickler/io/preview.hpp>
#include <tickler/io/results.hpp>
#include <vector>

#include "action_cells.hpp"
#include "display.hpp"
#include "table.hpp"

namespace tickler::cli {

namespace {

class timeline_table {
 public:
  timeline_table(const policy& p, const prospect& who, const timeline& t, const zone& local)
      : policy_(p), who_(who), timeline_(t), local_(local), first_(t.entries.front().at) {}

  void print(std::ostream& out) {
    auto next = timeline_.given_up.begin();
    for (std::size_t i = 0; i < timeline_.entries.size(); ++i) {
      const auto& e = timeline_.entries[i];
      for (; next != timeline_.given_up.end() && next->at <= e.at; ++next) add(*next);
      if (is_worth_a_row(i)) add(e);
    }
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
        return add(e.at, "> " + to_text(policy_.words(), e.what.words), "", e.what.until ? "until " + time(*e.what.until) : "", "");
      case timeline_kind::done:
        return add_done(e);
      case timeline_kind::status:
        return add(e.at, "- " + std::string(to_string(e.status)), "", "", "");
      case timeline_kind::end:
        return add(e.at, "end", "", std::string(to_text(timeline_.why)) + what_is_left(), "");
    }
  }

  void add(const given_up_step& g) { add(g.at, "x " + to_text(policy_, g), "", "", ""); }

  void add_done(const timeline_entry& e) {
    const auto& action = e.decided.actions.front();
    auto cells = cells_of(policy_, who_, e.decided, action, local_, e.at);
    if (const auto variant = variant_of(policy_, action); !variant.empty()) cells.what += fmt::format(" [{}]", variant);
    if (const auto result = e.what.words.outcome; result != outcome::none && result != outcome::sent)
      cells.what += ", " + to_text(policy_.words(), {.outcome = result});
    add(e.at, cells.what, std::move(cells.flags), cells.why, cells.note);
  }

  void add(instant at, std::string_view what, std::string flags, std::string_view why, std::string_view note) {
    const auto day = (day_of(at) - day_of(first_)).count();
    rows_.add({time(at), std::to_string(day), printable(what), std::move(flags), printable(why), printable(note)});
  }

  // "; answer/send, call/ring: no mobile or phone"
  std::string what_is_left() const {
    std::string left;
    for (const auto& a : timeline_.last.actions) {
      const auto text = to_text(policy_, who_, timeline_.last, a, local_, first_);
      left += "; " + text.step + (a.state == action_state::blocked ? ": " + text.when : "");
    }
    return left;
  }

  std::string time(instant t) const { return to_text(t, local_, first_); }
  date::local_days day_of(instant t) const { return date::floor<date::days>(local_.to_local(t)); }

  const policy& policy_;
  const prospect& who_;
  const timeline& timeline_;
  const zone& local_;
  instant first_;
  table rows_{{"when", "day", "what", "flags", "why", "note"}};
};

}  // namespace

void print_timeline(std::ostream& out, const policy& p, const prospect& who, const timeline& t, const zone& local) {
  timeline_table(p, who, t, local).print(out);
}

}  // namespace tickler::cli
