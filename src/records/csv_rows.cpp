#include "records/csv_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <tickler/problem_numbers.hpp>
#include <utility>

#include "base/ascii_case.hpp"
#include "records/byte_checks.hpp"
#include "records/record_value.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

constexpr bool ends_line(char c) noexcept { return c == '\r' || c == '\n'; }

// `sep=;` and the line's end.
std::optional<std::string_view> separator_line(std::string_view text) {
  constexpr std::string_view begin = "sep=";
  if (text.size() <= begin.size()) return std::nullopt;
  if (!equal_but_for_case(text.substr(0, begin.size()), begin)) return std::nullopt;
  if (std::string_view("\"\r\n").find(text[begin.size()]) != std::string_view::npos) return std::nullopt;
  const auto rest = text.substr(begin.size() + 1);
  const auto end = rest.starts_with("\r\n") ? 2U : rest.starts_with('\n') || rest.starts_with('\r') ? 1U : 0U;
  if (end == 0) return std::nullopt;
  return text.substr(0, begin.size() + 1 + end);
}

// The first of these that the header has outside of quotes; a comma if it has none.
char separator_in(std::string_view text) {
  bool has_semicolon = false, has_tab = false, in_quotes = false;
  for (const char c : text.substr(std::min(text.find_first_not_of("\r\n"), text.size()))) {
    if (c == '"') in_quotes = !in_quotes;
    if (in_quotes) continue;
    if (c == ',') return ',';
    if (c == '\r' || c == '\n') break;
    has_semicolon = has_semicolon || c == ';';
    has_tab = has_tab || c == '\t';
  }
  return has_semicolon ? ';' : has_tab ? '\t' : ',';
}

}  // namespace

csv_rows::csv_rows(record_source from, std::size_t row_bytes, block_reader::listener progress, std::optional<char> separator)
    : blocks_(from, std::move(progress)), row_bytes_(std::min(row_bytes, std::string_view::npos - 1)) {
  blocks_.more();
  try {
    const auto skipped = byte_order_mark(blocks_.unread());
    blocks_.skip(skipped);
    has_mark_ = skipped != 0;
    here_.at.column += static_cast<std::uint32_t>(skipped);
  } catch (const record_error& error) {
    throw row_error{error.number, error.message, here_.at};
  }
  find_separator(separator);
  for (const char c : {separator_, '"', '\r', '\n'}) stops_plain_[static_cast<unsigned char>(c)] = true;
}

void csv_rows::find_separator(std::optional<char> known) {
  const auto line = separator_line(blocks_.unread());
  if (line) {
    here_.step_over(*line);
    blocks_.skip(line->size());
    has_separator_line_ = true;
  }
  separator_ = known ? *known : line ? (*line)[line->find('=') + 1] : separator_in(blocks_.unread());
}

bool csv_rows::next() {
  begin_row();
  while (!parse()) {
    if (parsed_ > row_bytes_)
      give_up(record_number::line_too_long, fmt::format("the record has more than {} bytes; is a quote not closed?", row_bytes_),
              row_at_);
    if (blocks_.more()) continue;
    if (blocks_.failed() || !finish()) return false;
    break;
  }
  check_row();
  return true;
}

void csv_rows::begin_row() {
  blocks_.skip(parsed_);
  parsed_ = 0;
  row_at_ = here_.at;
  row_done_ = false;
  fields_.clear();
  text_.clear();
  begin_field();
}

void csv_rows::begin_field() {
  state_ = state::before_field;
  field_at_ = here_.at;
  field_begin_ = text_.size();
}

// Goes on with the row as far as it has been read; true once it is whole.
bool csv_rows::parse() {
  while (!row_done_) {
    const auto rest = unparsed();
    if (rest.empty()) break;
    switch (state_) {
      case state::before_field:
        parse_start(rest.front());
        break;
      case state::plain:
        parse_plain(rest);
        break;
      case state::quoted:
        parse_quoted(rest);
        break;
      case state::after_quote:
        parse_behind_quote(rest.front());
        break;
    }
  }
  return row_done_;
}

// One byte more than a row may have, its line's end.
std::string_view csv_rows::unparsed() const {
  return parsed_ > row_bytes_ ? std::string_view() : blocks_.unread().substr(parsed_, row_bytes_ - parsed_ + 1);
}

void csv_rows::parse_start(char c) {
  if (is_blank(c)) {
    step(1);
  } else if (c == '"') {
    step(1);
    state_ = state::quoted;
  } else if (ends_line(c) && fields_.empty()) {
    step_over(c);
    begin_row();
  } else {
    state_ = state::plain;
  }
}

