/**
 * The index of stories: one row a key of a match's text (`decide/story.ts`). It takes the place of signatures and their bands;
 * who opens the record next makes it of the texts.
 */
export const stories = `
DROP TABLE bands;
ALTER TABLE matches DROP COLUMN signature;
CREATE TABLE story_keys (key INTEGER NOT NULL, match INTEGER NOT NULL, PRIMARY KEY (key, match)) STRICT, WITHOUT ROWID;
CREATE INDEX matches_duplicate_of ON matches (duplicate_of) WHERE duplicate_of IS NOT NULL;
`;
