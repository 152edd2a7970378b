#include "records/mapped_layout.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <span>
#include <tickler/problem_numbers.hpp>

#include "base/ascii_case.hpp"
#include "base/flag_words.hpp"
#include "base/messages.hpp"
#include "records/column_names.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

std::string_view trimmed(std::string_view text) {
  const auto begin = std::min(text.find_first_not_of(" \t"), text.size());
  return text.substr(begin, text.find_last_not_of(" \t") + 1 - begin);
}

std::string folded(std::string_view text) { return in_lower_case(trimmed(text)); }

std::vector<std::string> folded(const std::vector<std::string>& texts) {
  std::vector<std::string> all;
  for (const auto& text : texts) all.push_back(folded(text));
  return all;
}

bool contains(const std::vector<std::string>& texts, std::string_view text) {
  return std::find(texts.begin(), texts.end(), text) != texts.end();
}

// Each part once.
std::vector<std::string_view> parts_of(std::string_view cell, std::string_view separator) {
  std::vector<std::string_view> parts;
  while (!cell.empty()) {
    const auto end = cell.find(separator);
    const auto part = trimmed(cell.substr(0, end));
    if (!part.empty() && std::find(parts.begin(), parts.end(), part) == parts.end()) parts.push_back(part);
    cell = end == cell.npos ? std::string_view() : cell.substr(end + separator.size());
  }
  return parts;
}

// Also as spreadsheets and databases write them.
std::optional<bool> flag_in(std::string_view word) {
  for (const std::string_view yes : {"1", "y", "t", "x"})
    if (word == yes) return true;
  for (const std::string_view no : {"0", "n", "f"})
    if (word == no) return false;
  return flag_called(word);
}

[[noreturn]] void throw_no_time(std::string_view what, std::string_view text, std::span<const time_format> formats) {
  std::vector<std::string> patterns;
  for (const auto& format : formats) patterns.push_back(format.pattern());
  throw record_error{record_number::bad_instant,
                     fmt::format("'{}' must be a time {}; {} is not", what,
                                 patterns.empty() ? "such as 2026-03-02T10:00:00Z or 2026-03-02 10:00"
                                                  : fmt::format("written {}", fmt::join(patterns, " or ")),
                                 tickler::quoted(text))};
}

[[noreturn]] void throw_unlisted(std::string_view title, std::string_view cell, const std::vector<std::string_view>& known) {
  throw record_error{record_number::unlisted_value,
                     fmt::format("{} is {}, which the mapping does not list{}", tickler::quoted(title),
                                 cell.empty() ? "empty" : tickler::quoted(cell), hint(nearest(cell, known)))};
}

[[noreturn]] void throw_unlisted(const mapped_column& column, std::string_view cell) {
  std::vector<std::string_view> known;
  for (const auto& value : column.values) known.push_back(value.cell);
  throw_unlisted(column.title, cell, known);
}

bool is_letter_or_digit(char c) { return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || ('0' <= c && c <= '9'); }

bool is_one_for_one(std::string_view text, std::string_view likeness) {
  return std::equal(text.begin(), text.end(), likeness.begin(), likeness.end(),
                    [](char c, char like) { return like == '?' ? is_letter_or_digit(c) : c == like; });
}

bool is_like(std::string_view text, std::string_view likeness) {
  const auto star = likeness.find('*');
  if (star == likeness.npos) return is_one_for_one(text, likeness);
  const auto begin = likeness.substr(0, star), end = likeness.substr(star + 1);
  return text.size() >= begin.size() + end.size() && is_one_for_one(text.substr(0, begin.size()), begin) &&
         is_one_for_one(text.substr(text.size() - end.size()), end);
}

bool is_as_it_looks(const mapped_column& column, std::string_view text) {
  const auto& like = column.like;
  return text.empty() || like.empty() || std::ranges::any_of(like, [&](const auto& each) { return is_like(text, each); });
}

