-- The log of one organisation. Every row is written once, save the head, which only grows.
CREATE TABLE about (
    one    INTEGER PRIMARY KEY CHECK (one = 1),
    format INTEGER NOT NULL,
    origin TEXT NOT NULL
) STRICT;
-- The intended head: what may be signed. Moved by compare-and-swap in the transaction that writes its entries.
CREATE TABLE head (
    one   INTEGER PRIMARY KEY CHECK (one = 1),
    size  INTEGER NOT NULL,
    peaks BLOB NOT NULL
) STRICT;
CREATE TABLE entry (
    place INTEGER PRIMARY KEY,
    leaf  BLOB NOT NULL,
    raw   BLOB NOT NULL
) STRICT;
-- Roots of 256, 256**2, … entries: the tiles above the leaves.
CREATE TABLE hash (
    level INTEGER NOT NULL,
    place INTEGER NOT NULL,
    hash  BLOB NOT NULL,
    PRIMARY KEY (level, place)
) STRICT, WITHOUT ROWID;
-- Checkpoints signed, each before anybody saw it, at most one for each size.
CREATE TABLE signed (
    size INTEGER PRIMARY KEY,
    root BLOB NOT NULL,
    note BLOB NOT NULL
) STRICT;
