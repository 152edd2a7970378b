-- The CRM as it was.
CREATE TABLE contacts (id INTEGER PRIMARY KEY, name TEXT, time_zone TEXT, email TEXT, phone TEXT, seller TEXT);
CREATE TABLE activities (id INTEGER PRIMARY KEY, contact_id INTEGER, at INTEGER, type TEXT, is_ours INTEGER, result TEXT,
                         topic TEXT, order_number TEXT);
CREATE INDEX activities_of ON activities (contact_id, at, id);

-- What follow-up adds. The policies, each with the number of its revision; who was decided for, by which revision, when to ask
-- again (null: never, 0: at once), and a number that grows with each change; the tasks, open, done and withdrawn.
CREATE TABLE policies (name TEXT PRIMARY KEY, text TEXT NOT NULL, revision INTEGER NOT NULL);
CREATE TABLE follow_ups (policy TEXT, contact_id INTEGER, changed INTEGER NOT NULL DEFAULT 0, decided_at INTEGER, revision INTEGER,
                         next_change INTEGER DEFAULT 0, problem TEXT, PRIMARY KEY (policy, contact_id));
CREATE INDEX follow_ups_due ON follow_ups (policy, next_change);
CREATE TABLE tasks (policy TEXT, contact_id INTEGER, action_id TEXT, state TEXT, channel TEXT, purpose TEXT, goes_to TEXT,
                    note TEXT, can_be_done INTEGER, due INTEGER, status TEXT NOT NULL DEFAULT 'open', closed_at INTEGER,
                    result TEXT, PRIMARY KEY (policy, contact_id, action_id));

-- A task that was done is one activity, however often it is logged.
ALTER TABLE activities ADD COLUMN policy TEXT;
ALTER TABLE activities ADD COLUMN action_id TEXT;
CREATE UNIQUE INDEX activity_of_task ON activities (policy, contact_id, action_id) WHERE action_id IS NOT NULL;

-- Whoever writes, whatever way: it is noticed in the same transaction.
CREATE TRIGGER contact_changed AFTER UPDATE ON contacts BEGIN
  UPDATE follow_ups SET changed = changed + 1, next_change = 0 WHERE contact_id = NEW.id;
END;
CREATE TRIGGER activity_added AFTER INSERT ON activities BEGIN
  UPDATE follow_ups SET changed = changed + 1, next_change = 0 WHERE contact_id = NEW.contact_id;
END;
CREATE TRIGGER activity_changed AFTER UPDATE ON activities BEGIN
  UPDATE follow_ups SET changed = changed + 1, next_change = 0 WHERE contact_id IN (OLD.contact_id, NEW.contact_id);
END;
CREATE TRIGGER activity_removed AFTER DELETE ON activities BEGIN
  UPDATE follow_ups SET changed = changed + 1, next_change = 0 WHERE contact_id = OLD.contact_id;
END;

-- Rows of ours as a case: our words become those of the policy, and what is null is left out, which is what json_patch does. A word
-- that is not here becomes a list, which is no word: nothing is decided by it until somebody has mended it.
CREATE VIEW cases AS
SELECT id AS contact_id,
       json_object(
         'prospect', json_patch('{}', json_object('id', CAST(id AS TEXT), 'name', name, 'zone', time_zone, 'owner', seller,
                                                  'contact', json_object('email', email, 'phone', phone))),
         'touchpoints', (
           SELECT json_group_array(json_patch('{}', json_object(
                    'id', CAST(a.id AS TEXT),
                    'at', strftime('%Y-%m-%dT%H:%M:%SZ', a.at, 'unixepoch'),
                    'channel', CASE a.type WHEN 'call' THEN 'phone' WHEN 'mail' THEN 'email' WHEN 'order' THEN 'web'
                                           ELSE json_array(a.type) END,
                    'direction', iif(a.is_ours, 'outbound', 'inbound'),
                    'outcome', CASE a.result WHEN 'asked' THEN 'inquired' WHEN 'answered' THEN 'replied' WHEN 'sent' THEN 'sent'
                                             WHEN 'no answer' THEN 'no_answer' WHEN 'spoke' THEN 'reached'
                                             WHEN 'bought' THEN 'purchased' WHEN 'no more mails' THEN 'opted_out'
                                             ELSE json_array(a.result) END,
                    'purpose', a.topic, 'key', a.order_number, 'step', a.action_id)))
           FROM (SELECT * FROM activities WHERE activities.contact_id = contacts.id ORDER BY at, id) a)) AS one_case
FROM contacts;