// "003 and 15 letters or digits": nobody counts question marks.
std::string shown(std::string_view likeness) {
  constexpr std::size_t few = 3;
  const auto before = likeness.find_last_not_of('?') + 1, more = likeness.size() - before;
  if (more <= few) return std::string(likeness);
  return fmt::format("{}{}{} letters or digits", likeness.substr(0, before), before == 0 ? "" : " and ", more);
}

void check_likeness(const mapped_column& column, std::string_view text) {
  if (is_as_it_looks(column, text)) return;
  std::vector<std::string> likes;
  for (const auto& each : column.like) likes.push_back(shown(each));
  throw record_error{record_number::unlisted_value,
                     fmt::format("{} is {}, which is not like {}: have the cells of the row shifted?",
                                 tickler::quoted(column.title), tickler::quoted(text), fmt::join(likes, " or "))};
}

}  // namespace

mapped_layout::mapped_layout(const record_schema& schema, const csv_rows& header, const record_options& options,
                             const opt_out_sink& opt_outs)
    : csv_layout(header.size()), schema_(schema), options_(options), mapping_(*options.mapping), opt_outs_(opt_outs) {
  const auto of = record_kind_names[static_cast<std::size_t>(mapping_.of)];
  if (!of.starts_with(schema.what))
    throw header_errors{{{record_number::bad_header,
                          fmt::format("the mapping {} is of {}, and a {} was expected; nothing of the file was read",
                                      tickler::quoted(mapping_.name), of, schema.what),
                          header.at()}}};
  for (std::size_t i = 0; i < header.size(); ++i) titles_.push_back(folded(header.text(i)));
  std::vector<row_error> bad;
  add_columns(header, bad);
  add_constants(bad);
  add_filters(header, bad);
  check_unnamed(header, bad);
  if (!closing_.empty() && !mapping_.as_of && !options_.as_of)
    bad.push_back({record_number::undated_opt_outs,
                   "the mapping makes opt-outs, and nothing says of which time the export is (as_of)", header.at()});
  seen_fields seen;
  for (const auto& t : targets_) seen.add(t.field);
  try {
    if (bad.empty()) seen.check(schema_);
  } catch (const record_error& error) {
    bad.push_back({record_number::bad_header, error.message + ", and the mapping has no column of it", header.at()});
  }
  std::stable_partition(targets_.begin(), targets_.end(), [&](const target& t) { return schema_.is_identity(t.field); });
  std::stable_partition(targets_.begin(), targets_.end(), [](const target& t) { return t.field == record_schema::about; });
  if (bad.empty()) return;
  bad.back().message += "; nothing of the file was read";
  throw header_errors{std::move(bad)};
}

void mapped_layout::add_columns(const csv_rows& header, std::vector<row_error>& bad) {
  for (const auto& column : mapping_.columns) {
    const auto cell = find(header, column.title);
    if (!cell) {
      if (!column.optional && (!column.field.empty() || !column.opted_out.empty()))
        bad.push_back(
            {record_number::bad_header,
             fmt::format("the file has no column {}, which the mapping {} names{}", tickler::quoted(column.title),
                         tickler::quoted(mapping_.name), hint(nearest(folded(column.title), {titles_.begin(), titles_.end()}))),
             header.at()});
      continue;
    }
    if (std::count(titles_.begin(), titles_.end(), titles_[*cell]) > 1)
      bad.push_back(
          {record_number::bad_header, fmt::format("duplicate column {}", tickler::quoted(header.text(*cell))), header.at(*cell)});
    source s{.cell = *cell, .column = &column};
    for (const auto& value : column.values) s.words.emplace(folded(value.cell), value.word);
    for (const auto& pattern : column.formats) {
      if (auto format = time_format::parse(pattern))
        s.formats.push_back(*std::move(format));
      else
        bad.push_back({format.error().number, format.error().message, header.at(*cell)});
    }
    if (!column.opted_out.empty())
      closing_.push_back(std::move(s));
    else if (column.field.empty())
      unused_.push_back(std::move(s));
    else if (auto* t = target_of(column.field, bad))
      t->sources.push_back(std::move(s));
  }
}

