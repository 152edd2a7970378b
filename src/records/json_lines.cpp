#include "records/json_lines.hpp"

#include <fmt/format.h>

#include <tickler/problem_numbers.hpp>
#include <utility>

#include "records/byte_checks.hpp"
#include "records/json_line.hpp"
#include "records/json_record.hpp"
#include "records/line_reader.hpp"
#include "records/record_diagnostics.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t\r") == line.npos; }

class jsonl_reader {
 public:
  jsonl_reader(record_source from, const record_options& options, record_builder& builder, const diagnostic_sink& bad,
               fast_json_lines* fast)
      : options_(options), lines_(from, options.line_bytes, options.progress), builder_(builder), bad_(options, bad), fast_(fast) {}

  read_counts read_all() {
    bool go_on = true;
    while (go_on) {
      if (fast_ != nullptr) read_fast();
      const auto line = lines_.next();
      if (!line) break;
      ++number_;
      go_on = read_one(*line);
    }
    if (lines_.blocks().failed())
      bad_.add(record_number::unreadable, "the file cannot be read further", {.line = number_ + 1, .column = 1});
    return {.records = good_, .bad = bad_.count(), .bytes = lines_.blocks().total(), .is_refused = is_refused_};
  }

 private:
  void read_fast() {
    const auto text = lines_.whole_lines();
    if (text.empty() || !is_utf8(text)) return;
    const auto read = fast_->read(text, number_ + 1);
    lines_.skip(read.bytes);
    number_ += static_cast<std::uint32_t>(read.lines);
  }

  // Looks at each byte once, however often the rest of what was read comes here.
  bool is_utf8(std::string_view text) {
    if (std::exchange(checked_, lines_.blocks().total()) != lines_.blocks().total())
      is_utf8_ = simdjson::validate_utf8(text.data(), text.size());
    return is_utf8_;
  }

  // False: the file cannot be read at all.
  bool read_one(const line_reader::line& line) {
    std::size_t mark_bytes = 0;
    try {
      if (number_ == 1) mark_bytes = byte_order_mark(line.text);
    } catch (const record_error& error) {
      report(error, 0);
      is_refused_ = true;
      return false;
    }
    if (line.too_long)
      refuse_unread(
          bad_.add(record_number::line_too_long, fmt::format("the line has more than {} bytes", options_.line_bytes), position(0)));
    else if (!is_blank(line.text.substr(mark_bytes)))
      record(line.text.substr(mark_bytes), line.ended, mark_bytes);
    return true;
  }

  void record(std::string_view text, bool ended, std::size_t before) {
    builder_.clear();
    record_.begin();
    try {
      record_.read(parsed(parser_, text, ended), builder_);
    } catch (const record_error& error) {
      const auto why = report(error, before + record_.offset_of(error, text));
      const auto field = record_.identify(error, builder_);
      builder_.refuse(field, why);
      return;
    }
    ++good_;
    builder_.hand_over(position(before + text.find('{')));
  }

  void refuse_unread(const diagnostic& why) {
    builder_.clear();
    builder_.refuse(record_schema::no_field, why);
  }

  diagnostic report(const record_error& error, std::size_t offset) {
    return bad_.add(error.number, error.message, position(offset));
  }
  source_position position(std::size_t offset) const { return {.line = number_, .column = static_cast<std::uint32_t>(offset + 1)}; }

  const record_options& options_;
  line_reader lines_;
  record_builder& builder_;
  simdjson::dom::parser parser_;
  json_record record_;
  record_diagnostics bad_;
  std::uint32_t number_ = 0;  // of the line
  std::size_t good_ = 0;
  bool is_refused_ = false;
  fast_json_lines* fast_;
  std::size_t checked_ = 0;  // bytes read when it was last looked whether they are UTF-8
  bool is_utf8_ = false;
};

}  // namespace

read_counts read_json_lines(record_source from, const record_options& options, record_builder& builder, const diagnostic_sink& bad,
                            fast_json_lines* fast) {
  return jsonl_reader(from, options, builder, bad, fast).read_all();
}

}  // namespace tickler::inline TICKLER_ABI
