#include "follow_up.hpp"

#include <algorithm>
#include <iostream>
#include <system_error>
#include <tuple>
#include <utility>

void create_follow_up_tables(database& db) {
  db.run_all(R"(
    -- changed: grows with each change, so that each program finds what it has not seen. next_change: null is never, 0 at once.
    CREATE TABLE follow_up (contact INTEGER PRIMARY KEY, changed INTEGER, decided_at INTEGER, revision INTEGER, next_change INTEGER,
                            state BLOB);
    CREATE INDEX follow_up_changed ON follow_up (changed);
    CREATE TABLE task (contact INTEGER, id TEXT, state TEXT, flags INTEGER, channel TEXT, purpose TEXT, goes_to TEXT, note TEXT,
                       due INTEGER, can_be_done INTEGER, closed TEXT, closed_by TEXT, closed_at INTEGER,
                       closed_revision INTEGER, PRIMARY KEY (contact, id));
    CREATE TABLE in_force (revision INTEGER, fingerprint INTEGER);
    INSERT INTO in_force VALUES (0, 0);)");
}

void note_change(database& db, std::int64_t contact, instant since) {
  // A saved state holds what happened up to decided_at: it is void if that has changed, and good to go on from otherwise.
  run(db,
      "INSERT INTO follow_up (contact, changed, next_change) VALUES (?1, (SELECT ifnull(max(changed), 0) + 1 FROM follow_up), 0) "
      "ON CONFLICT DO UPDATE SET changed = excluded.changed, next_change = 0, state = iif(decided_at >= ?2, NULL, state)",
      contact, since);
  // What was closed since then may have been closed for a reason that is gone: reconcile closes it again, if it is to be.
  run(db, "UPDATE task SET closed = NULL, closed_by = NULL, closed_at = NULL WHERE contact = ? AND closed_at >= ?", contact, since);
}

tickler::prospect prospect_of(const contact& c) {
  tickler::prospect who{.id = std::to_string(c.id), .name = c.name, .zone = c.time_zone, .owner = c.seller};
  if (!c.mail.empty()) who.contact["email"] = c.mail;
  if (!c.phone.empty()) who.contact["phone"] = c.phone;
  return who;
}

namespace {

struct other_revision : std::runtime_error {
  other_revision() : std::runtime_error("the policy file is not the revision that is in force") {}
};

tickler::touchpoint touchpoint_of(const activity& a, tickler::vocabulary words) {
  using tickler::channel, tickler::direction, tickler::outcome;
  static const std::map<std::string, channel> channels = {
      {"call", channel::phone}, {"mail", channel::email}, {"order", channel::web}, {"unsubscribed", channel::email}};
  static const std::map<std::string, outcome> outcomes = {
      {"asked", outcome::inquired},         {"answered", outcome::replied}, {"sent", outcome::sent},
      {"no answer", outcome::no_answer},    {"spoke", outcome::reached},    {"bought", outcome::purchased},
      {"no more mails", outcome::opted_out}};
  tickler::touchpoint t{.at = a.at,
                        .words = {.channel = channels.at(a.kind),
                                  .direction = a.is_ours ? direction::outbound : direction::inbound,
                                  .outcome = outcomes.at(a.result)},
                        .keys = a.order_number.empty() ? std::vector<std::string>{} : std::vector{a.order_number},
                        .id = std::to_string(a.id)};
  if (!a.topic.empty()) t.words.purpose = words.intern<tickler::purpose>(a.topic);
  if (!a.task.empty()) t.steps = {a.task};
  return t;
}

tickler::action_state action_state_of(const std::string& name) {
  const auto found = tickler::find_name<tickler::action_state>(tickler::action_state_names, name);
  if (!found) throw std::runtime_error("no state of a task: " + name);
  return *found;
}

}  // namespace

tickler::history history_of(database& db, const tickler::vocabulary& words, std::int64_t contact) {
  tickler::history log(words);
  for (const auto& a : activities_of(db, contact)) log.add(touchpoint_of(a, words));
  return log;
}

