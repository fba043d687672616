import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { PORTION } from '../../src/record/pruning.ts';
import { whyReport } from '../../src/record/why.ts';
import { itemUid, type ItemEnd } from '../../src/record/items.ts';
import type { NewsRecord } from '../../src/record/record.ts';
import { addItem, addMatch, DAY, HOUR, newRecord, NOON, verdict, pruneAll } from './support.ts';

const NOBODY: ReadonlySet<number> = new Set();

describe('an item', () => {
  test('is known by its feed and its identity within it', (t) => {
    const record = newRecord(t);
    addItem(record, 'a');
    const uids = ['a', 'b'].map((key) => itemUid('f', key));
    assert.deepEqual([...record.items.known(uids)], [uids[0]]);
    assert.match(uids[0] ?? '', /^[0-9a-f]{16}$/);
    assert.notEqual(itemUid('g', 'a'), uids[0]);
    assert.throws(() => addItem(record, 'a'), { code: 'record-open', message: /UNIQUE/ });
  });

  test('comes back as it was written', (t) => {
    const record = newRecord(t);
    const feedText = { title: 'T', summary: '<p>s</p>', content: '', author: 'A', publishedAt: NOON };
    const id = addItem(record, 'a', {
      publishedAt: NOON - HOUR,
      quiet: true,
      feedText,
      title: 'Ein "Titel" \u0000 😀',
    });
    assert.deepEqual(record.items.get(id), {
      id,
      uid: itemUid('f', 'a'),
      feedId: 'f',
      url: 'https://news.example/a',
      title: 'Ein "Titel" \u0000 😀',
      publishedAt: NOON - HOUR,
      seenAt: NOON,
      state: 'waiting',
      quiet: true,
      host: 'news.example',
      dueAt: NOON,
      tries: 0,
      feedText,
      basis: null,
      ruledOut: false,
    });
    assert.deepEqual(record.items.byUid(itemUid('f', 'a')), record.items.get(id));
  });

  test('that is stale or a duplicate waits for nothing', (t) => {
    const record = newRecord(t);
    const first = addItem(record, 'a');
    const ids = [
      addItem(record, 'b', { state: 'stale' }),
      addItem(record, 'c', { state: 'duplicate', duplicateOf: first }),
    ];
    for (const id of ids) {
      const item = record.items.get(id);
      assert.deepEqual([item?.dueAt, item?.host, item?.feedText], [null, '', null]);
    }
    assert.deepEqual(record.items.pending(), { count: 1, nextDueAt: NOON });
  });

  test('is not found by what is no id', (t) => {
    const record = newRecord(t);
    for (const uid of ['', 'x', "' OR 1=1 --", itemUid('f', 'a').toUpperCase(), itemUid('f', 'none')])
      assert.equal(record.items.byUid(uid), undefined, uid);
    assert.equal(record.items.get(999), undefined);
  });
});

describe('an article is known by its addresses', () => {
  test('to the first that claims them', (t) => {
    const record = newRecord(t);
    const [a, b] = [addItem(record, 'a'), addItem(record, 'b')];
    record.items.claim(['x/1', 'x/2'], a);
    record.items.claim(['x/2', 'x/3'], b);
    assert.equal(record.items.knownAs(['x/1']), a);
    assert.equal(record.items.knownAs(['x/2']), a);
    assert.equal(record.items.knownAs(['x/3']), b);
    assert.equal(record.items.knownAs(['x/4', 'x/3', 'x/1']), b, 'the first address that is known counts');
    assert.equal(record.items.knownAs(['x/4']), undefined);
    assert.equal(record.items.knownAs([]), undefined);
  });

  test('a duplicate’s address leads to the original', (t) => {
    const record = newRecord(t);
    const original = addItem(record, 'a');
    const copy = addItem(record, 'b', { state: 'duplicate', duplicateOf: original });
    record.items.claim(['x/copy'], copy);
    assert.equal(record.items.knownAs(['x/copy']), original);
  });

  test('what was given up gets another chance, and loses its addresses to it', (t) => {
    const record = newRecord(t);
    const [a, b, c] = [addItem(record, 'a'), addItem(record, 'b'), addItem(record, 'c')];
    record.items.claim(['x/1'], a);
    record.items.end(a, { state: 'given-up', at: NOON, problemCode: 'http-404' });
    assert.equal(record.items.knownAs(['x/1']), undefined);
    record.items.claim(['x/1'], b);
    assert.equal(record.items.knownAs(['x/1']), b);
    record.items.claim(['x/1'], c);
    assert.equal(record.items.knownAs(['x/1']), b);
  });

  test('of any length and content', (t) => {
    const record = newRecord(t);
    const id = addItem(record, 'a');
    const odd = ['x/'.repeat(50_000), 'x/\u0000', 'x/😀', "x/'); DROP TABLE urls; --", ''];
    record.items.claim(odd, id);
    for (const key of odd) assert.equal(record.items.knownAs([key]), id);
    assert.equal(record.items.knownAs(['x/']), undefined);
  });
});

