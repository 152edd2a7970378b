ALTER TABLE activities MODIFY id INTEGER AUTO_INCREMENT;

-- Rows of ours as a case. What is null is left out, which is what json_merge_patch does; json_compact makes JSON of what is a text to
-- MariaDB. The connection has the time zone +00:00, and a group_concat_max_len that is long enough.
CREATE VIEW cases AS
SELECT id AS contact_id,
       json_object(
         'prospect', json_merge_patch('{}', json_object('id', CAST(id AS CHAR), 'name', name, 'zone', time_zone, 'owner', seller,
                                                        'contact', json_object('email', email, 'phone', phone))),
         'touchpoints', json_compact(ifnull((
           SELECT json_arrayagg(json_merge_patch('{}', json_object(
                    'id', CAST(t.id AS CHAR), 'at', date_format(from_unixtime(t.at), '%Y-%m-%dT%H:%i:%sZ'),
                    'channel', json_compact(t.channel), 'direction', t.direction, 'outcome', json_compact(t.outcome),
                    'purpose', t.purpose, 'key', t.order_key, 'step', t.step)) ORDER BY t.at, t.id)
           FROM touchpoints t WHERE t.contact_id = contacts.id), '[]'))) AS one_case
FROM contacts;
