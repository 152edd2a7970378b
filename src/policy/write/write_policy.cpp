#include <algorithm>
#include <stdexcept>
#include <string_view>
#include <tickler/error.hpp>
#include <tickler/io/write_policy.hpp>
#include <tickler/problem_numbers.hpp>
#include <type_traits>
#include <vector>

#include "policy/draft_fields.hpp"
#include "policy/parse/key_docs.hpp"
#include "policy/parse/parts.hpp"
#include "policy/value_text.hpp"
#include "policy/write/file_form.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

// Lines of block style, each with its end; scalars and what is written on one line have none inside.
std::string indented(std::string_view lines, std::string_view first = "  ") {
  std::string out;
  while (!lines.empty()) {
    const auto end = lines.find('\n') + 1;
    (out += out.empty() ? first : "  ") += lines.substr(0, end);
    lines.remove_prefix(end);
  }
  return out;
}

std::string entry(std::string_view key, std::string_view value) {
  return yaml_scalar(key) + (value.empty() ? ":" : ": ") + std::string(value) + '\n';
}

// "12-25", "[12-25, 01-01]"; by region where there is one: "{all: 12-25, US: \"thu[4] nov\"}"
std::string closed_days(const std::vector<located<closure>>& closed) {
  std::string out;
  const bool is_for_all = std::all_of(closed.begin(), closed.end(), [](const auto& c) { return c->region.empty(); });
  for (auto i = closed.begin(); i != closed.end();) {
    const auto end = std::find_if(i, closed.end(), [&](const auto& c) { return c->region != (*i)->region; });
    std::vector<located_string> days;
    std::transform(i, end, std::back_inserter(days), [](const auto& c) { return located_string{to_string(c->day)}; });
    const auto region = (*i)->region.empty() ? std::string("all") : yaml_scalar((*i)->region);
    out += (out.empty() ? "" : ", ") + (is_for_all ? "" : region + ": ") + text_of(days);
    i = end;
  }
  return is_for_all ? out : '{' + out + '}';
}

template <class... Values>
std::string value_text(const Values&... values) {
  return text_of(values...);
}
std::string value_text(const std::vector<located<closure>>& closed) { return closed_days(closed); }
std::string value_text(const std::vector<located<special_day>>& days) { return special_text(days); }

// What is one text stands in quotes where it must.
std::string quoted_where_needed(const std::string& text) { return text.empty() ? text : yaml_scalar(text); }
std::string value_text(const located_string& t) { return quoted_where_needed(*t); }
std::string value_text(const expression& e) { return quoted_where_needed(e.text); }
std::string value_text(const std::optional<located<duration>>& constant, bool is_before, const expression& computed) {
  return quoted_where_needed(text_of(constant, is_before, computed));
}
std::string value_text(calendar_draft::clock whose, const located_string& zone) {
  return quoted_where_needed(text_of(whose, zone));
}

const key_doc* find(const table_doc& table, std::string_view key) {
  const auto found = std::find_if(table.keys.begin(), table.keys.end(), [key](const key_doc& k) { return k.name == key; });
  return found == table.keys.end() ? nullptr : &*found;
}

// The keys of one part, in the order of the manual. Which there are and what they hold the list of fields says; which of them stand
// inside another (a step's `do`), and which must be there, the tables that reading goes by.
template <with_fields Part>
class part_writer {
 public:
  part_writer(const Part& part, const table_doc& table) : table_(table), unwritten_(unwritten(part)) {
    for_each_field(part, [this](const auto& field, const auto&... values) {
      if constexpr (!std::is_base_of_v<takes::place, decltype(field.takes)>)
        if (!field.key.empty()) this->add(field, values...);
    });
    close();
  }

  std::string take() && { return std::move(lines_); }

 private:
  template <class Field, class... Values>
  void add(const Field& field, const Values&... values) {
    constexpr auto written = [](const auto&... each) { return value_text(each...); };
    const auto& doc = place_of(field.key);
    auto text = written(values...);
    const bool is_needed = doc.given != presence::optional;
    if (!is_needed && text == field.of(unwritten_, written)) return;
    if constexpr (requires { field.takes.absent; })
      if (text.empty()) text = field.takes.absent;
    put(entry(field.key, text));
  }

