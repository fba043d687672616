import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { openReports, type Reports } from '../../src/record/reports.ts';
import type { NewsRecord } from '../../src/record/record.ts';
import { addItem, addMatch, alertBody, DAY, HOUR, mark, newRecord, NOON, verdict, pruneAll } from './support.ts';

function openStation(t: TestContext): { record: NewsRecord; reports: Reports; uid(match: number): string } {
  const record = newRecord(t);
  return { record, reports: openReports(record.db), uid: (match) => record.matches.get(match)?.uid ?? '' };
}

/** That of the verdict in support.ts. */
const WHY = [
  'near miss, 4 points (4 for, 2 against), 1 short of the 5 needed, judged as an article',
  '+4  forces (title): “US *troops*”',
  '−2  sport (body): “the *game*”',
];

describe('matches', () => {
  test('are the data objects of alerts, with what came after them', (t) => {
    const { record, reports, uid } = openStation(t);
    const first = addMatch(record, 'a');
    const second = addMatch(record, 'b', { duplicateOf: first, publishedAt: null });
    record.matches.setFile(second, { number: 5, name: '005_x.txt', sha256: 'x' });
    record.matches.setMark(second, 'wrong');
    const { matches, next } = reports.matches({});
    assert.equal(next, null);
    assert.deepEqual(matches[0], {
      id: uid(second),
      topic: 'iraq',
      title: 'US troops leave b',
      url: 'https://news.example/b',
      feed: { title: 'News', url: 'https://news.example/feed' },
      byline: null,
      publishedAt: null,
      matchedAt: '2026-11-20T12:00:00.000Z',
      score: 7.5,
      threshold: 5,
      matched: [{ term: 'US troops', concept: 'forces', where: 'title', snippet: 'US troops leave' }],
      why: WHY,
      excerpt: 'They left b',
      basis: 'page',
      corpusFile: '005_x.txt',
      topics: [{ id: 'iraq', score: 7.5 }],
      duplicateOf: uid(first),
      mark: 'wrong',
    });
    assert.deepEqual([matches[1]?.duplicateOf, matches[1]?.mark], [null, null]);
    const whole = reports.match(uid(second).toUpperCase());
    assert.deepEqual([whole?.text, whole?.lang, whole?.canonicalUrl], ['They left b on Friday.', 'en', null]);
    assert.deepEqual([whole?.near, whole?.verdict], [false, verdict()]);
    for (const none of ['', 'x', '0123456789abcdef']) assert.equal(reports.match(none), undefined, none);
  });

  test('without their verdict do not say why', (t) => {
    const { record, reports, uid } = openStation(t);
    const match = addMatch(record, 'a', { topic: 'another' });
    const { threshold, why } = reports.matches({}).matches[0] ?? {};
    assert.deepEqual([threshold, why, reports.match(uid(match))?.verdict], [null, [], null]);
  });

  test('are chosen by topic, of all that agree, and by time', (t) => {
    const { record, reports } = openStation(t);
    addMatch(record, 'old', { matchedAt: NOON - DAY });
    addMatch(record, 'both', {
      topics: [
        { id: 'iraq', score: 7 },
        { id: 'navy', score: 6 },
      ],
    });
    const titles = (query: Parameters<Reports['matches']>[0]): string[] =>
      reports.matches(query).matches.map(({ title }) => title.replace('US troops leave ', ''));
    assert.deepEqual(titles({}), ['both', 'old']);
    assert.deepEqual(titles({ topic: 'iraq' }), ['both', 'old']);
    assert.deepEqual(titles({ topic: 'navy' }), ['both']);
    assert.deepEqual(titles({ topic: "' OR 1=1" }), []);
    assert.deepEqual(titles({ since: NOON }), ['both']);
    assert.deepEqual(titles({ since: NOON - DAY, topic: 'iraq', q: 'old' }), ['old']);
  });

  test('come in pages that neither repeat nor leave out, also while more are found', (t) => {
    const { record, reports } = openStation(t);
    const ids = Array.from({ length: 10 }, (_, i) => addMatch(record, `m${i}`, { matchedAt: NOON }));
    const seen: string[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < 4; page++) {
      const { matches, next } = reports.matches({ limit: 3, ...(cursor === undefined ? {} : { cursor }) });
      seen.push(...matches.map(({ url }) => url));
      addMatch(record, `new${page}`);
      assert.equal(next === null, page === 3);
      cursor = next ?? undefined;
    }
    assert.deepEqual(
      seen,
      ids.map((_, i) => `https://news.example/m${9 - i}`),
    );
  });

  test('a last page that is full has no next one; a limit of none gives none', (t) => {
    const { record, reports } = openStation(t);
    for (const key of ['a', 'b']) addMatch(record, key);
    assert.equal(reports.matches({ limit: 2 }).next, null);
    assert.deepEqual(reports.matches({ limit: 0 }), { matches: [], next: null });
  });

  test('a cursor that is none is refused', (t) => {
    const { reports } = openStation(t);
    for (const cursor of ['', 'x', '-1', '1e3', '1 OR 1', '9'.repeat(16), '٣'])
      assert.throws(() => reports.matches({ cursor }), { code: 'bad-cursor', remedy: /the page before/ }, cursor);
  });
});

