#include "cli/page/people.hpp"

#include <algorithm>
#include <tickler/explain.hpp>
#include <tickler/io/explanation.hpp>
#include <tickler/io/pictures.hpp>
#include <tickler/io/results.hpp>

#include "cli/action_cells.hpp"
#include "cli/owners.hpp"

namespace tickler::cli::page {

namespace {

std::int64_t seconds_of(instant t) { return t.time_since_epoch().count(); }

std::optional<std::int64_t> order_of(const std::optional<instant>& t) { return t ? std::optional(seconds_of(*t)) : std::nullopt; }

// When a ready action is due, when a waiting one comes.
std::optional<std::int64_t> order_of(const action& a) {
  return a.state == action_state::blocked ? std::nullopt : order_of(a.state == action_state::ready ? a.due : a.when);
}

// "due Fri 27 Nov 17:00", where it is not said above what kind of time it is.
cell when_of(const action& a, const action_cells& said) {
  const bool is_due = a.state == action_state::ready && !said.when.empty();
  return {(is_due ? "due " : "") + said.when, order_of(a)};
}

bool is_late(const action& a) { return a.has(action_flag::overdue) || a.has(action_flag::late); }

}  // namespace

owner_counts& owner_counts::operator+=(const owner_counts& other) noexcept {
  prospects += other.prospects, needs_a_person += other.needs_a_person, ready += other.ready, late += other.late;
  waiting += other.waiting, blocked += other.blocked, unattended += other.unattended;
  return *this;
}

void owner_counts::count(list_part part, bool is_late) noexcept {
  ++(part == list_part::needs_a_person ? needs_a_person
     : part == list_part::ready        ? ready
     : part == list_part::waiting      ? waiting
                                       : blocked);
  if (part == list_part::ready && is_late) ++late;
}

people::people(const book_files& files, const request& asked, const disguise& names, report& bad)
    : files_(files),
      policy_(files.policy()),
      asked_(asked),
      names_(names),
      bad_(bad),
      engine_(policy_),
      own_(policy_.words()),
      log_(policy_.words()),
      worklist_{"worklist",
                {{"Owner", column_kind::owner},
                 {"Prospect", column_kind::who},
                 {"State", column_kind::choice},
                 {"What"},
                 {"To"},
                 {"When"},
                 {"Late"},
                 {"For"},
                 {"Why"},
                 {"Note"}}},
      unattended_{"unattended", {{"Owner", column_kind::owner}, {"Prospect", column_kind::who}, {"Last touch"}, {"What it was"}}},
      everybody_{"prospects",
                 {{"Owner", column_kind::owner},
                  {"Prospect", column_kind::who},
                  {"Status", column_kind::choice},
                  {"Next"},
                  {"When"},
                  {"Last touch"},
                  {"What it was"}}} {
  const auto size = files.all().size();
  bad.bar().begin("deciding and drawing", size);
  for (prospect_number i = 0; i < size; ++i) {
    bad.bar().at(i);
    if (!files.all().is_erased(i) && is_for(asked.owners, files.all().prospect(i))) add(i);
  }
  bad.bar().clear();
  sort_worklist();
}

std::optional<std::uint32_t> people::find(prospect_number number) const {
  const auto found = std::ranges::lower_bound(all_, number, {}, &person::number);
  if (found == all_.end() || found->number != number) return std::nullopt;
  return static_cast<std::uint32_t>(found - all_.begin());
}

void people::add(prospect_number number) {
  const auto who = names_.who(number);
  const auto local = zone_of(policy_, files_.all().prospect(number)).value_or(zone());
  explain(policy_, engine_, files_.all(), number, asked_.now, log_, why_);
  names_.put_on(log_, why_);
  counts_.count(files_.all().id(number), why_.decision);
  ++owners_[printable(who.owner)].prospects;
  all_.push_back({.number = number, .name = shown(who), .owner = printable(who.owner)});
  const auto when = last_touch(number, local);
  const cell what{own_.empty() ? "" : printable(to_text(policy_.words(), names_.words(own_[own_.size() - 1].words)))};
  const auto [next, next_when] = next_action(who, local);
  const auto is_by = why_.decision.status;
  add_row(everybody_, {{std::string(to_string(is_by))}, next, next_when, when, what});
  if (is_by == status::invalid) return add_undecided(who, number, why_.decision.problem);
  if (is_by == status::stopped) ++stopped_;
  if (is_by == status::unattended) {
    ++owners_[printable(who.owner)].unattended;
    add_row(unattended_, {when, what});
  }
  add_actions(who, local);
  all_.back().status = printable(describe(policy_, who, log_, why_).text);
  all_.back().picture = to_svg(policy_, who, log_, why_, {.number = static_cast<std::uint32_t>(all_.size() - 1), .brief = true});
}

list_row people::row_of(std::vector<cell> cells) const {
  const auto& who = all_.back();
  cells.insert(cells.begin(), {{who.owner}, {who.name}});
  return {static_cast<std::uint32_t>(all_.size() - 1), std::move(cells)};
}

void people::add_row(list& to, std::vector<cell> cells) { to.rows.push_back(row_of(std::move(cells))); }

void people::add_line(list_place place, std::vector<cell> cells) {
  cells.insert(cells.begin(), {title_of(place.part)});
  lines_.emplace_back(std::move(place), row_of(std::move(cells)));
}

std::pair<cell, cell> people::next_action(const prospect& who, const zone& local) const {
  const auto& d = why_.decision;
  if (d.actions.empty()) return {};
  const auto said = cells_of(policy_, who, d, d.actions.front(), local, asked_.now);
  return {{said.what}, when_of(d.actions.front(), said)};
}

void people::add_actions(const prospect& who, const zone& local) {
  const auto& d = why_.decision;
  for (const auto& a : d.actions) {
    const auto part = part_of(d, a);
    if (part == list_part::opted_out) {
      ++opted_out_;
      continue;
    }
    owners_[printable(who.owner)].count(part, is_late(a));
    const auto said = cells_of(policy_, who, d, a, local, asked_.now);
    const auto late = to_text(policy_, who, d, a, local, asked_.now).late;
    const auto date = date_of(policy_, log_, d, a);
    add_line(place_of(who, part, attention_of(policy_, a, local, asked_.now)),
             {{said.what},
              {printable(contact_of(policy_, who, a).value)},
              when_of(a, said),
              {printable(late)},
              {date ? to_text(*date, local, asked_.now) : "", order_of(date)},
              {said.why},
              {names_.is_on() ? "" : said.note}});
  }
}

// What is wrong with a touchpoint was said when it was read.
void people::add_undecided(const prospect& who, prospect_number number, prospect_problem problem) {
  ++owners_[printable(who.owner)].needs_a_person;
  std::string why(to_text(problem));
  if (problem == prospect_problem::incomplete_history) {
    is_complete_ = false;
    if (!names_.is_on()) why = files_.why_incomplete(number);
  } else {
    bad_.add(files_.unusable(number, problem));
    if (!names_.is_on()) why = to_text(policy_, who, problem);
  }
  all_.back().status = "Nothing can be decided: " + printable(why);
  add_line(place_of_undecided(who), {{"nothing can be decided"}, {}, {}, {}, {}, {printable(why)}, {}});
}

void people::sort_worklist() {
  std::ranges::stable_sort(lines_, {}, &std::pair<list_place, list_row>::first);
  for (auto& [place, row] : lines_) worklist_.rows.push_back(std::move(row));
  lines_.clear();
  constexpr std::size_t last_touch = 2;
  std::ranges::stable_sort(unattended_.rows, {}, [](const list_row& r) { return r.cells[last_touch].order.value_or(0); });
}

// Leaves in own_ what had happened by then.
cell people::last_touch(prospect_number number, const zone& local) {
  files_.all().history(number, own_);
  while (!own_.empty() && own_[own_.size() - 1].at > asked_.now) own_.erase(own_.size() - 1);
  if (own_.empty()) return {};
  oldest_ = std::min(oldest_.value_or(own_[0].at), own_[0].at);
  const auto at = own_[own_.size() - 1].at;
  return {to_text(at, local, asked_.now), seconds_of(at)};
}

}  // namespace tickler::cli::page
