#include <date/date.h>
#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <memory>
#include <tickler/io/forecasts.hpp>
#include <tickler/workload.hpp>

#include "book_files.hpp"
#include "commands.hpp"
#include "owners.hpp"
#include "table.hpp"

namespace tickler::cli {

namespace {

struct workload_options {
  book_options book{};
  instant now{};
  output_format format = output_format::table;
  std::vector<std::string> owners{};
  unsigned weeks = 3, runs = 100, seed = 1, capacity = 0;
  std::optional<std::string> starts{};  // a cadence
  bool days = false;
};

std::string count(double n) { return fmt::format("{:.0f}", n); }

std::string band_text(const load_band& b) {
  if (b.high < 0.5) return "";
  const auto low = count(b.low), high = count(b.high);
  return low == high ? low : fmt::format("{} ({} to {})", count(b.median), low, high);
}

std::string touches(unsigned n) { return n == 1 ? "1 touch" : fmt::format("{} touches", n); }

class workload_printer {
 public:
  workload_printer(const workload_options& options, const book_files& files, const load_forecast& ahead, std::ostream& out)
      : options_(options),
        files_(files),
        zone_(files.policy().zones().find(*files.policy().draft().zone).value()),
        ahead_(ahead),
        out_(out) {}

  void print() {
    for (const auto& owner : owners()) print_list_of(owner);
    out_ << fmt::format("{} prospects, {} futures of {} weeks, from {}\n", ahead_.prospects, ahead_.runs, options_.weeks,
                        day_name(0));
  }

  void print_room(const room_for_starts& room, const std::string& owner) const {
    const auto begins = room.starts == 0 ? std::string("no more may begin ") : fmt::format("{} more may begin ", room.starts);
    out_ << begins << *options_.starts << " today" << (owner.empty() ? "" : " with " + owner);
    if (room.full)
      out_ << fmt::format("; with {}, more than one future of ten has more than {} on {}\n",
                          room.starts == 0 ? "one" : std::to_string(room.starts + 1), touches(options_.capacity),
                          day_name(*room.full));
    else
      out_ << ", and there is room for still more\n";
  }

 private:
  std::vector<std::string> owners() const {
    std::vector<std::string> all;
    for (const auto& row : ahead_.rows)
      if ((all.empty() || all.back() != row.owner) && is_asked_for(row.owner)) all.push_back(row.owner);
    return all;
  }

  bool is_asked_for(const std::string& owner) const {
    return options_.owners.empty() || std::find(options_.owners.begin(), options_.owners.end(), owner) != options_.owners.end();
  }

  std::string day_name(std::size_t day) const { return date::format("%a %d %b", zone_.to_local(ahead_.days[day])); }

  void print_list_of(const std::string& owner) {
    std::vector<const load_row*> rows;
    std::vector<std::string> head{options_.days ? "day" : "week from"};
    for (const auto& row : ahead_.rows) {
      if (row.owner != owner) continue;
      rows.push_back(&row);
      head.emplace_back(row.channel == channel::none ? "all" : files_.policy().words().name(row.channel));
    }
    out_ << (owner.empty() ? "without an owner" : owner) << '\n';
    table list(head);
    const auto size = options_.days ? rows.front()->days.size() : rows.front()->weeks.size();
    for (std::size_t i = 0; i < size; ++i) {
      std::vector<std::string> line{day_name(options_.days ? i : 7 * i)};
      for (const auto* row : rows) line.push_back(band_text(options_.days ? row->days[i] : row->weeks[i]));
      list.add(line);
    }
    list.print(out_);
    if (options_.capacity != 0) print_overload(owner);
    out_ << '\n';
  }

  void print_overload(const std::string& owner) {
    const auto found = first_overload(ahead_, owner, options_.capacity);
    if (!found.possible) {
      out_ << fmt::format("not more than {} a day in nine futures of ten\n", options_.capacity);
      return;
    }
    out_ << fmt::format("more than {} on {} in one future of ten", options_.capacity, day_name(*found.possible));
    if (found.likely) out_ << fmt::format(", on {} in one of two", day_name(*found.likely));
    out_ << '\n';
  }

  const workload_options& options_;
  const book_files& files_;
  zone zone_;
  const load_forecast& ahead_;
  std::ostream& out_;
};

int say_workload(const workload_options& options, const book_files& files, report& bad, std::ostream& out) {
  check_owners(files.all(), options.owners);
  const forecast_options how{.weeks = static_cast<int>(options.weeks), .runs = options.runs, .seed = options.seed};
  const auto model = learn_responses(files.policy(), files.all(), options.now);
  const auto ahead = forecast(files.policy(), files.all(), options.now, model, how);
  const auto owner = options.owners.empty() ? std::string{} : options.owners.front();
  std::optional<room_for_starts> room;
  if (options.starts)
    room = how_many_may_start(files.policy(), files.all(), options.now, model, *options.starts,
                              {.owner = owner, .touches_a_day = static_cast<double>(options.capacity)}, how);
  bad.bar().clear();
  if (options.format == output_format::json_lines) {
    out << to_json(files.policy(), ahead, room) << '\n';
    return all_well;
  }
  workload_printer print(options, files, ahead, out);
  print.print();
  if (room) print.print_room(*room, owner);
  return all_well;
}

}  // namespace

command workload_command(option_parser& parser) {
  const auto options = std::make_shared<workload_options>();
  parser.policy_and_book(options->book);
  parser.now(options->now, "--at", "When the weeks begin, as 2026-03-02T10:00:00Z; the system's clock where it is absent");
  parser.format(options->format, "table for people (default), jsonl for programs");
  parser.texts(options->owners, "--owner", "NAME", "Of this owner alone; may be repeated", option_parser::need::optional);
  parser.number(options->weeks, "--weeks", 1, 26, "How far to look ahead (3)");
  parser.number(options->runs, "--runs", 10, 10'000, "How many futures to play (100)");
  parser.number(options->seed, "--seed", 0, 4'000'000'000, "Other futures (1); the same number plays the same ones");
  parser.flag(options->days, "--days", "Day by day, not week by week");
  parser.number(options->capacity, "--capacity", 1, 100'000,
                "How many touches an owner can do a day: says when there will be more");
  parser.text(options->starts, "--starts", "CADENCE",
              "How many more may begin this cadence today, with the owner of --owner, within --capacity");
  parser.check([options] {
    if (options->starts && options->capacity == 0) return "--starts needs --capacity: how many touches a day there is time for";
    if (options->starts && options->owners.size() > 1) return "--starts is about one owner";
    return "";
  });
  return [options](std::ostream& out) {
    return run_with_book(options->book, [&](const auto& files, auto& bad) { return say_workload(*options, files, bad, out); });
  };
}

}  // namespace tickler::cli
