// Fills a book from a CRM's records. Part of tickler::io.
//
//   tickler::book all(words);
//   std::ifstream people("prospects.jsonl"), log("touchpoints.jsonl");
//   const auto say = [](const tickler::diagnostic& d) { std::cerr << d << '\n'; };
//   tickler::read_prospects(people, {.file = "prospects.jsonl"}, all, say);
//   tickler::read_touchpoints(log, {.file = "touchpoints.jsonl"}, all, say);
//   all.shrink_to_fit();
//
// The records, their formats and what is wrong with one are those of records.hpp. A prospect whose id is in the book already and a
// touchpoint of a prospect who is not in the book yet are bad records, too, and so is a touchpoint too many. Ids and keys have at
// most 256 bytes, whatever the options say.
//
// A prospect whose record is bad, but says who she is, is in the book by her id alone, until a good record of hers comes: nothing
// is decided for her, and her touchpoints are hers (R147).
//
// What is thrown while records are read leaves in the book those before it.
//
// JSON Lines as programs write them are read several times as fast as others. Slower, though no different, are lines with escapes,
// blanks in unusual places, lists, facts, or more than a few simple fields of the writer's own. Touchpoints may come in any order;
// those of one prospect in the order of time are read fastest.
#pragma once

#include <istream>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tickler/book.hpp>
#include <tickler/decision.hpp>
#include <tickler/io/records.hpp>
#include <vector>

namespace tickler::inline TICKLER_ABI {

// Counts as `records` the good ones. With `places`: appends where each begins that is in the book now and was not before.
TICKLER_API read_counts read_prospects(std::istream& in, const record_options& options, book& into, const diagnostic_sink& bad,
                                       std::vector<source_position>* places = nullptr);
TICKLER_API read_counts read_prospects(std::string_view content, const record_options& options, book& into,
                                       const diagnostic_sink& bad, std::vector<source_position>* places = nullptr);

// Takes n log n, in whatever order they come and however often one is corrected. What it calls meanwhile is not to ask the book for
// touchpoints: some may not be in it yet.
TICKLER_API read_counts read_touchpoints(std::istream& in, const record_options& options, book& into, const diagnostic_sink& bad);
TICKLER_API read_counts read_touchpoints(std::string_view content, const record_options& options, book& into,
                                         const diagnostic_sink& bad);

// The facts of the book's prospects that the policy does not declare, by name: conditions cannot read them.
TICKLER_API std::set<std::string> undeclared_facts(const policy& p, const book& all);

// "2 touchpoints of its history could not be read: first log.csv:3:5: error: ...".
TICKLER_API std::string incomplete_history_text(std::span<const refused_record> refused);

// Of a prospect whose history is incomplete; also where it is another's, which counts for her (joint_history.hpp).
TICKLER_API std::string incomplete_history_text(const policy& p, const book& all, prospect_number number);

// What is wrong with the record of a prospect that nothing can be decided for [T633]. Its file and place are for the caller to add.
TICKLER_API diagnostic undecidable(const policy& p, const book& all, prospect_number number, prospect_problem problem);

}  // namespace tickler::inline TICKLER_ABI
