#include "c/arrow/case_columns.hpp"

#include <algorithm>
#include <tickler/io/records.hpp>
#include <tickler/problem_numbers.hpp>

#include "c/guard.hpp"

namespace tickler::c::arrow {

namespace {

// The column of that name, if there is one.
template <class Column, class... More>
void find_column(std::optional<member<Column>>& to, members& all, std::string_view name, More&... more) {
  if (const auto i = all.take(name)) to = member<Column>{*i, Column(all[*i], all.path_of(*i), more...)};
}
template <class Column>
void set_member(std::optional<member<Column>>& of, const ArrowArray& a) {
  if (of) of->column.set(*a.children[of->index]);
}

// A word that no vocabulary adds to; in whatever case, as records have it.
template <class Word, std::size_t Count>
parse_result<Word> fixed_word(std::string_view written, const std::array<std::string_view, Count>& names) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; };
  const auto is_it = [&](std::string_view name) { return std::ranges::equal(name, written, {}, {}, lower); };
  const auto found = std::ranges::find_if(names, is_it);
  if (found != names.end()) return static_cast<Word>(found - names.begin());
  std::string known;
  for (const auto name : names)
    if (!name.empty()) known += (known.empty() ? "" : ", ") + std::string(name);
  return parse_error{0, "cannot be " + tickler::quoted(written) + ", only " + known, record_number::unknown_word};
}

template <class Word>
parse_result<Word> word_of(std::string_view written, const vocabulary& words) {
  if (written.empty()) return Word{};
  if constexpr (std::same_as<Word, direction>)
    return fixed_word<direction>(written, direction_names);
  else if constexpr (std::same_as<Word, party>)
    return fixed_word<party>(written, party_names);
  else
    return parse_word<Word>(written, words);
}

}  // namespace

template <class Word>
word_column<Word>::word_column(const ArrowSchema& s, std::string path, vocabulary words)
    : texts_(s, std::move(path)), words_(std::move(words)) {}

template <class Word>
void word_column<Word>::set(const ArrowArray& a) {
  texts_.set(a);
  if (!texts_.is_coded()) return;
  choices_.clear();
  for (std::int64_t i = 0; i < texts_.choices(); ++i) {
    const auto word = word_of<Word>(texts_.choice(i), words_);
    choices_.push_back(word ? *word : unclear);
  }
  coded_.assign(static_cast<std::size_t>(texts_.size()), Word{});
  texts_.each_choice([this](std::int64_t row, std::int64_t choice) {
    const auto is_there = choice >= 0 && choice < texts_.choices();
    coded_[static_cast<std::size_t>(row)] = is_there ? choices_[static_cast<std::size_t>(choice)] : unclear;
  });
}

template <class Word>
Word word_column<Word>::read(std::int64_t row) const {
  const auto word = word_of<Word>(texts_.at(row), words_);
  if (!word) throw bad_row{texts_.path() + ": " + word.error().message};
  return *word;
}

touch_columns::touch_columns(const ArrowSchema& s, const std::string& path, const vocabulary& words, time_column::zoneless how)
    : rows_(s, path) {
  members all(s, path);
  find_column(at_, all, "at", how);
  find_column(channel_, all, "channel", words);
  find_column(direction_, all, "direction", words);
  find_column(purpose_, all, "purpose", words);
  find_column(outcome_, all, "outcome", words);
  find_column(with_, all, "with", words);
  find_column(until_, all, "until", how);
  find_column(step_, all, "step");
  find_column(key_, all, "key");
  find_column(id_, all, "id");
  find_column(address_, all, "address");
  all.refuse_others();
  if (!at_) refuse_column(path, "there is no column 'at'");
}

void touch_columns::set(const ArrowArray& a) {
  rows_.set(a);
  set_member(at_, a), set_member(until_, a);
  set_member(channel_, a), set_member(direction_, a), set_member(purpose_, a), set_member(outcome_, a), set_member(with_, a);
  set_member(step_, a), set_member(key_, a), set_member(id_, a), set_member(address_, a);
  has_names_ = (step_ && !step_->column.is_all_empty()) || (key_ && !key_->column.is_all_empty());
}

