#include "policy/reference/pages.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "policy/parse/standard_words.hpp"
#include "policy/reference/paragraphs.hpp"

namespace tickler::inline TICKLER_ABI {
namespace {

std::string label(std::string_view name) { return fmt::format("  {:<13}", name); }
std::string line(std::string_view name, std::string_view words) { return paragraph(label(name), words); }
std::string example(std::string_view written) { return fmt::format("{}{}\n", label("example"), written); }  // to be copied

std::string value_of(const key_doc& k) {
  std::string value(k.kind.wanted);
  if (!k.words.empty() && value.find(k.words.front()) == value.npos) value += fmt::format(": {}", fmt::join(k.words, ", "));
  return value;
}

std::string absence_of(const key_doc& k) {
  switch (k.given) {
    case presence::needed:
      return line("needed", "always");
    case presence::needed_in_lists:
      return line("needed", "in a list; in a mapping it is the key");
    case presence::optional:
      break;
  }
  return k.otherwise.text.empty() ? "" : line("without it", k.otherwise.text);
}

std::string keys_of(const table_doc& table) {
  std::size_t width = 0;
  for (const auto& k : table.keys) width = std::max(width, k.name.size());
  std::string list = fmt::format("  The keys of {}:\n", table.whose);
  for (const auto& k : table.keys) list += paragraph(fmt::format("    {:<{}}  ", k.name, width), k.doc);
  return list;
}

std::string where_of(const condition_word& w) {
  return w.where.empty() ? "" : line("known in", fmt::format("{}", fmt::join(w.where, "; ")));
}

// Markdown's stars are for a page that shows them.
std::string plain(std::string_view markdown) {
  std::string words(markdown);
  words.erase(std::remove(words.begin(), words.end(), '*'), words.end());
  return words;
}

std::string indented_lines(std::string_view lines) {
  std::string text;
  for (std::size_t begin = 0, end = 0; end != lines.npos; begin = end + 1) {
    end = lines.find('\n', begin);
    text += fmt::format("    {}\n", lines.substr(begin, end == lines.npos ? end : end - begin));
  }
  return text;
}

}  // namespace

std::string page_of(const placed_key& k) {
  const key_doc& key = *k.key;
  std::string page = fmt::format("{}, a key of {}\n", path_of(*k.in, key), k.in->table->whose);
  page += paragraph("  ", key.doc) + line("value", value_of(key));
  if (const auto words = standard_words(key.kind.name); !words.empty())
    page += line("standard", fmt::format("{}", fmt::join(words, ", ")));
  page += absence_of(key) + example(fmt::format("{}: {}", key.name, key.example));
  for (const auto* inside : {key.kind.inside, key.kind.or_inside})
    if (inside) page += keys_of(*inside);
  return page;
}

std::string page_of(const placed_table& t) {
  const bool is_whole = t.path == t.table->name;  // a file of its own
  return (is_whole ? fmt::format("{}\n", t.table->whose) : fmt::format("{}, as in {}\n", t.table->whose, t.path)) +
         keys_of(*t.table);
}

std::string page_of(const condition_word& w) {
  constexpr std::string_view kinds[] = {"a function", "a sign", "a name"};
  auto page = fmt::format("{}, {} of conditions\n", w.name, kinds[static_cast<std::size_t>(w.what)]);
  page += paragraph("  ", w.doc);
  for (const auto& form : w.forms) page += line(&form == &w.forms.front() ? "written" : "", form);
  return page + where_of(w) + example(w.example);
}

std::string page_of(const diagnostic_row& row) {
  std::string page(row.number);
  page += row.section.empty() ? "\n" : fmt::format(", {}\n", row.section);
  page += line("says", plain(row.text));
  return row.cure.empty() ? page : page + line("cure", row.cure);
}

// What is written is to be copied: it is never broken.
std::string page_of(const topic& t) {
  std::string page = std::string(t.title) + '\n' + paragraph("  ", t.doc);
  std::size_t width = 0;
  for (const auto& f : t.forms) width = std::max(width, f.written.size());
  constexpr std::size_t widest = 48;
  for (const auto& f : t.forms)
    page += width <= widest ? paragraph(fmt::format("    {:<{}}  ", f.written, width), f.meaning)
                            : paragraph("  ", f.meaning) + indented_lines(f.written);
  return page;
}

}  // namespace tickler::inline TICKLER_ABI