void mapped_layout::add_constants(std::vector<row_error>& bad) {
  for (const auto& constant : mapping_.constants)
    if (auto* t = target_of(constant.field, bad)) t->constant = constant.value;
}

void mapped_layout::add_filters(const csv_rows& header, std::vector<row_error>& bad) {
  for (const auto& rule : mapping_.rows) {
    if (const auto cell = find(header, rule.title))
      filters_.push_back({*cell, folded(rule.take), folded(rule.leave_out), &rule});
    else
      bad.push_back({record_number::bad_header,
                     fmt::format("the file has no column {}, by which the mapping {} takes rows or leaves them out",
                                 tickler::quoted(rule.title), tickler::quoted(mapping_.name)),
                     header.at()});
  }
}

void mapped_layout::check_unnamed(const csv_rows& header, std::vector<row_error>& bad) const {
  for (std::size_t i = 0; i < header.size(); ++i) {
    const bool is_named = std::any_of(mapping_.columns.begin(), mapping_.columns.end(),
                                      [&](const mapped_column& c) { return folded(c.title) == titles_[i]; });
    if (!is_named && is_opt_out_title(titles_[i]))
      bad.push_back({record_number::unnamed_opt_outs,
                     fmt::format("the column {0} looks like an opt-out, and the mapping {1} does not name it: write {0}: "
                                 "{{opted_out: all}}, or the channels that it closes, or {0}: unused",
                                 tickler::quoted(header.text(i)), tickler::quoted(mapping_.name)),
                     header.at(i)});
  }
}

std::optional<std::size_t> mapped_layout::find(const csv_rows&, std::string_view title) const {
  const auto found = std::find(titles_.begin(), titles_.end(), folded(title));
  if (found == titles_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - titles_.begin());
}

mapped_layout::target* mapped_layout::target_of(std::string_view name, std::vector<row_error>& bad) {
  const auto dot = name.find('.');
  const auto field = schema_.find(name.substr(0, dot));
  const auto member = dot == name.npos ? std::string_view() : name.substr(dot + 1);
  if (field == record_schema::no_field || schema_.is_group(field) == member.empty()) {
    bad.push_back({record_number::bad_header,
                   fmt::format("the mapping {} names the field {}, which a {} has not", tickler::quoted(mapping_.name),
                               tickler::quoted(name), schema_.what),
                   {1, 1}});
    return nullptr;
  }
  for (auto& t : targets_)
    if (t.field == field && t.member == member) return &t;
  const bool is_joined = name == "at" || name == "until" || name == "name";
  return &targets_.emplace_back(target{.field = field, .member = std::string(member), .is_joined = is_joined});
}

std::size_t mapped_layout::records_in(const csv_rows& row) {
  names_.clear();
  const bool is_whole = fits(row);  // if not, `set` says so of all that it is about
  for (const auto& f : filters_)
    if (is_whole && contains(f.leave_out, folded(row.text(f.cell)))) return 0;
  const auto& whom = targets_.front();
  for (const auto& s : whom.sources)
    if (!s.column->split.empty() && s.cell < row.size())
      for (const auto part : parts_of(row.text(s.cell), s.column->split)) names_.emplace_back(part);
  return std::max<std::size_t>(names_.size(), 1);
}

void mapped_layout::identify(const csv_rows& row, std::size_t record, record_builder& into) const {
  for (const auto& t : targets_) {
    if (!schema_.is_identity(t.field)) continue;
    if (t.field == record_schema::about && !names_.empty()) {
      into.identify(t.field, {.cell = true, .text = names_[record]});
      continue;
    }
    for (const auto& s : t.sources) {
      if (s.cell >= row.size() || !s.words.empty()) continue;
      const auto text = trimmed(row.text(s.cell));
      // A touchpoint can be of nobody but whoever is known; a prospect is new, and is to have no id but her own.
      if (mapping_.of == record_kind::prospects && (t.is_joined || !is_as_it_looks(*s.column, text))) continue;
      into.identify(t.field, {.cell = true, .text = text});
    }
  }
}

