#include <algorithm>
#include <charconv>
#include <tickler/calendar.hpp>
#include <tickler/diagnostic.hpp>
#include <tickler/preview.hpp>

#include "analysis/preview/example.hpp"
#include "base/numbered.hpp"

namespace tickler::inline TICKLER_ABI {

namespace {

struct happening {
  std::string_view words;
  outcome what;
};
constexpr happening known[] = {{"answers", outcome::replied},      {"asks", outcome::inquired},
                               {"buys", outcome::purchased},       {"declines", outcome::declined},
                               {"complains", outcome::complained}, {"opts out", outcome::opted_out}};

constexpr std::string_view nobody = "nobody answers";
constexpr int last_day = 3'653;  // ten years

std::string_view trimmed(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  return text.substr(0, text.find_last_not_of(' ') + 1);
}

std::string all_known() {
  std::string list(quoted(nobody));
  for (const auto& each : known) list += ", " + quoted(each.words);
  return list;
}

// One clause: "answers on day 10 at 14:30".
class clause {
 public:
  clause(std::string_view whole, std::string_view words, const policy& p, const zone& local, instant from)
      : whole_(whole), words_(words), policy_(p), local_(local), from_(from) {}

  parse_result<std::vector<touchpoint>> read() const {
    if (words_ == nobody) return std::vector<touchpoint>{};
    const auto on = words_.find(" on day ");
    if (on == words_.npos) return error(words_, quoted(words_) + " is no '... on day 10'; or write " + quoted(nobody));
    const auto what = trimmed(words_.substr(0, on)), day = trimmed(words_.substr(on + 8));
    const auto at = time_of(day);
    if (!at) return at.error();
    auto t = happening_called(what, *at);
    if (!t) return error(what, quoted(what) + " is no event of the policy; known are also " + all_known());
    return std::vector{std::move(*t)};
  }

 private:
  parse_error error(std::string_view at, std::string message) const {
    return {static_cast<std::size_t>(at.data() - whole_.data()), std::move(message)};
  }

  parse_result<instant> time_of(std::string_view day) const {
    int days = 0;
    const auto [end, problem] = std::from_chars(day.data(), day.data() + day.size(), days);
    if (problem != std::errc() || days < 0 || days > last_day)
      return error(day, quoted(day) + " is no day from 0 to " + std::to_string(last_day));
    const auto rest = day.substr(static_cast<std::size_t>(end - day.data()));
    const auto local = local_.to_local(from_);
    auto date = date::floor<date::days>(local);
    std::chrono::seconds time = local - date;
    if (!rest.empty()) {
      constexpr std::string_view at = " at ";
      if (!rest.starts_with(at)) return error(rest, quoted(rest) + " is no ' at 14:30'");
      const auto clock = parse_time_of_day(rest.substr(at.size()));
      if (!clock) return error(rest.substr(at.size()), clock.error().message);
      time = *clock;
    }
    const auto t = local_.to_instant(date + date::days{days} + time);
    if (t < from_) return error(day, "'day " + std::string(day) + "' is before the beginning");
    if (t >= time_end) return error(day, "'day " + std::string(day) + "' lies past 2037");
    return t;
  }

  std::optional<touchpoint> happening_called(std::string_view what, instant at) const {
    const auto& events = policy_.draft().events;
    const auto is_event = std::any_of(events.begin(), events.end(), [&](const event_draft& e) { return e.name.value == what; });
    if (is_event) return example_touchpoint(policy_, what, at);
    const auto found = std::find_if(std::begin(known), std::end(known), [&](const happening& h) { return h.words == what; });
    if (found == std::end(known)) return std::nullopt;
    return answerable(policy_, {.at = at, .words = {.direction = direction::inbound, .outcome = found->what}});
  }

  std::string_view whole_, words_;
  const policy& policy_;
  const zone& local_;
  instant from_;
};

}  // namespace

namespace {

parse_result<std::vector<touchpoint>> read_script(std::string_view words, const policy& p, const zone& local, instant from) {
  std::vector<touchpoint> script;
  for (std::size_t begin = 0; begin <= words.size();) {
    const auto end = std::min(words.find(',', begin), words.size());
    auto read = clause(words, trimmed(words.substr(begin, end - begin)), p, local, from).read();
    if (!read) return read.error();
    for (const auto& t : *read) script.push_back(t);
    begin = end + 1;
  }
  std::stable_sort(script.begin(), script.end(), [](const touchpoint& a, const touchpoint& b) { return a.at < b.at; });
  return script;
}

}  // namespace

parse_result<std::vector<touchpoint>> parse_script(std::string_view words, const policy& p, const zone& local, instant from) {
  return numbered(number::bad_script, read_script(words, p, local, from));
}

}  // namespace tickler::inline TICKLER_ABI
