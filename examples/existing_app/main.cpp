// An existing CRM with Tickler in it; crm.hpp is what it was before, follow_up.hpp what it needs more. Clocks are simulated.
//
//   existing_app DATABASE POLICY fill CONTACTS DAYS SEED   a new database, and what people will do in so many days
//   existing_app DATABASE POLICY clock SECONDS             it is so much later
//   existing_app DATABASE POLICY run BEHIND                enters what happens and keeps the tasks, up to the last day, by a clock
//                                                          that is so many seconds slow; any number of them may run at a time
//   existing_app DATABASE POLICY check                     holds the tasks against what evaluate says: 0 if none is wrong
#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <iostream>
#include <map>
#include <random>
#include <stop_token>
#include <thread>

#include "crm.hpp"
#include "follow_up.hpp"

namespace {

using namespace std::chrono_literals;

const auto first_day = tickler::parse_instant("2026-03-02T00:00:00Z").value();

struct simulated_time {
  instant now{}, until{};
};

simulated_time time_of(database& db) {
  query q(db, "SELECT now, until FROM clock");
  if (!q.next()) throw std::runtime_error("the database was not filled to its end");
  return {*q.time(0), *q.time(1)};
}

// Random activities of every kind, some entered days late, some corrected or deleted later.
void fill(database& db, std::int64_t contacts, std::int64_t days, std::uint32_t seed) {
  std::mt19937 random(seed);
  const auto below = [&](std::int64_t n) { return static_cast<std::int64_t>(random()) % n; };
  const auto one_of = [&](std::initializer_list<const char*> texts) { return texts.begin()[below(std::ssize(texts))]; };
  create_tables(db);
  create_follow_up_tables(db);
  transaction all(db);
  for (std::int64_t id = 1; id <= contacts; ++id) {
    const auto number = std::to_string(id);
    run(db, "INSERT INTO contact VALUES (?, ?, ?, ?, ?, ?)", id, "Contact " + number,
        one_of({"", "America/New_York", "Europe/Berlin", "Asia/Kolkata"}), below(10) == 0 ? "" : "c" + number + "@example.org",
        below(5) == 0 ? "" : "+1-212-555-" + number, one_of({"ann", "ben"}));
    note_change(db, id, first_day);
  }
  std::vector<instant> times;
  for (std::int64_t i = 0; i < contacts * days / 4; ++i) times.push_back(first_day + std::chrono::seconds(below(days * 86'400)));
  std::sort(times.begin(), times.end());
  std::vector<std::int64_t> last(static_cast<std::size_t>(contacts) + 1);  // activity by contact
  for (std::int64_t id = 1; id <= std::ssize(times); ++id) {
    const auto at = times[static_cast<std::size_t>(id - 1)];
    const auto late = at - std::chrono::seconds(below(4) == 0 ? below(3 * 86'400) : 0);
    const auto contact = 1 + below(contacts), roll = below(100);
    auto& target = last[static_cast<std::size_t>(contact)];
    const auto feed = [&](const char* what, std::optional<instant> happened, const char* kind, bool is_ours, const char* result,
                          const std::string& topic, const std::string& order) {
      run(db, "INSERT INTO feed VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)", id, at, what, contact, target, happened, kind,
          std::int64_t{is_ours}, result, topic, order);
      if (what == std::string_view("new") || what == std::string_view("do")) target = id;
    };
    if (roll < 25)
      feed("new", late, "mail", false, one_of({"asked", "answered"}), {}, {});
    else if (roll < 58)
      feed("do", at, "", true, one_of({"spoke", "no answer"}), {}, {});
    else if (roll < 68)
      feed("new", late, "call", true, one_of({"spoke", "no answer"}), "check_in", {});
    else if (roll < 76)
      feed("new", late, "mail", true, "sent", "inform", {});
    else if (roll < 82)
      feed("new", late, "order", false, "bought", {}, "order " + std::to_string(id));
    else if (roll < 90)
      feed("correct", late, "", true, one_of({"asked", "answered", "spoke", "no answer"}), {}, {});
    else if (roll < 95)
      feed("delete", std::nullopt, "", true, "", {}, {});
    else if (roll < 98)
      feed("phone", at, "", true, one_of({"", "+1-212-555-0100"}), {}, {});
    else
      feed("new", late, "unsubscribed", false, "no more mails", {}, {});
  }
  run(db, "INSERT INTO clock VALUES (?, ?)", first_day, first_day + std::chrono::seconds(days * 86'400));
  all.commit();
}

// Two threads, each with a connection of its own, that share nothing of Tickler: what one has written the other sees in the
// database, as another program does.
void run_app(const std::string& path, const std::string& policy_file, std::chrono::seconds behind) {
  std::atomic<bool> all_entered = false;
  const std::jthread intake([&](const std::stop_token& stop) {
    try {
      database db(path);
      for (bool is_last = false; !is_last && !stop.stop_requested(); std::this_thread::sleep_for(1ms)) {
        const auto time = time_of(db);
        is_last = time.now == time.until;
        while (enter_next(db, time.now - behind)) continue;
      }
      all_entered = true;
    } catch (const std::exception& e) {
      std::cerr << "intake: " << e.what() << std::endl;
      std::_Exit(1);  // as good as being killed, which harms nothing
    }
  });

  database db(path);
  follow_up_worker worker(db, policy_file);
  for (bool is_last = false; !is_last; std::this_thread::sleep_for(1ms)) {
    is_last = all_entered;
    while (worker.work(time_of(db).now - behind)) continue;
  }
  const auto& n = worker.counted();
  std::cout << "decided " << n.decided << " times, " << n.from_saved_states << " of them from saved states\n";
}

// Works everything out again, from what the users have entered alone.
std::size_t check(database& db, const std::string& policy_file) {
  using tickler::task_change;
  tickler::vocabulary words;
  const auto policy = tickler::load_policy_file(policy_file, words).value();
  const auto now = time_of(db).now;
  std::size_t wrong = 0, open = 0, done = 0, withdrawn = 0;
  const auto report = [&](std::int64_t contact, const std::string& id, const std::string& what) {
    ++wrong;
    std::cout << "contact " << contact << ": " << id << ": " << what << '\n';
  };
  for (const auto contact : contact_ids(db)) {
    const auto who = prospect_of(contact_of(db, contact));
    const auto log = history_of(db, words, contact);
    const auto stored = tasks_of(db, contact);
    std::vector<tickler::task> known;
    std::map<std::string, const stored_task*> by_id;
    for (const auto& t : stored) {
      known.push_back(t.what);
      by_id[t.what.id] = &t;
      (t.closed.empty() ? open : t.closed == "done" ? done : withdrawn) += 1;
    }
    const auto decision = tickler::evaluate(policy, who, log, now);
    for (const auto& u : tickler::reconcile(policy, who, log, now, decision, known, {.is_same = is_same_task})) {
      if (u.change == task_change::added) {
        report(contact, u.what.id, "missing");
        continue;
      }
      const auto& t = *by_id.at(u.what.id);
      const bool is_open = u.change == task_change::unchanged || u.change == task_change::changed;
      const auto expected = is_open ? std::string_view() : tickler::to_string(u.change);
      const auto is_hers = [&](const activity& a) { return std::to_string(a.id) == t.closed_by; };
      if (!t.closed.empty() && !is_open && t.closed_revision < policy.draft().revision.value) {
        // A new revision may read history otherwise; what was closed before it stays so.
        if (t.closed == "done" && std::ranges::none_of(activities_of(db, contact), is_hers))
          report(contact, u.what.id, "was done by nobody");
      } else if (t.closed != expected)
        report(contact, u.what.id, "is '" + t.closed + "', not '" + std::string(expected) + "'");
      else if (u.change == task_change::changed)
        report(contact, u.what.id, "says something else");
      else if (u.change == task_change::done && log[u.by].id != t.closed_by)
        report(contact, u.what.id, "was done by another");
    }
  }
  // What was entered, and all of it.
  for (query q(db,
               "SELECT contact, id FROM feed f WHERE at <= ? AND (entered = 0 OR (what = 'new' AND "
               "NOT EXISTS (SELECT 1 FROM activity WHERE id = f.id) AND "
               "NOT EXISTS (SELECT 1 FROM feed WHERE what = 'delete' AND target = f.id AND at <= ?)))",
               now, now);
       q.next();)
    report(q.number(0), "activity " + q.text(1), "was lost");
  std::cout << "tasks: " << open << " open, " << done << " done, " << withdrawn << " withdrawn; wrong: " << wrong << '\n';
  return wrong;
}

}  // namespace

int main(int argc, char** argv) try {
  const std::vector<std::string> words(argv + 1, argv + argc);
  const auto number = [&](std::size_t i) { return std::stoll(words.at(i)); };
  const auto& path = words.at(0);
  const auto& policy_file = words.at(1);
  const auto& command = words.at(2);
  if (command == "run") return run_app(path, policy_file, std::chrono::seconds(number(3))), 0;
  database db(path);
  if (command == "fill")
    fill(db, number(3), number(4), static_cast<std::uint32_t>(number(5)));
  else if (command == "clock")
    run(db, "UPDATE clock SET now = min(now + ?, until)", std::int64_t{number(3)});
  else if (command == "check")
    return check(db, policy_file) == 0 ? 0 : 1;
  else
    throw std::invalid_argument("there is no command " + command);
  return 0;
} catch (const std::out_of_range&) {
  std::cerr << "usage: existing_app DATABASE POLICY fill CONTACTS DAYS SEED | clock SECONDS | run BEHIND | check\n";
  return 2;
} catch (const std::exception& e) {
  std::cerr << "existing_app: " << e.what() << '\n';
  return 1;
}
