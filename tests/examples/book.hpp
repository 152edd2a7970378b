// The shipped examples as tests see them: a policy, and a book of prospects with their histories.
#pragma once

#include <map>
#include <string>
#include <tickler/io.hpp>
#include <tickler/tickler.hpp>
#include <vector>

namespace examples {

const std::string folder = TICKLER_SOURCE_DIR "/examples/";

struct entry {
  tickler::prospect who{};
  tickler::history log;
};

struct book {
  std::map<std::string, entry> entries{};
  std::vector<std::string> problems{};  // bad records, and touchpoints of nobody
};

// `kind` is "jsonl" or "csv".
book read_book(const tickler::policy& policy, const std::string& kind);

// "answer/send email ready overdue late"; "welcome/note card waiting 2026-11-26T09:00:00Z". A blocked one has no channel.
std::string describe(const tickler::policy& policy, const tickler::action& action);

std::string name_of(tickler::status s);

}  // namespace examples
