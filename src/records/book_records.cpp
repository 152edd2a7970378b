#include <fmt/format.h>

#include <algorithm>
#include <tickler/io/book_records.hpp>
#include <tickler/io/results.hpp>
#include <tickler/joint_history.hpp>
#include <tickler/problem_numbers.hpp>
#include <utility>

#include "base/internal_access.hpp"
#include "base/messages.hpp"
#include "book/book_impl.hpp"
#include "records/csv_records.hpp"
#include "records/fast_json_prospects.hpp"
#include "records/fast_json_touchpoints.hpp"
#include "records/json_lines.hpp"
#include "records/opt_out.hpp"
#include "records/prospect_builder.hpp"
#include "records/record_diagnostics.hpp"
#include "records/touchpoint_builder.hpp"
#include "records/touchpoint_faults.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

// Adds prospects, and says of which line one is that is there already.
class prospect_importer {
 public:
  prospect_importer(const record_options& options, book& into, const diagnostic_sink& bad, std::vector<source_position>* places)
      : into_(impl_of(into)),
        first_(into_.size()),
        bad_(options, bad),
        places_(places != nullptr ? *places : own_places_),
        first_place_(places_.size()) {}

  void add(const prospect_view& who, std::uint32_t hash, source_position at) {
    const auto known = into_.find(into_.index.of(into_.prospects), who.id, hash);
    if (known && into_.refused.of_her_own(*known) == nullptr) return reject(who.id, *known, at);
    ++good_;
    if (!known) return add_new(who, hash, at);
    into_.replace(*known, who);
    into_.refused.heal_her_own(*known);
    if (*known >= first_) places_[first_place_ + *known - first_] = at;
  }

  // One that could not be read (R147).
  void refuse(std::string_view id, const diagnostic& why) {
    const auto hash = hash_of_text(id);
    if (into_.find(into_.index.of(into_.prospects), id, hash)) return;
    const auto number = static_cast<prospect_number>(into_.size());
    unread_.push_back(number);
    into_.refused.add(number, {.number = why.number, .why = to_string(why), .is_her_own = true});
    try {
      add_new({.id = id}, hash, why.at);
    } catch (...) {  // nobody is in the book by her id alone without a word of it, and no word of somebody who is not
      if (into_.size() == number) into_.refused.erase(number);
      throw;
    }
  }

  void count_into(read_counts& counts) const {
    counts.records = good_;
    counts.bad += bad_.count();
    for (const auto number : unread_)
      if (into_.refused.of_her_own(number) != nullptr) counts.incomplete.emplace_back(into_.prospects.id(number));
  }

 private:
  void add_new(const prospect_view& who, std::uint32_t hash, source_position at) {
    into_.add(who, hash);
    places_.push_back(at);
  }

  void reject(std::string_view id, prospect_number known, source_position at) {
    const auto where = known < first_ ? std::string() : fmt::format(" on line {}", places_[first_place_ + known - first_].line);
    bad_.add(record_number::duplicate_prospect,
             fmt::format("the prospect {} is already{}", quoted(id), where.empty() ? " there" : where), at);
  }

  book::impl& into_;
  std::size_t first_;
  record_diagnostics bad_;
  std::vector<source_position> own_places_;
  std::vector<source_position>& places_;  // of those that are new, from first_place_ on
  std::size_t first_place_;
  std::size_t good_ = 0;
  std::vector<prospect_number> unread_;  // some of them may have been read after all
};

// Adds touchpoints, and says which have no prospect, or too many beside them, or cannot be what corrects the one of their id.
class touchpoint_importer final : public prefetching_inserter::listener {
 public:
  touchpoint_importer(const record_options& options, book& into, const diagnostic_sink& bad)
      : options_(options), into_(into), inside_(impl_of(into)), bad_(options, bad) {}

  void add(const touchpoint_record& t, const touch_words& words, source_position at) {
    const auto number = into_.find(t.prospect);
    if (!number) return unknown_prospect(t, at);
    if (inside_.is_full(*number)) return too_many(*number, t, at);
    const auto kind = inside_.words.try_classify(words);
    if (!kind) return reject(*number, t.details.id, too_many_words(), at);
    packed_.clear();
    if (kind_of(t.details) != details_kind::none) pack(packed_, t.details);
    const auto taken = inside_.take_in(*number, t.at, *kind, t.details, packed_.bytes());
    if (taken.what != book::impl::taken::added) known_already(*number, taken, at);
  }