describe('what waits', () => {
  test('is handed out by host, in the order it is due, but for what is named', (t) => {
    const record = newRecord(t);
    const late = addItem(record, 'late', { seenAt: NOON + 2 });
    const early = addItem(record, 'early', { seenAt: NOON });
    const also = addItem(record, 'also', { seenAt: NOON });
    const other = addItem(record, 'other', { host: 'other.example' });
    const next = (...args: Parameters<NewsRecord['items']['nextOf']>): number[] =>
      record.items.nextOf(...args).map(({ id }) => id);
    assert.deepEqual(next('news.example', NOON + 5, 9, NOBODY), [early, also, late]);
    assert.deepEqual(next('news.example', NOON, 9, NOBODY), [early, also]);
    assert.deepEqual(next('news.example', NOON + 5, 1, NOBODY), [early]);
    assert.deepEqual(next('news.example', NOON + 5, 1, new Set([early, other])), [also]);
    assert.deepEqual(next('news.example', NOON + 5, 0, NOBODY), []);
    assert.deepEqual(next('none.example', NOON + 5, 9, NOBODY), []);
  });

  test('is found by host', (t) => {
    const record = newRecord(t);
    addItem(record, 'a');
    addItem(record, 'b', { host: 'b.example', seenAt: NOON + HOUR });
    addItem(record, 'c', { host: '', url: null });
    addItem(record, 'd', { host: 'd.example', state: 'stale' });
    assert.deepEqual(record.items.waitingHosts(NOON).toSorted(), ['', 'news.example']);
    assert.deepEqual(record.items.waitingHosts(NOON + HOUR).toSorted(), ['', 'b.example', 'news.example']);
    assert.deepEqual(record.items.waitingHosts(NOON - 1), []);
  });

  test('is held back for a whole host, never brought forward', (t) => {
    const record = newRecord(t);
    const [a, b, c] = [
      addItem(record, 'a'),
      addItem(record, 'b', { seenAt: NOON + DAY }),
      addItem(record, 'c', { host: 'c.example' }),
    ];
    const done = addItem(record, 'd');
    record.items.end(done, { state: 'rejected', at: NOON });
    record.items.holdHost('news.example', NOON + HOUR, NOON);
    assert.deepEqual(
      [a, b, c, done].map((id) => record.items.get(id)?.dueAt),
      [NOON + HOUR, NOON + DAY, NOON, null],
    );
    assert.deepEqual(record.items.pending(), { count: 3, nextDueAt: NOON });
  });

  test('is held back, too, where it comes up while its host is', (t) => {
    const record = newRecord(t);
    record.items.holdHost('news.example', NOON + HOUR, NOON);
    record.items.holdHost('news.example', NOON + HOUR / 2, NOON);
    const ids = [
      addItem(record, 'a'),
      addItem(record, 'b', { seenAt: NOON + 2 * HOUR }),
      addItem(record, 'c', { host: 'c.example' }),
      addItem(record, 'd', { state: 'stale' }),
    ];
    assert.deepEqual(
      ids.map((id) => record.items.get(id)?.dueAt),
      [NOON + HOUR, NOON + 2 * HOUR, NOON, null],
    );
    record.clock.setBack(10 * HOUR, NOON - 9 * HOUR, 0);
    assert.equal(record.items.get(addItem(record, 'e', { seenAt: NOON - 9 * HOUR }))?.dueAt, NOON - 9 * HOUR);
  });

  test('is nothing in an empty record', (t) => {
    assert.deepEqual(newRecord(t).items.pending(), { count: 0, nextDueAt: null });
  });
});

