// Damage to an export never makes anybody contacted, without a word, who was not to be.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cstdint>
#include <random>
#include <tickler/problem_numbers.hpp>

#include "crm.hpp"
#include "support/property.hpp"

namespace {

using rows = std::vector<std::vector<std::string>>;  // of cells, as they are written

// The samples have no line's end in a cell.
rows rows_of(const std::string& content) {
  rows all;
  std::istringstream lines(content);
  for (std::string line; std::getline(lines, line);) {
    std::vector<std::string> cells(1);
    bool in_quotes = false;
    for (const char c : line) {
      in_quotes = in_quotes != (c == '"');
      if (c == ',' && !in_quotes)
        cells.emplace_back();
      else
        cells.back() += c;
    }
    all.push_back(std::move(cells));
  }
  return all;
}

std::string content_of(const rows& all) {
  std::string text;
  for (const auto& cells : all) {
    for (const auto& cell : cells) text += (&cell == &cells.front() ? "" : ",") + cell;
    text += '\n';
  }
  return text;
}

// What happens to files on their way: a cell is cut within, doubled, spelt in another way, or all cells shift. What can be seen by
// nobody is left out: a row or a cell that is gone altogether, and a digit that became another.
std::string damaged(const std::string& content, std::mt19937_64& dice) {
  auto all = rows_of(content);
  const auto below = [&](std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(dice); };
  auto& cells = all[below(all.size())];
  const auto at = below(cells.size());
  auto& cell = cells[at];
  switch (below(5)) {
    case 0:
      if (cell.size() > 1 && cell.find('"') == cell.npos) cell.resize(1 + below(cell.size() - 1));
      break;
    case 1:
      cells.insert(cells.begin() + static_cast<std::ptrdiff_t>(at), cells[at]);
      break;
    case 2:
      std::rotate(cells.begin(),
                  cells.begin() + static_cast<std::ptrdiff_t>(1 + below(cells.size())) % static_cast<std::ptrdiff_t>(cells.size()),
                  cells.end());
      break;
    case 3:
      if (!cell.empty()) cell[below(cell.size())] = 'q';
      break;
    default:
      cells.resize(1 + at);
  }
  return content_of(all);
}

bool has_error(const crm::result& found) {
  return std::any_of(found.said.begin(), found.said.end(), [](const auto& d) { return d.severity == tickler::severity::error; });
}

// What is wrong with the file as a whole, or with whom a row is about: nobody can be named then.
bool names_nobody(const tickler::diagnostic& d) {
  using namespace tickler::record_number;
  const auto is_about_whom = [&] { return d.message.starts_with("'prospect'") || d.message.ends_with("needs 'prospect'"); };
  switch (d.number) {
    case bad_header:
    case unnamed_opt_outs:
    case misplaced_quote:
    case unterminated_quote:
    case wrong_number_of_fields:
    case unknown_prospect:
      return true;
    default:
      return is_about_whom();
  }
}

// A cell that says something other than whom the row is about is cut or spelt in another way.
std::string damaged_cell(const std::string& content, std::mt19937_64& dice) {
  auto all = rows_of(content);
  const auto below = [&](std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(dice); };
  auto& cells = all[below(all.size())];
  auto& cell = cells[below(cells.size())];
  const bool is_quoted = cell.starts_with('"');
  const std::size_t first = is_quoted ? 1 : 0, size = cell.size() - 2 * first;
  if (size == 0) return content;
  if (size > 1 && below(2) == 0)
    cell = cell.substr(0, first + 1 + below(size - 1)) + (is_quoted ? "\"" : "");
  else
    cell[first + below(size)] = 'q';
  return content_of(all);
}

}  // namespace

BOOST_AUTO_TEST_CASE(damage_to_an_export_turns_nobody_silently_into_one_to_be_contacted) {
  for (const auto& s : crm::samples) {
    const auto whole = crm::contents_of(s);
    const auto before = crm::decide(s, whole);
    BOOST_TEST(support::holds(s.prospects.c_str(), 1'000, rc::gen::arbitrary<std::uint64_t>(), [&](std::uint64_t seed) {
      std::mt19937_64 dice(seed);
      auto contents = whole;
      auto file = contents.begin();
      std::advance(file, static_cast<std::ptrdiff_t>(seed % contents.size()));
      file->second = damaged(file->second, dice);
      const auto after = crm::decide(s, contents);
      for (const auto& [id, channels] : after.ready) {
        const auto known = before.ready.find(id);
        if (known == before.ready.end()) continue;
        for (const auto& channel : channels) RC_ASSERT(known->second.count(channel) == 1u || has_error(after));
      }
    }));
  }
}

// Where the row names somebody, nothing is offered for her.
BOOST_AUTO_TEST_CASE(a_damaged_cell_turns_nobody_into_one_to_be_contacted_unless_nobody_can_tell_whose_row_it_is) {
  for (const auto& s : crm::samples) {
    const auto whole = crm::contents_of(s);
    const auto before = crm::decide(s, whole);
    BOOST_TEST(
        support::holds((s.prospects + ", cells").c_str(), 1'000, rc::gen::arbitrary<std::uint64_t>(), [&](std::uint64_t seed) {
          std::mt19937_64 dice(seed);
          auto contents = whole;
          auto file = contents.begin();
          std::advance(file, static_cast<std::ptrdiff_t>(seed % contents.size()));
          file->second = damaged_cell(file->second, dice);
          const auto after = crm::decide(s, contents);
          if (std::any_of(after.said.begin(), after.said.end(), names_nobody)) return;
          for (const auto& [id, channels] : after.ready) {
            const auto known = before.ready.find(id);
            if (known == before.ready.end()) continue;
            for (const auto& channel : channels) RC_ASSERT(known->second.count(channel) == 1u);
          }
        }));
  }
}
