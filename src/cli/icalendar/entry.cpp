#include "cli/icalendar/entry.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <xxhash.h>

#include <tickler/io/results.hpp>
#include <vector>

#include "cli/action_cells.hpp"

namespace tickler::cli::icalendar {

namespace {

constexpr std::size_t longest_id = 180;  // calendars need not keep more than 255 bytes of a uid (RFC 7986, 5.3)
constexpr std::int64_t usual_priority = 50;

std::string digest(std::string_view text) {
  const auto hash = XXH3_128bits(text.data(), text.size());
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

std::string uid_of(const policy& p, const prospect& who, const decision& d, const action& a) {
  const auto id = id_of(p, d, a);
  return (id.size() > longest_id ? digest(id) : id) + '@' + person_of(p, who.id);
}

int priority_of(const policy& p, const action& a) {
  const auto priority = *p.draft().cadences.at(a.cadence).priority;
  return priority > usual_priority ? 1 : priority == usual_priority ? 5 : 9;
}

std::string in_brackets(const action& a) {
  return a.has(action_flag::late) ? " (late)" : a.has(action_flag::overdue) ? " (overdue)" : "";
}

// Blanks before and behind a value do not come through.
std::string trimmed(const std::string& text) {
  const auto begin = text.find_first_not_of(' ');
  return begin == text.npos ? "" : text.substr(begin, text.find_last_not_of(' ') + 1 - begin);
}

class teller {
 public:
  teller(const policy& p, const prospect& who, const history& log, const decision& d, const action& a, const place& at,
         const clocks& by)
      : policy_(p),
        who_(who),
        log_(log),
        decision_(d),
        action_(a),
        at_(at),
        by_(by),
        seen_from_(at.seen_from(by)),
        words_(cells_of(p, who, d, a, by.prospect, seen_from_)) {}

  std::string what() const {
    const auto variant = variant_of(policy_, action_);
    return words_.what + (variant.empty() ? "" : fmt::format(" ({})", printable(variant)));
  }

  // A line each, named as the columns of the worklist are.
  std::string all() const {
    std::vector<std::string> lines;
    const auto add = [&](const char* name, const std::string& value, const char* remark = "") {
      if (!value.empty()) lines.push_back(fmt::format("{}: {}{}", name, value, remark));
    };
    add("to", printable(contact_of(policy_, who_, action_).value));
    if (at_.is_carried && action_.when)
      add("ready since", time(action_.when), "; carried over until it is done");
    else
      add("when", action_.when ? time(action_.when) : words_.when);
    add("due", deadline(action_.due), action_.has(action_flag::overdue) ? " (overdue)" : "");
    add("at the latest", deadline(action_.at_latest), lateness());
    add("for", time(date_of(policy_, log_, decision_, action_)));
    add("why", words_.why);
    add("note", words_.note);
    add("who", shown(who_));
    add("owner", printable(who_.owner));
    if (by_.prospect.name() != by_.owner.name()) add("times by the clock of", printable(by_.prospect.name()));
    return fmt::format("{}", fmt::join(lines, "\n"));
  }

 private:
  std::string time(const std::optional<instant>& t) const { return t ? to_text(*t, by_.prospect, seen_from_) : ""; }
  std::string deadline(const std::optional<instant>& t) const { return t ? deadline_text(*t, by_.prospect, seen_from_) : ""; }

  const char* lateness() const {
    if (action_.has(action_flag::late)) return " (late)";
    return action_.has(action_flag::late_unavoidable) ? " (cannot be in time)" : "";
  }

  const policy& policy_;
  const prospect& who_;
  const history& log_;
  const decision& decision_;
  const action& action_;
  const place& at_;
  const clocks& by_;
  instant seen_from_;
  action_cells words_;
};

}  // namespace

std::string person_of(const policy& p, std::string_view prospect_id) {
  std::string whose(p.name());
  (whose += '\0') += prospect_id;
  return digest(whose) + ".tickler";
}

std::string_view person_in(std::string_view uid) noexcept {
  const auto at = uid.rfind('@');
  return at == uid.npos ? std::string_view() : uid.substr(at + 1);
}

entry entry_of(entry_kind kind, const policy& p, const prospect& who, const history& log, const decision& d, const action& a,
               instant now) {
  const auto by = clocks_of(p, who);
  const auto at = place_of(kind, p, d, a, by, now);
  const teller tell(p, who, log, d, a, at, by);
  return {.uid = uid_of(p, who, d, a),
          .summary = trimmed(fmt::format("{}: {}{}", printable(who.name.empty() ? who.id : who.name), tell.what(), in_brackets(a))),
          .description = trimmed(tell.all()),
          .channel = to_text(p, who, d, a, by.prospect, now).channel,
          .priority = priority_of(p, a),
          .at = at};
}

}  // namespace tickler::cli::icalendar