std::span<const touchpoint_view> touch_columns::read(std::int64_t begin, std::int64_t end) {
  log_.clear(), names_.clear(), lists_.clear();
  for (auto row = begin; row < end; ++row) read(row);
  const std::span<const std::string_view> names(names_);
  for (std::size_t i = 0; i < lists_.size(); ++i) {
    const auto& [steps, keys, last] = lists_[i];
    log_[i].steps = names.subspan(steps, keys - steps);
    log_[i].keys = names.subspan(keys, last - keys);
  }
  if (!std::ranges::is_sorted(log_, {}, &touchpoint_view::at)) std::ranges::stable_sort(log_, {}, &touchpoint_view::at);
  return log_;
}

void touch_columns::read(std::int64_t row) {
  if (rows_.is_null(row)) throw bad_row{rows_.path() + ": a touchpoint that is null"};
  const auto i = rows_.member_row(row);
  if (at_->column.is_null(i)) throw bad_row{at_->column.path() + ": null"};
  auto& t = log_.emplace_back(touchpoint_view{.at = instant{at_->column.at(i)}});
  if (channel_) t.words.channel = channel_->column.at(i);
  if (direction_) t.words.direction = direction_->column.at(i);
  if (purpose_) t.words.purpose = purpose_->column.at(i);
  if (outcome_) t.words.outcome = outcome_->column.at(i);
  if (with_) t.words.with = with_->column.at(i);
  if (until_ && !until_->column.is_null(i)) t.until = instant{until_->column.at(i)};
  if (id_ && !id_->column.is_all_null()) t.id = id_->column.at(i);
  if (address_ && !address_->column.is_all_null()) t.address = address_->column.at(i);
  if (!has_names_) return;
  lists at{.steps = names_.size()};
  if (step_) step_->column.append(i, names_);
  at.keys = names_.size();
  if (key_) key_->column.append(i, names_);
  at.end = names_.size();
  lists_.push_back(at);
}

contact_columns::contact_columns(const ArrowSchema& s, const std::string& path) {
  if (!list_column::takes(s)) {
    const members all(s, path);
    rows_.emplace(s, path);
    for (std::int64_t i = 0; i < s.n_children; ++i) {
      const auto member = static_cast<std::size_t>(i);
      kinds_.push_back({all[member].name, text_column(all[member], all.path_of(member))});
    }
    return;
  }
  lists_.emplace(s, path);
  const auto& entries = lists_->child();
  if (entries.n_children != 2) refuse_column(path, "is no map from kinds of contact data to texts");
  entries_.emplace(entries, path);
  keys_.emplace(*entries.children[0], path + ".key");
  values_.emplace(*entries.children[1], path + ".value");
}

void contact_columns::set(const ArrowArray& a) {
  if (rows_) {
    rows_->set(a);
    for (std::size_t i = 0; i < kinds_.size(); ++i) kinds_[i].values.set(*a.children[i]);
    return;
  }
  lists_->set(a);
  entries_->set(*a.children[0]);
  keys_->set(*a.children[0]->children[0]);
  values_->set(*a.children[0]->children[1]);
}

void contact_columns::read(std::int64_t row, std::vector<contact_view>& to) const {
  const auto add = [&to](std::string_view kind, std::string_view value) {
    if (!value.empty()) to.push_back({kind, value});
  };
  if (rows_) {
    if (rows_->is_null(row)) return;
    for (const auto& kind : kinds_) add(kind.name, kind.values.at(rows_->member_row(row)));
    return;
  }
  const auto [begin, end] = lists_->at(row);
  for (auto i = begin; i < end; ++i) add(keys_->at(entries_->member_row(i)), values_->at(entries_->member_row(i)));
}

fact_columns::fact_columns(const ArrowSchema& s, const std::string& path, const policy& p, time_column::zoneless how,
                           std::vector<diagnostic>& warnings)
    : rows_(s, path) {
  const members all(s, path);
  const auto& declared = p.draft().facts;
  for (std::int64_t n = 0; n < s.n_children; ++n) {
    const auto i = static_cast<std::size_t>(n);
    const std::string name = all[i].name;
    const auto found = std::ranges::find(declared, name, [](const fact_draft& f) { return *f.name; });
    if (found == declared.end()) {
      warnings.push_back({.number = record_number::undeclared_fact,
                          .severity = severity::warning,
                          .file = "cases",
                          .path = all.path_of(i),
                          .message = "the policy declares no such fact"});
      continue;
    }
    facts_.push_back({i, name, *found->type, column_of(all[i], all.path_of(i), *found->type, how)});
  }
}

