#include "records/csv_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <new>
#include <tickler/problem_numbers.hpp>
#include <utility>

#include "base/ascii_case.hpp"
#include "records/byte_checks.hpp"
#include "records/record_value.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

constexpr unsigned char options = CSV_STRICT | CSV_STRICT_FINI;

// libcsv says when a field or row ends but not where, so it is given the text in pieces that end where one can.
std::string_view first_piece(std::string_view text, char separator) {
  const char ends[] = {separator, '\r', '\n'};
  const auto end = text.find_first_of(std::string_view(ends, sizeof ends));
  return end == text.npos ? text : text.substr(0, end + 1);
}

// `sep=;` and the line's end.
std::optional<std::string_view> separator_line(std::string_view text) {
  constexpr std::string_view begin = "sep=";
  if (text.size() <= begin.size()) return std::nullopt;
  if (!equal_but_for_case(text.substr(0, begin.size()), begin)) return std::nullopt;
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

csv_rows::csv_rows(std::istream& in, std::size_t row_bytes, block_reader::listener progress, std::optional<char> separator)
    : blocks_(in, std::move(progress)), row_bytes_(row_bytes) {
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
  start_parser();
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

void csv_rows::start_parser() {
  csv_init(&parser_, options);
  csv_set_delim(&parser_, static_cast<unsigned char>(separator_));
}

csv_rows::~csv_rows() { csv_free(&parser_); }

bool csv_rows::next() {
  begin_row();
  for (;;) {
    while (parsed_ < blocks_.unread().size()) {
      parse(first_piece(blocks_.unread().substr(parsed_), separator_));
      if (row_done_) {
        check_row();
        return true;
      }
      if (parsed_ > row_bytes_)
        give_up(record_number::line_too_long, fmt::format("the record has more than {} bytes; is a quote not closed?", row_bytes_),
                row_at_);
    }
    if (!blocks_.more()) break;
  }
  if (!blocks_.failed()) finish();
  if (row_done_) check_row();
  return row_done_;
}

void csv_rows::begin_row() {
  blocks_.skip(parsed_);
  parsed_ = 0;
  row_at_ = field_at_ = here_.at;
  row_done_ = false;
  fields_.clear();
  text_.clear();
}

void csv_rows::parse(std::string_view piece) {
  const auto fields_before = fields_.size();
  const bool at_row_start = parsed_ == 0;
  const auto used = csv_parse(
      &parser_, piece.data(), piece.size(),
      [](void* data, std::size_t size, void* self) { static_cast<csv_rows*>(self)->add_field(data, size); },
      [](int, void* self) { static_cast<csv_rows*>(self)->row_done_ = true; }, this);
  if (used != piece.size()) {
    if (csv_error(&parser_) != CSV_EPARSE) throw std::bad_alloc();
    here_.step_over(piece.substr(0, used));
    give_up(record_number::misplaced_quote, "a quote within a field, or text behind its closing quote", here_.at);
  }
  here_.step_over(piece);
  parsed_ += piece.size();
  if (fields_.size() != fields_before) field_at_ = here_.at;
  const bool is_line = piece.ends_with('\n') || piece.ends_with('\r');
  const bool is_blank = is_line && at_row_start && fields_.empty() && piece.find('"') == piece.npos;
  if (is_blank) begin_row();
}

void csv_rows::finish() {
  const auto failed = csv_fini(
      &parser_, [](void* data, std::size_t size, void* self) { static_cast<csv_rows*>(self)->add_field(data, size); },
      [](int, void* self) { static_cast<csv_rows*>(self)->row_done_ = true; }, this);
  if (failed != 0) give_up(record_number::unterminated_quote, "a quoted field without its closing quote", field_at_);
}

// A line ends with \n, \r\n or \r.
void csv_rows::position::step_over(std::string_view piece) {
  for (const char c : piece) {
    const bool ends_line = c == '\r' || (c == '\n' && !after_cr);
    if (ends_line) ++at.line;
    at.column = c == '\r' || c == '\n' ? 1 : at.column + 1;
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
  csv_free(&parser_);
  start_parser();
  here_ = {row_at_};
  parsed_ = 0;
  split(blocks_.unread().substr(0, blocks_.unread().find_first_of("\r\n")));
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
    add_field(cell.data() + first, std::max(cell.find_last_not_of(" \t") + 1, first) - first);
    begin = end + 1;
  }
}

void csv_rows::add_field(const void* data, std::size_t size) {
  fields_.push_back({text_.size(), size, field_at_});
  text_.append(static_cast<const char*>(data), size);
}

}  // namespace tickler::inline TICKLER_ABI
