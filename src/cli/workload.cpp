#include <date/date.h>
#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <map>
#include <memory>
#include <stdexcept>
#include <tickler/io/forecasts.hpp>
#include <tickler/io/pictures.hpp>
#include <tickler/io/workload_file.hpp>
#include <tickler/workload.hpp>
#include <tickler/workload_model.hpp>

#include "book_files.hpp"
#include "commands.hpp"
#include "display.hpp"
#include "model_file.hpp"
#include "output_file.hpp"
#include "owners.hpp"
#include "starts.hpp"
#include "table.hpp"

namespace tickler::cli {

namespace {

constexpr std::size_t most_starts = 1'000;

struct workload_options {
  book_options book{};
  instant now{};
  output_format format = output_format::table;
  std::vector<std::string> owners{};
  unsigned weeks = 3, runs = 100, seed = 1, capacity = 0;
  std::vector<std::string> starts{};  // a cadence, or cadence=number
  std::string model{}, write_model{};
  bool days = false;
};

std::string count(double n) { return fmt::format("{:.0f}", n); }

std::string band_text(const load_band& b) {
  if (b.high < 0.5) return "";
  const auto low = count(b.low), high = count(b.high);
  return low == high ? low : fmt::format("{} ({} to {})", count(b.median), low, high);
}

class workload_printer {
 public:
  workload_printer(const workload_options& options, const book_files& files, const load_forecast& ahead,
                   const std::map<std::string, owner_capacity>& capacities, std::ostream& out)
      : options_(options),
        files_(files),
        zone_(files.policy().zones().find(*files.policy().draft().zone).value()),
        ahead_(ahead),
        capacities_(capacities),
        out_(out) {}

  void print() {
    for (const auto& owner : owners()) print_list_of(owner);
    out_ << fmt::format("{}, {} futures, from {} to {}\n", counted(ahead_.prospects, "prospect", "prospects"), ahead_.runs,
                        day_name(0), day_name(ahead_.days.size() - 2));
  }

  void print(const wanted_starts& wanted, bool is_number_given, const room_for_starts& room) const {
    const auto whose = wanted.owner.empty() ? std::string() : " with " + printable(wanted.owner);
    if (!is_number_given)
      out_ << (room.starts == 0 ? std::string("no more") : fmt::format("{} more", room.starts));
    else
      out_ << fmt::format("{} of {}", room.starts == wanted.starts ? "all" : std::to_string(room.starts), wanted.starts);
    out_ << fmt::format(" may begin {} today{}", wanted.cadence, whose);
    if (is_number_given && room.starts < wanted.starts)
      out_ << fmt::format(", {} {} held back", wanted.starts - room.starts, wanted.starts - room.starts == 1 ? "is" : "are");
    out_ << why_no_more(wanted, is_number_given, room) << '\n';
  }

 private:
  static std::string one_more(const room_for_starts& room) { return room.starts == 0 ? "one" : std::to_string(room.starts + 1); }

  std::string why_no_more(const wanted_starts& wanted, bool is_number_given, const room_for_starts& room) const {
    if (room.late)
      return fmt::format("; with {}, a promise to one of them is broken in more than one future of ten, first on {}",
                         one_more(room), day_name(*room.late));
    if (room.full)
      return fmt::format("; with {}, more than one future of ten has more than {} on {}", one_more(room),
                         touches(*capacity_of(wanted.owner, room.channel), room.channel), day_name(*room.full));
    return is_number_given ? "" : ", and there is room for still more";
  }

  // What an owner can do a day.
  std::optional<double> capacity_of(const std::string& owner, channel on) const {
    const auto found = capacities_.find(owner);
    if (found == capacities_.end()) return std::nullopt;
    if (on == channel::none) return found->second.a_day;
    const auto limit = found->second.by_channel.find(on);
    return limit == found->second.by_channel.end() ? std::nullopt : std::optional(limit->second);
  }

