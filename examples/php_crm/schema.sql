-- Of SQLite and of MariaDB, where the database's collation is utf8mb4_bin: ids of actions differ where they look alike.

-- The CRM as it was.
CREATE TABLE contacts (id INTEGER PRIMARY KEY, name TEXT, time_zone TEXT, email TEXT, phone TEXT, seller TEXT);
CREATE TABLE activities (id INTEGER PRIMARY KEY, contact_id INTEGER, at INTEGER, type TEXT, is_ours INTEGER, result TEXT,
                         topic TEXT, order_number TEXT);
CREATE INDEX activities_of ON activities (contact_id, at, id);

-- What follow-up adds. The policies, each with the number of its revision; who was decided for, by which revision, when to ask
-- again (null: never, 0: at once), and a number that grows with each change; the tasks, open, done and withdrawn.
CREATE TABLE policies (name VARCHAR(100) PRIMARY KEY, text MEDIUMTEXT NOT NULL, revision INTEGER NOT NULL);
CREATE TABLE follow_ups (policy VARCHAR(100), contact_id INTEGER, changed INTEGER NOT NULL DEFAULT 0, decided_at INTEGER,
                         revision INTEGER, next_change INTEGER DEFAULT 0, problem TEXT, PRIMARY KEY (policy, contact_id));
CREATE INDEX follow_ups_due ON follow_ups (policy, next_change);
CREATE INDEX follow_ups_of ON follow_ups (contact_id);
CREATE TABLE tasks (policy VARCHAR(100), contact_id INTEGER, action_id VARCHAR(600), state TEXT, channel TEXT, purpose TEXT,
                    goes_to TEXT, note TEXT, can_be_done INTEGER, due INTEGER, status VARCHAR(10) NOT NULL DEFAULT 'open',
                    closed_at INTEGER, result TEXT, PRIMARY KEY (policy, contact_id, action_id));
CREATE INDEX tasks_by_status ON tasks (status);

-- A task that was done is one activity, however often it is logged.
ALTER TABLE activities ADD COLUMN policy VARCHAR(100);
ALTER TABLE activities ADD COLUMN action_id VARCHAR(600);
CREATE UNIQUE INDEX activity_of_task ON activities (policy, contact_id, action_id);

-- Each policy is for everybody.
CREATE TRIGGER policy_added AFTER INSERT ON policies FOR EACH ROW BEGIN
  INSERT INTO follow_ups (policy, contact_id) SELECT NEW.name, id FROM contacts; END;
CREATE TRIGGER contact_added AFTER INSERT ON contacts FOR EACH ROW BEGIN
  INSERT INTO follow_ups (policy, contact_id) SELECT name, NEW.id FROM policies; END;

-- Whoever writes, whatever way: it is noticed in the same transaction.
CREATE TRIGGER contact_changed AFTER UPDATE ON contacts FOR EACH ROW BEGIN
  UPDATE follow_ups SET changed = changed + 1, next_change = 0 WHERE contact_id = NEW.id; END;
CREATE TRIGGER activity_added AFTER INSERT ON activities FOR EACH ROW BEGIN
  UPDATE follow_ups SET changed = changed + 1, next_change = 0 WHERE contact_id = NEW.contact_id; END;
CREATE TRIGGER activity_changed AFTER UPDATE ON activities FOR EACH ROW BEGIN
  UPDATE follow_ups SET changed = changed + 1, next_change = 0 WHERE contact_id IN (OLD.contact_id, NEW.contact_id); END;
CREATE TRIGGER activity_removed AFTER DELETE ON activities FOR EACH ROW BEGIN
  UPDATE follow_ups SET changed = changed + 1, next_change = 0 WHERE contact_id = OLD.contact_id; END;

-- Activities in the words of the policy, each word as JSON. One that is not here becomes a list, which is no word: nothing is decided
-- by it until somebody has mended it.
CREATE VIEW touchpoints AS
SELECT id, contact_id, at, topic AS purpose, order_number AS order_key, action_id AS step,
       CASE WHEN is_ours THEN 'outbound' ELSE 'inbound' END AS direction,
       CASE type WHEN 'call' THEN '"phone"' WHEN 'mail' THEN '"email"' WHEN 'order' THEN '"web"' ELSE json_array(type) END AS channel,
       CASE result WHEN 'asked' THEN '"inquired"' WHEN 'answered' THEN '"replied"' WHEN 'sent' THEN '"sent"'
                   WHEN 'no answer' THEN '"no_answer"' WHEN 'spoke' THEN '"reached"' WHEN 'bought' THEN '"purchased"'
                   WHEN 'no more mails' THEN '"opted_out"' ELSE json_array(result) END AS outcome
FROM activities;
