// The bank's log of loan applications as histories, and the closings that its own system made.
#pragma once

#include <map>
#include <string>
#include <tickler/tickler.hpp>
#include <vector>

namespace bank {

struct closing {
  std::string application;
  tickler::instant at;
  friend auto operator<=>(const closing&, const closing&) = default;
};

struct log {
  std::map<std::string, tickler::history> applications;
  tickler::instant end{};  // the last event of all
};

struct answer {
  closing due;
  bool clocks_changed = false;  // 720 elapsed hours would give another day
};

bool available();

log read_log(const tickler::vocabulary& words);
tickler::book book_of(const log& all, const tickler::vocabulary& words);
std::vector<answer> read_answers();

}  // namespace bank
