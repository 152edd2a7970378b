// As much of SQLite as the example needs: statements that are prepared once, and transactions. Nothing here is of Tickler.
#pragma once

#include <sqlite3.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

using instant = std::chrono::sys_seconds;  // in the database: seconds since 1970

struct blob {
  std::string_view bytes{};
};

class database {
 public:
  // One for each thread. Waits for other writers for half a minute; what is committed outlives the process, however that ends.
  explicit database(const std::string& path) {
    sqlite3* opened = nullptr;
    const int result = sqlite3_open(path.c_str(), &opened);
    connection_.reset(opened);
    check(result);
    check(sqlite3_busy_timeout(opened, 30'000));
    check(sqlite3_exec(opened, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL", nullptr, nullptr, nullptr));
  }

  void run_all(const char* statements) { check(sqlite3_exec(connection_.get(), statements, nullptr, nullptr, nullptr)); }

 private:
  friend class query;
  friend class transaction;
  void check(int result) const {
    if (result != SQLITE_OK) throw std::runtime_error(sqlite3_errmsg(connection_.get()));
  }
  sqlite3_stmt* prepared(const char* sql) {
    auto& statement = statements_[sql];
    if (!statement) {
      sqlite3_stmt* made = nullptr;
      check(sqlite3_prepare_v2(connection_.get(), sql, -1, &made, nullptr));
      statement.reset(made);
    }
    return statement.get();
  }

  struct closer {
    void operator()(sqlite3* c) const { sqlite3_close(c); }
    void operator()(sqlite3_stmt* s) const { sqlite3_finalize(s); }
  };
  std::unique_ptr<sqlite3, closer> connection_;
  std::map<std::string, std::unique_ptr<sqlite3_stmt, closer>, std::less<>> statements_;
};

// One statement with its values, until it goes out of scope; the same text not twice at a time.
//
//   for (query q(db, "SELECT id, name FROM contact WHERE id > ?", 7); q.next();) std::cout << q.text(1);
class query {
 public:
  template <class... Values>
  query(database& db, const char* sql, const Values&... values) : db_(db), statement_(db.prepared(sql)) {
    [[maybe_unused]] int i = 0;
    (db_.check(bind(++i, values)), ...);
  }
  ~query() {
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
  }
  query(const query&) = delete;
  query& operator=(const query&) = delete;

  bool next() {
    const int result = sqlite3_step(statement_);
    if (result != SQLITE_ROW && result != SQLITE_DONE) db_.check(result);
    return result == SQLITE_ROW;
  }

  std::int64_t number(int column) const { return sqlite3_column_int64(statement_, column); }
  std::string text(int column) const {  // or a blob; empty for null
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
    return bytes == nullptr ? std::string()
                            : std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)));
  }
  std::optional<instant> time(int column) const {
    if (sqlite3_column_type(statement_, column) == SQLITE_NULL) return std::nullopt;
    return instant(std::chrono::seconds(number(column)));
  }

 private:
  int bind(int i, std::int64_t n) { return sqlite3_bind_int64(statement_, i, n); }
  int bind(int i, std::string_view s) {
    return sqlite3_bind_text(statement_, i, s.data(), static_cast<int>(s.size()), SQLITE_TRANSIENT);
  }
  int bind(int i, blob b) {
    return sqlite3_bind_blob(statement_, i, b.bytes.data(), static_cast<int>(b.bytes.size()), SQLITE_TRANSIENT);
  }
  int bind(int i, const char* s) { return bind(i, std::string_view(s)); }
  int bind(int i, instant t) { return bind(i, std::int64_t{t.time_since_epoch().count()}); }
  template <class T>
  int bind(int i, const std::optional<T>& v) {
    return v ? bind(i, *v) : sqlite3_bind_null(statement_, i);
  }

  database& db_;
  sqlite3_stmt* statement_;
};

template <class... Values>
void run(database& db, const char* sql, const Values&... values) {
  query(db, sql, values...).next();
}

// Locks out all other writers from its first moment, so that what it reads is still so when it writes. Undone unless committed.
class transaction {
 public:
  explicit transaction(database& db) : db_(db) { run(db_, "BEGIN IMMEDIATE"); }
  ~transaction() {
    if (!committed_) sqlite3_exec(db_.connection_.get(), "ROLLBACK", nullptr, nullptr, nullptr);  // or it has done so by itself
  }
  transaction(const transaction&) = delete;
  transaction& operator=(const transaction&) = delete;
  void commit() {
    run(db_, "COMMIT");
    committed_ = true;
  }

 private:
  database& db_;
  bool committed_ = false;
};
