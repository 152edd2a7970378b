#include "crm.hpp"

#include <algorithm>

#include "follow_up.hpp"

void create_tables(database& db) {
  db.run_all(R"(
    CREATE TABLE contact (id INTEGER PRIMARY KEY, name TEXT, time_zone TEXT, mail TEXT, phone TEXT, seller TEXT);
    CREATE TABLE activity (id INTEGER PRIMARY KEY, contact INTEGER, at INTEGER, kind TEXT, is_ours INTEGER, result TEXT, topic TEXT,
                           order_number TEXT, task TEXT);
    CREATE INDEX activity_of ON activity (contact, at, id);

    -- What people will enter, and when (`at`): what = new, correct, delete, do, phone. In an app of today these are requests.
    CREATE TABLE feed (id INTEGER PRIMARY KEY, at INTEGER, what TEXT, contact INTEGER, target INTEGER, happened INTEGER, kind TEXT,
                       is_ours INTEGER, result TEXT, topic TEXT, order_number TEXT, entered INTEGER DEFAULT 0);
    CREATE INDEX feed_next ON feed (entered, at, id);
    CREATE TABLE clock (now INTEGER, until INTEGER);)");
}

std::vector<std::int64_t> contact_ids(database& db) {
  std::vector<std::int64_t> ids;
  for (query q(db, "SELECT id FROM contact ORDER BY id"); q.next();) ids.push_back(q.number(0));
  return ids;
}

contact contact_of(database& db, std::int64_t id) {
  query q(db, "SELECT name, time_zone, mail, phone, seller FROM contact WHERE id = ?", id);
  if (!q.next()) throw std::runtime_error("there is no contact " + std::to_string(id));
  return {id, q.text(0), q.text(1), q.text(2), q.text(3), q.text(4)};
}

std::vector<activity> activities_of(database& db, std::int64_t contact) {
  std::vector<activity> all;
  for (query q(db,
               "SELECT id, at, kind, is_ours, result, topic, order_number, task FROM activity WHERE contact = ? ORDER BY at, id",
               contact);
       q.next();)
    all.push_back({q.number(0), *q.time(1), q.text(2), q.number(3) != 0, q.text(4), q.text(5), q.text(6), q.text(7)});
  return all;
}

namespace {

void enter(database& db, std::int64_t contact, const activity& a) {
  run(db, "INSERT INTO activity VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", a.id, contact, a.at, a.kind, std::int64_t{a.is_ours}, a.result,
      a.topic, a.order_number, a.task);
  note_change(db, contact, a.at);
}

// A seller takes the first task that can be done now, and enters what she did.
void do_first_task(database& db, std::int64_t contact, activity a) {
  query first(
      db, "SELECT id, channel, purpose FROM task WHERE contact = ? AND closed IS NULL AND state = 'ready' ORDER BY due, id LIMIT 1",
      contact);
  if (!first.next()) return;
  a.kind = first.text(1) == "phone" ? "call" : "mail";
  if (a.kind == "mail") a.result = "sent";
  a.topic = first.text(2);
  a.task = first.text(0);
  enter(db, contact, a);
}

void correct(database& db, std::int64_t contact, std::int64_t target, std::optional<instant> happened, const std::string& result) {
  query before(db, "SELECT at FROM activity WHERE id = ?", target);
  if (!before.next()) return;  // deleted by now
  const auto since = happened ? std::min(*before.time(0), *happened) : *before.time(0);
  if (happened)
    run(db, "UPDATE activity SET at = ?, result = ? WHERE id = ?", *happened, result, target);
  else
    run(db, "DELETE FROM activity WHERE id = ?", target);
  note_change(db, contact, since);
}

}  // namespace

bool enter_next(database& db, instant now) {
  const auto* const due =
      "SELECT id, what, contact, target, happened, kind, is_ours, result, topic, order_number FROM feed "
      "WHERE entered = 0 AND at <= ? ORDER BY at, id LIMIT 1";
  if (!query(db, due, now).next()) return false;
  transaction all(db);
  query q(db, due, now);
  if (!q.next()) return true;  // somebody else was faster
  const auto id = q.number(0), contact = q.number(2), target = q.number(3);
  const auto what = q.text(1), result = q.text(7);
  const auto happened = q.time(4);
  if (what == "new")
    enter(db, contact, {id, *happened, q.text(5), q.number(6) != 0, result, q.text(8), q.text(9), {}});
  else if (what == "do")
    do_first_task(db, contact, {.id = id, .at = *happened, .is_ours = true, .result = result});
  else if (what == "phone") {
    run(db, "UPDATE contact SET phone = ? WHERE id = ?", result, contact);
    note_change(db, contact, *happened);
  } else
    correct(db, contact, target, happened, result);
  run(db, "UPDATE feed SET entered = 1 WHERE id = ?", id);
  all.commit();
  return true;
}
