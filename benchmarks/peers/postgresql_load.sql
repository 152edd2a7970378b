-- The book as a PostgreSQL team would keep it: words as enums, instants with time zone, an index in the order that is asked for.
CREATE TYPE channel AS ENUM ('phone', 'email', 'card', 'in_person', 'web');
CREATE TYPE direction AS ENUM ('outbound', 'inbound', 'internal');
CREATE TYPE purpose AS ENUM ('rapport', 'inform', 'confirm_receipt', 'check_in', 'thank', 'confirm_satisfaction');
CREATE TYPE outcome AS ENUM ('sent', 'no_answer', 'left_message', 'reached', 'replied', 'inquired', 'requested_information',
                             'purchased', 'opened', 'bounced', 'opted_out');
CREATE TABLE prospects (id int PRIMARY KEY, zone text NOT NULL, region text NOT NULL);
CREATE TABLE touchpoints (prospect int NOT NULL, at timestamptz NOT NULL, channel channel, direction direction NOT NULL,
                          purpose purpose, outcome outcome NOT NULL);
CREATE TABLE closed_days (region text NOT NULL, day text NOT NULL, PRIMARY KEY (region, day));
CREATE TABLE attempts (step int PRIMARY KEY, after interval NOT NULL, gap interval NOT NULL);
INSERT INTO attempts VALUES (1, '1 day', '1 day'), (2, '4 days', '3 days'), (3, '14 days', '10 days'), (4, '21 days', '7 days'),
                            (5, '28 days', '7 days'), (6, '58 days', '30 days');

CREATE TEMP TABLE prospects_in (id int, zone text, region text, utc_offset int);
CREATE TEMP TABLE touchpoints_in (prospect int, at bigint, channel text, direction text, purpose text, outcome text);
\copy prospects_in FROM 'prospects.csv' CSV HEADER
\copy touchpoints_in FROM 'touchpoints.csv' CSV HEADER
\copy closed_days FROM 'closed_days.csv' CSV HEADER
INSERT INTO prospects SELECT id, zone, region FROM prospects_in;
INSERT INTO touchpoints
SELECT prospect, to_timestamp(at), channel::channel, direction::direction, purpose::purpose, outcome::outcome FROM touchpoints_in
ORDER BY prospect, at;
CREATE INDEX touchpoints_in_order ON touchpoints (prospect, at);
VACUUM ANALYZE;
