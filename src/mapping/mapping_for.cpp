#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <span>
#include <tickler/io/export_survey.hpp>

#include "base/ascii_case.hpp"
#include "policy/value_text.hpp"
#include "records/column_names.hpp"
#include "records/prospect_builder.hpp"
#include "records/touchpoint_builder.hpp"

namespace tickler::inline TICKLER_ABI {
namespace {

struct known_value {
  std::string_view cell;  // in small letters alone
  std::string_view word;
};

constexpr known_value directions[] = {{"outbound", "outbound"}, {"outgoing", "outbound"},    {"out", "outbound"},
                                      {"sent", "outbound"},     {"inbound", "inbound"},      {"incoming", "inbound"},
                                      {"in", "inbound"},        {"received", "inbound"},     {"internal", "internal"},
                                      {"email", "outbound"},    {"incomingemail", "inbound"}};

constexpr known_value channels[] = {
    {"call", "phone"},      {"phone", "phone"},       {"phonecall", "phone"}, {"email", "email"},
    {"mail", "email"},      {"meeting", "in_person"}, {"visit", "in_person"}, {"lunch", "in_person"},
    {"event", "in_person"}, {"sms", "sms"},           {"text", "sms"},        {"textmessage", "sms"},
    {"letter", "post"},     {"post", "post"},         {"videocall", "video"}, {"chat", "chat"}};

constexpr known_value outcomes[] = {{"noanswer", "no_answer"},
                                    {"notanswered", "no_answer"},
                                    {"busy", "busy"},
                                    {"connected", "reached"},
                                    {"reached", "reached"},
                                    {"answered", "reached"},
                                    {"contacted", "reached"},
                                    {"leftmessage", "left_message"},
                                    {"leftlivemessage", "left_message"},
                                    {"leftvoicemail", "left_message"},
                                    {"voicemail", "left_message"},
                                    {"wrongnumber", "bounced"},
                                    {"badnumber", "bounced"},
                                    {"bounced", "bounced"},
                                    {"hardbounce", "bounced"},
                                    {"failed", "failed"},
                                    {"sent", "sent"},
                                    {"delivered", "delivered"},
                                    {"opened", "opened"},
                                    {"clicked", "clicked"},
                                    {"received", "replied"},
                                    {"replied", "replied"},
                                    {"met", "met"},
                                    {"interested", "interested"},
                                    {"notinterested", "declined"},
                                    {"declined", "declined"},
                                    {"lost", "declined"},
                                    {"won", "purchased"},
                                    {"sold", "purchased"},
                                    {"purchased", "purchased"},
                                    {"callbacklater", "asked_for_time"},
                                    {"meetingscheduled", "scheduled"},
                                    {"scheduled", "scheduled"},
                                    {"noshow", "no_show"},
                                    {"complained", "complained"},
                                    {"optedout", "opted_out"},
                                    {"unsubscribed", "opted_out"},
                                    {"unsubscribe", "opted_out"},
                                    {"donotcall", "opted_out"},
                                    {"donotcontact", "opted_out"},
                                    {"dnc", "opted_out"},
                                    {"spam", "opted_out"},
                                    {"spamreport", "opted_out"}};

// What a row is that was not done, or not yet.
constexpr std::string_view not_done[] = {
    "planned",   "notheld",  "todo",  "notstarted", "inprogress", "deferred", "open",  "waitingonsomeoneelse",
    "cancelled", "canceled", "draft", "scheduled",  "sending",    "no",       "false", "0"};
constexpr std::string_view done[] = {"held", "done", "completed", "closed", "yes", "true", "1"};

std::string letters_of(std::string_view cell) {
  std::string letters;
  for (const char c : in_lower_case(cell))
    if (('a' <= c && c <= 'z') || ('0' <= c && c <= '9')) letters += c;
  return letters;
}

template <std::size_t N>
bool is_one_of(const std::string_view (&words)[N], std::string_view cell) {
  return std::find(std::begin(words), std::end(words), letters_of(cell)) != std::end(words);
}

std::span<const known_value> known_values(std::string_view field) {
  if (field == "direction") return directions;
  if (field == "channel") return channels;
  if (field == "outcome") return outcomes;
  return {};
}

// It says of each row whether it was done.
bool tells_what_is_done(const column_survey& column) {
  if (column.has_more_values || column.values.empty()) return false;
  bool all = true;
  for (const auto& [cell, count] : column.values) all = all && (is_one_of(done, cell) || is_one_of(not_done, cell));
  return all && std::any_of(column.values.begin(), column.values.end(), [](const auto& v) { return v.first.size() > 1; });
}

class mapping_writer {
 public:
  mapping_writer(const export_survey& seen, record_kind of) : seen_(seen), of_(of), best_time_(best_time()) {}