describe('search', () => {
  const find = (reports: Reports, q: string): string[] =>
    reports.matches({ q }).matches.map(({ url }) => url.replace('https://news.example/', ''));

  test('looks for all words in title and text, whatever case and accents', (t) => {
    const { record, reports } = openStation(t);
    addMatch(record, 'a', { title: 'Troops leave Al-Asad', text: 'The café at the U.S. base is closed.' });
    addMatch(record, 'b', { title: 'Troops stay', text: 'Naval exercise in the Gulf.' });
    for (const [q, found] of [
      ['troops', ['b', 'a']],
      ['TROOPS cafe', ['a']],
      ['troops gulf cafe', []],
      ['al-asad', ['a']],
      ['U.S. base', ['a']],
      ['"troops leave"', ['a']],
      ['"leave troops"', []],
      ['nav*', ['b']],
      ['nav', []],
      ['  ', ['b', 'a']],
    ] as const)
      assert.deepEqual(find(reports, q), found, q);
  });

  test('takes no query for a mistake, and no operator for an operator', (t) => {
    const { record, reports } = openStation(t);
    addMatch(record, 'a', { title: 'and or not near title', text: 'x' });
    for (const q of [
      'and or',
      'title:near',
      'NEAR(and or)',
      'not',
      '-and',
      '^and',
      'and + or',
      '(and',
      'and) or',
      '{title}: and',
      '"and',
      'and"',
      '"and" "',
      'or*',
      '*',
      '**and',
      "and'; DROP TABLE matches; --",
    ])
      assert.ok(['a', ''].includes(find(reports, q).join()), q);
    assert.deepEqual(find(reports, 'and or not near'), ['a']);
    assert.deepEqual(find(reports, 'text:zzz'), []);
  });

  test('survives what no one means', (t) => {
    const { record, reports } = openStation(t);
    addMatch(record, 'a', { text: 'troops' });
    const odd: readonly (readonly [q: string, found: readonly string[]])[] = [
      ['\u0000', []],
      ['"troops\u0000"', ['a']],
      ['"\u0000', []],
      ['"', []],
      ['""', []],
      ['"!!!"', []],
      ['!!!', []],
      ['😀', []],
      ['\ud800', []],
      ['troops '.repeat(1_500), ['a']],
      [`"${'troops '.repeat(1_500)}"`, []],
      ['tr* '.repeat(2_500), ['a']],
      ['('.repeat(10_000), []],
      ['"'.repeat(10_000), []],
      ['x'.repeat(10_000), []],
      [Array.from({ length: 2_000 }, (_, i) => `w${i}`).join(' '), []],
    ];
    for (const [q, found] of odd) assert.deepEqual(find(reports, q), found, q.slice(0, 20));
  });
});

