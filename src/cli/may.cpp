#include <algorithm>
#include <chrono>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <tickler/evaluate.hpp>
#include <tickler/io/results.hpp>
#include <tickler/io/touches.hpp>

#include "book_files.hpp"
#include "commands.hpp"
#include "display.hpp"
#include "input.hpp"
#include "lines.hpp"

namespace tickler::cli {

namespace {

struct may_options {
  book_options book{};
  instant now{};
  bool is_now_given = false;
  output_format format = output_format::table;
  std::string prospect{}, channel{}, purpose{}, to{}, step{}, key{};
  std::string touches{};  // a file of them, instead of these
};

// 0 go, 1 not now, 2 cannot be asked: of several the greatest.
int code_of(const permission& answer) noexcept {
  if (answer.problem != prospect_problem::none) return bad_usage;
  return answer.verdict == touch_verdict::go ? all_well : bad_records;
}

class may_desk {
 public:
  may_desk(const may_options& options, const book_files& files, std::ostream& out)
      : options_(options), files_(files), out_(out), engine_(files.policy()) {}

  // Of the command line.
  int answer_one() {
    const auto& o = options_;
    const auto touch = parse_touch(files_.policy(), {o.channel, o.purpose, o.to, o.step, o.key});
    if (!touch) throw std::runtime_error(touch.error().message);
    return answer(o.prospect, *touch, o.now, o.format);
  }

  // Line by line, each as soon as it is there.
  int answer_all() {
    input in(options_.touches);
    const bool is_asked_live = options_.touches == "-";
    touch_reader reader(files_.policy(),
                        {.file = in.name(), .zones = files_.policy().zones(), .local_times = options_.book.local_times});
    lines questions(in.stream());
    int code = all_well;
    for (auto line = questions.next(); line && out_; line = questions.next()) {
      const auto asked = reader.read(*line);
      code = std::max(code, asked.problem.empty() ? answer_line(asked) : refuse(asked));
      if (is_asked_live) out_.flush();
    }
    return code;
  }

 private:
  int answer_line(touch_question asked) {
    const auto nobody = "there is no prospect " + tickler::quoted(asked.prospect);
    if (!files_.all().find(asked.prospect)) return asked.problem = nobody, refuse(asked);
    return answer(std::string(asked.prospect), asked.touch, asked.at.value_or(now()), output_format::json_lines);
  }

  int refuse(const touch_question& asked) {
    out_ << to_json(asked) << '\n';
    return bad_usage;
  }

  int answer(const std::string& id, const proposed_touch& touch, instant at, output_format format) {
    const auto number = files_.find(id);
    may(engine_, files_.all(), number, at, touch, permission_);
    const auto who = files_.all().prospect(number);
    if (format == output_format::json_lines)
      out_ << to_json(files_.policy(), who, permission_) << '\n';
    else
      out_ << printable_lines(to_text(files_.policy(), who, permission_, zone_of(files_.policy(), who).value_or(zone{}), at))
           << '\n';
    if (permission_.problem == prospect_problem::incomplete_history)
      std::cerr << id << ": " << files_.why_incomplete(number) << '\n';
    return code_of(permission_);
  }

  instant now() const {
    return options_.is_now_given ? options_.now
                                 : std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::system_clock::now());
  }

  const may_options& options_;
  const book_files& files_;
  std::ostream& out_;
  evaluator engine_;
  permission permission_{};
};

std::string problem_of(const may_options& options, const option_parser& parser) {
  if (!options.touches.empty()) {
    for (const char* name : {"--prospect", "--channel", "--purpose", "--to", "--step", "--key"})
      if (parser.is_given(name)) return std::string("--touches asks line by line: ") + name + " does not go with it";
    auto files = options.book.files();
    files.push_back(options.touches);
    return stdin_problem(files);
  }
  if (options.prospect.empty()) return "--prospect is missing: whom is it about?";
  return options.channel.empty() ? "--channel is missing: by which channel, or 'internal'?" : "";
}

}  // namespace

command may_command(option_parser& parser) {
  const auto options = std::make_shared<may_options>();
  parser.policy_and_book(options->book);
  parser.now(options->now, "--at", "The instant to ask for, as 2026-03-02T10:00:00Z; the system's clock where it is absent");
  const auto no = option_parser::need::optional;
  parser.text(options->prospect, "--prospect", "ID", "Whom it is about", no);
  parser.text(options->channel, "--channel", "NAME", "By which channel of the policy, or internal for a task of our own", no);
  parser.text(options->purpose, "--purpose", "NAME", "What for; that of its step where it is absent", no);
  parser.text(options->to, "--to", "prospect|referrer", "To whom: the prospect, where it is absent, or the referrer", no);
  parser.text(options->step, "--step", "NAME", "The step that it carries out, as cadence/step or an action's id", no);
  parser.text(options->key, "--key", "KEY", "The key of what it is about", no);
  parser.text(
      options->touches, "--touches", "FILE",
      "Touches to ask about, {\"prospect\": \"ada\", \"channel\": \"phone\"} on each line, with purpose, to, step, key and at "
      "where they are given: each is answered on a line; - is the standard input, answered line by line",
      no);
  parser.format(options->format, "table for people (default), jsonl for programs");
  parser.check([options, &parser] { return problem_of(*options, parser); });
  parser.check([options, &parser] {
    options->is_now_given = parser.is_given("--at");
    return "";
  });
  return [options](std::ostream& out) {
    int code = all_well;
    const int of_records = run_with_book(options->book, [&](const auto& files, auto&) {
      may_desk desk(*options, files, out);
      return code = options->touches.empty() ? desk.answer_one() : desk.answer_all();
    });
    return of_records == bad_usage ? of_records : code;
  };
}

}  // namespace tickler::cli