std::vector<stored_task> tasks_of(database& db, std::int64_t contact) {
  std::vector<stored_task> all;
  for (query q(db,
               "SELECT id, state, flags, channel, purpose, goes_to, note, due, can_be_done, closed, closed_by, closed_revision "
               "FROM task WHERE contact = ? ORDER BY id",
               contact);
       q.next();)
    all.push_back({.what = {.id = q.text(0),
                            .state = action_state_of(q.text(1)),
                            .flags = static_cast<std::uint8_t>(q.number(2)),
                            .channel = q.text(3),
                            .purpose = q.text(4),
                            .contact = q.text(5),
                            .note = q.text(6),
                            .due = q.time(7),
                            .when = q.time(8)},
                   .closed = q.text(9),
                   .closed_by = q.text(10),
                   .closed_revision = q.number(11)});
  return all;
}

bool is_same_task(const tickler::task& a, const tickler::task& b) {
  const auto stored = [](const tickler::task& t) {
    return std::tie(t.id, t.state, t.flags, t.channel, t.purpose, t.contact, t.note, t.due, t.when);
  };
  return stored(a) == stored(b);
}

follow_up_worker::follow_up_worker(database& db, std::string policy_file) : db_(db), file_(std::move(policy_file)) {
  if (!load()) throw std::runtime_error("no policy to begin with");
}

// A file that is wrong changes nothing, one that is older ends the program. What is loaded is in force from here on, for every
// program.
bool follow_up_worker::load() {
  file_time_ = std::filesystem::last_write_time(file_);  // before it is read: what comes meanwhile is new
  const auto loaded = tickler::load_policy_file(file_, words_);
  for (const auto& d : loaded.diagnostics()) std::cerr << d << '\n';
  if (!loaded) return false;
  const auto& policy = loaded.value();
  const auto revision = policy.draft().revision.value;
  const auto fingerprint = static_cast<std::int64_t>(policy.fingerprint());
  transaction all(db_);
  if (query q(db_, "SELECT revision, fingerprint FROM in_force"); q.next())
    if (q.number(0) > revision || (q.number(0) == revision && q.number(1) != fingerprint))
      throw std::runtime_error(file_ + ": revision " + q.text(0) + " is in force, and a policy that is another needs a higher one");
  run(db_, "UPDATE in_force SET revision = ?, fingerprint = ?", revision, fingerprint);
  all.commit();
  policy_ = policy;
  for (tickler::prospect_number n = 0; n < book_.size(); ++n) agenda_.invalidate(n);
  return true;
}

// All of them, when the program starts: it looks at whoever is due by what the row says, and at all that another revision has
// decided for. Nothing is folded, nothing evaluated.
void follow_up_worker::look_for_changes() {
  const bool is_start = seen_ == 0;
  for (query q(db_, "SELECT contact, changed, next_change, revision FROM follow_up WHERE changed > ? ORDER BY changed", seen_);
       q.next();) {
    const auto who = prospect_of(contact_of(db_, q.number(0)));
    const auto known = book_.find(who.id);
    const auto number = known ? *known : book_.add(who);
    book_.replace(number, who);
    book_.set_log(number, history_of(db_, words_, q.number(0)));
    if (is_start && q.number(3) == policy_.draft().revision.value)
      agenda_.set(number, q.time(2));
    else
      agenda_.invalidate(number);
    seen_ = q.number(1);
  }
}

bool follow_up_worker::work(instant now) {
  std::error_code is_missing;
  const auto file_time = std::filesystem::last_write_time(file_, is_missing);
  if (!is_missing && file_time != file_time_) load();
  look_for_changes();
  // The agenda says for whom, and the transaction what: process_due would decide by the book, which may be behind the database.
  const auto due = agenda_.due(now);
  try {
    for (const auto number : due) agenda_.set(number, decide(std::stoll(std::string(book_.id(number))), now));
  } catch (const other_revision&) {
    if (!load()) throw;
  }
  return !due.empty();
}

