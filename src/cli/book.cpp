#include "cli/book.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tickler/io/records.hpp>

#include "io/record_numbers.hpp"
#include "policy/messages.hpp"

namespace tickler::cli {

namespace {

// Shows in the bar how far a stream has been read.
class reading {
 public:
  reading(input& in, progress& bar) : in_(in), bar_(bar) { bar.begin("reading " + in.name(), in.size()); }

  void note() {
    if (in_.size() && (++records_ & 1023) == 0)
      if (const auto at = in_.stream().tellg(); at > 0) done_ = static_cast<std::uintmax_t>(at);
    bar_.at(done_);
  }

 private:
  input& in_;
  progress& bar_;
  std::uintmax_t done_ = 0;
  std::size_t records_ = 0;
};

record_options options_for(const input& in, const policy& p) {
  return {.file = in.name(), .format = format_of(in.name()), .facts = &p};
}

diagnostic bad_record_of(const input& in, int number, mark at, std::string message) {
  return {.number = number, .file = in.name(), .at = at, .message = std::move(message)};
}

}  // namespace

bool unordered_history::add(touchpoint&& t) {
  if (log_.size() + late_.size() >= history::max_size) return false;
  if (log_.empty() || t.at >= log_.entries().back().at)
    log_.add(t);
  else
    late_.push_back(std::move(t));
  return true;
}

void unordered_history::sort() {
  if (late_.empty()) return;
  std::vector<touchpoint> all;
  all.reserve(log_.size() + late_.size());
  for (std::size_t i = 0; i < log_.size(); ++i) all.push_back(log_[i]);
  std::move(late_.begin(), late_.end(), std::back_inserter(all));
  late_.clear();
  std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
  log_.clear();
  for (const auto& t : all) log_.add(t);
}

void book::read_prospects(input& in, report& bad, progress& bar) {
  for (const auto& f : policy_.draft().facts) declared_.insert(f.name.value);
  reading so_far(in, bar);
  const auto each = [&](prospect&& who, mark at) {
    so_far.note();
    const auto [known, is_new] = by_id_.try_emplace(who.id, entries_.size());
    if (!is_new) {
      const auto first = entries_[known->second].at;
      bad.add(bad_record_of(in, record_number::duplicate_prospect, at,
                            fmt::format("the prospect {} is already on line {}", quoted(who.id), first.line)));
      return;
    }
    note_facts(who);
    entries_.push_back({std::move(who), at, unordered_history(policy_.words())});
  };
  tickler::read_prospects(in.stream(), options_for(in, policy_), each, [&](const diagnostic& d) { bad.add(d); });
}

void book::read_touchpoints(input& in, report& bad, progress& bar) {
  reading so_far(in, bar);
  const auto each = [&](std::string_view id, touchpoint&& touch, mark at) {
    so_far.note();
    const auto known = by_id_.find(std::string(id));
    if (known == by_id_.end())
      bad.add(bad_record_of(in, record_number::unknown_prospect, at, fmt::format("there is no prospect {}", quoted(id))));
    else if (!entries_[known->second].log.add(std::move(touch)))
      bad.add(bad_record_of(in, record_number::too_many_touchpoints, at,
                            fmt::format("the prospect {} has more than {} touchpoints", quoted(id), history::max_size)));
  };
  tickler::read_touchpoints(in.stream(), options_for(in, policy_), policy_.words(), each, [&](const diagnostic& d) { bad.add(d); });
  for (auto& e : entries_) e.log.sort();
}

const book::entry* book::find(const std::string& id) const {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? nullptr : &entries_[found->second];
}

void book::note_facts(const prospect& who) {
  for (const auto& [name, value] : who.facts)
    if (!declared_.contains(name)) undeclared_.insert(name);
}

}  // namespace tickler::cli
