#include "summary.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <numeric>
#include <tickler/io/book_records.hpp>
#include <tickler/joint_history.hpp>
#include <tickler/oddities.hpp>

#include "display.hpp"

namespace tickler::cli {

void print_names(std::ostream& out, std::string_view label, std::span<const std::string> names, std::size_t count) {
  if (count == 0) return;
  std::vector<std::string> shown;
  for (const auto& name : names.first(std::min(names.size(), most_named))) shown.push_back(printable(name));
  out << label << ": " << fmt::format("{}", fmt::join(shown, ", "));
  if (count > shown.size()) out << " and " << count - shown.size() << " more";
  out << '\n';
}

namespace {

// "touchpoints that carried out nothing, one field short (2 without a direction, 1 of another purpose): ada, bo"
void print_near_misses(std::ostream& out, const book& all, const near_misses& found) {
  std::vector<std::string> kinds, names;
  const auto add = [&](missing_field field, std::string_view what) {
    if (const auto n = found.count(field); n != 0) kinds.push_back(fmt::format("{} {}", n, what));
  };
  add(missing_field::direction, "without a direction");
  add(missing_field::channel, "without a channel");
  add(missing_field::purpose, "of another purpose");
  for (const auto& each : found.first) names.emplace_back(all.id(each.number));
  print_names(out, fmt::format("touchpoints that carried out nothing, one field short ({})", fmt::join(kinds, ", ")), names,
              found.prospects);
}

// "addresses of more than five prospects: ...: info@example.org (12)"
void print_unshared(std::ostream& out, const book_files& files) {
  const auto print = [&out](std::string_view label, const std::vector<unshared_text>& all) {
    std::vector<std::string> shown;
    for (const auto& each : all) shown.push_back(fmt::format("{} ({})", each.text, each.prospects));
    print_names(out, label, shown, shown.size());
  };
  const auto found = find_unshared(files.policy(), files.all());
  print("accounts of too many, or that stand for none: nobody there counts as a colleague", found.accounts);
  print("addresses of more than five prospects: an opt-out or bounce there counts for nobody else", found.addresses);
}

void print_oddities(std::ostream& out, const book_files& files, instant now,
                    const std::function<bool(prospect_number)>& asked_for) {
  const auto odd = find_oddities(files.policy(), files.all(), now, asked_for);
  const auto print = [&out](std::size_t count, std::string_view one, std::string_view many, std::string_view what) {
    if (count != 0) out << counted(count, one, many) << ' ' << what << '\n';
  };
  print(odd.unlisted_regions, "prospect", "prospects", "of a region that is in no list of a calendar that has lists by region");
  print(files.respelt(), "word", "words", "read in spite of capital letters");
  print(odd.idle_opt_ins, "opt-in", "opt-ins", "on a channel that no policy knows lifted nothing");
  print(odd.keyless_ends, "touchpoint", "touchpoints", "without a key ended runs that have one");
  print(odd.later_touchpoints, "touchpoint", "touchpoints", fmt::format("after {} decided nothing", to_string(now)));
  std::vector<std::string> opted_out_later;
  for (const auto& each : odd.later_opt_outs) {
    const auto id = files.all().id(each.prospect);
    if (opted_out_later.empty() || opted_out_later.back() != id) opted_out_later.emplace_back(id);
  }
  print_names(out, "opted out after that", opted_out_later, opted_out_later.size());
}

}  // namespace

void summary::count(std::string_view id, const decision& d) {
  ++by_status_[static_cast<std::size_t>(d.status)];
  if (d.status == status::unattended && unattended_.size() < most_named) unattended_.emplace_back(id);
}

void summary::print_unattended(std::ostream& out) const {
  print_names(out, "unattended", unattended_, by_status_[static_cast<std::size_t>(status::unattended)]);
}

void summary::print_statuses(std::ostream& out, std::string_view one, std::string_view many) const {
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < by_status_.size(); ++i)
    if (by_status_[i] != 0) parts.push_back(fmt::format("{} {}", by_status_[i], status_names[i]));
  const auto all = std::accumulate(by_status_.begin(), by_status_.end(), std::size_t{0});
  out << counted(all, one, many) << (parts.empty() ? "" : ": ") << fmt::format("{}", fmt::join(parts, ", "));
}

void summary::print(std::ostream& out, const book_files& files, instant now, const near_misses& short_ones, std::size_t bad_records,
                    const std::function<bool(prospect_number)>& asked_for) const {
  const auto unknown_words = files.unknown_words();
  const auto undeclared = undeclared_facts(files.policy(), files.all());
  const std::vector<std::string> facts(undeclared.begin(), undeclared.end());
  print_unattended(out);
  print_near_misses(out, files.all(), short_ones);
  print_names(out, "words that no policy knows", unknown_words, unknown_words.size());
  print_names(out, "facts that the policy does not declare", facts, facts.size());
  print_names(out, "corrected, and no longer protected", files.unprotected(), files.unprotected().size());
  print_oddities(out, files, now, asked_for);
  print_unshared(out, files);

  print_statuses(out, "prospect", "prospects");
  if (!unknown_words.empty()) out << "; " << counted(unknown_words.size(), "unknown word", "unknown words");
  if (!facts.empty()) out << "; " << counted(facts.size(), "undeclared fact", "undeclared facts");
  if (const auto lost = files.unattributed(); lost != 0)
    out << "; " << counted(lost, "touchpoint", "touchpoints") << " of nobody knows whom: whoever it was is decided for without";
  if (bad_records != 0) out << "; " << counted(bad_records, "bad record", "bad records");
  out << '\n';
}

}  // namespace tickler::cli
