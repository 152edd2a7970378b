#include <algorithm>
#include <map>
#include <tickler/io/mapping.hpp>
#include <tickler/problem_numbers.hpp>
#include <tickler/touchpoint.hpp>

#include "base/ascii_case.hpp"
#include "base/flag_words.hpp"
#include "base/messages.hpp"
#include "base/sort_by_place.hpp"
#include "mapping/mapping_tables.hpp"
#include "policy/parse/text_file.hpp"
#include "records/column_names.hpp"
#include "records/prospect_builder.hpp"
#include "records/time_format.hpp"
#include "records/touchpoint_builder.hpp"

namespace tickler::inline TICKLER_ABI {
namespace {

constexpr std::string_view nothing = "none", all_channels = "all";
constexpr std::size_t word_bytes = 256;

const record_schema& schema_of(record_kind kind) { return kind == record_kind::prospects ? prospect_schema : touchpoint_schema; }

bool is_time(std::string_view field) { return field == "at" || field == "until"; }

// Makes a mapping of what is written, and says what cannot be meant.
class mapping_maker {
 public:
  mapping_maker(findings& found, const zones& known) : found_(found), zones_(known) {}

  record_mapping make(const mapping_draft& draft) && {
    out_.name = *draft.name;
    out_.file = found_.file;
    out_.of = draft.of ? draft.of->value : record_kind::touchpoints;
    out_.numeric_ids = *draft.numeric_ids;
    read_head(draft);
    for (const auto& c : draft.columns) add_column(c, draft.of.has_value());
    for (const auto& [field, value] : draft.constants) add_constant(field, value, draft.of.has_value());
    for (const auto& f : draft.rows) add_filter(f);
    if (draft.of && !draft.columns.empty()) check_needed(draft.columns_at);
    return std::move(out_);
  }

 private:
  void error(int number, source_position at, std::string message) { found_.error(number, at, std::move(message)); }

  void read_head(const mapping_draft& draft) {
    if (const auto& s = draft.separator; !s->empty()) {
      if (*s == "," || *s == ";" || *s == "|" || *s == "\t" || *s == "tab")
        out_.separator = *s == "tab" ? '\t' : s->front();
      else
        error(number::wrong_value, s.at, "expected \",\", \";\", \"|\" or tab, found " + tickler::quoted(*s));
    }
    if (!draft.zone->empty()) {
      auto found = zones_.find(*draft.zone);
      if (found)
        out_.zone = *found;
      else
        error(number::unknown_zone, draft.zone.at, found.error().message);
    }
    if (!draft.as_of->empty()) read_as_of(draft.as_of);
  }

  void read_as_of(const located_string& written) {
    const auto t = parse_instant(*written);
    if (!t)
      error(number::bad_instant, written.at, t.error().message);
    else if (!in_range(*t))
      error(number::bad_instant, written.at, tickler::quoted(*written) + " does not lie in 1970 to 2037");
    else
      out_.as_of = *t;
  }

  void add_column(const column_draft& c, bool is_kind_known) {
    const auto title = in_lower_case(*c.name);
    const auto [known, is_new] = titles_.emplace(title, c.name.at);
    if (!is_new && !title.empty() && known->second != c.name.at)
      error(number::duplicate_name, c.name.at, "the column " + tickler::quoted(*c.name) + " is already at " + place(known->second));
    mapped_column made{.title = *c.name, .split = *c.split, .optional = *c.optional};
    const bool closes = !c.opted_out.empty();
    if (closes && c.to.at)
      error(number::not_together, c.to.at, "'to' and 'opted_out': a column is one or the other");
    else if (!closes && !c.to.at && c.name.at)
      error(number::missing_key, c.name.at, "the column " + tickler::quoted(*c.name) + " needs 'to', or 'opted_out'");
    if (closes) add_channels(c, made);
    if (!c.to->empty() && *c.to != unused_column && is_kind_known) add_field(c, made);
    if (c.split.at && made.field != "prospect" && c.to.at && is_kind_known)
      error(number::not_together, c.split.at, "only a column to 'prospect' may be split");
    add_values(c, made);
    add_formats(c, made);
    add_likeness(c, made);
    out_.columns.push_back(std::move(made));
  }

