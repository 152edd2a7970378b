#include "own_words.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

#include "dice.hpp"
#include "workload.hpp"

namespace own_words {

namespace {

using namespace tickler;
using namespace std::chrono_literals;
using std::chrono::seconds;

constexpr seconds day = 24h;

bool counts_from_until(const cadence_draft& c) {
  return std::any_of(c.steps.begin(), c.steps.end(), [](const auto& s) { return *s.from == anchor::until; });
}

// A run that a cadence may have begun.
struct start {
  const cadence_draft* cadence;
  instant at;
  std::string key;
};

class teller {
 public:
  teller(const policy& p, std::uint64_t seed) : draft_(p.draft()), words_(p.words()), d_((seed + 1) * 0x9e3779b97f4a7c15U) {
    who_ = somebody(seed);
  }

  void tell() {
    const auto n = 1 + d_.below(23);
    while (log_.size() < n) happening();
    log_.resize(n);
    put_in_order();
    if (one_in(50)) end(log_.back());
  }

  void make_odd() {
    if (one_in(30)) log_.clear();
    if (one_in(30))
      for (int n = 0; n < 20; ++n) happening();
    for (auto extra = d_.below(4); extra > 0; --extra) log_.push_back({.at = some_time(), .words = some_words()});
    for (auto& t : log_)
      while (one_in(3)) change(t);
    put_in_order();
    forget_some();
  }

  person told() const {
    person p{who_, history(words_)};
    for (const auto& t : log_) p.log.add(t);
    return p;
  }

 private:
  bool one_in(std::size_t n) { return d_.below(n) == 0; }

  template <class List>
  const auto& one_of(const List& list) {
    return *std::next(std::begin(list), static_cast<std::ptrdiff_t>(d_.below(std::size(list))));
  }

  seconds below(seconds s) { return seconds{d_.below(static_cast<std::size_t>(std::max(s, 1s).count()))}; }
  instant some_time() { return workload::now - below(180 * day); }

