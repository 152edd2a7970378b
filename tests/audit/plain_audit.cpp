#include "plain_audit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tickler/io.hpp>

#include "cases.hpp"

namespace audited {

namespace {

using namespace tickler;
using namespace std::chrono_literals;
using kind = promise_draft::kind;

constexpr std::chrono::minutes one_minute{1};

std::string pattern_of(char letter, bool keyed) {
  const auto words = words_of(letter);
  const vocabulary standard;
  std::string text = "{direction: " + std::string(direction_names[static_cast<std::size_t>(words.direction)]);
  if (words.channel != channel::none) text += fmt::format(", channel: {}", standard.name(words.channel));
  if (words.purpose != purpose::none) text += fmt::format(", purpose: {}", standard.name(words.purpose));
  text += fmt::format(", outcome: {}", standard.name(words.outcome));
  return text + (keyed ? ", if: \"touch.key == 'k'\"}" : "}");
}

std::string patterns_of(const plain_event& e) {
  std::string list;
  const auto add = [&list](const std::string& pattern) { list += (list.empty() ? "[" : ", ") + pattern; };
  for (const auto letter : e.letters) add(pattern_of(letter, false));
  for (const auto letter : e.keyed_letters) add(pattern_of(letter, true));
  return list + ']';
}

bool is_given(const plain_event& e) { return !e.letters.empty() || !e.keyed_letters.empty(); }

std::string promise_text(const plain_promise& p) {
  const auto timed = [&](const char* key) { return p.length ? fmt::format(", {}: {}", key, to_string(*p.length)) : ""; };
  const auto unless = is_given(p.unless) ? ", unless: " + patterns_of(p.unless) : "";
  switch (p.what) {
    case kind::expect:
      return "{name: it, after: " + patterns_of(p.after) + ", expect: " + patterns_of(p.wanted) + timed("within") + unless + '}';
    case kind::never:
      return "{name: it, after: " + patterns_of(p.after) + ", never: " + patterns_of(p.wanted) + timed("for") + '}';
    case kind::at_most:
      return fmt::format("{{name: it, at_most: {}, of: {}{}}}", p.at_most, patterns_of(p.wanted), timed("per"));
    case kind::next_action:
      return "{name: it, always: next_action" + timed("within") + unless + '}';
    case kind::respected:
      break;
  }
  return "{name: it, always: respected}";
}

class plain_reading {
 public:
  explicit plain_reading(const plain_case& c) : c_(c), p_(c.promise) {
    for (const auto& t : c.touches)
      if (t.at < c.to) touches_.push_back(t);
    frame_.local = zone::find(c.who.zone).value();
    frame_.business = open_hours(calendar{.hours = {{daily, 9h, 17h}}}, "", frame_.local);
  }

  std::vector<std::string> lines() && {
    switch (p_.what) {
      case kind::expect:
        each_activation(p_.after, [this](std::size_t i) { expected(i); });
        break;
      case kind::never:
        each_activation(p_.after, [this](std::size_t i) { forbidden(i); });
        break;
      case kind::at_most:
        each_activation(p_.wanted, [this](std::size_t i) { counted(i); });
        break;
      case kind::next_action:
        attended();
        break;
      case kind::respected:
        each_activation({"ycs", ""}, [this](std::size_t i) { respected(i); });
        break;
    }
    return lines_of(report_);
  }

 private:
  template <class Each>
  void each_activation(const plain_event& e, const Each& each) {
    for (std::size_t i = 0; i < touches_.size(); ++i)
      if (touches_[i].at >= c_.from && e.matches(touches_[i])) each(i);
  }

  touch_ref ref(std::size_t i) const { return {static_cast<std::uint32_t>(i), touches_[i].at, words_of(touches_[i].letter)}; }
  std::optional<instant> end_of(instant t) const {
    if (!p_.length) return std::nullopt;
    const auto end = frame_.add(*p_.length, t);
    return end ? std::optional(end.at) : std::nullopt;
  }
  finding& add(verdict is, instant at) {
    report_.findings.push_back({.verdict = is, .at = at});
    return report_.findings.back();
  }

