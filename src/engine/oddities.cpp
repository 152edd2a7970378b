#include <algorithm>
#include <tickler/oddities.hpp>
#include <tickler/policy_draft.hpp>

#include "base/internal_access.hpp"
#include "base/region.hpp"
#include "engine/book_reader.hpp"
#include "engine/fold/history_fold.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

// R18: whether some calendar has lists by region, and none of them is of this one.
class listed_regions {
 public:
  explicit listed_regions(const policy_draft& draft) {
    for (const auto& c : draft.calendars) {
      auto& regions = lists_.emplace_back();
      const auto add = [&regions](const auto& list) {
        for (const auto& each : list)
          if (!each->region.empty()) regions.push_back(each->region);
      };
      add(c.hours), add(c.closed), add(c.special);
      if (regions.empty()) lists_.pop_back();
    }
  }

  bool lack(std::string_view region) const {
    const auto is_listed = [&](std::string_view listed) { return is_part_of(region, listed); };
    return !region.empty() && std::ranges::any_of(lists_, [&](const auto& list) { return std::ranges::none_of(list, is_listed); });
  }

 private:
  std::vector<std::vector<std::string_view>> lists_{};  // of the calendars that have any
};

// Whether the touchpoint that is being taken in has ended a run with a key.
class end_listener final : public fold_listener {
 public:
  explicit end_listener(const compiled_policy& p) : p_(p) {}

  void touchpoint(std::uint32_t, instant) override { ended = false; }
  void moved(trace_kind kind, const run& r) override {
    ended |= kind == trace_kind::ended && r.key != 0 && p_.cadences[r.cadence].per == run_per::key;
  }

  bool ended = false;

 private:
  const compiled_policy& p_;
};

class oddity_search {
 public:
  oddity_search(const compiled_policy& p, const book::impl& all, instant now)
      : p_(p), all_(all), now_(now), reader_(p, all, now, book_reader::wanted::few), regions_(p.draft) {
    const auto has_ends = [](const cadence_rule& c) { return c.per == run_per::key && c.ends; };
    asks_keys_ = std::ranges::any_of(p.cadences, has_ends);
  }

  book_oddities find(const std::function<bool(prospect_number)>& asked_for) && {
    for (prospect_number i = 0; i < all_.size(); ++i) {
      if (all_.prospects.is_erased(i) || (asked_for && !asked_for(i))) continue;
      const auto& shared = all_.prospects.attributes()[all_.prospects.attributes_of(i)];
      found_.unlisted_regions += regions_.lack(shared.region);
      look_at_words(i);
      if (asks_keys_) look_at_keys(i);
    }
    return std::move(found_);
  }

 private:
  void look_at_words(prospect_number number) {
    const auto touches = all_.touches[number];
    for (std::size_t i = 0; i < touches.size; ++i) {
      const auto kind = all_.codes[touches.code(i)].words;
      const auto& words = p_.words.words_of(kind);
      const auto at = instant{std::chrono::seconds{touches.at[i]}};
      const bool is_hers = words.with == party::prospect;
      if (at > now_) {
        ++found_.later_touchpoints;
        if (is_hers && words.outcome == outcome::opted_out) found_.later_opt_outs.push_back({number, at});
      } else if (is_hers && words.outcome == outcome::opted_in) {
        found_.idle_opt_ins += (*p_.rows)[kind].contact_channels == 0;
      }
    }
  }

  // Touchpoint by touchpoint, since what has ended a run is told by nothing less.
  void look_at_keys(prospect_number number) {
    auto& s = impl_of(folded_);
    s.reset(p_, 0);
    end_listener listener(p_);
    reader_.read(number, space_, [&](const resolved_prospect& who, auto&& log) {
      if (!has_key(log)) return;
      history_fold<fold_listener> fold(p_, who, s, space_, listener);
      log.begin();
      for (std::size_t i = 0; i < log.size() && s.problem == prospect_problem::none; ++i) {
        touch t{.row = &log.row(i)};
        log.fill(i, t);
        listener.ended = false;
        fold.apply(t);
        found_.keyless_ends += listener.ended && t.keys.empty();
      }
    });
  }

  // Else no run has one.
  template <class Log>
  static bool has_key(Log& log) {
    log.begin();
    touch t;
    for (std::size_t i = 0; i < log.size(); ++i) {
      t.row = &log.row(i);
      log.fill(i, t);
      if (!t.keys.empty()) return true;
    }
    return false;
  }

  const compiled_policy& p_;
  const book::impl& all_;
  instant now_;
  book_reader reader_;
  listed_regions regions_;
  bool asks_keys_ = false;
  fold_workspace space_{};
  state folded_{};
  book_oddities found_{};
};

}  // namespace

book_oddities find_oddities(const policy& p, const book& all, instant now, const std::function<bool(prospect_number)>& asked_for) {
  return oddity_search(impl_of(p), impl_of(all), now).find(asked_for);
}

std::uint8_t protections_of(const policy& p, const touchpoint& t) {
  const auto row = impl_of(p).rows->row_of(t.words);
  const bool may_be_anything = !row.is_certain() && row.variants.empty();
  auto stops = row.matches.stops || may_be_anything, holds = row.matches.holds || may_be_anything;
  for (const auto& with : row.variants) stops |= with.matches.stops, holds |= with.matches.holds;
  const auto bits = [](protection which, bool is_there) { return is_there ? static_cast<unsigned>(which) : 0U; };
  return static_cast<std::uint8_t>(bits(protection::opt_out, t.words.outcome == outcome::opted_out) |
                                   bits(protection::bounce, t.words.outcome == outcome::bounced) | bits(protection::stop, stops) |
                                   bits(protection::hold, holds));
}

}  // namespace tickler::inline TICKLER_ABI