  void put_in_order() {
    std::stable_sort(log_.begin(), log_.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
  }

  // The prospect

  prospect somebody(std::uint64_t seed) {
    std::set<std::string> regions{""}, contact;
    bool of_owner = false;
    for (const auto& c : draft_.calendars) {
      of_owner |= c.whose == calendar_draft::clock::owner;
      for (const auto& closed : c.closed) regions.insert(closed->region);
    }
    for (const auto& c : draft_.channels)
      for (const auto& kind : c.needs) contact.insert(*kind);
    prospect who{.id = "p" + std::to_string(seed), .zone = one_of(workload::zones), .region = one_of(regions)};
    for (const auto& kind : contact)
      if (!one_in(10)) who.contact[kind] = "known";
    if (of_owner || one_in(4)) who.owner = "kim", who.owner_zone = one_of(workload::zones);
    if (one_in(2)) who.referrer = "cy";
    if (one_in(4)) who.account = "acme of " + who.id;  // nobody's colleague
    for (const auto& f : draft_.facts)
      if (!one_in(4)) who.facts[*f.name] = some_fact(*f.type);
    return who;
  }

  fact some_fact(fact_type type) {
    static constexpr const char* texts[] = {"FL", "RI", "WA", "CA", "gold"};
    switch (type) {
      case fact_type::boolean:
        return one_in(2);
      case fact_type::integer:
        return static_cast<std::int64_t>(d_.below(10));
      case fact_type::real:
        return static_cast<double>(d_.below(40)) / 4;
      case fact_type::text:
        return std::string(one_of(texts));
      case fact_type::timestamp:
        return some_time();
      case fact_type::duration:
        return day * static_cast<std::int64_t>(1 + d_.below(6));
      case fact_type::list:
        return std::vector<std::string>{one_of(texts)};
    }
    return false;
  }

  // What happens to it

  void happening() {
    if (!draft_.holds.empty() && one_in(8)) {
      const auto& hold = one_of(draft_.holds);
      add(hold.on, some_time(), {}, !hold.lasts);
    } else if (!draft_.limits.empty() && one_in(8)) {
      const auto& limit = one_of(draft_.limits);
      add(limit.count, some_time());
    } else {
      run(one_of(draft_.cadences));
    }
  }

  // It starts, some of its steps are carried out, something ends it.
  void run(const cadence_draft& c) {
    const auto key = *c.per == run_per::key ? "order-" + std::to_string(1 + d_.below(3)) : "";
    const auto begun = add(c.starts, some_time(), key, counts_from_until(c));
    starts_.push_back({&c, begun.at, key});
    auto at = begun.at;
    for (const auto& step : c.steps) {
      const auto times = *step.repeat == repeat_forever ? 3 : std::min(*step.repeat, 3);
      for (int n = 0; n < times && !one_in(4); ++n) {
        at = std::max(at, time_of(step, begun, at));
        if (at < workload::now) carry_out(step, begun, at, key);
      }
    }
    if (c.ends.given() && one_in(3) && (at += below(5 * day)) < workload::now) add(c.ends, at, key);
  }

  instant time_of(const step_draft& s, const touchpoint& begun, instant before) {
    const auto base = *s.from == anchor::until ? begun.until.value_or(begun.at) : *s.from == anchor::start ? begun.at : before;
    const auto last = [](const auto& given, bool is_before, seconds otherwise) {
      const auto length = given ? seconds{range_of(**given).shortest} : otherwise;
      return is_before ? -length : length;
    };
    const auto after = last(s.after, s.after_is_before, s.computed_after.given() ? 3 * day : 0s);
    return base + after + below(last(s.within, s.within_is_before, after + 2 * day) - after);
  }

  void carry_out(const step_draft& s, const touchpoint& begun, instant at, const std::string& key) {
    if (s.done.given()) return static_cast<void>(add(s.done, at, key));
    const auto& on = *one_of(s.channels);
    const auto channel = on == "start" ? begun.words.channel : *words_.find<tickler::channel>(on);
    const auto direction = channel == channel::internal ? direction::internal : direction::outbound;
    const auto purpose = (*s.purpose).empty() ? purpose::none : *words_.find<tickler::purpose>(*s.purpose);
    log_.push_back({.at = at, .words = {channel, direction, purpose, done_by(channel), *s.to}, .keys = list_of(key)});
  }

  outcome done_by(channel c) {
    static constexpr outcome of_a_call[] = {outcome::no_answer, outcome::left_message, outcome::reached};
    return c == channel::phone ? one_of(of_a_call) : c == channel::in_person ? outcome::reached : outcome::sent;
  }

  // The last thing that happens.
  void end(touchpoint& last) {
    if (draft_.stops.empty() || one_in(2))
      last = {.at = last.at, .words = {.direction = direction::inbound, .outcome = outcome::opted_out}};
    else
      last = matching(pattern_of(one_of(draft_.stops).on), last.at, false);
  }

  static std::vector<std::string> list_of(const std::string& key) {
    return key.empty() ? std::vector<std::string>{} : std::vector{key};
  }

  touchpoint add(const event_ref& event, instant at, const std::string& key = {}, bool with_until = false) {
    auto t = matching(pattern_of(event), at, with_until);
    t.keys = list_of(key);
    log_.push_back(t);
    return t;
  }

  const pattern_draft& pattern_of(const event_ref& event) {
    const auto& chosen = one_of(event.any_of);
    if (const auto* pattern = std::get_if<pattern_draft>(&chosen)) return *pattern;
    const auto is_meant = [&](const auto& e) { return e.name == std::get<located_string>(chosen); };
    return one_of(std::find_if(draft_.events.begin(), draft_.events.end(), is_meant)->any_of);
  }

  touchpoint matching(const pattern_draft& p, instant at, bool with_until) {
    touch_words w{.with = *one_of(p.with)};
    w.channel = p.channels.empty() ? some_channel() : word<tickler::channel>(p.channels);
    w.outcome = p.outcomes.empty() ? outcome::none : word<tickler::outcome>(p.outcomes);
    w.direction = p.directions.empty() ? usual_direction(w.outcome) : *one_of(p.directions);
    const bool ours = w.direction == direction::outbound;
    if (w.outcome == outcome::none) w.outcome = ours ? done_by(w.channel) : outcome::replied;
    w.purpose = !p.purposes.empty() ? word<tickler::purpose>(p.purposes) : ours && one_in(2) ? some_purpose() : purpose::none;
    touchpoint t{.at = at, .words = w};
    const auto& condition = p.condition.text;
    if (condition.find("!has(touch.until)") != condition.npos) return t;
    if (condition.find("touch.until") != condition.npos || (with_until && !one_in(8))) t.until = at + 6h + below(20 * day);
    return t;
  }

  template <class Word>
  Word word(const std::vector<located_string>& names) {
    return *words_.find<Word>(*one_of(names));
  }

  channel some_channel() { return *words_.find<channel>(*one_of(draft_.channels).name); }

  purpose some_purpose() {
    const auto& name = *one_of(one_of(draft_.cadences).steps).purpose;
    return name.empty() ? purpose::none : *words_.find<purpose>(name);
  }

  direction usual_direction(outcome o) {
    if (o >= outcome::sent && o <= outcome::left_message) return direction::outbound;
    return one_in(2) ? direction::outbound : direction::inbound;
  }

  // What is odd

  template <class Word>
  Word any() {
    return static_cast<Word>(d_.below(words_.size<Word>()));
  }

  touch_words some_words() {
    touch_words w{};
    w.channel = any<channel>();
    w.direction = static_cast<direction>(d_.below(direction_names.size()));
    w.purpose = any<purpose>();
    w.outcome = any<outcome>();
    w.with = static_cast<party>(d_.below(party_names.size()));
    return w;
  }

  void change(touchpoint& t) {
    static constexpr outcome about_contact[] = {outcome::opted_out, outcome::opted_in, outcome::opted_in, outcome::bounced};
    static constexpr const char* keys[] = {"", "order-1", "order-2", "7/b"};
    switch (d_.below(11)) {
      case 0:
        t.words.channel = some_words().channel;
        break;
      case 1:
        t.words.purpose = some_words().purpose;
        break;
      case 2:
        t.words.outcome = some_words().outcome;
        break;
      case 3:
        t.words.direction = some_words().direction;
        break;
      case 4:
        t.words.with = some_words().with;
        break;
      case 5:
        t.until = one_in(40) ? instant{date::sys_days{date::year{2040} / 1 / 1}} : t.at - 10 * day + below(70 * day);
        break;
      case 6:
        t.keys = list_of(one_of(keys));
        break;
      case 7:
        name_steps(t);
        break;
      case 8:
        t.at = one_of(log_).at;
        break;
      case 9:
        t.words = {.direction = direction::inbound, .outcome = one_of(about_contact)};
        if (!one_in(4)) t.words.channel = some_channel();
        break;
      default:
        t.words = {.direction = direction::internal, .outcome = one_in(2) ? outcome::skipped : outcome::snoozed};
        if (!one_in(8)) t.until = t.at + below(30 * day);
        if (!one_in(4)) name_steps(t);
    }
  }

  void name_steps(touchpoint& t) {
    t.steps.clear();
    for (auto n = one_in(4) ? 1 + d_.below(4) : 1; n > 0; --n) t.steps.push_back(step_name());
  }

  // "cadence/step", or an action's id, mostly one that there is or was.
  std::string step_name() {
    if (one_in(20)) return "nothing/at-all";
    const auto begun = starts_.empty() ? start{&one_of(draft_.cadences), some_time(), {}} : one_of(starts_);
    auto name = *begun.cadence->name + "/" + *one_of(begun.cadence->steps).name;
    if (one_in(2)) return name;
    name += "#" + std::to_string(one_in(3) ? d_.below(3) : 0) + "@" + to_string(begun.at);
    if (*begun.cadence->per == run_per::start && one_in(8)) name += "+1";
    return begun.key.empty() ? name : name + "~" + begun.key;
  }

  void forget_some() {
    if (one_in(10)) who_.zone = one_in(4) ? "Mars/Olympus" : "";
    if (one_in(10)) who_.region += "-NY";
    if (one_in(10)) who_.contact.clear();
    if (one_in(10)) who_.facts.clear();
    if (one_in(40) && !who_.facts.empty()) who_.facts.begin()->second = std::vector<std::string>{"of another type"};
  }

  const policy_draft& draft_;
  const vocabulary words_;
  dice d_;
  prospect who_{};
  std::vector<touchpoint> log_{};
  std::vector<start> starts_{};
};

}  // namespace

person make(const policy& p, std::uint64_t seed) {
  teller t(p, seed);
  t.tell();
  return t.told();
}

person make_odd(const policy& p, std::uint64_t seed) {
  teller t(p, seed);
  t.tell();
  t.make_odd();
  return t.told();
}

book book_of(const std::vector<person>& all, const vocabulary& words) {
  book made(words);
  for (const auto& p : all) {
    const auto number = made.add(p.who);
    for (std::size_t i = 0; i < p.log.size(); ++i) made.add(number, p.log[i]);
  }
  made.shrink_to_fit();
  return made;
}

}  // namespace own_words
