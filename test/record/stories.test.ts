import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { describe, test } from 'node:test';
import { initial } from '../../src/record/migrations/001-initial.ts';
import { feedHints } from '../../src/record/migrations/002-feed-hints.ts';
import { ruledOut } from '../../src/record/migrations/003-ruled-out.ts';
import { openRecord, recordFile } from '../../src/record/record.ts';
import { openReports } from '../../src/record/reports.ts';
import { openFolder } from '../support/folder.ts';
import { addMatch, newRecord, NOON } from './support.ts';

describe('matches that may tell the same story', () => {
  test('are those that share keys, those first that share most', (t) => {
    const record = newRecord(t);
    const [few, none, many] = [addMatch(record, 'a'), addMatch(record, 'b'), addMatch(record, 'c')];
    const copy = addMatch(record, 'd', { duplicateOf: few });
    record.stories.index(few, [1, 2, 90, 91]);
    record.stories.index(none, [92]);
    record.stories.index(many, [1, 2, 3, 4]);
    record.stories.index(copy, [2, 5, 6, 7, 8]);
    assert.deepEqual(record.stories.likely([1, 2, 3, 4, 5, 6, 7, 8]), [
      { id: copy, text: 'They left d on Friday.', duplicateOf: few },
      { id: many, text: 'They left c on Friday.', duplicateOf: null },
      { id: few, text: 'They left a on Friday.', duplicateOf: null },
    ]);
    assert.deepEqual(record.stories.likely([]), []);
    assert.deepEqual(record.stories.likely([7_000]), []);
  });

  test('a key that many have counts for little', (t) => {
    const record = newRecord(t);
    const copy = addMatch(record, 'copy');
    record.stories.index(copy, [1, 2]);
    // Newer ones, with what a site puts under every article.
    for (let i = 0; i < 40; i++) record.stories.index(addMatch(record, `${i}`), [10, 11, 12, 13, 14]);
    const found = record.stories.likely([1, 2, 10, 11, 12, 13, 14]);
    assert.equal(found[0]?.id, copy);
    assert.equal(found.length, 8);
  });

  test('are found by more keys once they are known by a longer text', (t) => {
    const record = newRecord(t);
    const id = addMatch(record, 'a');
    record.stories.index(id, [1, 2]);
    record.stories.index(id, [2, 3]);
    for (const key of [1, 2, 3]) assert.equal(record.stories.likely([key])[0]?.id, id);
  });

  test('are looked up in an index', (t) => {
    const { db } = newRecord(t);
    const plan = (sql: string): string =>
      db
        .all(`EXPLAIN QUERY PLAN ${sql}`, 1)
        .map((row) => String(row['detail']))
        .join('\n');
    assert.match(
      plan('SELECT match FROM story_keys WHERE key = ? ORDER BY match DESC LIMIT 32'),
      /^SEARCH .*PRIMARY KEY[^\n]*$/,
    );
    assert.match(plan('SELECT id FROM matches WHERE duplicate_of = ?'), /INDEX matches_duplicate_of/);
  });
});

describe('a match joins a story', () => {
  test('unless it is a copy already, has copies, or is the first itself', (t) => {
    const record = newRecord(t);
    const [first, late, other, follower] = ['a', 'b', 'c', 'd'].map((key) => addMatch(record, key)) as [
      number,
      number,
      number,
      number,
    ];
    const of = (id: number): number | null | undefined => record.matches.get(id)?.duplicateOf;
    record.stories.join(first, first);
    assert.equal(of(first), null);
    record.stories.join(late, first);
    assert.equal(of(late), first);
    record.stories.join(late, other);
    assert.equal(of(late), first, 'for good');
    record.stories.join(follower, other);
    record.stories.join(other, first);
    assert.equal(of(other), null, 'no chains');
  });

  test('and its first file is known by number', (t) => {
    const record = newRecord(t);
    const first = addMatch(record, 'a');
    const copies = ['b', 'c'].map((key) => addMatch(record, key, { duplicateOf: first }));
    for (const [index, id] of [...copies, addMatch(record, 'd')].entries())
      record.matches.setFile(id, { number: index, name: `00${index}_x.txt`, sha256: `${index}` });
    assert.equal(record.stories.fileBefore(first, 0), null, 'the first one has no file');
    assert.equal(record.stories.fileBefore(first, 1), '000_x.txt');
    record.matches.setFile(first, { number: 3, name: '003_x.txt', sha256: 'late' });
    assert.equal(record.stories.fileBefore(first, 3), '000_x.txt', 'a file that came late is no longer the first');
  });
});

describe('an index of another form', () => {
  test('is made anew of all texts, once', async (t) => {
    const record = newRecord(t);
    const ids = Array.from({ length: 450 }, (_, i) => addMatch(record, `${i}`, { text: `text ${i}` }));
    record.stories.index(ids[0] ?? 0, [7_777]);
    const keysOf = (text: string): number[] => [Number(text.slice(5)) + 1];
    const told: number[] = [];
    await record.stories.rebuild('new', keysOf, {
      onStart(texts) {
        told.push(texts);
        assert.equal(record.stories.likely([7_777]).length, 1, 'told before it begins');
      },
    });
    assert.deepEqual(told, [450]);
    assert.deepEqual(record.stories.likely([7_777]), []);
    for (const i of [0, 199, 200, 449]) assert.equal(record.stories.likely([i + 1])[0]?.id, ids[i]);
    await record.stories.rebuild('new', () => assert.fail('not again'), { onStart: () => assert.fail('nor told') });
    await record.stories.rebuild('newer', keysOf, { onStart: (texts) => told.push(texts) });
    assert.deepEqual(told, [450, 450]);
  });
});