  template <class Field>
  void add(const Field& field, const located<bool>& flag) requires(requires { field.takes.word; }) {
    place_of(field.key);
    if (*flag) put(entry(field.key, field.takes.word));
  }

  // A list of parts: by their names, or each with its name among its keys.
  template <class Field, with_fields Each>
  void add(const Field& field, const std::vector<Each>& list) requires(!requires { text_of(list); }) {
    if (list.empty()) return;
    const auto* inside = place_of(field.key).kind.inside;
    std::string parts;
    for (const auto& each : list) parts += listed(each, inside);
    put(entry(field.key, "") + indented(parts));
  }

  template <class Field>
  void add(const Field& field, const std::vector<located_string>& channels, const std::vector<located_string>& purposes,
           const std::vector<located_string>& outcomes) {
    const auto& keys = place_of(field.key).kind.inside->keys;
    const std::vector<located_string>* const words[] = {&channels, &purposes, &outcomes};
    std::string lines;
    for (std::size_t i = 0; i < std::size(words); ++i)
      if (!words[i]->empty()) lines += entry(keys[i].name, text_of(*words[i]));
    if (!lines.empty()) put(entry(field.key, "") + indented(lines));
  }

  static std::string listed(const event_draft& e, const table_doc*) {
    if (e.count) return entry(*e.name, "") + indented(part_writer<event_count_draft>(*e.count, count_doc).take());
    return entry(*e.name, value_text(e.any_of));
  }

  template <with_fields Each>
  static std::string listed(const Each& each, const table_doc* inside) {
    constexpr const auto& fields = fields_of<Each>;
    constexpr auto name = std::get<0>(fields.list);
    if constexpr (!name.key.empty() || !std::is_base_of_v<takes::name, decltype(name.takes)>)
      return indented(part_writer<Each>(each, *inside).take(), "- ");
    else if constexpr (fields.keys == 1 && std::get<1>(fields.list).key.empty())
      return entry(*each.name, std::get<1>(fields.list).of(each, [](const auto& value) { return value_text(value); }));
    else
      return entry(*each.name, "") + indented(part_writer<Each>(each, *inside).take());
  }

  // The key's own table, or the one inside this that has it; that is what `put` then writes to.
  const key_doc& place_of(std::string_view key) {
    const auto* outer = static_cast<const key_doc*>(nullptr);
    const auto* doc = find(table_, key);
    for (auto i = table_.keys.begin(); !doc && i != table_.keys.end(); ++i)
      if (i->kind.inside) doc = find(*(outer = &*i)->kind.inside, key);
    if (!doc) throw std::logic_error("no table has the key '" + std::string(key) + '\'');
    if (outer != outer_) close();
    outer_ = outer;
    return *doc;
  }

  void put(const std::string& lines) { (outer_ ? inner_ : lines_) += lines; }

  void close() {
    if (outer_ && !inner_.empty()) lines_ += entry(outer_->name, "") + indented(inner_);
    inner_.clear();
    outer_ = nullptr;
  }

  const table_doc& table_;
  const Part unwritten_;
  const key_doc* outer_ = nullptr;
  std::string lines_{}, inner_{};
};

[[noreturn]] void refuse(const std::string& why) {
  throw misuse(misuse_number::not_writable, "no policy file can say this: " + why);
}

policy_draft read_back(std::string_view yaml, const text_limits& reading) {
  if (yaml.size() > reading.bytes) refuse("it is longer than " + std::to_string(reading.bytes) + " bytes");
  const source in(yaml);
  if (const auto bad = find_bad_byte(yaml)) refuse(bad->message);
  findings found{in, ""};
  const auto root = read_tree(reading, found);
  policy_draft draft;
  if (root) {
    reader r(found);
    draft = read_policy(r, *root);
  }
  if (!found.list.empty()) refuse(found.list.front().message);
  return draft;
}

}  // namespace

// What is written is read once more, so that nobody finds out later, when the draft is gone, that a file cannot say it.
std::string to_yaml(const policy_draft& draft, const text_limits& reading) {
  const auto settled = as_files_say_it(draft);
  auto yaml = part_writer<policy_draft>(settled, policy_doc).take();
  if (!same(read_back(yaml, reading), settled)) refuse("it would be read as something else");
  return yaml;
}

}  // namespace tickler::inline TICKLER_ABI
