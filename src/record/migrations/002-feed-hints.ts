/** What a feed says of its own rhythm (ttl, skipHours and the like): JSON, null where it says nothing. */
export const feedHints = `ALTER TABLE feeds ADD COLUMN hints TEXT;`;
