-- One ballot box. Ballots are written once, and nothing says who cast one but the ballot itself.
CREATE TABLE about (
    one     INTEGER PRIMARY KEY CHECK (one = 1),
    format  INTEGER NOT NULL,
    opening BLOB    NOT NULL, -- the archive as it was set up
    opens   INTEGER NOT NULL,
    closes  INTEGER NOT NULL,
    closed  INTEGER,          -- when it was closed: from then on nothing enters
    told    INTEGER NOT NULL  -- the height up to which voters were given notice
) STRICT;
CREATE TABLE ballot (
    height     INTEGER PRIMARY KEY,
    tracker    TEXT    NOT NULL UNIQUE,
    credential TEXT    NOT NULL,
    event      TEXT    NOT NULL,
    at         INTEGER NOT NULL,
    raw        BLOB    NOT NULL
) STRICT;
CREATE VIEW line AS SELECT height, tracker, credential, event, at FROM ballot;
CREATE INDEX by_credential ON ballot (credential, height);
-- How many tries were turned away, for each reason.
CREATE TABLE turned (
    reason TEXT    PRIMARY KEY,
    tries  INTEGER NOT NULL
) STRICT;