test('an index that a kill broke off half-way is gone on with, unless it is to be another one', async (t) => {
  const record = newRecord(t);
  record.transaction(() => {
    for (let i = 0; i < 450; i++) addMatch(record, `item-${i}`);
  });
  let asked = 0;
  const failing = (): number[] => {
    if (++asked > 300) throw new Error('killed');
    return [asked];
  };
  await assert.rejects(record.stories.rebuild('new', failing), /killed/);
  asked = 0;
  const counting = (): number[] => [++asked];
  await record.stories.rebuild('new', counting);
  assert.equal(asked, 250, 'the first portion of 200 was kept');
  asked = 0;
  await assert.rejects(record.stories.rebuild('newer', failing), /killed/);
  asked = 0;
  await record.stories.rebuild('new', counting);
  assert.equal(asked, 450);
});

test('a SIGTERM ends it between two portions, and the next start goes on from there', async (t) => {
  const record = newRecord(t);
  record.transaction(() => {
    for (let i = 0; i < 1_050; i++) addMatch(record, `item-${i}`);
  });
  const stop = new AbortController();
  process.once('SIGTERM', () => stop.abort());
  let asked = 0;
  const counting = (): number[] => [++asked];
  const onStart = (): void => void process.kill(process.pid, 'SIGTERM');
  await assert.rejects(record.stories.rebuild('new', counting, { onStart, signal: stop.signal }), {
    name: 'AbortError',
  });
  const before = asked;
  assert.ok(before >= 200 && before < 1_050 && before % 200 === 0, `${before} were indexed`);
  await record.stories.rebuild('new', counting);
  assert.equal(asked, 1_050, 'each once');
});

test('a record of before gets its index by the texts it has', async (t) => {
  const folder = openFolder(t);
  const old = new DatabaseSync(recordFile(folder));
  old.exec(`${initial} ${feedHints} ${ruledOut} PRAGMA user_version = 3;
    INSERT INTO feeds (id, url, due_at) VALUES ('f', 'https://news.example/feed', 0);
    INSERT INTO items (id, uid, feed, title, seen_at, state) VALUES (7, x'0123456789abcdef', 1, 'T', 0, 'matched');
    INSERT INTO matches (id, item, topic, topics, score, matched, title, text, url, feed_url, feed_title, matched_at, basis, excerpt, signature)
      VALUES (5, 7, 'iraq', '[]', 7, '[]', 'T', 'The text.', '', '', '', 0, 'page', '', x'00');
    INSERT INTO bands (band, match) VALUES (1, 5);`);
  old.close();
  const record = openRecord(folder);
  t.after(() => record.close());
  assert.deepEqual(record.stories.likely([1]), []);
  await record.stories.rebuild('now', () => [1]);
  assert.deepEqual(record.stories.likely([1]), [{ id: 5, text: 'The text.', duplicateOf: null }]);
  assert.equal(record.matches.get(5)?.title, 'T');
  assert.equal(openReports(record.db).matches({ q: 'text' }).matches.length, 1, 'the full-text index is as it was');
});

describe('who else tells a story', () => {
  test('of the first: its later copies, of a copy: the first', (t) => {
    const record = newRecord(t);
    const first = addMatch(record, 'a', { feedTitle: 'One' });
    const copies = ['b', 'c', 'd'].map((key, hours) =>
      addMatch(record, key, { duplicateOf: first, feedTitle: `Site ${key}`, matchedAt: NOON + hours * 3_600_000 }),
    );
    const alone = addMatch(record, 'e');
    record.matches.setFile(copies[0] ?? 0, { number: 4, name: '004_x.txt', sha256: 'x' });
    const uid = (id: number | undefined): string => record.matches.get(id ?? 0)?.uid ?? '';
    const ids = [first, ...copies, alone].map(uid);
    const storyOf = openReports(record.db).stories(ids, 2);
    assert.deepEqual(storyOf(uid(first)), {
      first: null,
      copies: [
        {
          id: uid(copies[0]),
          title: 'US troops leave b',
          url: 'https://news.example/b',
          feedTitle: 'Site b',
          matchedAt: '2026-11-20T12:00:00.000Z',
          corpusFile: '004_x.txt',
        },
        {
          id: uid(copies[1]),
          title: 'US troops leave c',
          url: 'https://news.example/c',
          feedTitle: 'Site c',
          matchedAt: '2026-11-20T13:00:00.000Z',
          corpusFile: null,
        },
      ],
      more: 1,
    });
    for (const copy of copies) {
      const story = storyOf(uid(copy));
      assert.deepEqual([story.first?.id, story.first?.feedTitle, story.copies], [uid(first), 'One', []]);
    }
    assert.deepEqual(storyOf(uid(alone)), { first: null, copies: [], more: 0 });
    assert.deepEqual(openReports(record.db).stories(['no id', "'", 'ff'], 2)('no id'), storyOf(uid(alone)));
  });
});
