#include <fmt/format.h>

#include <algorithm>
#include <tickler/io/results.hpp>
#include <tickler/io/touches.hpp>

#include "present/permission_parts.hpp"
#include "present/phrases.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

class permission_teller {
 public:
  permission_teller(const policy& p, const prospect& who, const permission& answer, const zone& local, instant now)
      : policy_(p), who_(who), answer_(answer), local_(local), now_(now) {}

  std::string tell() {
    lines_ = headline();
    if (answer_.problem != prospect_problem::none) return lines_;
    for (const bool decides : {true, false})
      for (const auto& r : answer_.rulings)
        if (r.decides == decides)
          add(decides ? "because" : answer_.verdict == touch_verdict::go ? "for" : "also", of(r) + cited(r) + place(r));
    if (answer_.in_vain) add("note", "the step that it names is not under way, so no rule is waived for it");
    for (const auto i : answer_.carries_out) add("does", done(answer_.plan.actions.at(i)));
    if (answer_.early && answer_.carries_out.empty()) add("does", "a step whose turn has not come");
    for (const auto& pushed : answer_.pushes_back) add("moves", moved(pushed));
    add("known", answer_.as_of ? "up to " + time(*answer_.as_of) : "nothing has happened yet");
    return lines_;
  }

  std::string of(const ruling& r) const {
    const auto& draft = policy_.draft();
    switch (r.kind) {
      case rule_kind::stop:
        return draft.stops.at(r.index).channels.empty() ? rule_name(draft.stops, r.index, "stop") + " has ended all contact"
                                                        : rule_name(draft.stops, r.index, "stop") + " has closed " + channel();
      case rule_kind::opted_out:
        return whose() + (answer_.plan.status == status::stopped ? " opted out of everything" : " opted out of " + channel());
      case rule_kind::bounced:
        return "what went to " + whom() + " by " + channel() + " bounced";
      case rule_kind::contact:
        return contact(r);
      case rule_kind::never:
        return rule_name(draft.never, r.index, "never") + (r.verdict == touch_verdict::go ? " does not forbid it now" : forbids(r));
      case rule_kind::hold:
        return rule_name(draft.holds, r.index, "hold") +
               (r.verdict == touch_verdict::go ? " does not hold it now" : " holds it" + until(r));
      case rule_kind::snooze:
        return "it is snoozed" + until(r);
      case rule_kind::limit:
        return limit(r);
      case rule_kind::calendar:
        return calendar(r);
    }
    return {};
  }

 private:
  void add(std::string_view head, const std::string& text) { lines_ += fmt::format("\n  {:<8} {}", head, text); }
  std::string time(instant t) const { return to_text(t, local_, now_); }
  std::string channel() const { return spaced(policy_.words().name(answer_.channel)); }
  std::string whom() const { return answer_.to == party::referrer ? "the referrer" : who_.name.empty() ? who_.id : who_.name; }
  std::string whose() const { return whom() + " has"; }
  std::string place(const ruling& r) const {
    const auto at = place_of(policy_, r);
    return at.line == 0 ? "" : fmt::format(" ({}:{})", policy_.draft().file, at.line);
  }
  std::string cited(const ruling& r) const {
    const auto cite = citation_of(policy_, r);
    return cite.empty() ? "" : fmt::format(" [{}]", to_text(cite));
  }
  std::string until(const ruling& r) const { return r.when ? " until " + time(*r.when) : " for good"; }

  // "wait: phone check in to ada, not before Tue 3 Mar 09:00"
  std::string headline() const {
    auto text = fmt::format("{}: ", to_string(answer_.verdict));
    if (answer_.problem != prospect_problem::none)
      return text + "nothing can be said of " + whom() + ": " + to_text(policy_, who_, answer_.problem);
    text += channel();
    if (answer_.purpose != purpose::none) text += ' ' + spaced(policy_.words().name(answer_.purpose));
    if (answer_.channel != channel::internal) text += " to " + whom();
    switch (answer_.verdict) {
      case touch_verdict::go:
        text += answer_.until ? ", until " + time(*answer_.until) + (answer_.supposed ? " at least" : "") : ", and it stays so";
        return text;
      case touch_verdict::wait:
        return text + ", not before " + time(*answer_.when) + (answer_.supposed ? ", and perhaps later" : "");
      case touch_verdict::missing:
        return text + ", for want of " + (lacks_contact() ? "contact data" : "a region with hours");
      case touch_verdict::stop:
        return text + ", not as things are";
    }
    return text;
  }