describe('an end', () => {
  const rejected: ItemEnd = {
    state: 'rejected',
    at: NOON,
    fetchedAt: NOON - 1,
    basis: 'feed',
    verdicts: [verdict()],
    kept: { title: 'T', text: 'words' },
  };
  /** Columns that the items' states do not show. */
  const row = (record: NewsRecord, id: number, column: string): unknown =>
    record.db.get(`SELECT ${column} AS value FROM items LEFT JOIN details ON item = items.id WHERE items.id = ?`, id)?.[
      'value'
    ];

  test('leaves nothing to try, and what the feed said is dropped', (t) => {
    const record = newRecord(t);
    const id = addItem(record, 'a');
    record.items.end(id, {
      ...rejected,
      tries: 2,
      problemCode: 'stub',
      problem: 'only a stub',
      publishedAt: NOON - DAY,
    });
    const item = record.items.get(id);
    assert.deepEqual(
      [item?.state, item?.dueAt, item?.host, item?.feedText, item?.tries, item?.basis, item?.publishedAt],
      ['rejected', null, '', null, 2, 'feed', NOON - DAY],
    );
    assert.deepEqual([row(record, id, 'problem_code'), row(record, id, 'problem')], ['stub', 'only a stub']);
    assert.deepEqual(record.items.words(id), { title: 'T', text: 'words' });
  });

  test('that is none keeps host, feed text and tries for the next try', (t) => {
    const record = newRecord(t);
    const id = addItem(record, 'a');
    record.items.end(id, {
      state: 'waiting',
      at: NOON,
      dueAt: NOON + HOUR,
      tries: 1,
      problemCode: 'timeout',
      problem: 'x',
    });
    const item = record.items.get(id);
    assert.deepEqual([item?.state, item?.dueAt, item?.host, item?.tries], ['waiting', NOON + HOUR, 'news.example', 1]);
    assert.notEqual(item?.feedText, null);
    assert.equal(row(record, id, 'done_at'), null);
  });

  test('what a later one does not say stays: a page that fails again takes no judgement back', (t) => {
    const record = newRecord(t);
    const id = addItem(record, 'a');
    record.items.end(id, { ...rejected, dueAt: NOON + HOUR });
    record.items.end(id, { state: 'rejected', at: NOON + HOUR, tries: 6, problemCode: 'http-503', problem: 'x' });
    assert.equal(row(record, id, 'near'), 1, 'it is still a near miss');
    assert.equal(row(record, id, 'done_at'), NOON, 'it was done when it was first judged');
    assert.equal(row(record, id, 'fetched_at'), NOON - 1);
    assert.equal(record.items.get(id)?.basis, 'feed');
    assert.deepEqual(record.items.words(id), { title: 'T', text: 'words' });
    assert.deepEqual(JSON.parse(String(row(record, id, 'verdicts'))), [verdict()]);
  });

  test('another judgement replaces the one before', (t) => {
    const record = newRecord(t);
    const id = addItem(record, 'a');
    record.items.end(id, rejected);
    record.items.end(id, { ...rejected, basis: 'page', verdicts: [verdict({ near: false })], kept: null });
    assert.equal(row(record, id, 'near'), 0);
    assert.equal(record.items.get(id)?.basis, 'page');
  });

  test('trouble that is over is no longer told', (t) => {
    const record = newRecord(t);
    const id = addItem(record, 'a');
    record.items.end(id, {
      state: 'waiting',
      at: NOON,
      dueAt: NOON + 1,
      tries: 1,
      problemCode: 'timeout',
      problem: 'x',
    });
    record.items.end(id, rejected);
    assert.deepEqual([row(record, id, 'problem_code'), row(record, id, 'problem')], [null, null]);
  });

  test('a match is no near miss', (t) => {
    const record = newRecord(t);
    const id = addItem(record, 'a');
    record.items.end(id, rejected);
    record.items.end(id, { state: 'matched', at: NOON, verdicts: [verdict({ match: true, near: true })] });
    assert.equal(row(record, id, 'near'), 0);
  });

  test('words of every kind are kept, also of many kilobytes', (t) => {
    const record = newRecord(t);
    const text = `${'Ünïcode 😀 \u0000 \n\n'.repeat(20_000)}end`;
    const id = addItem(record, 'a');
    record.items.end(id, { ...rejected, kept: { title: 'One\nline', text } });
    assert.deepEqual(record.items.words(id), { title: 'One line', text });
    assert.equal(record.items.words(addItem(record, 'b')), undefined);
  });
});

