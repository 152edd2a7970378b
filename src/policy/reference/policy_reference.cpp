#include <fmt/format.h>

#include <algorithm>
#include <tickler/condition_manual.hpp>
#include <tickler/diagnostic.hpp>
#include <tickler/io/policy_manual.hpp>
#include <vector>

#include "mapping/mapping_tables.hpp"
#include "policy/reference/diagnostic_rows.hpp"
#include "policy/reference/pages.hpp"
#include "policy/reference/paragraphs.hpp"
#include "policy/reference/tables.hpp"
#include "responses/model_tables.hpp"

namespace tickler::inline TICKLER_ABI {
namespace {

// Pages of the same topic, with a line between them.
class pages {
 public:
  template <class Part>
  void add(const Part& part) {
    if (!text_.empty()) text_ += '\n';
    text_ += page_of(part);
  }
  bool empty() const noexcept { return text_.empty(); }
  std::string take() && { return std::move(text_); }

 private:
  std::string text_{};
};

// The page of a key lists the keys of the mapping that it holds.
bool leads_to(const std::vector<placed_key>& keys, const table_doc& table) {
  return std::any_of(keys.begin(), keys.end(), [&table](const auto& k) { return k.key->kind.may_hold(table); });
}

std::string words_of(const std::vector<condition_word>& manual, condition_word::kind what) {
  std::vector<std::string_view> names;
  for (const auto& w : manual)
    if (w.what == what) names.push_back(w.name);
  return fmt::format("{}", fmt::join(names, " "));
}

template <class Range>
std::string names_in(const Range& parts) {
  std::vector<std::string_view> names;
  for (const auto& p : parts) names.push_back(p.name);
  return fmt::format("{}", fmt::join(names, " "));
}

// CSV is a topic as much as csv.
bool is_same_word(std::string_view lower, std::string_view written) {
  const auto same = [](char a, char b) { return a == ('A' <= b && b <= 'Z' ? static_cast<char>(b - 'A' + 'a') : b); };
  return std::equal(lower.begin(), lower.end(), written.begin(), written.end(), same);
}

std::string section(std::string_view title, std::string_view words) { return paragraph("  ", title) + paragraph("    ", words); }

}  // namespace

std::string manual_contents() {
  std::string page = "The keys of a policy, by part:\n";
  for (const auto& t : all_tables())
    page += section(t.path.empty() ? "a policy" : fmt::format("{} ({})", t.table->whose, t.path), names_in(t.table->keys));
  const auto manual = condition_manual();
  page += "\nHow things are written:\n";
  page += section("topics", names_in(all_topics()));
  page += "\nConditions:\n";
  page += section("functions", words_of(manual, condition_word::kind::function));
  page += section("signs", words_of(manual, condition_word::kind::sign));
  page += section("names", words_of(manual, condition_word::kind::name));
  page += "\nThe numbers of what can be wrong:\n";
  const auto& rows = diagnostic_rows();
  for (auto row = rows.begin(); row != rows.end();) {
    const auto next = std::find_if(row, rows.end(), [row](const auto& r) { return r.section != row->section; });
    std::vector<std::string_view> numbers;
    for (; row != next; ++row) numbers.push_back(row->number);
    page += section((next - 1)->section, fmt::format("{}", fmt::join(numbers, " ")));
  }
  return page;
}

std::optional<std::string> manual_page(std::string_view topic) {
  pages found;
  const auto tables = all_tables();
  const auto keys = keys_named(tables, topic);
  for (const auto& k : keys) found.add(k);
  for (const auto& t : tables)
    if (t.table->name == topic && !leads_to(keys, *t.table)) found.add(t);
  for (const auto& w : condition_manual())
    if (w.name == topic) found.add(w);
  for (const auto& t : all_topics())
    if (is_same_word(t.name, topic) || is_same_word(t.name, std::string(topic) + 's')) found.add(t);  // "duration" too
  if (is_same_word("mapping", topic))
    for (const auto& t : mapping_tables()) found.add(t);
  if (is_same_word("model", topic))
    for (const auto& t : model_tables()) found.add(t);
  for (const auto& row : rows_numbered(topic)) found.add(row);
  for (const auto& others : {mapping_tables(), model_tables()})
    if (found.empty())
      for (const auto& k : keys_named(others, topic)) found.add(k);
  if (found.empty()) return std::nullopt;
  return std::move(found).take();
}

std::string nearest_topic(std::string_view topic) {
  std::vector<std::string_view> known;
  const auto tables = all_tables();
  for (const auto& t : tables) {
    known.push_back(t.table->name);
    for (const auto& k : t.table->keys) known.push_back(k.name);
  }
  const auto manual = condition_manual();
  for (const auto& w : manual) known.push_back(w.name);
  for (const auto& t : all_topics()) known.push_back(t.name);
  for (const auto& row : diagnostic_rows()) known.push_back(row.number);
  return std::string(nearest(topic.substr(topic.rfind('.') + 1), known));  // of "limits.if" it is the part that is wrong
}

}  // namespace tickler::inline TICKLER_ABI
