#include "book/plain_book.hpp"

#include <algorithm>
#include <tickler/error.hpp>

namespace plain {

using namespace tickler;
using namespace std::chrono_literals;

namespace {

const std::vector<std::string> zones{"", "Europe/London", "America/New_York", "Asia/Tokyo"};
const std::vector<std::string> texts{"", "a", "bo", std::string(200, 'x'), "\xC3\xA9t\xC3\xA9", std::string("\0\n\"", 3)};

fact random_fact(dice& d) {
  switch (static_cast<fact_type>(d.from(0, 6))) {
    case fact_type::boolean:
      return d.percent(50);
    case fact_type::integer:
      return std::int64_t{d.from(-3, 3)} << d.from(0, 61);
    case fact_type::real:
      return d.from(-9, 9) / 8.0;
    case fact_type::text:
      return d.one_of(texts);
    case fact_type::timestamp:
      return instant{std::chrono::seconds{std::int64_t{d.from(-2, 90'000)} * 86'400}};
    case fact_type::duration:
      return std::chrono::seconds{d.from(-100, 100'000)};
    case fact_type::list:
      break;
  }
  return d.some_of(texts, 0, 4);
}

instant random_time(dice& d) { return d.percent(5) ? time_end - 1s : instant{std::chrono::seconds{1'700'000'000 + d.from(0, 40)}}; }

std::string label(const std::string& what, std::size_t i) { return what + " of prospect " + std::to_string(i); }

}  // namespace

void add(std::vector<touchpoint>& log, const touchpoint& t) {
  const auto later = [](const touchpoint& a, const touchpoint& b) { return a.at < b.at; };
  log.insert(std::upper_bound(log.begin(), log.end(), t, later), t);
}

bool take_in(std::vector<touchpoint>& log, const touchpoint& t) {
  const auto same = std::find_if(log.begin(), log.end(), [&](const auto& known) { return !t.id.empty() && known.id == t.id; });
  if (same == log.end()) return add(log, t), true;
  if (same->words.channel != t.words.channel) return false;
  if (same->at == t.at) return *same = t, true;
  log.erase(same);
  return add(log, t), true;
}

prospect random_prospect(dice& d, std::size_t number) {
  prospect who{
      .id = "id-" + std::to_string(number) + (d.percent(20) ? std::string(static_cast<std::size_t>(d.from(0, 300)), '+') : ""),
      .name = d.one_of(texts),
      .zone = d.one_of(zones),
      .region = d.word({"", "US", "US-NY"}),
      .owner = d.one_of(texts),
      .owner_zone = d.one_of(zones),
      .account = d.one_of(texts),
      .referrer = d.one_of(texts)};
  for (const auto* kind : {"address", "email", "phone", ""})
    if (d.percent(60)) who.contact.emplace(kind, d.one_of(texts));
  for (const auto* name : {"", "b", "local", "size"})
    if (d.percent(20)) who.facts.emplace(name, random_fact(d));
  return who;
}

touchpoint random_touchpoint(dice& d, vocabulary words) {
  const int kinds = d.percent(30) ? 2'000 : 3;  // few, or so many that codes take two bytes
  touchpoint t{.at = random_time(d)};
  t.words.channel = static_cast<channel>(d.from(0, 12));
  t.words.direction = static_cast<direction>(d.from(0, 3));
  t.words.with = static_cast<party>(d.from(0, 2));
  t.words.purpose = words.intern<purpose>("p" + std::to_string(d.from(1, kinds)));
  if (d.percent(10)) t.until = instant{std::chrono::seconds{std::int64_t{d.from(-700'000, 2'900'000)} * 86'400}};
  if (d.percent(10)) t.steps = d.some_of(std::vector<std::string>{"a/b", "c/d", "e", "f", "g", std::string(1024, 's')}, 0, 6);
  if (d.percent(20)) t.keys = d.some_of(std::vector<std::string>{"k", "order 7", std::string(256, 'k')}, 0, 3);
  if (d.percent(20)) t.id = d.one_of(texts);
  if (d.percent(10)) t.address = d.one_of(texts);
  return t;
}

namespace {

std::vector<touchpoint> random_log(dice& d, const vocabulary& words) {
  std::vector<touchpoint> log;
  for (int left = d.from(0, 12); left > 0; --left) add(log, random_touchpoint(d, words));
  return log;
}

// What is only in `from`, each of several alike as often as it is more often there.
void merge(entry& from, entry& into) {
  auto known = into.log;
  for (const auto& t : from.log) {
    const auto same = std::find(known.begin(), known.end(), t);
    if (same == known.end())
      add(into.log, t);
    else
      known.erase(same);
  }
  auto& who = into.who;
  const auto fill_in = [](std::string& to, const std::string& text) {
    if (to.empty()) to = text;
  };
  if (from.who.referrer != who.id) fill_in(who.referrer, from.who.referrer);
  fill_in(who.name, from.who.name), fill_in(who.zone, from.who.zone), fill_in(who.region, from.who.region);
  fill_in(who.owner, from.who.owner), fill_in(who.owner_zone, from.who.owner_zone), fill_in(who.account, from.who.account);
  for (const auto& [kind, value] : from.who.contact) fill_in(who.contact[kind], value);
  who.facts.insert(from.who.facts.begin(), from.who.facts.end());
  from = {};
}

}  // namespace

namespace {

void add_to_both(book& model, tickler::book& real, std::size_t i, const touchpoint& t) {
  const auto number = static_cast<prospect_number>(i);
  if (take_in(model[i].log, t)) return real.add(number, t);
  try {
    real.add(number, t);
    add(model[i].log, t);  // which it should not have done
  } catch (const misuse&) {
  }
}

}  // namespace

void fill(dice& d, book& model, tickler::book& real) {
  for (int steps = d.from(0, 400); steps > 0; --steps) {
    std::vector<std::size_t> there;
    for (std::size_t i = 0; i < model.size(); ++i)
      if (!model[i].is_erased()) there.push_back(i);
    const auto some = [&] { return d.one_of(there); };
    if (there.empty() || d.percent(10)) {
      model.push_back({random_prospect(d, model.size())});
      real.add(model.back().who);
    } else if (d.percent(5)) {
      const auto i = some();
      auto who = random_prospect(d, i);
      who.id = model[i].who.id;
      model[i].who = who;
      real.replace(static_cast<prospect_number>(i), who);
    } else if (d.percent(2)) {
      real.shrink_to_fit();
    } else if (d.percent(2)) {
      real = tickler::book(real);
    } else if (d.percent(3)) {
      const auto i = some();
      model[i] = {};
      real.erase(static_cast<prospect_number>(i));
    } else if (d.percent(4)) {
      const auto i = some();
      model[i].log = random_log(d, real.words());
      history log(real.words());
      for (const auto& t : model[i].log) log.add(t);
      real.set_log(static_cast<prospect_number>(i), log);
    } else if (const auto from = some(), into = some(); from != into && d.percent(3)) {
      history log(real.words());
      real.history(static_cast<prospect_number>(from), log);
      for (std::size_t i = 0; i < log.size(); ++i)
        if (d.percent(30)) add_to_both(model, real, into, log[i]);
      merge(model[from], model[into]);
      real.merge(static_cast<prospect_number>(from), static_cast<prospect_number>(into));
    } else {
      const auto i = d.percent(50) ? there.front() : some();
      add_to_both(model, real, i, random_touchpoint(d, real.words()));
    }
  }
}

std::string difference(const book& model, const tickler::book& real) {
  if (real.size() != model.size()) return "number of prospects";
  std::size_t touchpoints = 0, erased = 0;
  history log(real.words());
  for (std::size_t i = 0; i < model.size(); ++i) {
    const auto number = static_cast<prospect_number>(i);
    if (real.id(number) != model[i].who.id) return label("id", i);
    if (real.is_erased(number) != model[i].is_erased()) return label("is_erased", i);
    if (!model[i].is_erased() && real.find(model[i].who.id) != number) return label("find", i);
    erased += model[i].is_erased() ? 1 : 0;
    if (real.prospect(number) != model[i].who) return label("record", i);
    if (real.touchpoints(number) != model[i].log.size()) return label("number of touchpoints", i);
    real.history(number, log);
    if (log.size() != model[i].log.size()) return label("size of the history", i);
    for (std::size_t k = 0; k < log.size(); ++k)
      if (log[k] != model[i].log[k]) return label("touchpoint " + std::to_string(k), i);
    touchpoints += log.size();
  }
  if (real.find("") || real.erased() != erased) return "number of those erased";
  return real.touchpoints() == touchpoints ? "" : "number of touchpoints";
}

}  // namespace plain