  void unknown_prospect(const touchpoint_record& t, source_position at) override {
    const auto why = bad_.add(record_number::unknown_prospect, fmt::format("there is no prospect {}", quoted(t.prospect)), at);
    if (t.line != nullptr) suspect(t.line->named_in_passing(), t.details.id, why);
  }

  void too_many(prospect_number number, const touchpoint_record& t, source_position at) override {
    reject(number, t.details.id, tickler::too_many_touchpoints(t.prospect), at);
  }

  void known_already(prospect_number number, const book::impl::taken& what, source_position at) override {
    if (what.what == book::impl::taken::again) return static_cast<void>(++again_);
    if (what.what == book::impl::taken::replaced) {
      ++replaced_;
      if (options_.replaced) options_.replaced(number, *what.before, *what.after);
      return;
    }
    const std::string_view id = what.after->id;
    reject(number, id, other_channel(id, into_.id(number), into_.words().name(what.before->words.channel)), at);
  }

  // One that could not be read.
  void refuse(const touchpoint_builder::refusal& what) {
    if (is_forgiven(what, options_)) return;
    std::vector<std::string_view> suspects{what.prospect};
    if (what.line != nullptr && !(what.line->is_in_place() && into_.find(what.prospect))) {
      const auto named = what.line->named();
      suspects.insert(suspects.end(), named.begin(), named.end());
    }
    if (!suspect(std::move(suspects), what.id, what.why) && what.prospect.empty()) ++unattributed_;
  }

  void count_into(read_counts& counts) && {
    counts.records += again_ + replaced_;
    counts.bad += bad_.count();
    counts.again = again_;
    counts.replaced = replaced_;
    counts.incomplete = std::move(incomplete_);
    counts.unattributed = unattributed_;
  }
  std::size_t bad() const noexcept { return bad_.count(); }

 private:
  void reject(prospect_number number, std::string_view id, const record_error& error, source_position at) {
    make_incomplete(number, id, bad_.add(error.number, error.message, at));
  }

  // It may be of any of these (R145). False: nobody is called so.
  bool suspect(std::vector<std::string_view> named, std::string_view id, const diagnostic& why) {
    std::sort(named.begin(), named.end());
    named.erase(std::unique(named.begin(), named.end()), named.end());
    bool is_any_known = false;
    for (const auto whom : named)
      if (const auto number = into_.find(whom)) {
        is_any_known = true;
        make_incomplete(*number, id, why);
      }
    return is_any_known;
  }

  // The first of her touchpoints says why.
  void make_incomplete(prospect_number number, std::string_view id, const diagnostic& why) {
    const auto there = inside_.refused[number];
    const bool is_first = std::all_of(there.begin(), there.end(), [](const auto& each) { return each.is_her_own; });
    if (told_.insert(number).second) incomplete_.emplace_back(into_.id(number));
    inside_.refused.add(number, {.id = std::string(id), .number = why.number, .why = is_first ? to_string(why) : std::string()});
  }

  const record_options& options_;
  book& into_;
  book::impl& inside_;
  record_diagnostics bad_;
  varint_buffer packed_;
  std::size_t again_ = 0, replaced_ = 0, unattributed_ = 0;
  std::vector<std::string> incomplete_;
  std::set<prospect_number> told_;  // of whom
};

read_counts read_records(record_source from, const record_options& options, record_builder& builder, const diagnostic_sink& bad,
                         fast_json_lines* fast, const opt_out_sink& opt_outs = {}) {
  return options.format == record_format::csv ? read_csv(from, options, builder, bad, opt_outs)
                                              : read_json_lines(from, options, builder, bad, fast);
}

