-- A CRM as it was: people, and what happened.
CREATE TABLE contact (id TEXT PRIMARY KEY, zone TEXT, email TEXT, phone TEXT);
CREATE TABLE activity (contact TEXT, at TEXT, kind TEXT, is_ours INTEGER, result TEXT, topic TEXT, task TEXT);
INSERT INTO contact VALUES ('ada', 'Europe/London', 'ada@example.org', '+44 20 7946 0101');
INSERT INTO activity VALUES ('ada', '2026-03-02T10:00:00Z', 'form', 0, 'asked', NULL, NULL);

-- New: the tasks, and the list that sellers see.
CREATE TABLE task (policy TEXT, contact TEXT, action TEXT, state TEXT, channel TEXT, purpose TEXT, due TEXT, status TEXT,
                   PRIMARY KEY (policy, contact, action));
CREATE VIEW worklist AS SELECT printf('%s %s %s %s %s', status, state, channel, purpose, action) AS line FROM task ORDER BY due;

-- New: each contact as a case, in Tickler's words. What is null is left out, which is what json_patch does. A word of ours that is
-- not listed becomes a list, which is no word: Tickler then decides nothing for her, as it may have been an opt-out.
CREATE VIEW cases AS
SELECT id, json_object(
  'prospect', json_patch('{}', json_object('id', id, 'zone', zone, 'contact', json_object('email', email, 'phone', phone))),
  'touchpoints', (
    SELECT json_group_array(json_patch('{}', json_object(
      'at', at,
      'channel', CASE kind WHEN 'form' THEN 'web' WHEN 'mail' THEN 'email' WHEN 'call' THEN 'phone' ELSE json_array(kind) END,
      'direction', iif(is_ours, 'outbound', 'inbound'),
      'outcome', CASE result WHEN 'asked' THEN 'inquired' WHEN 'sent' THEN 'sent' WHEN 'spoke' THEN 'reached'
                             WHEN 'no more mails' THEN 'opted_out' ELSE json_array(result) END,
      'purpose', topic,
      'step', task)))
    FROM (SELECT * FROM activity WHERE activity.contact = contact.id ORDER BY at, rowid))) AS one_case
FROM contact;