describe('near misses', () => {
  const reject = (record: NewsRecord, key: string, { at = NOON, verdicts = [verdict()] } = {}): number => {
    const id = addItem(record, key);
    record.items.end(id, {
      state: 'rejected',
      at,
      verdicts,
      basis: 'feed',
      kept: { title: 'T', text: `words of ${key}` },
    });
    return id;
  };

  test('are rejected items that came close, newest first, in the form of matches', (t) => {
    const { record, reports } = openStation(t);
    reject(record, 'far', { verdicts: [verdict({ near: false })] });
    reject(record, 'old', { at: NOON - HOUR });
    const id = reject(record, 'new');
    addMatch(record, 'match');
    const found = reports.nearMisses({});
    assert.deepEqual(
      found.map(({ title }) => title),
      ['Title of new', 'Title of old'],
    );
    assert.deepEqual(found[0], {
      id: record.items.get(id)?.uid,
      topic: 'iraq',
      title: 'Title of new',
      url: 'https://news.example/new',
      feed: { title: 'https://news.example/feed', url: 'https://news.example/feed' },
      byline: null,
      publishedAt: null,
      matchedAt: '2026-11-20T12:00:00.000Z',
      score: 4,
      threshold: 5,
      matched: [{ term: 'troops', concept: 'forces', where: 'title', snippet: 'US troops' }],
      why: WHY,
      excerpt: 'words of new',
      basis: 'feed',
      corpusFile: null,
      topics: [{ id: 'iraq', score: 4 }],
      duplicateOf: null,
      mark: null,
    });
    assert.deepEqual(reports.nearMisses({ since: NOON }).length, 1);
    assert.deepEqual(
      reports.nearMisses({ limit: 1 }).map(({ title }) => title),
      ['Title of new'],
    );
  });

  test('however many there are, are each listed once, and no more of them are read than are wanted', (t) => {
    const { record, reports } = openStation(t);
    const ids = Array.from({ length: 250 }, (_, i) => reject(record, `${i}`, { at: NOON - Math.floor(i / 125) }));
    const uids = ids.map((id) => record.items.get(id)?.uid);
    assert.deepEqual(
      reports.nearMisses({}).map(({ id }) => id),
      [...uids.slice(0, 125).toReversed(), ...uids.slice(125).toReversed()],
    );
    record.db.run(`UPDATE details SET kept = x'00' WHERE item = ?`, ids[130] ?? 0);
    assert.throws(() => reports.nearMisses({}));
    assert.equal(reports.nearMisses({ limit: 120 }).length, 120);
  });

  test('can be looked at whole, as far as their words are kept', (t) => {
    const { record, reports } = openStation(t);
    const id = reject(record, 'a');
    const uid = record.items.get(id)?.uid ?? '';
    const whole = reports.match(uid);
    assert.deepEqual([whole?.near, whole?.text, whole?.why, whole?.verdict], [true, 'words of a', WHY, verdict()]);
    pruneAll(record, { keptText: NOON + 1, rejected: 0 });
    assert.equal(reports.match(uid)?.text, '');
    const far = reject(record, 'far', { verdicts: [verdict({ near: false })] });
    assert.equal(reports.match(record.items.get(far)?.uid ?? ''), undefined);
  });

  test('show the user’s judgement', (t) => {
    const { record, reports } = openStation(t);
    const uid = record.items.get(reject(record, 'a'))?.uid ?? '';
    record.marks.set({ ...mark(uid), mark: 'wrong', matched: false });
    assert.equal(reports.nearMisses({})[0]?.mark, 'wrong');
  });

  test('of one topic are all of it that the limit allows, judged by it', (t) => {
    const { record, reports } = openStation(t);
    const navy = verdict({ topic: 'navy', score: 3, contributions: [] });
    reject(record, 'a', { at: NOON - 3, verdicts: [navy] });
    reject(record, 'b', { at: NOON - 2, verdicts: [verdict(), navy] });
    reject(record, 'c', { at: NOON - 1, verdicts: [verdict(), { ...navy, near: false }] });
    reject(record, 'd');
    const found = reports.nearMisses({ topic: 'navy', limit: 2 });
    assert.deepEqual(
      found.map(({ title, topic, score }) => [title, topic, score]),
      [
        ['Title of b', 'navy', 3],
        ['Title of a', 'navy', 3],
      ],
    );
    assert.equal(reports.nearMisses({ limit: 9 })[2]?.topic, 'iraq', 'the closest where none is asked for');
  });

  test('by the topic that it came closest to, whose points may be fewer', (t) => {
    const { record, reports } = openStation(t);
    reject(record, 'a', { verdicts: [verdict({ score: 7, threshold: 10 }), verdict({ topic: 'navy', score: 4.8 })] });
    const [near] = reports.nearMisses({});
    assert.equal(near?.topic, 'navy');
    assert.deepEqual(near?.topics, [
      { id: 'navy', score: 4.8 },
      { id: 'iraq', score: 7 },
    ]);
  });

  test('words that several rules found are told once', (t) => {
    const { record, reports } = openStation(t);
    const [one] = verdict().contributions;
    assert.ok(one !== undefined);
    reject(record, 'a', { verdicts: [verdict({ contributions: [one, { ...one, rule: 'another', points: 1 }] })] });
    assert.equal(reports.nearMisses({})[0]?.matched.length, 1);
  });

  test('a long text without blanks is cut between characters', (t) => {
    const { record, reports } = openStation(t);
    const id = addItem(record, 'a');
    record.items.end(id, {
      state: 'rejected',
      at: NOON,
      verdicts: [verdict()],
      kept: { title: 'T', text: `x${'😀'.repeat(500)}` },
    });
    const { excerpt = '' } = reports.nearMisses({})[0] ?? {};
    assert.ok(excerpt.length <= 281 && excerpt.isWellFormed());
  });
});

