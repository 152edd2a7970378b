// The options of a subcommand, as it names them. Each is read into a variable that must live until the command is run, and that
// holds its default before.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <tickler/instant.hpp>
#include <tickler/zone.hpp>
#include <vector>

namespace CLI {
class App;
}

namespace tickler::cli {

enum class output_format : std::uint8_t { table, json_lines, csv, svg };

// The files of a book and of the policy that it is read under, of which one may be "-"; empty: not given.
struct book_options {
  std::vector<std::string> despite{};  // kinds of faults that leave no history incomplete: "T607"
  std::string policy{}, snapshot{}, prospects{};
  std::vector<std::string> touchpoints{}, maps{};
  std::string script{};               // touchpoints to come, a file that is read as the last of those of touchpoints
  std::string cases{};                // prospects with their touchpoints, instead of all these but the policy
  std::optional<zone> local_times{};  // whose clock times without an offset show
  bool separate_records = false;      // no opt-out of one counts for others of the same address
  instant as_of{};                    // exports are taken to be of this time: the one that is asked about, or the system's
  bool given() const noexcept { return !snapshot.empty() || !prospects.empty() || !touchpoints.empty(); }

  std::vector<std::string> files() const;  // all of them
  std::vector<std::string> files_of_touchpoints() const;
};

// What is wrong with file names of which more than one is "-"; empty if none is.
std::string stdin_problem(const std::vector<std::string>& names);

class option_parser {
 public:
  enum class need : bool { optional, needed };

  option_parser(CLI::App& subcommand, instant clock) : app_(subcommand), clock_(clock) {}
  option_parser(const option_parser&) = delete;
  option_parser& operator=(const option_parser&) = delete;

  // A name without dashes is given by its place alone. `value` is what help shows for what is given: "FILE".
  void text(std::string& into, const char* name, const char* value, const char* help, need n = need::optional);
  void text(std::optional<std::string>& into, const char* name, const char* value, const char* help);
  void texts(std::vector<std::string>& into, const char* name, const char* value, const char* help, need n);
  void flag(bool& into, const char* name, const char* help);
  void number(unsigned& into, const char* name, unsigned least, unsigned most, const char* help);
  void moment(std::optional<instant>& into, const char* name, const char* help);
  void now(instant& into, const char* name, const char* help);  // the system's clock where it is absent
  bool is_given(const char* name) const;                        // asked when all have been read

  void policy_and_book(book_options& into);
  void book(book_options& into, need n = need::optional);
  void cases(book_options& into);
  enum class besides : std::uint8_t { nothing, csv, svg };  // table and jsonl
  void format(output_format& into, const char* help, besides also = besides::nothing);
  void threads(unsigned& into);

  // What is wrong with the options, asked when all have been read; empty if nothing is.
  void check(std::function<std::string()> problem);
  void check_all() const;  // throws a CLI::ValidationError for the first

 private:
  CLI::App& app_;
  instant clock_;
  const instant* now_ = &clock_;  // that of the command
  std::vector<std::function<std::string()>> checks_{};
};

}  // namespace tickler::cli