  std::string write(std::string_view name) && {
    say_what_was_seen();
    out_ += "mapping: " + yaml_scalar(name) + "\nof: " + std::string(record_kind_names[static_cast<std::size_t>(of_)]) + '\n';
    if (seen_.separator != ',' && !seen_.has_separator_line)
      out_ += std::string("separator: ") + (seen_.separator == '\t' ? "tab" : yaml_scalar(std::string(1, seen_.separator))) + '\n';
    for (const auto& column : seen_.columns) write_column(column);
    out_ += columns_.empty() ? "columns: {}\n" : "columns:\n" + columns_;
    if (!rows_.empty()) out_ += "rows:\n" + rows_;
    say_what_is_missing();
    return std::move(out_);
  }

 private:
  const record_schema& schema() const { return of_ == record_kind::prospects ? prospect_schema : touchpoint_schema; }

  // When something was done rather than written down, to the minute rather than the day; of several the first.
  const column_survey* best_time() const {
    const column_survey* best = nullptr;
    int most = -1;
    for (const auto& column : seen_.columns) {
      if (column_called(column.title, schema()) != "at") continue;
      const auto& formats = column.time_formats;
      const bool has_hours = !formats.empty() && (formats.front() == "ISO 8601" || formats.front().find('h') != std::string::npos);
      const bool is_of_record = letters_of(column.title).starts_with("created");
      const int rank = (has_hours ? 2 : 0) + (is_of_record ? 0 : 1);
      if (rank <= most) continue;
      most = rank;
      best = &column;
    }
    return best;
  }

  void comment(std::string_view text) { out_ += "# " + printable(text) + '\n'; }

  void say_what_was_seen() {
    const std::string separator = seen_.separator == '\t' ? "a tab" : '\'' + std::string(1, seen_.separator) + '\'';
    comment(seen_.file + ": " + std::to_string(seen_.rows) + " rows, " + std::to_string(seen_.columns.size()) +
            " columns separated by " + separator + (seen_.has_separator_line ? " (a first line says so)" : "") + "; UTF-8" +
            (seen_.has_mark ? " with a byte order mark" : ""));
    if (seen_.bad_rows != 0) comment(std::to_string(seen_.bad_rows) + " rows could not be read");
    comment("A first mapping. Look at each line that says 'a guess', then take the remark away.");
  }

  void write_column(const column_survey& column) {
    say_values(column);
    const auto title = "  " + yaml_scalar(column.title) + ": ";
    if (is_opt_out_title(column.title)) return write_opt_out(title, column);
    const bool tells_done = of_ == record_kind::touchpoints && tells_what_is_done(column);
    if (tells_done) write_filter(column);
    const auto field = std::string(column_called(column.title, schema()));
    const bool is_taken =
        field == "id" || field == "prospect" ? std::find(fields_.begin(), fields_.end(), field) != fields_.end() : false;
    if (field.empty() || is_taken || (tells_done && field == "outcome")) {
      columns_ += title + "unused\n";
      return;
    }
    if (field == "at" && &column != best_time_) {
      columns_ += title + "unused     # a time, too: which of them is it?\n";
      return;
    }
    fields_.push_back(field);
    columns_ += title + target(field, column) + '\n';
  }

  void say_values(const column_survey& column) {
    columns_ += "  # " + std::to_string(column.filled) + " filled";
    const bool are_all_different = column.values.size() > 3 && column.values.size() == column.filled;
    if (!column.has_more_values && column.values.size() <= 12 && !are_all_different) {
      std::string list;
      for (const auto& [cell, count] : column.values)
        list += (list.empty() ? ": " : ", ") + printable(cell) + " (" + std::to_string(count) + ')';
      columns_ += list;
    } else if (!column.values.empty()) {
      columns_ += ", such as " + printable(column.values.front().first);
    }
    if (!column.time_formats.empty()) {
      columns_ += "; times: ";
      for (std::size_t i = 0; i < column.time_formats.size(); ++i) columns_ += (i == 0 ? "" : " or ") + column.time_formats[i];
    }
    columns_ += '\n';
  }