  void add_channels(const column_draft& c, mapped_column& made) {
    if (out_.of != record_kind::prospects)
      error(number::not_together, c.opted_out.front().at, "'opted_out' is of prospects: a touchpoint is one, by its outcome");
    for (const auto& channel : c.opted_out) {
      if (channel->size() > word_bytes) error(number::bad_name, channel.at, "a channel of more than 256 bytes");
      if (*channel == all_channels && c.opted_out.size() > 1)
        error(number::not_together, channel.at, "'all' beside other channels");
      made.opted_out.push_back(*channel);
    }
  }

  // Empty: there is no such field, which is said.
  std::string checked(const located_string& written) {
    const auto& schema = schema_of(out_.of);
    const auto name = std::string_view(*written);
    if (is_extension_field(name)) return "";
    const auto dot = name.find('.');
    const auto field = schema.find(name.substr(0, dot));
    const bool is_group = field != record_schema::no_field && schema.is_group(field);
    if (field != record_schema::no_field && is_group == (dot != name.npos) && !name.ends_with('.')) return *written;
    error(record_number::unknown_field, written.at,
          is_group ? tickler::quoted(name) + " needs a name behind it, as in " + std::string(schema.fields[field]) + ".email"
                   : "a " + std::string(schema.what) + " has no field " + tickler::quoted(name) + column_hint(name, schema));
    return "";
  }

  void add_field(const column_draft& c, mapped_column& made) {
    made.field = checked(c.to);
    if (made.field.empty()) return;
    if (made.field == "outcome" && c.values.empty() && c.name.at)
      error(number::missing_key, c.name.at, "a column to 'outcome' needs 'values': what each of them means");
    const auto [known, is_new] = fields_.emplace(made.field, c.to.at);
    if (!is_new && (made.field == "id" || made.field == "prospect"))
      error(number::duplicate_name, c.to.at, tickler::quoted(made.field) + " is already at " + place(known->second));
  }

  void add_values(const column_draft& c, mapped_column& made) {
    std::map<std::string, source_position> cells;
    for (const auto& [cell, word] : c.values) {
      const auto [known, is_new] = cells.emplace(in_lower_case(*cell), cell.at);
      if (!is_new) error(number::duplicate_name, cell.at, tickler::quoted(*cell) + " is already at " + place(known->second));
      check_word(made, word);
      made.values.push_back({*cell, *word == nothing && made.opted_out.empty() ? "" : *word});
    }
  }

  void check_word(const mapped_column& c, const located_string& word) {
    if (word->empty() || *word == nothing) return;
    if (!c.opted_out.empty()) {
      if (!flag_called(*word)) error(number::wrong_value, word.at, "expected yes or no, found " + tickler::quoted(*word));
    } else if (c.field == "direction") {
      check_choice(word, {direction_names.begin() + 1, direction_names.end()});
    } else if (c.field == "with") {
      check_choice(word, {party_names.begin(), party_names.end()});
    }
    if (word->size() > word_bytes) error(number::bad_name, word.at, "a word of more than 256 bytes");
  }

  void check_choice(const located_string& word, const std::vector<std::string_view>& words) {
    if (std::find(words.begin(), words.end(), *word) != words.end()) return;
    std::string list;
    for (const auto each : words) list += (list.empty() ? "" : ", ") + std::string(each);
    error(number::wrong_value, word.at,
          "expected one of " + list + ", found " + tickler::quoted(*word) + hint(nearest(*word, words)));
  }

  void add_formats(const column_draft& c, mapped_column& made) {
    if (!c.formats.empty() && !is_time(made.field) && !made.field.starts_with("facts.") && !made.field.empty())
      error(number::not_together, c.formats.front().at, "'format' is of times, and " + tickler::quoted(made.field) + " is none");
    for (const auto& format : c.formats) {
      if (format->empty()) continue;
      const auto read = time_format::parse(*format);
      if (!read) error(number::bad_time_format, format.at, read.error().message);
      made.formats.push_back(*format);
    }
  }

