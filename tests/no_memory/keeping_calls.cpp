#include "no_memory/cpp_calls.hpp"

namespace no_memory {

using namespace tickler;

namespace {

touchpoint called(std::string id, instant at = a_monday) {
  return {.at = at,
          .words = {.channel = channel::phone, .direction = direction::outbound, .outcome = outcome::reached},
          .until = a_monday + week,
          .keys = {"order-1", "a third order with a long name"},
          .id = std::move(id)};
}

prospect somebody(std::string id) {
  return {.id = std::move(id),
          .name = "Somebody whose name is long",
          .zone = "America/Denver",
          .contact = {{"email", "somebody@example.org"}, {"fax", "1"}},
          .owner = "somebody else who is new",
          .account = "another",
          .facts = {{"local", true}, {"tags", std::vector<std::string>{"new", "newer"}}}};
}

std::string size_of(const scene& s) { return std::to_string(s.all.size()) + ' ' + std::to_string(s.all.touchpoints()); }

// So many details that ids are remembered.
void add_many(scene& s) {
  for (int i = 0; i < 60; ++i) s.all.add(0, called(std::string(100, 'a') + std::to_string(i), a_monday - (60 - i) * hour));
}

// After which the book is asked for its size.
template <class Change>
std::function<question(scene&)> changing(Change change) {
  return [change](scene& s) {
    return [&s, change] {
      change(s);
      return size_of(s);
    };
  };
}

}  // namespace

std::vector<cpp_call> keeping_calls() {
  return {
      {"book::add of a prospect",
       [](scene& s) {
         return [&s, who = somebody("new, and with a long id")] { return std::to_string(s.all.add(who)) + ' ' + size_of(s); };
       }},
      {"book::add of a prospect, after shrink_to_fit",
       [](scene& s) {
         s.all.shrink_to_fit();
         return [&s, who = somebody("new, and with a long id")] { return std::to_string(s.all.add(who)) + ' ' + size_of(s); };
       }},
      {"book::add of a touchpoint", changing([t = called("an id")](scene& s) { s.all.add(1, t); })},
      {"book::add of a touchpoint, after shrink_to_fit",
       [](scene& s) {
         s.all.shrink_to_fit();
         return changing([t = called("an id")](scene& in) { in.all.add(1, t); })(s);
       }},
      {"book::add of a back-dated touchpoint", changing([t = called("an id", a_monday - 3 * week)](scene& s) { s.all.add(0, t); })},
      {"book::add of a touchpoint of new words",
       [](scene& s) {
         auto t = called("an id");
         t.words.outcome = s.words.intern<outcome>("sung to");
         return changing([t](scene& in) { in.all.add(1, t); })(s);
       }},
      {"book::add of a touchpoint behind many",
       [](scene& s) {
         add_many(s);
         return changing([t = called("an id")](scene& in) { in.all.add(0, t); })(s);
       }},
      {"book::add of a touchpoint that is there, behind many",
       [](scene& s) {
         add_many(s);
         s.all.shrink_to_fit();
         return changing([t = called(std::string(100, 'a') + "7", a_monday - 53 * hour)](scene& in) { in.all.add(0, t); })(s);
       }},
      {"book::add of a correction",
       [](scene& s) {
         add_many(s);
         auto t = called(std::string(100, 'a') + "7", a_monday - hour);
         t.words.outcome = outcome::no_answer;
         return changing([t](scene& in) { in.all.add(0, t); })(s);
       }},
      {"book::add of a correction that had been refused",
       [](scene& s) {
         s.all.add(2, called("refused once"));
         s.all.refuse(2, {"refused once", 607, "why, at some length"});
         auto t = called("refused once", a_monday - hour);
         return changing([t](scene& in) { in.all.add(2, t); })(s);
       }},
      {"book::refuse", changing([](scene& s) {
         s.all.refuse(0, {"some id that is refused", 607, "why, at some length"});
       })},
      {"book::refuse once more", changing([](scene& s) {
         s.all.refuse(2, {"some id that is refused", 607, "why, at some length"});
       })},
      {"book::replace",
       changing([who = somebody("somebody with an id too long for a short string")](scene& s) { s.all.replace(2, who); })},
      {"book::set_log",
       [](scene& s) {
         auto log = s.log;
         for (int i = 0; i < 20; ++i) log.add(called("call " + std::to_string(i)));
         return changing([log](scene& in) { in.all.set_log(2, log); })(s);
       }},
      {"book::erase", changing([](scene& s) { s.all.erase(0); })},
      {"book::merge", changing([](scene& s) {
         if (!s.all.is_erased(2)) s.all.merge(2, 0);
       }),
       true},
      {"book::shrink_to_fit", changing([](scene& s) { s.all.shrink_to_fit(); })},
      {"a book's copy",
       [](scene& s) {
         return [&s, other = book(s.words)]() mutable {
           other = s.all;
           return std::to_string(other.touchpoints());
         };
       }},
      {"history::add", changing([t = called("an id")](scene& s) { s.log.add(t); })},
      {"history::add, back-dated", changing([t = called("an id", a_monday - 3 * week)](scene& s) { s.log.add(t); })},
      {"history::replace", changing([t = called("an id", a_monday - 3 * week)](scene& s) { s.log.replace(2, t); })},
      {"history::erase", changing([](scene& s) { s.log.erase(1); })},
      {"agenda::set", changing([](scene& s) { s.due.set(100'000, a_monday + week); })},
      {"agenda::set of one that is there", changing([](scene& s) { s.due.set(0, a_monday + 100 * week); })},
      {"words",
       [](scene& s) {
         return [&s] {
           const auto sung = s.words.declare<outcome>("sung");
           const auto by = s.words.intern<channel>("a telegram that sings, and is long");
           const auto kind = s.words.classify({.channel = by, .outcome = sung});
           return std::string(s.words.name(sung)) + std::string(s.words.name(by)) +
                  std::to_string(s.words.words_of(kind).outcome == sung);
         };
       }},
  };
}

}  // namespace no_memory
