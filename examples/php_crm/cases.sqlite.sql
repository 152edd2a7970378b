-- Rows of ours as a case. What is null is left out, which is what json_patch does.
CREATE VIEW cases AS
SELECT id AS contact_id,
       json_object(
         'prospect', json_patch('{}', json_object('id', CAST(id AS TEXT), 'name', name, 'zone', time_zone, 'owner', seller,
                                                  'contact', json_object('email', email, 'phone', phone))),
         'touchpoints', (
           SELECT json_group_array(json_patch('{}', json_object(
                    'id', CAST(id AS TEXT), 'at', strftime('%Y-%m-%dT%H:%M:%SZ', at, 'unixepoch'), 'channel', json(channel),
                    'direction', direction, 'outcome', json(outcome), 'purpose', purpose, 'key', order_key, 'step', step)))
           FROM (SELECT * FROM touchpoints WHERE touchpoints.contact_id = contacts.id ORDER BY at, id))) AS one_case
FROM contacts;