  void add_likeness(const column_draft& c, mapped_column& made) {
    if (!c.like.empty() && (!c.opted_out.empty() || !c.values.empty()))
      error(number::not_together, c.like.front().at,
            "'like' beside " + std::string(c.values.empty() ? "'opted_out'" : "'values'") + ", which says what each cell may be");
    for (const auto& each : c.like) {
      if (std::count(each->begin(), each->end(), '*') > 1)
        error(number::wrong_value, each.at, "expected one * at most, found " + tickler::quoted(*each));
      if (each->size() > word_bytes) error(number::bad_name, each.at, "a likeness of more than 256 bytes");
      made.like.push_back(*each);
    }
  }

  void add_constant(const located_string& field, const located_string& value, bool is_kind_known) {
    if (!is_kind_known) return;
    auto name = checked(field);
    if (name.empty()) return;
    if (name == "direction") check_choice(value, {direction_names.begin() + 1, direction_names.end()});
    if (name == "with") check_choice(value, {party_names.begin(), party_names.end()});
    if (name == "id" || name == "prospect" || name == "at")
      error(number::not_together, field.at, tickler::quoted(name) + " cannot be the same in all rows");
    out_.constants.push_back({std::move(name), *value});
  }

  void add_filter(const filter_draft& f) {
    row_filter made{.title = *f.name};
    std::map<std::string, source_position> cells;
    for (const auto* list : {&f.take, &f.leave_out})
      for (const auto& cell : *list) {
        const auto [known, is_new] = cells.emplace(in_lower_case(*cell), cell.at);
        if (!is_new) error(number::duplicate_name, cell.at, tickler::quoted(*cell) + " is already at " + place(known->second));
        (list == &f.take ? made.take : made.leave_out).push_back(*cell);
      }
    if (cells.empty() && f.name.at)
      error(number::missing_key, f.name.at, tickler::quoted(*f.name) + " needs 'take' or 'leave_out'");
    out_.rows.push_back(std::move(made));
  }

  void check_needed(source_position at) {
    const auto& schema = schema_of(out_.of);
    for (std::size_t i = 0; i < schema.fields.size(); ++i)
      if ((schema.required >> i & 1) != 0 && fields_.find(schema.fields[i]) == fields_.end())
        error(number::missing_key, at,
              "no column is the " + tickler::quoted(schema.fields[i]) + " of a " + std::string(schema.what));
  }

  static std::string place(source_position at) { return std::to_string(at.line) + ':' + std::to_string(at.column); }

  findings& found_;
  const zones& zones_;
  record_mapping out_{};
  std::map<std::string, source_position> titles_{};
  std::map<std::string, source_position, std::less<>> fields_{};
};

loaded_mapping refused(int number, std::string_view file, source_position at, std::string message) {
  return {std::nullopt, {{number, severity::error, std::string(file), at, "", std::move(message)}}};
}

}  // namespace

bool record_mapping::has_opt_outs() const noexcept {
  return std::any_of(columns.begin(), columns.end(), [](const mapped_column& c) { return !c.opted_out.empty(); });
}

const record_mapping& loaded_mapping::value() const& {
  if (!mapping_) throw policy_error(list_);
  return *mapping_;
}

loaded_mapping load_mapping(std::string_view yaml, std::string_view file, const mapping_options& options) {
  if (yaml.size() > options.text.bytes) return refused(number::text_too_long, file, {1, 1}, too_long_message(options.text.bytes));
  const source in(yaml);
  if (const auto bad = find_bad_byte(in.text())) return refused(bad->number, file, in.at(bad->offset), bad->message);
  findings found{in, std::string(file)};
  std::optional<record_mapping> made;
  if (const auto root = read_tree(options.text, found)) {
    reader r(found);
    const auto draft = read_mapping(r, *root);
    made = mapping_maker(found, options.zones).make(draft);
  }
  sort_by_place(found.list);
  if (!found.list.empty()) made.reset();
  return {std::move(made), std::move(found.list)};
}

loaded_mapping load_mapping_file(const std::string& path, const mapping_options& options) {
  const auto yaml = read_text_file(path, options.text);
  if (!yaml) return refused(number::unreadable_file, path, {}, "the file cannot be read");
  return load_mapping(*yaml, path, options);
}

}  // namespace tickler::inline TICKLER_ABI