void csv_rows::parse_plain(std::string_view rest) {
  std::size_t size = 0;
  while (size < rest.size() && !stops_plain_[static_cast<unsigned char>(rest[size])]) ++size;
  text_.append(rest, 0, size);
  step(size);
  if (size == rest.size()) return;
  if (rest[size] == '"') refuse_quote();
  end_field(rest[size]);
}

void csv_rows::parse_quoted(std::string_view rest) {
  const auto size = std::min(rest.find('"'), rest.size());
  text_.append(rest, 0, size);
  here_.step_over(rest.substr(0, size));
  parsed_ += size;
  if (size == rest.size()) return;
  step(1);
  state_ = state::after_quote;
}

// Two quotes within quotes are one.
void csv_rows::parse_behind_quote(char c) {
  if (c == '"' && blocks_.unread()[parsed_ - 1] == '"') {
    text_ += c;
    step(1);
    state_ = state::quoted;
  } else if (is_blank(c)) {
    step(1);
  } else if (c == separator_ || ends_line(c)) {
    end_field(c);
  } else {
    refuse_quote();
  }
}

// The last row, if it has no line's end.
bool csv_rows::finish() {
  if (state_ == state::quoted) give_up(record_number::unterminated_quote, "a quoted field without its closing quote", field_at_);
  if (state_ == state::before_field && fields_.empty()) return false;
  add_field();
  return true;
}

void csv_rows::end_field(char c) {
  add_field();
  step_over(c);
  row_done_ = c != separator_;
  begin_field();
}

void csv_rows::add_field() {
  if (state_ == state::plain)
    while (text_.size() > field_begin_ && is_blank(text_.back())) text_.pop_back();
  fields_.push_back({field_begin_, text_.size() - field_begin_, field_at_});
}

// Over bytes of a line.
void csv_rows::step(std::size_t bytes) {
  parsed_ += bytes;
  here_.at.column += static_cast<std::uint32_t>(bytes);
  if (bytes != 0) here_.after_cr = false;
}

void csv_rows::step_over(char c) {
  ++parsed_;
  here_.step_over({&c, 1});
}

void csv_rows::refuse_quote() {
  give_up(record_number::misplaced_quote, "a quote within a field, or text behind its closing quote", here_.at);
}

// A line ends with \n, \r\n or \r.
void csv_rows::position::step_over(std::string_view piece) {
  for (const char c : piece) {
    if (c == '\r' || (c == '\n' && !after_cr)) ++at.line;
    at.column = ends_line(c) ? 1 : at.column + 1;
    after_cr = c == '\r';
  }
}

void csv_rows::check_row() const {
  const auto row = blocks_.unread().substr(0, parsed_);
  try {
    check_bytes(row);
  } catch (const record_error& error) {
    position place{row_at_};
    place.step_over(row.substr(0, error.offset.value_or(0)));
    throw row_error{error.number, error.message, place.at};
  }
}

// Goes on behind the line that the row began on, so that no good row is lost with a bad one.
void csv_rows::give_up(int number, std::string message, source_position at) {
  here_ = {row_at_};
  parsed_ = 0;
  const auto line_end = [&] { return blocks_.unread().find_first_of("\r\n"); };
  while (line_end() == std::string_view::npos && blocks_.unread().size() <= row_bytes_ && blocks_.more()) {
  }
  split(blocks_.unread().substr(0, line_end()));
  for (;;) {
    const auto rest = blocks_.unread().substr(parsed_);
    const auto end = rest.find_first_of("\r\n");
    const auto line = end == rest.npos ? rest : rest.substr(0, end + 1);
    here_.step_over(line);
    parsed_ += line.size();
    if (end != rest.npos) break;
    blocks_.skip(parsed_);
    parsed_ = 0;
    if (!blocks_.more()) break;
  }
  throw tickler::row_error{number, std::move(message), at};
}

void csv_rows::split(std::string_view line) {
  std::string unquoted(line);
  std::erase(unquoted, '"');
  fields_.clear();
  text_.clear();
  for (std::size_t begin = 0; begin <= unquoted.size();) {
    const auto end = std::min(unquoted.find(separator_, begin), unquoted.size());
    const auto cell = std::string_view(unquoted).substr(begin, end - begin);
    const auto first = std::min(cell.find_first_not_of(" \t"), cell.size());
    const auto size = std::max(cell.find_last_not_of(" \t") + 1, first) - first;
    fields_.push_back({text_.size(), size, field_at_});
    text_.append(cell, first, size);
    begin = end + 1;
  }
}

}  // namespace tickler::inline TICKLER_ABI