describe('pruning', () => {
  const before = { keptText: NOON - 14 * DAY, rejected: NOON - 365 * DAY };
  const kept = { title: 'T', text: 'words' };
  const reject = (record: NewsRecord, key: string, at: number, end: Partial<ItemEnd> = {}): number => {
    const id = addItem(record, key, { seenAt: at });
    record.items.claim([`news.example/${key}`], id);
    record.items.end(id, { state: 'rejected', at, verdicts: [verdict()], kept, ...end });
    return id;
  };

  test('drops words after two weeks, rows after a year', (t) => {
    const record = newRecord(t);
    const [ancient, old, fresh] = [
      reject(record, 'ancient', NOON - 366 * DAY),
      reject(record, 'old', NOON - 15 * DAY),
      reject(record, 'fresh', NOON - DAY),
    ];
    assert.deepEqual(pruneAll(record, before), { texts: 2, rows: 1 });
    assert.deepEqual(record.items.words(fresh), kept);
    assert.equal(record.items.words(old), undefined);
    assert.equal(record.items.get(old)?.state, 'rejected');
    assert.equal(record.items.get(ancient), undefined);
    assert.equal(record.items.knownAs(['news.example/ancient']), undefined);
    assert.equal(record.items.knownAs(['news.example/old']), old);
    assert.deepEqual(pruneAll(record, before), { texts: 0, rows: 0 });
  });

  test('never drops an item that a feed still lists: it would be new again', (t) => {
    const record = newRecord(t);
    record.feeds.ensure('g', 'https://other.example/feed', NOON);
    const listed = reject(record, 'listed', 0);
    reject(record, 'unlisted', 0);
    addItem(record, 'last');
    record.feeds.setListed('f', [itemUid('f', 'x'), itemUid('f', 'listed')]);
    record.feeds.setListed('g', []);
    assert.deepEqual(pruneAll(record, before), { texts: 2, rows: 1 });
    assert.equal(record.items.get(listed)?.state, 'rejected');
    record.feeds.setListed('f', [itemUid('f', 'x')]);
    assert.equal(pruneAll(record, before).rows, 1);
  });

  test('keeps what waits, what matched, and what may still be tried', (t) => {
    const record = newRecord(t);
    addItem(record, 'waiting', { seenAt: 0 });
    reject(record, 'late', 0, { dueAt: NOON + DAY });
    addMatch(record, 'match', { matchedAt: 0 });
    assert.equal(pruneAll(record, before).rows, 0);
  });

  test('drops stale ones, duplicates and given-up ones, too', (t) => {
    const record = newRecord(t);
    const original = addItem(record, 'a');
    addItem(record, 'stale', { state: 'stale', seenAt: 0 });
    addItem(record, 'copy', { state: 'duplicate', duplicateOf: original, seenAt: 0 });
    reject(record, 'given-up', 0, { state: 'given-up' });
    addItem(record, 'last');
    assert.equal(pruneAll(record, before).rows, 3);
  });

  test('of an original leaves its duplicates standing for themselves', (t) => {
    const record = newRecord(t);
    const original = reject(record, 'a', 0);
    const copy = addItem(record, 'b', { state: 'duplicate', duplicateOf: original });
    record.items.claim(['x/copy'], copy);
    assert.equal(pruneAll(record, before).rows, 1);
    assert.equal(record.items.knownAs(['x/copy']), copy);
  });

  test('never drops the last row, whose id would be given again', (t) => {
    const record = newRecord(t);
    const id = reject(record, 'a', 0);
    assert.equal(pruneAll(record, before).rows, 0);
    assert.ok(addItem(record, 'b') > id);
    assert.equal(pruneAll(record, before).rows, 1);
  });

  test('goes through any number of rows in portions', (t) => {
    const record = newRecord(t);
    record.transaction(() => {
      for (let at = 0; at <= 2 * PORTION; at += 1) {
        const id = addItem(record, `${at}`, { seenAt: at, state: 'stale' });
        record.items.claim([`news.example/${at}`], id);
      }
    });
    addItem(record, 'last');
    const { pruning } = record.items;
    const first = pruning.rows(before.rejected, 0);
    assert.equal(first.dropped, PORTION);
    assert.deepEqual(pruning.rows(before.rejected, first.next ?? 0).dropped, PORTION);
    assert.equal(pruneAll(record, before).rows, 1);
    assert.equal(record.db.get('SELECT count(*) AS n FROM urls')?.['n'], 0, 'and the addresses go with them');
  });

  test('believes a clock that jumps only day by day', (t) => {
    const record = newRecord(t);
    addItem(record, 'a', { seenAt: NOON });
    const { pruning } = record.items;
    assert.equal(pruning.believe(NOON + HOUR, DAY), NOON + HOUR);
    assert.equal(pruning.believe(NOON + 365 * DAY, DAY), NOON + HOUR + DAY);
    assert.equal(pruning.believe(NOON + 365 * DAY, DAY), NOON + HOUR + 2 * DAY);
    assert.equal(pruning.believe(NOON + 2 * HOUR, DAY), NOON + 2 * HOUR, 'and goes back with it at once');
  });

  test('leaves the scores where the words went, without the reasons', (t) => {
    const record = newRecord(t);
    const far = { near: false, score: -1.5, judgedAs: 'brief' } as const;
    const id = reject(record, 'a', 0, { verdicts: [verdict(far), verdict({ ...far, topic: 'iran', score: 2 })] });
    assert.equal(pruneAll(record, before).texts, 1);
    const [why] = whyReport(record.db, itemUid('f', 'a'));
    assert.deepEqual(why?.verdicts, [
      { ...verdict(far), contributions: [], bare: true },
      { ...verdict({ ...far, topic: 'iran', score: 2 }), contributions: [], bare: true },
    ]);
    assert.deepEqual([why?.url, why?.title, why?.ruledOut], ['https://news.example/a', 'Title of a', null]);
    assert.equal(record.db.get('SELECT count(*) AS n FROM details')?.['n'], 0);
    record.items.end(id, { state: 'rejected', at: NOON, tries: 6, problemCode: 'stub', problem: 'x' });
    assert.equal(whyReport(record.db, itemUid('f', 'a'))[0]?.verdicts.length, 2, 'a later end does not take them');
  });

  test('of one that came close leaves the reasons', (t) => {
    const record = newRecord(t);
    reject(record, 'a', 0);
    assert.equal(pruneAll(record, before).texts, 1);
    assert.deepEqual(whyReport(record.db, itemUid('f', 'a'))[0]?.verdicts, [verdict()]);
  });

  test('finds what goes together by indexes, however many there are', (t) => {
    const record = newRecord(t);
    const plan = (sql: string): string =>
      record.db
        .all(`EXPLAIN QUERY PLAN ${sql}`, 1)
        .map((row) => String(row['detail']))
        .join();
    assert.match(plan('SELECT 1 FROM items WHERE duplicate_of = ?'), /USING (COVERING )?INDEX items_duplicate_of/);
  });
});
