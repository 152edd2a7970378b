#include "policy/program/locale_cache.hpp"

#include <algorithm>
#include <set>

#include "base/ascii_case.hpp"
#include "base/internal_access.hpp"
#include "policy/calendar_regions.hpp"
#include "time/open_hours_cache.hpp"
#include "time/zones_impl.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

open_hours shared(const zones& among, const open_hours& made) { return impl_of(among).hours.shared(made); }

}  // namespace

locale::locale(locale_cache& all, zone local, std::uint16_t region, zone owner)
    : all_(all), region_(region), owner_(std::move(owner)), hours_(all.sets_.size()) {
  hash_.text(local.name());
  hash_.text(all.region_name(region));
  hash_.text(owner_.name());
  frame_.local = std::move(local);
  owners_frame_.local = owner_;
  if (all_.has_regional_hours_) note_unknown_sets();
  if (!all_.business_) return;
  frame_.business = hours_of(*all_.business_, frame_.local);
  owners_frame_.business = hours_of(*all_.business_, owner_);
}

void locale::note_unknown_sets() {
  std::vector<bool> unknown(all_.sets_.size());
  for (std::size_t i = 0; i < unknown.size(); ++i)
    unknown[i] = std::any_of(all_.sets_[i].begin(), all_.sets_[i].end(), [this](std::uint16_t calendar) {
      const auto index = static_cast<std::uint16_t>(calendar & ~locale_cache::by_owners_clock);
      return !all_.utc_template(index, region_).knows_region();
    });
  if (std::find(unknown.begin(), unknown.end(), true) != unknown.end()) unknown_sets_ = std::move(unknown);
}

open_hours locale::hours_of(std::uint16_t calendar, const zone& unless_it_names_a_zone) const {
  const auto& rule = all_.calendars_[calendar];
  const auto& clock = rule.whose == calendar_draft::clock::prospect ? unless_it_names_a_zone
                      : rule.whose == calendar_draft::clock::owner  ? owner_
                                                                    : rule.named;
  return shared(all_.known_, all_.utc_template(calendar, region_).in(clock, all_.budget_));
}

const open_hours& locale::make_hours(std::uint16_t set) const {
  const std::lock_guard lock(all_.making_);
  if (const auto* there = hours_[set].load(std::memory_order_relaxed)) return *there;
  std::vector<open_hours> parts;
  for (const auto calendar : all_.sets_[set]) {
    const bool by_owner = (calendar & locale_cache::by_owners_clock) != 0;
    const auto index = static_cast<std::uint16_t>(calendar & ~locale_cache::by_owners_clock);
    parts.push_back(hours_of(index, by_owner ? owner_ : frame_.local));
  }
  kept_.push_back(std::make_unique<open_hours>(all_.all_of(parts)));
  hours_[set].store(kept_.back().get(), std::memory_order_release);
  return *kept_.back();
}

// Where their clock is one, what they have in common is worked out once for all zones too.
open_hours locale_cache::all_of(std::span<const open_hours> parts) const {
  auto all = open_hours::all_of(parts, budget_);
  if (all.always_open() || parts.size() == 1) return all;
  if (auto by_clock = open_hours::cache::by_wall_clock(parts, budget_); !by_clock.always_open()) {
    by_clock = shared(known_, by_clock);
    impl_of(all)->utc_template = impl_of(by_clock)->shared_from_this();
  }
  return shared(known_, all);
}

// Once for all zones.
open_hours locale_cache::utc_template(std::uint16_t calendar, std::uint16_t region) {
  const std::lock_guard lock(making_template_);
  auto& made = utc_templates_[{calendar, region}];
  if (made.always_open())
    made = shared(known_, open_hours(calendars_[calendar].hours, std::string(region_name(region)), zone{}, budget_));
  return made;
}

