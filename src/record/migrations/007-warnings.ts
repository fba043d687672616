/**
 * What may cost news, and how it is seen. `warnings`: one row a trouble; `over_at` is null while it goes on, and the row stays a
 * while longer, so that trouble which comes back soon is known as the same. `news_days`: a feed's rhythm, a row for each day
 * (since 1970) that brought something new, with the longest silence that ended on it; made here of the items that are known.
 * `hosts`: pages in a row that could not be read. An alert may now be about a warning instead of a match.
 */
export const warnings = `
CREATE TABLE warnings (
  kind       TEXT NOT NULL,
  -- a feed's id, a host, or ''
  subject    TEXT NOT NULL,
  -- its public id; another one for each trouble that is told
  uid        TEXT NOT NULL,
  -- JSON: what it is about, as it is shown
  about      TEXT NOT NULL,
  since      INTEGER NOT NULL,
  seen_at    INTEGER NOT NULL,
  over_at    INTEGER,
  message    TEXT NOT NULL,
  PRIMARY KEY (subject, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE news_days (
  feed     INTEGER NOT NULL REFERENCES feeds (num),
  day      INTEGER NOT NULL,
  longest  INTEGER,
  last_at  INTEGER NOT NULL,
  PRIMARY KEY (feed, day)
) STRICT, WITHOUT ROWID;
INSERT INTO news_days (feed, day, longest, last_at)
  SELECT feed, seen_at / 86400000, max(quiet), max(seen_at) FROM
    (SELECT feed, seen_at, seen_at - lag(seen_at) OVER (PARTITION BY feed ORDER BY seen_at) AS quiet
     FROM (SELECT DISTINCT feed, seen_at FROM items))
  GROUP BY 1, 2;

CREATE TABLE hosts (
  host     TEXT PRIMARY KEY,
  read_at  INTEGER,
  refused  INTEGER NOT NULL,
  stubs    INTEGER NOT NULL,
  since    INTEGER,
  seen_at  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE alerts_and_notices (
  id          INTEGER PRIMARY KEY,
  uid         TEXT NOT NULL UNIQUE,
  match       INTEGER REFERENCES matches (id),
  -- the uid of a warning; its row may be gone before this one is
  warning     TEXT,
  channel     TEXT NOT NULL,
  body        TEXT NOT NULL,
  state       TEXT NOT NULL CHECK (state IN ('pending', 'sent', 'failed')),
  tries       INTEGER NOT NULL DEFAULT 0,
  due_at      INTEGER,
  created_at  INTEGER NOT NULL,
  done_at     INTEGER,
  answer      TEXT,
  CHECK ((match IS NULL) <> (warning IS NULL)),
  UNIQUE (match, channel),
  UNIQUE (warning, channel)
) STRICT;
INSERT INTO alerts_and_notices (id, uid, match, channel, body, state, tries, due_at, created_at, done_at, answer)
  SELECT id, uid, match, channel, body, state, tries, due_at, created_at, done_at, answer FROM alerts;
DROP TABLE alerts;
ALTER TABLE alerts_and_notices RENAME TO alerts;
CREATE INDEX alerts_due ON alerts (due_at) WHERE due_at IS NOT NULL;
`;
