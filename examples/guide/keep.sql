-- What the decision calls for is an open task: a new one, or one that is there and is brought up to date.
INSERT INTO task (policy, contact, action, state, channel, purpose, due, status)
SELECT :policy, :contact, value ->> 'id', value ->> 'state', value ->> 'channel', value ->> 'purpose', value ->> 'due', 'open'
FROM json_each(:decision, '$.actions') WHERE true
ON CONFLICT DO UPDATE SET state = excluded.state, channel = excluded.channel, purpose = excluded.purpose, due = excluded.due,
                          status = excluded.status;
