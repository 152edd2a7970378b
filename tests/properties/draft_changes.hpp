// All values of a draft, changed one at a time.
#pragma once

#include <set>
#include <string>
#include <type_traits>
#include <utility>

#include "policy/draft_fields.hpp"

namespace plain {

// Calls keep(path, decides) each time that one value of a draft differs, and puts it back unless that says so. What decides nothing
// is listed here, in the words of the language, not by what the library says of its fields.
template <class Keep>
class draft_changes {
 public:
  explicit draft_changes(Keep keep) : keep_(std::move(keep)) {}

  template <tickler::with_fields Part>
  void in(Part& part) {
    std::set<const void*> known;
    tickler::for_each_field(part, [&](const auto& field, auto&... values) {
      const auto outer = path_;
      if (!field.key.empty()) path_ += '/' + std::string(field.key);
      if (!(known.insert(&values).second && ...)) listed_twice_.insert(path_);
      (in(values), ...);
      path_ = outer;
    });
  }

  const std::set<std::string>& listed_twice() const { return listed_twice_; }  // though all members are listed, by their number
  const std::set<std::string>& never_filled() const { return never_filled_; }  // lists of parts

 private:
  bool decides() const {
    static const std::set<std::string> texts{"/cadences/steps/template",
                                             "/cadences/steps/note",
                                             "/cadences/steps/when_late/template",
                                             "/cadences/steps/when_late/note",
                                             "/holds/name",
                                             "/never/name",
                                             "/stops/name"};
    const bool is_file = path_.empty(), is_promise = path_.rfind("/promises", 0) == 0;
    const bool is_citation = path_.ends_with("/cite") || path_.ends_with("/as_of");
    return !is_file && !is_promise && !is_citation && texts.count(path_) == 0;
  }

  template <class T>
  void change(T& value, T other, bool of_place = false) {
    std::swap(value, other);
    const bool is_kept = keep_(of_place ? path_ + ", where it is written" : path_, !of_place && decides());
    if (!is_kept) std::swap(value, other);
  }

  void in(tickler::source_position& at) { change(at, {at.line + 1, at.column}, true); }
  void in(bool& b) { change(b, !b); }
  template <class T>
  void in(T& n) requires std::is_integral_v<T> || std::is_enum_v<T> {
    change(n, static_cast<T>(static_cast<std::int64_t>(n) + 1));
  }
  void in(std::string& t) { change(t, t + 'x' + std::to_string(++texts_)); }  // no two alike
  void in(std::chrono::minutes& m) { change(m, m + std::chrono::minutes{1}); }
  void in(tickler::optional_date& day) {  // one that is there is in the calendar
    if (day) in(*day);
    change(day, day ? tickler::optional_date{} : tickler::optional_date{date::year{2026} / date::November / 28});
  }
  void in(date::year_month_day& day) { change(day, day + date::years{1}); }
  void in(tickler::closed_day& day) {
    change(day,
           day.index() == 0 ? tickler::closed_day{date::January / 1} : tickler::closed_day{date::year{2026} / date::January / 1});
  }

  void in(tickler::duration_part& p) { in(p.count), in(p.unit); }
  void in(tickler::duration& d) { in(d.parts); }
  void in(tickler::opening& o) { in(o.days), in(o.from), in(o.to), in(o.region); }
  void in(tickler::hours_of_day& o) { in(o.from), in(o.to); }
  void in(tickler::special_day& d) { in(d.region), in(d.day), in(d.hours); }
  void in(tickler::closure& c) { in(c.region), in(c.day); }
  // A place without anything in it is where reading has failed.
  void in(tickler::expression& e) {
    in(e.text);
    if (e.text.empty()) return;
    in(e.at);
    change(e.pieces, {{.offset = 1, .at = {1, 1}}}, true);
  }
  void in(tickler::event_ref& e) {
    in(e.any_of);
    if (e.given()) in(e.at);
  }
  void in(tickler::located_string& t) {
    in(t.value);
    if (!t->empty()) in(t.at);
  }
  void in(std::variant<tickler::located_string, tickler::pattern_draft>& event) {
    std::visit([this](auto& one) { this->in(one); }, event);
    if (event.index() == 0)
      change(event, {tickler::pattern_draft{}});
    else
      change(event, {tickler::located_string{}});
  }

  template <class T>
  void in(tickler::located<T>& w) {
    in(w.value), in(w.at);
  }
  template <class T>
  void in(std::optional<T>& maybe) {
    if (maybe) in(*maybe);
    change(maybe, maybe ? std::optional<T>{} : std::optional<T>{T{}});
  }
  template <class T>
  void in(std::vector<T>& list) {
    for (auto& each : list) in(each);
    auto longer = list;
    longer.push_back(list.empty() ? T{} : list.front());
    change(list, longer);
    if (!list.empty()) change(list, {list.begin(), list.end() - 1});
    if constexpr (tickler::with_fields<T>) note_filled(!list.empty());
  }

  void note_filled(bool is_filled) {
    if (is_filled)
      filled_.insert(path_), never_filled_.erase(path_);
    else if (filled_.count(path_) == 0)
      never_filled_.insert(path_);
  }

  Keep keep_;
  std::string path_{};
  int texts_ = 0;
  std::set<std::string> listed_twice_{}, filled_{}, never_filled_{};
};

}  // namespace plain