  bool lacks_contact() const {
    const auto is_it = [](const ruling& r) { return r.kind == rule_kind::contact && r.verdict == touch_verdict::missing; };
    return std::any_of(answer_.rulings.begin(), answer_.rulings.end(), is_it);
  }

  std::string contact(const ruling& r) const {
    if (answer_.to == party::referrer)
      return r.verdict == touch_verdict::go ? "the referrer is " + who_.referrer
             : who_.referrer.empty()        ? "there is no referrer"
                                            : "nothing is known to reach the referrer by " + channel();
    if (const auto to = contact_of(policy_, who_, answer_); !to.kind.empty()) return fmt::format("to {} {}", to.kind, to.value);
    std::vector<std::string> kinds;
    for (const auto& kind : policy_.draft().channels.at(r.index).needs) kinds.push_back(spaced(*kind));
    return (r.verdict == touch_verdict::go ? "reached by " : "no ") + joined(kinds, " or ");
  }

  std::string forbids(const ruling& r) const {
    std::vector<std::string> purposes;
    for (const auto& each : policy_.draft().never.at(r.index).purposes) purposes.push_back(spaced(*each));
    return (purposes.empty() ? " forbids it" : " forbids " + joined(purposes, " or ")) + (r.when ? " until " + time(*r.when) : "");
  }

  std::string limit(const ruling& r) const {
    auto text = fmt::format("{} counts {} of {}", rule_name(policy_.draft().limits, r.index, "limit"), r.used, r.at_most);
    if (r.verdict == touch_verdict::stop) return text + ", for good";
    if (r.verdict == touch_verdict::wait) return text + ", until " + time(*r.when);
    if (r.used == r.at_most && r.at_most != 0) return text + ", and is not in force now";
    return r.frees ? text + ", one less from " + time(*r.frees) + " on" : text;
  }

  std::string calendar(const ruling& r) const {
    const auto& name = *policy_.draft().calendars.at(r.index).name;
    if (r.verdict == touch_verdict::go) return name + " is open";
    if (r.verdict == touch_verdict::missing)
      return name + " has no hours for her region" + (who_.region.empty() ? ", which is not known" : " " + who_.region);
    return name + " is closed" + (r.when ? " until " + time(*r.when) : ", and does not open within two years");
  }

  std::string done(const action& a) const {
    auto text = step_text(policy_, answer_.plan, a);
    if (a.state == action_state::ready) return text;
    if (a.when) return text + ", which is planned for " + time(*a.when);
    return text + (a.state == action_state::blocked ? ", which is blocked" : ", which waits");
  }

  std::string moved(const pushed_back& pushed) const {
    const auto& a = answer_.plan.actions.at(pushed.action);
    return fmt::format("{} from {} to {}", step_text(policy_, answer_.plan, a),
                       a.state == action_state::ready ? "now" : time(*a.when), pushed.to ? time(*pushed.to) : "no time at all");
  }

  const policy& policy_;
  const prospect& who_;
  const permission& answer_;
  const zone& local_;
  instant now_;
  std::string lines_{};
};

}  // namespace

contact_choice contact_of(const policy& p, const prospect& who, const permission& answer) {
  if (answer.contact == action::no_contact) return {};
  const auto& channels = p.draft().channels;
  const auto it = std::find_if(channels.begin(), channels.end(),
                               [&](const channel_draft& c) { return *c.name == p.words().name(answer.channel); });
  const auto& kind = *it->needs.at(answer.contact);
  const auto value = who.contact.find(kind);
  return {kind, value == who.contact.end() ? std::string_view{} : std::string_view(value->second)};
}

std::string to_text(const policy& p, const prospect& who, const permission& answer, const zone& local, instant now) {
  return permission_teller(p, who, answer, local, now).tell();
}

std::string to_text(const policy& p, const prospect& who, const permission& answer, const ruling& r, const zone& local,
                    instant now) {
  return permission_teller(p, who, answer, local, now).of(r);
}

}  // namespace tickler::inline TICKLER_ABI
