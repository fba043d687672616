import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { addMatch, newRecord, NOON } from './support.ts';

describe('a match', () => {
  test('comes back as it was written, with the public id of its item', (t) => {
    const record = newRecord(t);
    const id = addMatch(record, 'a', { byline: 'A. Writer', canonicalUrl: 'https://news.example/c' });
    const match = record.matches.get(id);
    assert.deepEqual(match, {
      id,
      uid: record.items.get(match?.item ?? 0)?.uid,
      item: match?.item,
      topic: 'iraq',
      topics: [{ id: 'iraq', score: 7.5 }],
      score: 7.5,
      matched: [{ term: 'US troops', concept: 'forces', where: 'title', snippet: 'US troops leave' }],
      title: 'US troops leave a',
      text: 'They left a on Friday.',
      byline: 'A. Writer',
      lang: 'en',
      url: 'https://news.example/a',
      canonicalUrl: 'https://news.example/c',
      feedUrl: 'https://news.example/feed',
      feedTitle: 'News',
      publishedAt: NOON - 3_600_000,
      fetchedAt: NOON,
      matchedAt: NOON,
      basis: 'page',
      excerpt: 'They left a',
      corpusNumber: null,
      corpusFile: null,
      corpusSha256: null,
      duplicateOf: null,
      mark: null,
    });
    assert.deepEqual(record.matches.ofItem(match?.item ?? 0), match);
    assert.equal(record.matches.get(99), undefined);
    assert.equal(record.matches.ofItem(99), undefined);
  });

  test('is one an item', (t) => {
    const record = newRecord(t);
    const { item } = record.matches.get(addMatch(record, 'a')) ?? {};
    assert.throws(() => addMatch(record, 'b', { item: item ?? 0 }), /UNIQUE/);
    assert.throws(() => addMatch(record, 'c', { item: 99 }), /FOREIGN KEY/);
  });

  test('may be marked, again and again', (t) => {
    const { matches, ...record } = newRecord(t);
    const id = addMatch({ matches, ...record }, 'a');
    matches.setMark(id, 'wrong');
    matches.setMark(id, 'right');
    assert.equal(matches.get(id)?.mark, 'right');
  });
});

describe('corpus files', () => {
  const file = (number: number | null, name = `${String(number).padStart(3, '0')}_x.txt`) => ({
    number,
    name,
    sha256: `hash of ${name}`,
  });

  test('are numbered on from the highest', (t) => {
    const record = newRecord(t);
    assert.equal(record.matches.highestNumber(), -1);
    record.matches.setFile(addMatch(record, 'a'), file(5));
    record.matches.setFile(addMatch(record, 'b'), file(1_000));
    assert.equal(record.matches.highestNumber(), 1_000);
  });

  test('a match gets one once, and never another', (t) => {
    const record = newRecord(t);
    const id = addMatch(record, 'a');
    record.matches.setFile(id, file(0));
    record.matches.setFile(id, file(1));
    assert.deepEqual([record.matches.get(id)?.corpusNumber, record.matches.get(id)?.corpusFile], [0, '000_x.txt']);
  });

  test('a number is given once', (t) => {
    const record = newRecord(t);
    record.matches.setFile(addMatch(record, 'a'), file(0));
    assert.throws(() => record.matches.setFile(addMatch(record, 'b'), file(0, '000_y.txt')), /UNIQUE/);
  });

  test('are found by their bytes, and listed by number; a foreign file has none of ours', (t) => {
    const record = newRecord(t);
    const [a, b, foreign, none] = ['a', 'b', 'c', 'd'].map((key) => addMatch(record, key)) as [
      number,
      number,
      number,
      number,
    ];
    record.matches.setFile(b, file(7));
    record.matches.setFile(a, file(8));
    record.matches.setFile(foreign, file(null, '003_f.txt'));
    assert.equal(record.matches.bySha256('hash of 007_x.txt')?.id, b);
    assert.equal(record.matches.bySha256('hash of 003_f.txt')?.id, foreign);
    assert.equal(record.matches.bySha256('none'), undefined);
    assert.deepEqual(
      [...record.matches.withFile()].map(({ id }) => id),
      [b, a],
    );
    assert.equal(record.matches.byNumber(7)?.id, b);
    assert.equal(record.matches.byNumber(6), undefined);
    assert.equal(record.matches.fileNames().length, 2);
    assert.equal(record.matches.get(none)?.corpusFile, null);
  });

  test('a text that comes late replaces the words of a match without a file only', (t) => {
    const record = newRecord(t);
    const [bare, filed] = [addMatch(record, 'a', { basis: 'summary' }), addMatch(record, 'b')];
    record.matches.setFile(filed, file(0));
    const late = { title: 'Late title', text: 'zanzibar', basis: 'page', fetchedAt: NOON + 1, excerpt: 'z' } as const;
    for (const id of [bare, filed]) record.matches.setText(id, late);
    const { title, text, basis, fetchedAt, excerpt } = record.matches.get(bare) ?? {};
    assert.deepEqual({ title, text, basis, fetchedAt, excerpt }, late);
    assert.equal(record.matches.get(filed)?.text, 'They left b on Friday.');
    const hits = record.db.all(`SELECT rowid AS id FROM matches_text WHERE matches_text MATCH 'zanzibar'`);
    assert.deepEqual(
      hits.map((row) => row['id']),
      [bare],
      'and is found by the search',
    );
    record.matches.setFullerText(filed, 'more of it');
    assert.equal(record.matches.get(filed)?.text, 'They left b on Friday.', 'the file keeps its words');
  });
});
