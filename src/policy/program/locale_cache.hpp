// Where a prospect is: the zone, the region and the zone of the owner, and what the calendars of the policy mean there.
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <tickler/calendar.hpp>
#include <tickler/decision.hpp>
#include <tickler/policy_draft.hpp>
#include <tickler/zones.hpp>
#include <vector>

#include "base/hash.hpp"
#include "base/interned.hpp"
#include "base/text_hash.hpp"

namespace tickler::inline TICKLER_ABI {

// Indices of policy_draft::calendars, ascending: all must be open. Those by the owner's clock are marked, where they name no zone.
using calendar_set = std::vector<std::uint16_t>;

class locale_cache;

// One locale: any thread may use it; hours that are there cost no lock.
class locale {
 public:
  locale(locale_cache& all, zone local, std::uint16_t region, zone owner);

  // Of the names that make it another locale than the policy's others: the same in every process.
  const fnv_hash& hash() const noexcept { return hash_; }
  const time_context& frame() const noexcept { return frame_; }                // by the prospect's clock
  const time_context& owners_frame() const noexcept { return owners_frame_; }  // by the owner's, where a step goes by that
  const open_hours& hours(std::uint16_t set) const {
    const auto* there = hours_[set].load(std::memory_order_acquire);
    return there ? *there : make_hours(set);
  }

  // R126: false where a calendar of the set has hours by region, and none for this one.
  bool knows_region(std::uint16_t set) const noexcept { return unknown_sets_.empty() || !unknown_sets_[set]; }

  const open_hours* made_hours(std::size_t set) const { return hours_[set].load(std::memory_order_acquire); }  // null: not yet

 private:
  const open_hours& make_hours(std::uint16_t set) const;
  void note_unknown_sets();
  open_hours hours_of(std::uint16_t calendar, const zone& unless_it_names_a_zone) const;

  locale_cache& all_;
  fnv_hash hash_;
  std::uint16_t region_;
  zone owner_;
  time_context frame_, owners_frame_;
  std::vector<bool> unknown_sets_{};                           // mostly none
  mutable std::vector<std::atomic<const open_hours*>> hours_;  // by set; each made once and kept in kept_
  mutable std::vector<std::unique_ptr<const open_hours>> kept_;
};

// All locales that a policy has been asked about. Zones and locales are kept for good: there are some hundred zones. Their tables
// are those of all policies that look zones up in the same place.
class locale_cache {
 public:
  locale_cache(const policy_draft& draft, std::vector<calendar_set> sets, const zones& known, std::size_t most_bytes);
  locale_cache(const locale_cache&) = delete;

  static constexpr std::uint32_t not_known = 0xffffffff;
  static constexpr std::uint16_t by_owners_clock = 0x8000;
  struct found {
    const locale* where = nullptr;  // none with a problem
    prospect_problem problem = prospect_problem::none;
    std::uint32_t place = not_known;
  };
  // Somebody who was at place `last` is mostly still there: that is looked at first. Any number will do.
  found find(std::string_view zone, std::string_view region, std::string_view owner_zone, std::uint32_t last = not_known);
  std::size_t sets() const noexcept { return sets_.size(); }
  const calendar_set& set(std::size_t number) const noexcept { return sets_[number]; }
  // The set of this one alone, marked as it is in a set of several; there is one for each.
  std::uint16_t single(std::uint16_t calendar) const noexcept;

  // The policy's where the name is empty; nothing for a name that is no zone.
  std::optional<zone> zone_of(std::string_view name) {
    const auto known = number_of_zone(name);
    return known ? std::optional(zones_[*known].value) : std::nullopt;
  }

 private:
  friend class locale;
  struct named_zone {
    std::string name;
    zone value;
    friend bool operator==(const named_zone& a, std::string_view b) noexcept { return a.name == b; }
    explicit operator std::string_view() const noexcept { return name; }
  };
  struct name_hash {
    std::size_t operator()(std::string_view name) const noexcept { return std::hash<std::string_view>{}(name); }
  };
  struct cached_locale {
    std::uint64_t key = 0;
    std::unique_ptr<const locale> where;
    friend bool operator==(const cached_locale& a, std::uint64_t b) noexcept { return a.key == b; }
    explicit operator std::uint64_t() const noexcept { return key; }
  };
  struct key_hash {
    std::size_t operator()(std::uint64_t key) const noexcept {
      key = fibonacci_hash(key);
      return static_cast<std::size_t>(key ^ (key >> 32));
    }
  };

  // What a prospect's record says of where it is, as it stands there.
  struct place_names {
    std::string_view zone, region, owner_zone;
  };
  struct place {
    std::string zone, region, owner_zone;
    const locale* where = nullptr;
    friend bool operator==(const place& a, const place_names& b) noexcept {
      return a.zone == b.zone && a.region == b.region && a.owner_zone == b.owner_zone;
    }
    explicit operator place_names() const noexcept { return {zone, region, owner_zone}; }
  };
  struct place_hash {
    std::size_t operator()(const place_names& p) const noexcept {
      std::uint64_t hash = hash_of_text(p.zone);
      if (!p.region.empty()) hash ^= std::uint64_t{hash_of_text(p.region)} << 7;
      if (!p.owner_zone.empty()) hash ^= std::uint64_t{hash_of_text(p.owner_zone)} << 14;
      return static_cast<std::size_t>(fibonacci_hash(hash));  // 64 bits of it
    }
  };
  static constexpr std::size_t most_places = 4'096;  // regions are any text: the first so many are found by one look-up

  found find_locale(const place_names& names);
  open_hours utc_template(std::uint16_t calendar, std::uint16_t region);
  open_hours all_of(std::span<const open_hours> parts) const;
  std::optional<std::uint32_t> number_of_zone(std::string_view name);
  std::uint16_t region_of(std::string_view written) const;
  std::string_view region_name(std::uint16_t region) const noexcept {
    return region == 0 ? std::string_view{} : regions_[region - 1u];
  }

  struct rule {
    calendar hours;
    calendar_draft::clock whose{};
    zone named;
  };
  tickler::zones known_;
  std::vector<rule> calendars_;
  std::vector<calendar_set> sets_;
  std::optional<std::uint16_t> business_;
  std::vector<std::string> regions_;  // that calendars name, ascending; the index is 1 more, 0 being any other
  bool owner_matters_ = false, has_regional_hours_ = false;
  memory_budget budget_;
  std::mutex making_, making_template_;
  std::map<std::pair<std::uint16_t, std::uint16_t>, open_hours> utc_templates_;  // of calendar and region, in UTC
  static constexpr std::size_t few = 8;                                          // many a policy has no more
  interned<named_zone, std::string_view, name_hash, few> zones_;                 // the first is the policy's
  interned<cached_locale, std::uint64_t, key_hash, few> locales_;
  interned<place, place_names, place_hash, few> places_;
};

}  // namespace tickler::inline TICKLER_ABI
