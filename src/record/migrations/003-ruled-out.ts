/**
 * Pages that were not read, since their words ruled out that any topic matches: what is left of such a page, deflated, and
 * a JSON list of how far an article made of it could come with each topic.
 */
export const ruledOut = `
ALTER TABLE items ADD COLUMN page BLOB;
ALTER TABLE items ADD COLUMN bounds TEXT;
CREATE INDEX items_page ON items (done_at) WHERE page IS NOT NULL;
`;
