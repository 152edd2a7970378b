// A line in, a line out: each line is a case, a prospect with all that has happened to it, and is answered with its decision. So a
// queue, a partition of a table or a web request is served, without a book. The instant is the first argument; the cases are in the
// file that is the second, else they come on the standard input. Build it, then run it from the project's folder.
#include <fstream>
#include <iostream>
#include <string>
#include <tickler/io.hpp>
#include <tickler/tickler.hpp>

namespace {

// Reader, engine and decision keep their memory: once warm, a case allocates next to nothing.
class desk {
 public:
  desk(const tickler::policy& policy, tickler::instant now, const std::string& file)
      : policy_(policy), now_(now), reader_(policy, {.file = file}), engine_(policy) {}

  std::string answer(const std::string& line) {
    const auto one = reader_.read(line);
    for (const auto& problem : one.problems) std::cerr << problem << '\n';
    tickler::evaluate(engine_, one, now_, decision_);  // of a case that cannot be used nothing is decided: it is invalid
    return tickler::to_json(policy_, one, decision_);
  }

 private:
  const tickler::policy& policy_;
  tickler::instant now_;
  tickler::case_reader reader_;
  tickler::evaluator engine_;
  tickler::decision decision_{};
};

}  // namespace

int main(int argc, char** argv) {
  const auto now = tickler::parse_instant(argc > 1 ? argv[1] : "");
  std::ifstream file;
  if (argc > 2) file.open(argv[2]);
  if (!now || argc > 3 || file.fail()) {
    std::cerr << "usage: example_cases INSTANT [FILE], such as 2026-11-25T22:30:00Z examples/records/cases.jsonl\n";
    return 2;
  }
  tickler::vocabulary words;
  const auto policy = tickler::load_policy_file("examples/policies/art-of-follow-up.yaml", words).value();
  desk cases(policy, *now, argc > 2 ? argv[2] : "<stdin>");
  for (std::string line; std::getline(argc > 2 ? file : std::cin, line);) std::cout << cases.answer(line) << std::endl;
}
