#include "analysis/audit/findings.hpp"

#include <algorithm>
#include <tuple>

namespace tickler::inline TICKLER_ABI {

namespace {

constexpr int months_begin = 1970;  // the year

std::string name_of_month(std::size_t month) {
  const auto year = std::to_string(months_begin + month / 12), number = std::to_string(month % 12 + 1);
  return year + (number.size() == 1 ? "-0" : "-") + number;
}

bool comes_before(const finding& a, const finding& b) {
  const auto order = [](const finding& f) { return std::tuple(f.promise, f.at, f.began_by ? f.began_by->index : 0); };
  return order(a) < order(b);
}

}  // namespace

audit_findings::audit_findings(const compiled_policy& p, bool keeps_kept)
    : local_(&p.where->find({}, {}, {}).where->frame().local), promises_(p.promises.size()), keeps_kept_(keeps_kept) {}

void audit_findings::begin(prospect_number number, std::string_view owner) {
  prospect_ = number;
  owner_ = number_of_owner(owner);
  activations_.clear();
  first_finding_ = findings_.size();
  ++prospects_;
}

void audit_findings::add(finding f) {
  activations_.push_back({f.promise, month_of(f.at), f.verdict});
  if (f.verdict == verdict::kept && !keeps_kept_) return;
  f.prospect = prospect_;
  findings_.push_back(std::move(f));
}

void audit_findings::end(prospect_problem problem) {
  const auto first = findings_.begin() + static_cast<std::ptrdiff_t>(first_finding_);
  if (problem != prospect_problem::none) {
    invalid_.emplace_back(prospect_, problem);
    findings_.erase(first, findings_.end());
    return;
  }
  std::sort(first, findings_.end(), comes_before);
  for (const auto& a : activations_) {
    count(by_owner_[owner_], a);
    if (months_.size() <= a.month) months_.resize(a.month + 1u);
    count(months_[a.month], a);
  }
}

void audit_findings::append(audit_findings&& later) {
  findings_.insert(findings_.end(), later.findings_.begin(), later.findings_.end());
  invalid_.insert(invalid_.end(), later.invalid_.begin(), later.invalid_.end());
  prospects_ += later.prospects_;
  if (months_.size() < later.months_.size()) months_.resize(later.months_.size());
  for (std::size_t i = 0; i < later.months_.size(); ++i) add_all(months_[i], later.months_[i]);
  for (const auto& [name, number] : later.owners_) add_all(by_owner_[number_of_owner(name)], later.by_owner_[number]);
}

audit_report audit_findings::report(instant from, instant to) && {
  audit_report r{.from = from, .to = to, .findings = std::move(findings_), .invalid = std::move(invalid_), .prospects = prospects_};
  counts all;
  for (std::size_t i = 0; i < months_.size(); ++i) {
    add_all(all, months_[i]);
    if (!months_[i].empty()) r.months.push_back(group(name_of_month(i), std::move(months_[i])));
  }
  for (const auto& [name, number] : owners_)
    if (!by_owner_[number].empty()) r.owners.push_back(group(name, std::move(by_owner_[number])));
  std::sort(r.owners.begin(), r.owners.end(), [](const audit_group& a, const audit_group& b) { return a.name < b.name; });
  r.all = group("", std::move(all));
  return r;
}

std::uint16_t audit_findings::month_of(instant t) const {
  const date::year_month_day day{date::floor<date::days>(local_->to_local(t))};
  const auto month = (static_cast<int>(day.year()) - months_begin) * 12 + static_cast<int>(static_cast<unsigned>(day.month())) - 1;
  return static_cast<std::uint16_t>(std::max(month, 0));
}

std::size_t audit_findings::number_of_owner(std::string_view name) {
  const auto [known, is_new] = owners_.try_emplace(std::string(name), by_owner_.size());
  if (is_new) by_owner_.emplace_back();
  return known->second;
}

void audit_findings::count(counts& group, const activation& a) const {
  if (group.empty()) group.resize(promises_);
  ++group[a.promise][a.verdict];
}

void audit_findings::add_all(counts& to, const counts& from) const {
  if (to.empty()) to.resize(from.size());
  for (std::size_t i = 0; i < from.size(); ++i) to[i] += from[i];
}

audit_group audit_findings::group(std::string name, counts of) const {
  of.resize(promises_);
  return {std::move(name), std::move(of)};
}

}  // namespace tickler::inline TICKLER_ABI