  std::string touches(double n, channel on) const {
    return fmt::format("{} {}{}", n, n == 1 ? "touch" : "touches",
                       on == channel::none ? "" : fmt::format(" on {}", files_.policy().words().name(on)));
  }

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
      std::vector<std::string> line{options_.days ? day_name(i) : week_name(i)};
      for (const auto* row : rows) line.push_back(band_text(options_.days ? row->days[i] : row->weeks[i]));
      list.add(line);
    }
    list.print(out_);
    for (const auto* row : rows)
      if (const auto most = capacity_of(owner, row->channel)) print_overload(owner, row->channel, *most);
    out_ << '\n';
  }

  // Only the one under way can be short.
  std::string week_name(std::size_t i) const {
    const auto days = (i + 1 < ahead_.weeks.size() ? ahead_.weeks[i + 1] : ahead_.days.size() - 1) - ahead_.weeks[i];
    return day_name(ahead_.weeks[i]) + (days == 7 ? "" : fmt::format(", {}", counted(days, "day", "days")));
  }

  void print_overload(const std::string& owner, channel on, double most) {
    const auto found = first_overload(ahead_, owner, most, on);
    if (!found.possible) {
      out_ << fmt::format("not more than {} a day in nine futures of ten\n", touches(most, on));
      return;
    }
    out_ << fmt::format("more than {} on {} in one future of ten", touches(most, on), day_name(*found.possible));
    if (found.likely) out_ << fmt::format(", on {} in one of two", day_name(*found.likely));
    out_ << '\n';
  }

  const workload_options& options_;
  const book_files& files_;
  zone zone_;
  const load_forecast& ahead_;
  const std::map<std::string, owner_capacity>& capacities_;
  std::ostream& out_;
};

response_model model_of(const workload_options& options, const book_files& files, report& bad) {
  const auto& p = files.policy();
  if (options.write_model.empty()) return read_or_learnt_model(options.model, files, options.now, bad);
  const auto measured = measure_workload(p, files.all(), options.now);
  write_new_file(options.write_model,
                 fmt::format("# What the book says, as of {}. Change what you know better, and add what each owner can do:\n"
                             "#   owners: {{eve: {{a_day: 40, by_channel: {{phone: 25}}, leave: [2026-08-03..2026-08-21]}}}}\n"
                             "# The keys: tickler help model\n",
                             to_string(options.now)) +
                     write_workload_model(p, measured));
  return responses_of(p, files.all(), options.now, measured);
}

// --capacity is of those of whom the model says nothing.
void add_capacity(const workload_options& options, const book& all, response_model& model) {
  if (options.capacity == 0) return;
  for (prospect_number n = 0; n < all.size(); ++n) {
    auto& a_day = model.owners[all.prospect(n).owner].a_day;
    if (!a_day) a_day = options.capacity;
  }
}

// "chase", "chase=20".
std::vector<wanted_starts> wanted_of(const workload_options& options, const response_model& model) {
  std::vector<wanted_starts> all;
  const auto owners = options.owners.empty() ? std::vector<std::string>{""} : options.owners;
  for (const auto& owner : owners)
    for (const auto& start : options.starts) {
      const auto found = model.owners.find(owner);
      if (found == model.owners.end() || (!found->second.a_day && found->second.by_channel.empty()))
        throw std::runtime_error(owner.empty() ? "--starts is of owners whose capacity is known: --capacity, or a model and --owner"
                                               : "--starts needs to know how much " + tickler::quoted(owner) +
                                                     " can do: --capacity, or a_day in the model");
      const auto sign = start.find('=');
      wanted_starts one{.cadence = start.substr(0, sign), .owner = owner, .starts = most_starts};
      if (sign != start.npos) one.starts = static_cast<std::size_t>(std::stoul(start.substr(sign + 1)));
      all.push_back(std::move(one));
    }
  return all;
}

std::string starts_problem(const std::vector<std::string>& starts) {
  for (const auto& start : starts) {
    const auto sign = start.find('=');
    if (sign == start.npos) continue;
    const auto number = start.substr(sign + 1);
    const bool is_number = !number.empty() && number.size() <= 4 && number.find_first_not_of("0123456789") == number.npos;
    if (!is_number || std::stoul(number) < 1 || std::stoul(number) > most_starts)
      return fmt::format("--starts is CADENCE or CADENCE=NUMBER, of 1 to {}, not {}", most_starts, tickler::quoted(start));
  }
  return "";
}

