// Fills a book from a CRM's records. Part of tickler::io.
//
//   tickler::book all(words);
//   std::ifstream people("prospects.jsonl"), log("touchpoints.jsonl");
//   const auto tell = [](const tickler::diagnostic& d) { std::cerr << d << '\n'; };
//   tickler::read_prospects(people, {.file = "prospects.jsonl"}, all, tell);
//   tickler::read_touchpoints(log, {.file = "touchpoints.jsonl"}, all, tell);
//   all.fit();
//
// The records, their formats and what is wrong with one are those of records.hpp. A prospect whose id is in the book already and a
// touchpoint of a prospect who is not in the book yet are bad records, too, and so is a touchpoint too many. Ids and keys have at
// most 256 bytes, whatever the options say.
//
// JSON Lines as programs write them are read several times as fast as others. Slower, though no different, are lines with escapes,
// blanks in unusual places, lists, facts, or more than a few simple fields of the writer's own. Touchpoints may come in any order;
// those of one prospect in the order of time are read fastest.
#pragma once

#include <istream>
#include <string_view>
#include <tickler/book.hpp>
#include <tickler/io/records.hpp>
#include <vector>

namespace tickler {

// Counts as `records` those that are in the book now. With `places`: appends where each of them begins.
TICKLER_API read_counts read_prospects(std::istream& in, const record_options& options, book& into, const bad_record& bad,
                                       std::vector<mark>* places = nullptr);
TICKLER_API read_counts read_prospects(std::string_view content, const record_options& options, book& into, const bad_record& bad,
                                       std::vector<mark>* places = nullptr);

TICKLER_API read_counts read_touchpoints(std::istream& in, const record_options& options, book& into, const bad_record& bad);
TICKLER_API read_counts read_touchpoints(std::string_view content, const record_options& options, book& into,
                                         const bad_record& bad);

}  // namespace tickler
