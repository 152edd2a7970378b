// What every door must answer alike: C++, C, the command and each binding. The questions come from the scenarios, the broken
// policies and the broken records; the answers, from C++, whose rightness the tests of these say.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace doors {

struct policy_text {
  std::string name{}, yaml{};
};

enum class asking : std::uint8_t { load, decide, may, explain, preview };
inline constexpr const char* asking_names[] = {"load", "decide", "may", "explain", "preview"};

struct question {
  asking what{};
  std::size_t policy = 0;  // index of policies
  std::string one_case{};
  std::string besides{};  // the touch, the script
  std::int64_t now = 0;
};

struct answer {
  int result = 0;  // as tickler.h numbers them
  std::string text{};
  std::vector<std::string> problems{};  // each as one line
  friend bool operator==(const answer&, const answer&) = default;
};

struct conformance {
  std::vector<policy_text> policies{};
  std::vector<question> questions{};
};

const conformance& collected();

// All of it in the order of asking: a door is made for each policy, and asked.
std::vector<answer> answers_of_cpp(const conformance& all);
std::vector<answer> answers_of_c(const conformance& all);

// One JSON object a line:
//
//   {"policy":0,"name":"answer.yaml","yaml":"policy: answer\n..."}
//   {"ask":"load","policy":0,"result":0,"answer":"","problems":[]}
//   {"ask":"decide","policy":0,"case":"{\"prospect\":...}","besides":"","now":1772445600,"result":0,"answer":"{...}","problems":[]}
std::string written(const conformance& all, const std::vector<answer>& answers);

}  // namespace doors