// The recipe of tickler/reconcile.hpp. Returns when to ask again.
std::optional<instant> follow_up_worker::decide(std::int64_t contact, instant now) {
  transaction all(db_);
  // 1. What counts is read behind the lock.
  query row(db_, "SELECT decided_at, state, (SELECT revision FROM in_force) FROM follow_up WHERE contact = ?", contact);
  row.next();
  const auto decided_at = row.time(0);
  const auto who = prospect_of(contact_of(db_, contact));
  const auto log = history_of(db_, words_, contact);

  // 2. Another program has loaded a new revision.
  const auto revision = policy_.draft().revision.value;
  if (row.number(2) != revision) throw other_revision();

  // 3. Another program's clock is ahead.
  if (decided_at) now = std::max(now, *decided_at);

  // 4. Somebody has done a task all the same that was closed before: reconcile closes it again, as done by her.
  run(db_,
      "UPDATE task SET closed = NULL, closed_by = NULL, closed_at = NULL WHERE contact = ?1 AND closed_at < "
      "(SELECT max(at) FROM activity WHERE contact = ?1 AND activity.task = task.id AND at <= ?2)",
      contact, now);
  std::vector<tickler::task> open;
  for (auto& t : tasks_of(db_, contact))
    if (t.closed.empty()) open.push_back(std::move(t.what));

  const auto state = state_at(row.text(1), decided_at, who, log, now);
  const auto decision = tickler::decide(policy_, who, state, now);
  for (const auto& u : tickler::reconcile(policy_, who, log, now, decision, open, {.is_same = is_same_task}))
    write(contact, u, log, now);

  // Activities that another clock has entered do not exist yet for this one: they come as their time does.
  auto next_change = decision.next_change;
  for (std::size_t i = log.size(); i-- > 0 && log[i].at > now;)
    next_change = next_change ? std::min(*next_change, log[i].at) : log[i].at;
  run(db_, "UPDATE follow_up SET decided_at = ?, revision = ?, next_change = ?, state = ? WHERE contact = ?", now, revision,
      next_change, blob{tickler::save_state(policy_, state)}, contact);
  all.commit();
  ++counted_.decided;
  return next_change;
}

// The saved state and what has happened since; folded from the beginning where there is none, or none that is good: of another
// revision, of another version of the library or of the zones, of a record that was read otherwise.
tickler::state follow_up_worker::state_at(const std::string& saved, std::optional<instant> saved_at, const tickler::prospect& who,
                                          const tickler::history& log, instant now) {
  auto loaded = tickler::load_state(policy_, saved);
  if (!loaded || !serves(policy_, who, *loaded)) return tickler::fold(policy_, who, log, now);
  ++counted_.from_saved_states;
  auto state = *std::move(loaded);
  for (std::size_t i = 0; i < log.size(); ++i)
    if (const auto t = log[i]; t.at > *saved_at && t.at <= now) advance(policy_, who, state, t);
  return state;
}

void follow_up_worker::write(std::int64_t contact, const tickler::task_update& u, const tickler::history& log, instant now) {
  const auto& t = u.what;
  switch (u.change) {
    case tickler::task_change::unchanged:
      break;
    case tickler::task_change::added:  // or it was closed, and is to be done after all
    case tickler::task_change::changed:
      run(db_,
          "INSERT OR REPLACE INTO task (contact, id, state, flags, channel, purpose, goes_to, note, due, can_be_done) "
          "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          contact, t.id, tickler::to_string(t.state), std::int64_t{t.flags}, t.channel, t.purpose, t.contact, t.note, t.due,
          t.when);
      break;
    case tickler::task_change::done:
    case tickler::task_change::withdrawn:
      run(db_, "UPDATE task SET closed = ?, closed_by = ?, closed_at = ?, closed_revision = ? WHERE contact = ? AND id = ?",
          tickler::to_string(u.change), u.by == tickler::task_update::nothing ? std::optional<std::string>() : log[u.by].id, now,
          policy_.draft().revision.value, contact, t.id);
      break;
  }
}
