/**
 * What was judged goes with the mark: the topic that showed the text and what stood for its page. The item that knew both
 * is dropped after a year, and a match made of a summary becomes one of a page when its page comes.
 */
export const marksKeep = `
ALTER TABLE marks ADD COLUMN topic TEXT;
ALTER TABLE marks ADD COLUMN basis TEXT;
UPDATE marks SET
  topic = (SELECT matches.topic FROM items JOIN matches ON matches.item = items.id WHERE items.uid = unhex(marks.uid)),
  basis = (SELECT coalesce(matches.basis, items.basis) FROM items LEFT JOIN matches ON matches.item = items.id
           WHERE items.uid = unhex(marks.uid));
`;