read_counts prospects_from(record_source from, const record_options& given, book& into, const diagnostic_sink& bad,
                           std::vector<source_position>* places) {
  const auto options = within_bounds(given);
  prospect_importer adder(options, into, bad, places);
  const prospect_builder::receiver each = [&](const prospect_record& who, source_position at) {
    adder.add(who.view, hash_of_text(who.view.id), at);
  };
  const prospect_builder::refusal_receiver refused = [&](std::string_view id, const diagnostic& why) { adder.refuse(id, why); };
  prospect_builder builder(options, each, refused);
  fast_json_prospects fast(options, impl_of(into).index.of(impl_of(into).prospects),
                           [&](const prospect_view& who, std::uint32_t hash, source_position at) { adder.add(who, hash, at); });
  touchpoint_importer opt_outs(options, into, bad);
  auto words = into.words();
  const opt_out_sink each_opt_out = [&](std::string_view id, std::string_view channel, instant at, source_position place) {
    const auto t = opt_out(words, channel, at);
    touchpoint_record of_contact;
    of_contact.prospect = id;
    of_contact.at = t.at;
    opt_outs.add(of_contact, t.words, place);
  };
  auto counts = read_records(from, options, builder, bad, &fast, each_opt_out);
  adder.count_into(counts);
  counts.bad += opt_outs.bad();
  counts.is_refused |= counts.records == 0 && counts.bad != 0;
  return counts;
}

read_counts touchpoints_from(record_source from, const record_options& given, book& into, const diagnostic_sink& bad) {
  const auto options = within_bounds(given);
  const auto before = into.touchpoints();
  touchpoint_importer adder(options, into, bad);
  const touchpoint_builder::receiver each = [&](const touchpoint_record& t, const touch_words& words, source_position at) {
    adder.add(t, words, at);
  };
  const touchpoint_builder::refusal_receiver refused = [&](const auto& what) { adder.refuse(what); };
  touchpoint_builder builder(options, into.words(), each, refused);
  fast_json_touchpoints fast(options, impl_of(into), adder);
  book::impl::many_to_take_in many(impl_of(into));
  auto counts = read_records(from, options, builder, bad, &fast);
  many.close();
  counts.records = into.touchpoints() - before;
  std::move(adder).count_into(counts);
  counts.respelt = builder.respelt();
  counts.is_refused |= counts.records == 0 && counts.bad != 0;
  return counts;
}

}  // namespace

read_counts read_prospects(std::istream& in, const record_options& options, book& into, const diagnostic_sink& bad,
                           std::vector<source_position>* places) {
  return prospects_from(in, options, into, bad, places);
}

read_counts read_prospects(std::string_view content, const record_options& options, book& into, const diagnostic_sink& bad,
                           std::vector<source_position>* places) {
  return prospects_from(content, options, into, bad, places);
}

read_counts read_touchpoints(std::istream& in, const record_options& options, book& into, const diagnostic_sink& bad) {
  return touchpoints_from(in, options, into, bad);
}

read_counts read_touchpoints(std::string_view content, const record_options& options, book& into, const diagnostic_sink& bad) {
  return touchpoints_from(content, options, into, bad);
}

std::set<std::string> undeclared_facts(const policy& p, const book& all) {
  std::set<std::string> names;
  const auto& known = impl_of(all).prospects.fact_names();
  for (std::size_t i = 0; i < known.size(); ++i)
    if (!known.is_free(i)) names.insert(known[i]);
  for (const auto& declared : p.draft().facts) names.erase(*declared.name);
  return names;
}

std::string incomplete_history_text(std::span<const refused_record> refused) {
  const auto her_own = std::find_if(refused.begin(), refused.end(), [](const auto& each) { return each.is_her_own; });
  if (her_own != refused.end()) return fmt::format("its record could not be read: {}", her_own->why);
  const auto told = std::find_if(refused.begin(), refused.end(), [](const auto& each) { return !each.why.empty(); });
  auto text = fmt::format("{} of its history could not be read",
                          refused.size() == 1 ? "a touchpoint" : fmt::format("{} touchpoints", refused.size()));
  if (told != refused.end()) text += fmt::format(": {}{}", refused.size() == 1 ? "" : "first ", told->why);
  return text;
}

std::string incomplete_history_text(const policy& p, const book& all, prospect_number number) {
  const auto other = incomplete_other(p, all, number);
  if (!other) return incomplete_history_text(all.refused(number));
  return fmt::format("the history of {} counts here too: {}", quoted(all.id(*other)), incomplete_history_text(all.refused(*other)));
}

diagnostic undecidable(const policy& p, const book& all, prospect_number number, prospect_problem problem) {
  const auto why = problem == prospect_problem::incomplete_history ? incomplete_history_text(p, all, number)
                                                                   : to_text(p, all.prospect(number), problem);
  return {.number = record_number::undecidable_prospect,
          .message = fmt::format("the prospect {} cannot be decided for: {}", quoted(all.id(number)), why)};
}

}  // namespace tickler::inline TICKLER_ABI