  void expected(std::size_t i) {
    const auto deadline = end_of(touches_[i].at);
    auto y = i + 1;
    while (y < touches_.size() && !p_.wanted.matches(touches_[y]) && !p_.unless.matches(touches_[y])) ++y;
    const bool came = y < touches_.size();
    const bool in_time = came && (!deadline || touches_[y].at <= *deadline);
    const bool passed = deadline && *deadline < c_.to;
    auto& f = add(in_time ? verdict::kept : passed ? verdict::broken : verdict::open, touches_[i].at);
    f.began_by = ref(i);
    f.deadline = deadline;
    if (came) f.ended_by = ref(y), f.ended = touches_[y].at, f.waived = !p_.wanted.matches(touches_[y]);
    if (f.verdict == verdict::broken) f.deviation = (came ? touches_[y].at : c_.to) - *deadline;
  }

  void forbidden(std::size_t i) {
    const auto end = end_of(touches_[i].at);
    std::vector<std::size_t> breaches;
    for (auto y = i + 1; y < touches_.size(); ++y)
      if (p_.wanted.matches(touches_[y]) && (!end || touches_[y].at < *end)) breaches.push_back(y);
    const bool over = end && *end <= c_.to;
    auto& f = add(!breaches.empty() ? verdict::broken : over ? verdict::kept : verdict::open, touches_[i].at);
    f.began_by = ref(i);
    f.deadline = end;
    if (breaches.empty()) return;
    f.ended_by = ref(breaches.front()), f.ended = f.ended_by->at;
    f.times = static_cast<std::uint32_t>(breaches.size());
    if (end) f.deviation = *end - *f.ended;
  }

  void counted(std::size_t i) {
    std::vector<std::size_t> before;
    for (std::size_t y = 0; y < i; ++y)
      if (p_.wanted.matches(touches_[y])) before.push_back(y);
    auto& f = add(verdict::kept, touches_[i].at);
    f.ended_by = ref(i), f.ended = touches_[i].at;
    if (before.size() < p_.at_most) return;
    f.began_by = ref(before[before.size() - p_.at_most]);
    f.deadline = end_of(f.began_by->at);
    if (f.deadline && touches_[i].at >= *f.deadline) return;
    f.verdict = verdict::broken;
    if (f.deadline) f.deviation = *f.deadline - touches_[i].at;
  }

  // What the first n touchpoints leave of the ways to reach the prospect, and of e-mail to the referrer.
  struct reach {
    bool stopped = false, email_closed = false, phone_closed = false, referrer_closed = false;
    bool closes(char letter) const {
      if (letter == 's') return referrer_closed;
      return stopped || (letter == 'c' ? phone_closed : letter == 'y' && email_closed);
    }
  };
  reach reach_after(std::size_t n) const {
    bool all = false, email = false, phone = false, bounced = false, upset = false;
    bool referrer_out = false, referrer_bounced = false;
    for (std::size_t i = 0; i < n; ++i) {
      const auto what = touches_[i].letter;
      if (what == 'o') email = true;
      if (what == 'a') all = email = phone = true;
      if (what == 'i') all = email = bounced = false;
      if (what == 'b') bounced = true;
      if (what == 'd' || what == 'r') bounced = false;
      if (what == 'u') upset = true;
      if (what == 'p') referrer_out = true;
      if (what == 'q') referrer_out = false;
      if (what == 'v') referrer_bounced = true;
    }
    return {all, email || bounced, phone || upset, referrer_out || referrer_bounced};
  }

  void respected(std::size_t i) {
    const auto what = touches_[i].letter;
    const auto now = reach_after(i);
    auto& f = add(now.closes(what) ? verdict::broken : verdict::kept, touches_[i].at);
    f.ended_by = ref(i), f.ended = touches_[i].at;
    if (f.verdict == verdict::kept) return;
    const auto is_closed = [&](std::size_t n) {
      return now.stopped && what != 's' ? reach_after(n).stopped : reach_after(n).closes(what);
    };
    auto closed_by = i;
    while (is_closed(closed_by - 1)) --closed_by;
    f.began_by = ref(closed_by - 1);
  }

  // Minute by minute: is nobody at it, or somebody for too long.
  enum class trouble { none, unattended, overdue };
  struct minute {
    trouble is = trouble::none;
    instant deadline{};                // of the action that is overdue for too long
    std::optional<instant> pending{};  // the first deadline of an action that is overdue, but not for so long
    std::optional<instant> due_then{};
  };

