/**
 * The record's first schema. Times are milliseconds since 1970. `uid` is the public name of an item: 16 hex digits of a
 * hash over its feed and its identity within the feed, so that it is the same in a record made anew.
 */
export const initial = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE feeds (
  num            INTEGER PRIMARY KEY,
  id             TEXT NOT NULL UNIQUE,
  url            TEXT NOT NULL,
  moved_to       TEXT,
  title          TEXT,
  etag           TEXT,
  last_modified  TEXT,
  body_hash      TEXT,
  -- uids of the items of the last body that was read, 8 bytes each: an item that is still listed is never pruned
  listed         BLOB,
  due_at         INTEGER NOT NULL,
  polled_at      INTEGER,
  succeeded_at   INTEGER,
  new_item_at    INTEGER,
  failures       INTEGER NOT NULL DEFAULT 0,
  failing_since  INTEGER,
  problem        TEXT,
  refused_until  INTEGER,
  gone_at        INTEGER
) STRICT;

CREATE TABLE items (
  id            INTEGER PRIMARY KEY,
  uid           BLOB NOT NULL UNIQUE,
  feed          INTEGER NOT NULL REFERENCES feeds (num),
  url           TEXT,
  title         TEXT NOT NULL,
  published_at  INTEGER,
  seen_at       INTEGER NOT NULL,
  state         TEXT NOT NULL CHECK (state IN ('waiting', 'matched', 'rejected', 'duplicate', 'stale', 'given-up')),
  -- seen in a feed's first poll while poll.firstPoll is quiet: it raises no alert
  quiet         INTEGER NOT NULL DEFAULT 0,
  -- the host to ask ('' where the feed gave no address) and when; null once nothing is left to try
  host          TEXT,
  due_at        INTEGER,
  tries         INTEGER NOT NULL DEFAULT 0,
  -- what the feed said, JSON; kept while the page may still be tried
  feed_text     TEXT,
  problem_code  TEXT,
  problem       TEXT,
  fetched_at    INTEGER,
  done_at       INTEGER,
  basis         TEXT,
  duplicate_of  INTEGER REFERENCES items (id),
  -- a rejected article that came close
  near          INTEGER NOT NULL DEFAULT 0,
  -- JSON list of verdicts, and title and text of a rejected article (deflated), for why and replay
  verdicts      TEXT,
  kept          BLOB
) STRICT;
CREATE INDEX items_due ON items (host, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX items_kept ON items (done_at) WHERE kept IS NOT NULL;
CREATE INDEX items_near ON items (done_at) WHERE near = 1;
CREATE INDEX items_feed ON items (feed, state);
-- also for the foreign key: without it, dropping one row goes through all of them
CREATE INDEX items_duplicate_of ON items (duplicate_of) WHERE duplicate_of IS NOT NULL;

-- every address under which an article is known; hash: 8 bytes of SHA-256 over the address's key (model/url.ts)
CREATE TABLE urls (hash BLOB PRIMARY KEY, item INTEGER NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE matches (
  id             INTEGER PRIMARY KEY,
  item           INTEGER NOT NULL UNIQUE REFERENCES items (id),
  topic          TEXT NOT NULL,
  topics         TEXT NOT NULL,
  score          REAL NOT NULL,
  matched        TEXT NOT NULL,
  title          TEXT NOT NULL,
  text           TEXT NOT NULL,
  -- a longer text that came after the file was written; the file keeps the one above
  fuller_text    TEXT,
  byline         TEXT,
  lang           TEXT,
  url            TEXT NOT NULL,
  canonical_url  TEXT,
  feed_url       TEXT NOT NULL,
  feed_title     TEXT NOT NULL,
  published_at   INTEGER,
  fetched_at     INTEGER,
  matched_at     INTEGER NOT NULL,
  basis          TEXT NOT NULL,
  excerpt        TEXT NOT NULL,
  corpus_number  INTEGER UNIQUE,
  corpus_file    TEXT,
  corpus_sha256  TEXT,
  -- the first match of the story this one repeats
  duplicate_of   INTEGER REFERENCES matches (id),
  signature      BLOB,
  mark           TEXT CHECK (mark IN ('right', 'wrong'))
) STRICT;
CREATE INDEX matches_at ON matches (matched_at);
CREATE INDEX matches_sha256 ON matches (corpus_sha256) WHERE corpus_sha256 IS NOT NULL;

CREATE VIRTUAL TABLE matches_text USING fts5 (title, text, content = 'matches', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2');
CREATE TRIGGER matches_text_insert AFTER INSERT ON matches BEGIN
  INSERT INTO matches_text (rowid, title, text) VALUES (new.id, new.title, new.text);
END;
CREATE TRIGGER matches_text_update AFTER UPDATE OF title, text ON matches BEGIN
  INSERT INTO matches_text (matches_text, rowid, title, text) VALUES ('delete', old.id, old.title, old.text);
  INSERT INTO matches_text (rowid, title, text) VALUES (new.id, new.title, new.text);
END;
CREATE TRIGGER matches_text_delete AFTER DELETE ON matches BEGIN
  INSERT INTO matches_text (matches_text, rowid, title, text) VALUES ('delete', old.id, old.title, old.text);
END;

-- the index of near-duplicates: one row a band of a match's MinHash signature
CREATE TABLE bands (band INTEGER NOT NULL, match INTEGER NOT NULL, PRIMARY KEY (band, match)) STRICT, WITHOUT ROWID;

CREATE TABLE alerts (
  id          INTEGER PRIMARY KEY,
  uid         TEXT NOT NULL UNIQUE,
  match       INTEGER NOT NULL REFERENCES matches (id),
  channel     TEXT NOT NULL,
  body        TEXT NOT NULL,
  state       TEXT NOT NULL CHECK (state IN ('pending', 'sent', 'failed')),
  tries       INTEGER NOT NULL DEFAULT 0,
  due_at      INTEGER,
  created_at  INTEGER NOT NULL,
  done_at     INTEGER,
  answer      TEXT,
  UNIQUE (match, channel)
) STRICT;
CREATE INDEX alerts_due ON alerts (due_at) WHERE due_at IS NOT NULL;

-- the user's judgement on near misses and on items whose match is gone; that on matches stands with the match, too
CREATE TABLE marks (
  uid        TEXT PRIMARY KEY,
  mark       TEXT NOT NULL CHECK (mark IN ('right', 'wrong')),
  matched    INTEGER NOT NULL,
  text_hash  TEXT NOT NULL,
  title      TEXT NOT NULL,
  text       TEXT NOT NULL,
  marked_at  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;