locale_cache::locale_cache(const policy_draft& draft, std::vector<calendar_set> sets, const zones& known, std::size_t most_bytes)
    : known_(known),
      sets_(std::move(sets)),
      budget_(std::make_shared<std::atomic<std::int64_t>>(static_cast<std::int64_t>(most_bytes))) {
  number_of_zone(draft.zone.value);
  for (const auto& cadence : draft.cadences)
    for (const auto& step : cadence.steps)
      owner_matters_ |= step.clock ? **step.clock == step_clock::owner : *step.channels.front() == "internal";
  std::set<std::string> regions;
  for (std::size_t i = 0; i < draft.calendars.size(); ++i) {
    const auto& written = draft.calendars[i];
    rule r{.hours = {}, .whose = written.whose, .named = {}};
    for (const auto& h : written.hours) r.hours.hours.push_back(*h);
    for (const auto& c : written.closed) r.hours.closed.push_back(*c);
    for (const auto& d : written.special) r.hours.special.push_back(*d);
    for_each_regional(written, [&](std::string_view, const auto& value) { regions.insert(in_upper_case(value->region)); });
    has_regional_hours_ |=
        std::any_of(written.hours.begin(), written.hours.end(), [](const auto& h) { return !h->region.empty(); });
    if (r.whose == calendar_draft::clock::named) r.named = known_.find(*written.zone).value();
    if (r.whose == calendar_draft::clock::owner) owner_matters_ = true;
    if (*written.name == *draft.business) business_ = static_cast<std::uint16_t>(i);
    calendars_.push_back(std::move(r));
  }
  regions_.assign(regions.begin(), regions.end());
}

std::uint16_t locale_cache::single(std::uint16_t calendar) const noexcept {
  const auto is_it = [calendar](const calendar_set& set) { return set.size() == 1 && set.front() == calendar; };
  return static_cast<std::uint16_t>(std::find_if(sets_.begin(), sets_.end(), is_it) - sets_.begin());
}

std::optional<std::uint32_t> locale_cache::number_of_zone(std::string_view name) {
  if (name.empty()) return 0;
  if (const auto known = zones_.find(name)) return known;
  const auto there = impl_of(known_).look_up(name).found;
  if (!there) return std::nullopt;
  return zones_.add(name, [&](std::string_view n) { return named_zone{std::string(n), *there}; });
}

// The longest of the calendars' regions that the name is part of: a part of "US-NY" is one of "US" too.
std::uint16_t locale_cache::region_of(std::string_view written) const {
  const auto whole = in_upper_case(written);
  for (std::string_view name = whole;;) {
    const auto at = std::lower_bound(regions_.begin(), regions_.end(), name);
    if (at != regions_.end() && *at == name) return static_cast<std::uint16_t>(at - regions_.begin() + 1);
    const auto last = name.rfind('-');
    if (last == std::string_view::npos) return 0;
    name = name.substr(0, last);
  }
}

locale_cache::found locale_cache::find(std::string_view zone, std::string_view region, std::string_view owner_zone,
                                       std::uint32_t last) {
  const place_names names{zone, region, owner_zone};
  if (last < places_.size())
    if (const auto& there = places_[last]; there == names) return {there.where, {}, last};
  if (const auto known = places_.find(names)) return {places_[*known].where, {}, *known};
  const auto searched = find_locale(names);
  if (searched.where && places_.size() < most_places)
    places_.add(names, [&](const place_names& n) {
      return place{std::string(n.zone), std::string(n.region), std::string(n.owner_zone), searched.where};
    });
  return searched;
}

locale_cache::found locale_cache::find_locale(const place_names& names) {
  const auto local = number_of_zone(names.zone);
  if (!local) return {nullptr, prospect_problem::unknown_zone};
  auto owner = number_of_zone(names.owner_zone);
  if (!owner) return {nullptr, prospect_problem::unknown_owner_zone};
  if (!owner_matters_) owner = 0;
  const auto region = region_of(names.region);
  const auto key = std::uint64_t{*local} | std::uint64_t{region} << 24 | std::uint64_t{*owner} << 40;
  if (const auto known = locales_.find(key)) return {locales_[*known].where.get(), {}};
  const auto id = locales_.add(key, [&](std::uint64_t k) {
    return cached_locale{k, std::make_unique<locale>(*this, zones_[*local].value, region, zones_[*owner].value)};
  });
  return {locales_[id].where.get(), {}};
}

}  // namespace tickler::inline TICKLER_ABI