  minute look(instant now, const tickler::policy& policy, const history& log) const {
    minute m;
    if (is_waived(now)) return m;
    const auto d = evaluate(policy, c_.who, log, now);
    if (d.status == status::unattended) m.is = trouble::unattended;
    if (!p_.length) return m;
    std::optional<instant> first;
    for (const auto& a : d.actions) {
      if (!a.due || *a.due > now) continue;
      const auto deadline = end_of(*a.due);
      if (!deadline || (first && *first <= *deadline)) continue;
      first = deadline;
      m.due_then = a.due;
    }
    if (!first) return m;
    if (*first <= now)
      m.is = trouble::overdue, m.deadline = *first;
    else
      m.pending = first;
    return m;
  }

  // A policy that Z closes, once all that runs has been ended, says so.
  bool is_waived(instant now) const {
    if (!is_given(p_.unless)) return false;
    auto ended = c_;
    ended.touches = touches_;
    const auto later = [](instant t, const plain_touch& each) { return t < each.at; };
    ended.touches.insert(std::upper_bound(ended.touches.begin(), ended.touches.end(), now, later), {now, 'e', false});
    const vocabulary words;
    const auto policy = policy_of(ended, words, &p_.unless);
    return evaluate(policy, ended.who, history_of(ended, words), now).status == status::closed;
  }

  void attended() {
    if (touches_.empty()) return;
    const auto begin = std::max(touches_.front().at, c_.from);
    if (begin >= c_.to) return;
    const vocabulary words;
    const auto policy = policy_of(c_, words);
    const auto log = history_of(c_, words);
    minute last;
    bool broken = false;
    for (auto now = begin; now < c_.to; now += one_minute) {
      const auto here = look(now, policy, log);
      if (here.is != trouble::none) {
        auto& f = here.is == last.is ? report_.findings.back() : add(verdict::broken, now);
        if (here.is != last.is) {
          f.began_by = ref(count_by(now) - 1);
          if (here.is == trouble::overdue) f.deadline = here.deadline, f.overdue = overdue_step{};
        }
        end(f, now + one_minute);
        broken = true;
      }
      last = here;
    }
    if (last.pending && last.is == trouble::none) {
      auto& f = add(verdict::open, std::max(*last.due_then, c_.from));
      f.began_by = ref(touches_.size() - 1);
      f.deadline = last.pending;
      f.overdue = overdue_step{};
    } else if (!broken) {
      add(verdict::kept, begin);
    }
  }

  void end(finding& f, instant at) const {
    f.ended.reset(), f.ended_by.reset();
    f.deviation = at - f.deadline.value_or(f.at);
    if (at >= c_.to) return;
    f.ended = at;
    const auto first = std::find_if(touches_.begin(), touches_.end(), [at](const plain_touch& t) { return t.at == at; });
    if (first != touches_.end()) f.ended_by = ref(static_cast<std::size_t>(first - touches_.begin()));
  }

  std::size_t count_by(instant t) const {
    return static_cast<std::size_t>(
        std::count_if(touches_.begin(), touches_.end(), [t](const auto& each) { return each.at <= t; }));
  }

  const plain_case& c_;
  const plain_promise& p_;
  std::vector<plain_touch> touches_{};
  time_context frame_{};
  audit_report report_{};
};

}  // namespace

policy policy_of(const plain_case& c, const vocabulary& words, const plain_event* closes) {
  auto text = std::string(R"(policy: plain
zone: UTC
business: desk
calendars: {desk: {open: {daily: 09:00-17:00}}}
channels: {email: {}, phone: {}}
events:
  asked: {direction: inbound, outcome: inquired}
  ended: {channel: internal, outcome: cancelled}
)");
  text += c.cadences + "promises: [" + promise_text(c.promise) + "]\n";
  if (closes) text += "closes: " + patterns_of(*closes) + '\n';
  if (c.promise.what == kind::respected) text += "stops: [{on: {outcome: complained}, channels: phone}]\n";
  return load_policy(text, "plain.yaml", words).value();
}

history history_of(const plain_case& c, const vocabulary& words) {
  history log(words);
  for (const auto& t : c.touches) {
    touchpoint told{.at = t.at, .words = words_of(t.letter)};
    if (t.keyed) told.keys = {"k"};
    log.add(told);
  }
  return log;
}

std::vector<std::string> plain_lines(const plain_case& c) { return plain_reading(c).lines(); }

std::string text_of(const plain_case& c) {
  auto text =
      fmt::format("{}{}\n{} from {} to {}:", c.cadences, promise_text(c.promise), c.who.zone, text_of(c.from), text_of(c.to));
  for (const auto& t : c.touches) text += fmt::format(" {}{} {},", t.letter, t.keyed ? "*" : "", text_of(t.at));
  return text;
}

}  // namespace audited