  void write_opt_out(const std::string& title, const column_survey& column) {
    if (of_ == record_kind::touchpoints) {
      columns_ += title + "unused     # a guess: it looks like an opt-out, which the contacts must say\n";
      return;
    }
    has_opt_outs_ = true;
    const auto letters = letters_of(column.title);
    const auto says = [&](std::string_view part) { return letters.find(part) != letters.npos; };
    const auto* const channel = says("mail")                    ? "email"
                                : says("call") || says("phone") ? "[phone, sms]"
                                : says("sms")                   ? "sms"
                                                                : "all";
    const auto* const if_empty = column.filled < seen_.rows ? ", values: {\"\": no}" : "";
    columns_ += title + "{opted_out: " + channel + if_empty + "}     # a guess\n";
  }

  void write_filter(const column_survey& column) {
    std::string take, leave_out;
    for (const auto& [cell, count] : column.values) {
      auto& list = is_one_of(done, cell) ? take : leave_out;
      list += (list.empty() ? "" : ", ") + yaml_scalar(cell);
    }
    if (column.filled < seen_.rows) take += take.empty() ? "\"\"" : ", \"\"";
    rows_ += "  " + yaml_scalar(column.title) + ": {" + (take.empty() ? "" : "take: [" + take + ']') +
             (take.empty() || leave_out.empty() ? "" : ", ") + (leave_out.empty() ? "" : "leave_out: [" + leave_out + ']') +
             "}     # a guess\n";
  }

  std::string target(const std::string& field, const column_survey& column) const {
    if (field == "at" || field == "until") return time_target(field, column);
    if (!known_values(field).empty()) return word_target(field, column);
    const bool is_several = field == "prospect" && std::any_of(column.values.begin(), column.values.end(), [](const auto& v) {
                              return v.first.find(';') != std::string::npos;
                            });
    return (is_several ? "{to: prospect, split: \";\"}" : field) + "     # a guess";
  }

  static std::string time_target(const std::string& field, const column_survey& column) {
    const auto& formats = column.time_formats;
    if (formats.empty()) return field + "     # a guess: its times are written in no way that is known here; say it by 'format'";
    if (formats.front() == "ISO 8601") return field + "     # a guess";
    return "{to: " + field + ", format: " + yaml_scalar(formats.front()) + "}     # a guess" +
           (formats.size() > 1 ? ": " + formats[1] + " fits as well, which is it?" : "");
  }

  static std::string word_target(const std::string& field, const column_survey& column) {
    std::string text = "     # a guess\n    to: " + field + "\n    values:\n";
    bool has_one = false;
    std::set<std::string> written;
    for (const auto& [cell, count] : column.values) {
      if (!written.insert(in_lower_case(cell)).second) continue;
      const auto known = known_values(field);
      const auto letters = letters_of(cell);
      const auto found = std::find_if(known.begin(), known.end(), [&](const auto& v) { return v.cell == letters; });
      has_one = has_one || found != known.end();
      text += found != known.end() ? "      " + yaml_scalar(cell) + ": " + std::string(found->word) + "     # a guess\n"
                                   : "      # " + yaml_scalar(printable(cell)) + ":      # what does it mean?\n";
    }
    if (column.has_more_values) text += "      # ... and more\n";
    if (!has_one) text += "      \"\": none     # nothing is known of its values\n";
    text.pop_back();
    return text;
  }

  void say_what_is_missing() {
    for (std::size_t i = 0; i < schema().fields.size(); ++i)
      if ((schema().required >> i & 1) != 0 && std::find(fields_.begin(), fields_.end(), schema().fields[i]) == fields_.end())
        comment("It needs a column that is '" + std::string(schema().fields[i]) + "': say which one it is.");
    if (of_ == record_kind::prospects && !has_opt_outs_)
      comment("It has no column of opt-outs: whoever does not want to be contacted is not known from this file. Export that, too.");
    for (const auto& column : seen_.columns)
      if (!column.time_formats.empty())
        return comment("Times without an offset are by the clock of 'zone': say it here, or by --local-times.");
  }

  const export_survey& seen_;
  record_kind of_;
  const column_survey* best_time_;
  std::string out_{}, columns_{}, rows_{};
  std::vector<std::string> fields_{};
  bool has_opt_outs_ = false;
};

}  // namespace

std::string mapping_for(const export_survey& seen, record_kind of, std::string_view name) {
  return mapping_writer(seen, of).write(name);
}

}  // namespace tickler::inline TICKLER_ABI
