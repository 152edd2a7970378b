#pragma once

#include "dice.hpp"
#include "reference.hpp"

namespace plain {

struct stage_setting {  // what a scene is about
  instant middle{};     // of the time in which things happen
  std::vector<std::string> channels{}, purposes{}, outcomes{};
};

stage_setting random_setting(dice& d);
tickler::duration random_duration(dice& d, bool business);
tickler::calendar_draft random_calendar(dice& d, int number, instant middle);  // c0, c1, ...
tickler::policy_draft random_policy(dice& d, const stage_setting& set);
tickler::prospect random_prospect(dice& d, const stage_setting& set);
std::vector<touch> random_history(dice& d, const stage_setting& set, const tickler::policy_draft& policy, int size);
std::vector<instant> random_nows(dice& d, const stage_setting& set, const std::vector<touch>& history, int count);

}  // namespace plain
