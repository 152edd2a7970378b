-- The book as an SQLite team would keep it: words as text, instants as seconds since 1970, rows in the order that is asked for.
CREATE TABLE prospects (id INTEGER PRIMARY KEY, zone TEXT NOT NULL, region TEXT NOT NULL, utc_offset INTEGER NOT NULL);
CREATE TABLE touchpoints (prospect INTEGER NOT NULL, at INTEGER NOT NULL, channel TEXT NOT NULL, direction TEXT NOT NULL,
                          purpose TEXT NOT NULL, outcome TEXT NOT NULL, PRIMARY KEY (prospect, at, outcome)) WITHOUT ROWID;
CREATE TABLE closed_days (region TEXT NOT NULL, day TEXT NOT NULL, PRIMARY KEY (region, day)) WITHOUT ROWID;
CREATE TABLE attempts (step INTEGER PRIMARY KEY, after INTEGER NOT NULL, gap INTEGER NOT NULL);
INSERT INTO attempts VALUES (1, 86400, 86400), (2, 345600, 259200), (3, 1209600, 864000), (4, 1814400, 604800),
                            (5, 2419200, 604800), (6, 5011200, 2592000);
.mode csv
.import --skip 1 prospects.csv prospects
.import --skip 1 touchpoints.csv touchpoints
.import --skip 1 closed_days.csv closed_days
ANALYZE;