// A cell names one, or several with what stands between them.
std::vector<std::string_view> mapped_layout::names_in(std::string_view cell) const {
  std::vector<std::string_view> names{trimmed(cell)};
  for (const auto& s : targets_.front().sources)
    if (const auto& split = s.column->split; !split.empty())
      for (const auto part : parts_of(cell, split)) names.push_back(part);
  return names;
}

bool mapped_layout::is_used(std::size_t cell) const {
  const auto is_here = [cell](const auto& of) { return of.cell == cell; };
  const auto is_read = [&](const target& t) { return std::any_of(t.sources.begin(), t.sources.end(), is_here); };
  return std::any_of(targets_.begin(), targets_.end(), is_read) || std::any_of(closing_.begin(), closing_.end(), is_here) ||
         std::any_of(filters_.begin(), filters_.end(), is_here);
}

std::size_t mapped_layout::field_of(std::size_t cell) const {
  std::size_t found = record_schema::no_field;
  for (const auto& t : targets_)
    for (const auto& s : t.sources) {
      if (s.cell != cell) continue;
      if (found != record_schema::no_field) return record_schema::no_field;
      found = t.field;
    }
  const auto is_here = [&](const auto& of) { return of.cell == cell; };
  const bool is_more =
      std::any_of(closing_.begin(), closing_.end(), is_here) || std::any_of(filters_.begin(), filters_.end(), is_here);
  return is_more ? record_schema::no_field : found;
}

void mapped_layout::set(const csv_rows& row, std::size_t record, record_builder& into, std::size_t& cell) {
  check_fields(row);
  closed_.clear();
  seen_fields seen;
  for (auto& t : targets_) {
    collect(t, row, cell);
    if (t.field == record_schema::about && !names_.empty()) {
      t.text = names_[record];
      for (const auto& s : t.sources) check_likeness(*s.column, t.text);
    }
    if (!t.text.empty() && takes_time(t)) t.text = instant_in(t);
    if (t.text.empty()) t.text = t.constant;
    if (t.text.empty()) continue;
    check_id(t);
    const record_value value{.cell = true, .text = t.text};
    if (t.member.empty())
      into.set(t.field, value);
    else
      into.set_member(t.field, t.member, value);
    seen.add(t.field);
    if (t.field == record_schema::about) check_filters(row, cell);
  }
  seen.check(into.schema());
  check_unused(row, cell);
  for (const auto& s : closing_) {
    cell = s.cell;
    if (closes(s, row.text(s.cell))) closed_.insert(closed_.end(), s.column->opted_out.begin(), s.column->opted_out.end());
  }
}

void mapped_layout::finish(source_position at) {
  for (const auto channel : closed_)
    opt_outs_(targets_.front().text, channel, mapping_.as_of ? *mapping_.as_of : *options_.as_of, at);
}

void mapped_layout::collect(target& t, const csv_rows& row, std::size_t& cell) const {
  t.text.clear();
  for (const auto& s : t.sources) {
    cell = s.cell;
    const auto word = word_in(s, row.text(s.cell));
    if (word.empty() || (!t.text.empty() && !t.is_joined)) continue;
    if (!t.text.empty()) t.text += ' ';
    t.text += word;
  }
}

std::string_view mapped_layout::word_in(const source& s, std::string_view cell) const {
  const auto text = trimmed(cell);
  if (s.column->split.empty()) check_likeness(*s.column, text);
  if (s.words.empty()) return text;
  const auto found = s.words.find(folded(text));
  if (found != s.words.end()) return found->second;
  if (text.empty()) return text;
  throw_unlisted(*s.column, text);
}

bool mapped_layout::takes_time(const target& t) const {
  const auto has_format = [](const source& s) { return !s.formats.empty(); };
  return mapping_.of == record_kind::touchpoints && t.member.empty() &&
                 (schema_.fields[t.field] == "at" || schema_.fields[t.field] == "until")
             ? !t.sources.empty()
             : std::any_of(t.sources.begin(), t.sources.end(), has_format);
}