fact_columns::column fact_columns::column_of(const ArrowSchema& s, const std::string& path, fact_type type,
                                             time_column::zoneless how) {
  switch (type) {
    case fact_type::boolean:
      return bool_column(s, path);
    case fact_type::integer:
      if (!whole_column::takes(s)) refuse_column(path, "is no column of whole numbers");
      return whole_column(s, path);
    case fact_type::real:
      return whole_column::takes(s) ? column(whole_column(s, path)) : column(real_column(s, path));
    case fact_type::text:
      return text_column(s, path);
    case fact_type::timestamp:
      return time_column(s, path, how);
    case fact_type::duration:
      return time_column(s, path, time_column::durations{});
    default:
      return names_column(s, path);
  }
}

void fact_columns::set(const ArrowArray& a) {
  rows_.set(a);
  for (auto& f : facts_) std::visit([&](auto& values) { values.set(*a.children[f.index]); }, f.values);
}

void fact_columns::read(std::int64_t row, std::vector<fact_view>& to) {
  if (rows_.is_null(row)) return;
  for (auto& f : facts_)
    if (const auto value = value_of(f, rows_.member_row(row))) to.push_back({f.name, *value});
}

std::optional<fact_value_view> fact_columns::value_of(fact& f, std::int64_t row) {
  return std::visit(
      [&]<class Column>(const Column& values) -> std::optional<fact_value_view> {
        if (values.is_null(row)) return std::nullopt;
        if constexpr (std::same_as<Column, names_column>) {
          f.list.clear();
          values.append(row, f.list);
          return f.list;
        } else if constexpr (std::same_as<Column, time_column>) {
          return f.type == fact_type::timestamp ? fact_value_view(instant{values.at(row)}) : fact_value_view(values.at(row));
        } else if constexpr (std::same_as<Column, whole_column>) {
          const auto whole = values.at(row);
          return f.type == fact_type::real ? fact_value_view(static_cast<double>(whole)) : fact_value_view(whole);
        } else {
          return values.at(row);
        }
      },
      f.values);
}

case_columns::case_columns(const policy& p, const ArrowSchema& s, time_column::zoneless how, std::vector<diagnostic>& warnings)
    : rows_(s, "cases") {
  static constexpr std::pair<std::string_view, std::string_view prospect_view::*> texts[] = {
      {"id", &prospect_view::id},           {"name", &prospect_view::name},        {"zone", &prospect_view::zone},
      {"region", &prospect_view::region},   {"owner", &prospect_view::owner},      {"owner_zone", &prospect_view::owner_zone},
      {"account", &prospect_view::account}, {"referrer", &prospect_view::referrer}};
  members all(s, "");
  for (const auto& [name, to] : texts)
    if (const auto i = all.take(name)) texts_.push_back({*i, {to, text_column(all[*i], all.path_of(*i))}});
  find_column(contact_, all, "contact");
  find_column(facts_, all, "facts", p, how, warnings);
  find_column(lists_, all, "touchpoints");
  all.refuse_others();
  if (lists_) touches_.emplace(lists_->column.child(), "touchpoints", p.words(), how);
  if (texts_.empty() || texts_.front().column.to != &prospect_view::id) refuse_column("id", "there is no such column");
  if (!lists_) refuse_column("touchpoints", "there is no such column; without it everybody would look new");
}

void case_columns::set(const ArrowArray& batch) {
  rows_.set(batch);
  for (auto& t : texts_) t.column.column.set(*batch.children[t.index]);
  set_member(contact_, batch), set_member(facts_, batch), set_member(lists_, batch);
  touches_->set(*batch.children[lists_->index]->children[0]);
}

void case_columns::read(std::int64_t row) {
  who_ = {}, log_ = {};
  contacts_.clear(), fact_views_.clear();
  if (rows_.is_null(row)) throw bad_row{"a row that is null"};
  const auto i = rows_.member_row(row);
  for (const auto& t : texts_) who_.*t.column.to = t.column.column.at(i);
  if (who_.id.empty()) throw bad_row{"id: null or empty"};
  if (contact_) contact_->column.read(i, contacts_);
  if (facts_) facts_->column.read(i, fact_views_);
  if (lists_->column.is_null(i)) throw bad_row{"touchpoints: null; an empty list says that there are none"};
  const auto [begin, end] = lists_->column.at(i);
  log_ = touches_->read(begin, end);
  who_.contacts = contacts_, who_.facts = fact_views_;
}

}  // namespace tickler::c::arrow