describe('kept words, for replay', () => {
  test('are those of rejected items since then, oldest first, with their verdicts', (t) => {
    const { record, reports } = openStation(t);
    const keep = (
      key: string,
      seenAt: number,
      state: 'rejected' | 'matched' = 'rejected',
      text: string | null = key,
    ): number => {
      const id = addItem(record, key, { seenAt });
      record.items.end(id, {
        state,
        at: seenAt,
        basis: 'page',
        verdicts: [verdict()],
        kept: text === null ? null : { title: 'T', text },
      });
      return id;
    };
    keep('old', NOON - DAY);
    const first = keep('first', NOON);
    keep('gone', NOON, 'rejected', null);
    keep('match', NOON, 'matched');
    keep('last', NOON + 1);
    const kept = [...reports.kept(NOON)];
    assert.deepEqual(
      kept.map(({ text }) => text),
      ['first', 'last'],
    );
    assert.deepEqual(kept[0], {
      uid: record.items.get(first)?.uid,
      itemId: first,
      url: 'https://news.example/first',
      feedId: 'f',
      basis: 'page',
      verdicts: [verdict()],
      title: 'T',
      text: 'first',
    });
    assert.equal(reports.countWithoutWords(NOON), 1);
    assert.equal(reports.countWithoutWords(NOON + 1), 0);
  });

  test('come all, however many, also if they change while they are gone through', (t) => {
    const { record, reports } = openStation(t);
    record.transaction(() => {
      for (let i = 0; i < 1_234; i++) {
        const id = addItem(record, `i${i}`);
        record.items.end(id, { state: 'rejected', at: NOON, verdicts: [], kept: { title: 'T', text: String(i) } });
      }
    });
    const seen: string[] = [];
    for (const { itemId, text } of reports.kept(0)) {
      seen.push(text);
      record.items.end(itemId, { state: 'matched', at: NOON });
    }
    assert.deepEqual(
      seen,
      Array.from({ length: 1_234 }, (_, i) => String(i)),
    );
    assert.deepEqual([...reports.kept(0)], []);
  });
});

describe('figures', () => {
  test('of feeds: their state, their items and matches', (t) => {
    const { record, reports } = openStation(t);
    record.feeds.ensure('e', 'https://empty.example/feed', NOON);
    addMatch(record, 'a');
    addItem(record, 'b');
    const [empty, news] = reports.feeds();
    assert.deepEqual([empty?.feedId, empty?.items, empty?.matches], ['e', 0, 0]);
    assert.deepEqual([news?.url, news?.items, news?.matches, news?.failures], ['https://news.example/feed', 2, 1, 0]);
  });

  test('of everything', (t) => {
    const { record, reports } = openStation(t);
    assert.deepEqual(reports.totals(), {
      items: {},
      ruledOut: 0,
      waiting: 0,
      matches: 0,
      alerts: {},
      corpusFiles: 0,
      lastMatchAt: null,
    });
    const match = addMatch(record, 'a', { matchedAt: NOON - HOUR });
    addMatch(record, 'b');
    record.matches.setFile(match, { number: 0, name: '000_x.txt', sha256: 'x' });
    record.alerts.insert({ uid: 'u', match, channel: 'log', body: alertBody(), createdAt: NOON });
    addItem(record, 'c');
    addItem(record, 'd', { state: 'stale' });
    assert.deepEqual(reports.totals(), {
      items: { matched: 2, waiting: 1, stale: 1 },
      ruledOut: 0,
      waiting: 1,
      matches: 2,
      alerts: { pending: 1 },
      corpusFiles: 1,
      lastMatchAt: NOON,
    });
  });

  test('of days, by UTC', (t) => {
    const { record, reports } = openStation(t);
    const midnight = Date.UTC(2026, 10, 20);
    for (const [key, matchedAt] of [
      ['a', midnight - 1],
      ['b', midnight],
      ['c', midnight + 1],
      ['d', 0],
    ] as const)
      addMatch(record, key, { matchedAt });
    assert.deepEqual(reports.matchesPerDay(midnight - DAY), [
      { day: '2026-11-19', count: 1 },
      { day: '2026-11-20', count: 2 },
    ]);
  });
});
