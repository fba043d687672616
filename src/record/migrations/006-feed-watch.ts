/**
 * What a watch over months learns of a feed: when it was last asked without validators (`full_at`), since when its polls
 * share no item (`gap_at`, null again once two do), until when its answer is fresh (`fresh_until`: Cache-Control, Expires), and
 * which other subscription turned out to be the same feed (`same_as`, that one's id).
 */
export const feedWatch = `
ALTER TABLE feeds ADD COLUMN full_at INTEGER;
ALTER TABLE feeds ADD COLUMN gap_at INTEGER;
ALTER TABLE feeds ADD COLUMN fresh_until INTEGER;
ALTER TABLE feeds ADD COLUMN same_as TEXT;
`;