// As RFC 3339 writes it.
std::string mapped_layout::instant_in(const target& t) const {
  const auto name = t.member.empty() ? schema_.fields[t.field] : std::string_view(t.member);
  const auto& own = t.sources.front().formats;
  for (const auto& format : own.empty() ? iso_formats() : std::span<const time_format>(own)) {
    const auto found = format.read(t.text);
    if (!found) continue;
    if (found->offset) return to_string(instant{found->shown.time_since_epoch() - *found->offset});
    const auto& clock = mapping_.zone ? mapping_.zone : options_.local_times;
    if (clock) return to_string(clock->to_instant(found->shown));
    throw record_error{
        record_number::bad_instant,
        fmt::format("'{}' is {}, which has no offset: say where its clock is, by 'zone' in the mapping or --local-times", name,
                    tickler::quoted(t.text))};
  }
  throw_no_time(name, t.text, own);
}

void mapped_layout::check_id(const target& t) const {
  const bool is_id = t.member.empty() &&
                     (t.field == record_schema::about || schema_.fields[t.field] == "id" || schema_.fields[t.field] == "referrer");
  const auto is_digit = [](char c) { return '0' <= c && c <= '9'; };
  if (!is_id || !mapping_.numeric_ids || (t.text.front() != '0' && std::all_of(t.text.begin(), t.text.end(), is_digit))) return;
  throw record_error{record_number::changed_id, fmt::format("'{}' must be a whole number; {} is not: has a spreadsheet changed it?",
                                                            schema_.fields[t.field], tickler::quoted(t.text))};
}

void mapped_layout::check_filters(const csv_rows& row, std::size_t& cell) const {
  for (const auto& f : filters_) {
    cell = f.cell;
    const auto text = folded(row.text(f.cell));
    if (contains(f.take, text)) continue;
    std::vector<std::string_view> known(f.rule->take.begin(), f.rule->take.end());
    known.insert(known.end(), f.rule->leave_out.begin(), f.rule->leave_out.end());
    throw_unlisted(f.rule->title, row.text(f.cell), known);
  }
}

// Used for nothing, they still tell whether the row's cells are where they belong.
void mapped_layout::check_unused(const csv_rows& row, std::size_t& cell) const {
  for (const auto& s : unused_) {
    cell = s.cell;
    const auto text = trimmed(row.text(s.cell));
    check_likeness(*s.column, text);
    const bool is_listed = s.words.find(folded(text)) != s.words.end();
    if (!is_listed && !s.words.empty()) throw_unlisted(*s.column, text);
    const auto fits = [text](const time_format& format) { return format.read(text).has_value(); };
    if (!is_listed && !s.formats.empty() && !std::any_of(s.formats.begin(), s.formats.end(), fits))
      throw_no_time(s.column->title, text, s.formats);
  }
}

// What is empty is not taken for a no: it may be that the cell was lost.
bool mapped_layout::closes(const source& s, std::string_view cell) const {
  const auto text = folded(cell);
  const auto listed = s.words.find(text);
  const bool is_listed = listed != s.words.end();
  const bool lists_empty_alone = s.words.size() == 1 && s.words.begin()->first.empty();
  if (!is_listed && !text.empty() && !s.words.empty() && !lists_empty_alone) throw_unlisted(*s.column, cell);
  if (const auto flag = flag_in(is_listed ? folded(listed->second) : text)) return *flag;
  throw record_error{
      record_number::unlisted_value,
      fmt::format("{} is {}, which says neither yes nor no: list it in the mapping, as {{values: {{{}: no}}}}, or yes",
                  tickler::quoted(s.column->title), text.empty() ? "empty" : tickler::quoted(cell),
                  text.empty() ? "\"\"" : printable(cell))};
}

}  // namespace tickler::inline TICKLER_ABI
