/**
 * What goes when an item's time is over stands beside it, so that a row of `items` is written small and its pages stay full:
 * SQLite uses the space of a row that shrank only for its neighbours, and no later row is one. `brief`: address and title
 * packed (brief.ts), in new rows in the place of `url` and `title`. `scores`: what is left of verdicts or bounds
 * (judgement.ts), with topics by their number. `kind` is `state` in a byte, for an index that is read whole.
 */
export const slimItems = `
CREATE TABLE topics (num INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE details (
  item       INTEGER PRIMARY KEY REFERENCES items (id) ON DELETE CASCADE,
  -- what the feed said, JSON; kept while the page may still be tried
  feed_text  TEXT,
  -- JSON lists, as the workers made them
  verdicts   TEXT,
  bounds     TEXT,
  -- title and text of a rejected article (pack.ts); what is left of a page that was not read (deflated)
  kept       BLOB,
  page       BLOB,
  -- when the item was done, where something of it is kept for a time
  since      INTEGER
) STRICT;
INSERT INTO details (item, feed_text, verdicts, bounds, kept, page, since)
  SELECT id, feed_text, verdicts, bounds, kept, page,
    CASE WHEN kept IS NOT NULL OR page IS NOT NULL OR (state = 'rejected' AND near = 0 AND due_at IS NULL) THEN done_at END
  FROM items WHERE coalesce(feed_text, verdicts, bounds, kept, page) IS NOT NULL;
CREATE INDEX details_since ON details (since) WHERE since IS NOT NULL;

DROP INDEX items_kept;
DROP INDEX items_page;
DROP INDEX items_feed;
ALTER TABLE items ADD COLUMN brief BLOB;
ALTER TABLE items ADD COLUMN scores TEXT;
ALTER TABLE items ADD COLUMN ruled_out INTEGER NOT NULL DEFAULT 0;
UPDATE items SET ruled_out = 1 WHERE bounds IS NOT NULL;
ALTER TABLE items DROP COLUMN feed_text;
ALTER TABLE items DROP COLUMN verdicts;
ALTER TABLE items DROP COLUMN bounds;
ALTER TABLE items DROP COLUMN kept;
ALTER TABLE items DROP COLUMN page;
ALTER TABLE items ADD COLUMN kind INTEGER AS (CASE state WHEN 'rejected' THEN 0 WHEN 'matched' THEN 1 WHEN 'waiting' THEN 2
  WHEN 'duplicate' THEN 3 WHEN 'stale' THEN 4 ELSE 5 END) VIRTUAL;
CREATE INDEX items_feed ON items (feed, kind, ruled_out);
`;