int say_workload(const workload_options& options, const book_files& files, report& bad, std::ostream& out) {
  check_owners(files.all(), options.owners);
  const auto& p = files.policy();
  for (const auto& start : options.starts)
    if (const auto problem = cadence_problem(p, start.substr(0, start.find('='))); !problem.empty())
      throw std::runtime_error("--starts: " + problem);
  auto model = model_of(options, files, bad);
  add_capacity(options, files.all(), model);
  const forecast_options how{.weeks = static_cast<int>(options.weeks), .runs = options.runs, .seed = options.seed};
  const auto ahead = forecast(p, files.all(), options.now, model, how);
  const auto wanted = wanted_of(options, model);
  const auto rooms =
      wanted.empty() ? std::vector<room_for_starts>{} : which_may_start(p, files.all(), options.now, model, wanted, how);
  bad.bar().clear();
  if (options.format == output_format::json_lines) {
    out << to_json(p, ahead, wanted, rooms) << '\n';
    return all_well;
  }
  if (options.format == output_format::svg) {
    auto asked_for = ahead;
    std::erase_if(asked_for.rows, [&](const load_row& r) { return !is_for(options.owners, {.id = "anybody", .owner = r.owner}); });
    out << to_svg(p, asked_for, model.owners);
    return all_well;
  }
  workload_printer print(options, files, ahead, model.owners, out);
  print.print();
  for (std::size_t i = 0; i < wanted.size(); ++i)
    print.print(wanted[i], options.starts[i % options.starts.size()].find('=') != std::string::npos, rooms[i]);
  return all_well;
}

}  // namespace

command workload_command(option_parser& parser) {
  const auto options = std::make_shared<workload_options>();
  parser.policy_and_book(options->book);
  parser.now(options->now, "--at", "When the weeks begin, as 2026-03-02T10:00:00Z; the system's clock where it is absent");
  parser.format(options->format, "table for people (default), jsonl for programs, svg to look at", option_parser::besides::svg);
  parser.texts(options->owners, "--owner", "NAME", "Of this owner alone; may be repeated", option_parser::need::optional);
  parser.number(options->weeks, "--weeks", 1, 26, "How far to look ahead (3)");
  parser.number(options->runs, "--runs", 10, 10'000, "How many futures to play (100)");
  parser.number(options->seed, "--seed", 0, 4'000'000'000, "Other futures (1); the same number plays the same ones");
  parser.flag(options->days, "--days", "Day by day, not week by week");
  parser.number(options->capacity, "--capacity", 1, 100'000,
                "How many touches an owner can do a day, where a --model does not say: tells when there will be more");
  parser.texts(options->starts, "--starts", "CADENCE[=NUMBER]",
               "How many more may begin this cadence today, with each --owner, so that no capacity and no promise breaks; with a "
               "number, how many of so many are to be held back; may be repeated, what matters most first",
               option_parser::need::optional);
  parser.text(
      options->model, "--model", "FILE",
      "What you expect: chances by channel and purpose, arrivals, capacity and leave ('tickler help model'); what it leaves "
      "out is learnt from the book, and all of it without this");
  parser.text(options->write_model, "--write-model", "FILE",
              "Measure such a model from the book, write it to a new file, and play by it: a start for your own");
  parser.check([options] {
    if (!options->model.empty() && !options->write_model.empty())
      return std::string("--model reads, --write-model writes: one of them");
    if (!options->starts.empty() && options->capacity == 0 && options->model.empty())
      return std::string("--starts needs --capacity: how many touches a day there is time for");
    if (!options->starts.empty() && options->format == output_format::svg)
      return std::string("--starts is no picture: --format table or jsonl");
    return starts_problem(options->starts);
  });
  return [options](std::ostream& out) {
    return run_with_book(options->book, [&](const auto& files, auto& bad) { return say_workload(*options, files, bad, out); });
  };
}

}  // namespace tickler::cli
