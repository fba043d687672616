import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ConfigError } from '../../src/errors.ts';
import type { Desk } from '../../src/coordinator/parts.ts';
import { recordArticle } from '../../src/coordinator/record-article.ts';
import { takeUp } from '../../src/coordinator/take-up.ts';
import type { Basis } from '../../src/model/article.ts';
import { openReports } from '../../src/record/reports.ts';
import { itemUid, type ItemState } from '../../src/record/items.ts';
import { FEED_URL, openDesk, replayed } from './support.ts';

/** A match takes three points, a near miss one; each sentence with the word is worth one. */
const topic = (id: string, words: string, { match = 3, against = 'never' } = {}): string =>
  `id: ${id}\nmatch: ${match}\nnear: 1\nfor:\n  - { name: "${id} flow", find: a, points: 1 }\n` +
  `against:\n  - { name: "${id} in songs", find: b, points: 1 }\nconcepts: { a: [${words}], b: [${against}] }\n`;

const RIVERS = 'The river is high. The river is wide. The river sings. A lake.';
const LAKES = 'The lake is deep. The lake is cold. The lake sings. A river.';

/** Judged by topics that are files of its folder, `one.yaml` and `two.yaml`. */
function openPlace(...context: Parameters<typeof openDesk>): { desk: Desk; write(one: string, two?: string): void } {
  const [t] = context;
  const desk = openDesk(t, { topics: { one: topic('rivers', 'river'), two: topic('hills', 'hill') } });
  const folder = join(desk.settings.file, '..');
  return {
    desk,
    write(one, two = topic('hills', 'hill')) {
      writeFileSync(join(folder, 'one.yaml'), one);
      writeFileSync(join(folder, 'two.yaml'), two);
    },
  };
}

/** Lets an article come in, and be judged by the rules in force. */
function read(
  desk: Desk,
  key: string,
  text: string,
  { seenAt = 0, basis = 'page' }: { seenAt?: number; basis?: Basis } = {},
): ItemState {
  const { record, feeds } = desk;
  const feedId = feeds.all()[0]?.id ?? '';
  record.feeds.ensure(feedId, FEED_URL, 0);
  const [uid, url] = [itemUid(feedId, key), `https://news.example/${key}`];
  const rest = { title: key, publishedAt: null, host: 'news.example', feedText: null, duplicateOf: null } as const;
  record.items.insert({ uid, feedId, url, seenAt, state: 'waiting', quiet: false, ...rest });
  const article = { url, canonicalUrl: null, title: key, text, byline: null, lang: null, publishedAt: null, basis };
  const item = record.items.byUid(uid) as ItemState;
  // By no rules that there are: it is judged by those in force.
  recordArticle(desk, item, { kind: 'read', article, verdicts: [], revision: 'none', fetchedAt: 0, problem: null });
  return record.items.byUid(uid) as ItemState;
}

const stateOf = (desk: Desk, item: ItemState): string => desk.record.items.get(item.id)?.state ?? '';

test('gains and losses are told with the scores and the rules that changed, and nothing is changed', async (t) => {
  const { desk, write } = openPlace(t);
  const [rivers, lakes] = [read(desk, 'rivers', RIVERS), read(desk, 'lakes', LAKES)];
  assert.deepEqual([stateOf(desk, rivers), stateOf(desk, lakes)], ['matched', 'rejected']);
  write(topic('rivers', 'lake'));
  desk.rules.reload(desk.settings.topicFiles);
  const { judged, gained, lost, unread, textGone } = await replayed(desk);
  assert.deepEqual([judged, unread, textGone], [2, [], 0]);
  const { matched, why, ...gain } = gained[0] ?? { matched: [], why: [] };
  assert.deepEqual(gain, {
    id: lakes.uid,
    title: 'lakes',
    url: 'https://news.example/lakes',
    topic: 'rivers',
    score: 3,
    before: { score: 1, threshold: 3 },
    after: { score: 3, threshold: 3 },
  });
  assert.deepEqual(new Set(matched.map(({ term }) => term)), new Set(['lake']));
  assert.deepEqual(why, [
    '+1 → +3  rivers flow (3 sentences in the lead): “The *lake* is deep. The *lake* is cold. The *lake* sings. A river.”',
  ]);
  const [loss] = lost;
  assert.deepEqual(
    [loss?.id, loss?.score, loss?.before, loss?.after],
    [rivers.uid, 3, { score: 3, threshold: 3 }, { score: 1, threshold: 3 }],
  );
  assert.match(
    loss?.why.join('\n') ?? '',
    /^\+3 → \+1 {2}rivers flow \(3 sentences in the lead\): “The \*river\* is high\./,
  );
  assert.deepEqual([stateOf(desk, rivers), stateOf(desk, lakes)], ['matched', 'rejected']);
});

test('a loss says what speaks against it now, a gain that less is needed', async (t) => {
  const { desk, write } = openPlace(t);
  const [rivers, lakes] = [read(desk, 'rivers', RIVERS), read(desk, 'lakes', LAKES)];
  write(topic('rivers', 'river', { against: 'sings' }));
  desk.rules.reload(desk.settings.topicFiles);
  const { lost } = await replayed(desk);
  assert.match(lost[0]?.why.join('\n') ?? '', /^0 → −1 {2}rivers in songs \(lead\): .*\n\+3 {2}1 rule as before$/);
  write(topic('rivers', 'river', { match: 1 }));
  desk.rules.reload(desk.settings.topicFiles);
  const { gained } = await replayed(desk);
  assert.deepEqual(
    gained.map(({ id, why }) => [id, why]),
    [[lakes.uid, ['1 points are needed now, 3 before', '+1  1 rule as before']]],
  );
  assert.equal(stateOf(desk, rivers), 'matched');
});

test('a topic that is new, or gone, and the topics that a feed names', async (t) => {
  const { desk, write } = openPlace(t);
  const lakes = read(desk, 'lakes', LAKES);
  const rivers = read(desk, 'rivers', RIVERS);
  write(topic('waters', 'lake'));
  desk.rules.reload(desk.settings.topicFiles);
  const { gained, lost } = await replayed(desk);
  assert.deepEqual(
    gained.map(({ id, topic: of, before }) => [id, of, before]),
    [[lakes.uid, 'waters', null]],
  );
  assert.equal(gained[0]?.why[0], 'no verdict of this topic before');
  assert.deepEqual(
    lost.map(({ id, topic: of, score, after, why }) => [id, of, score, after, why]),
    [[rivers.uid, 'rivers', 3, null, ['there is no such topic any longer']]],
  );
  desk.feeds.replace(desk.feeds.all().map((feed) => ({ ...feed, topics: ['hills'] })));
  assert.deepEqual((await replayed(desk)).gained, []);
});

test('only what was seen since then, only one topic', async (t) => {
  const { desk, write } = openPlace(t);
  read(desk, 'old', LAKES, { seenAt: 5 });
  const young = read(desk, 'young', `${LAKES} A young one.`, { seenAt: 10 });
  write(topic('rivers', 'lake'), topic('hills', 'lake'));
  desk.rules.reload(desk.settings.topicFiles);
  const ids = async (scope: Parameters<typeof replayed>[1]): Promise<string[][]> =>
    (await replayed(desk, scope)).gained.map(({ id, topic: of }) => [id, of]);
  assert.equal((await ids({})).length, 2);
  assert.deepEqual(await ids({ since: 10, topic: 'hills' }), [[young.uid, 'hills']]);
});

test('a match of several topics is lost to the one that is asked for', async (t) => {
  const { desk, write } = openPlace(t);
  write(topic('rivers', 'river'), topic('hills', 'river'));
  desk.rules.reload(desk.settings.topicFiles);
  const both = read(desk, 'both', RIVERS);
  write(topic('rivers', 'river'));
  desk.rules.reload(desk.settings.topicFiles);
  assert.deepEqual((await replayed(desk)).lost, []);
  const { lost } = await replayed(desk, { topic: 'hills' });
  assert.deepEqual(
    lost.map(({ id, topic: of, score, after }) => [id, of, score, after?.score]),
    [[both.uid, 'hills', 3, 0]],
  );
});

test('what is gained is taken up as a late match, with its reasons, once, and by the files as they are now', async (t) => {
  const { desk, write } = openPlace(t);
  const lakes = read(desk, 'lakes', LAKES);
  const brief = read(desk, 'brief', `${LAKES} In brief.`, { basis: 'summary' });
  write(topic('rivers', 'lake'));
  const found = { gained: [lakes.uid, brief.uid, lakes.uid, 'x'], unread: [] };
  assert.deepEqual(await takeUp(desk, found), { applied: 2, fetchAgain: 0 });
  assert.deepEqual([stateOf(desk, lakes), stateOf(desk, brief)], ['matched', 'matched']);
  const reports = openReports(desk.record.db);
  const match = reports.match(lakes.uid);
  assert.deepEqual([match?.score, match?.threshold, match?.verdict?.judgedAs], [3, 3, 'brief']);
  assert.match(match?.why.join('\n') ?? '', /^match, 3 points, exactly the 3 needed.*\n\+3 {2}rivers flow/);
  assert.ok(match?.corpusFile);
  assert.equal(reports.match(brief.uid)?.corpusFile, null, 'a summary has no file');
  assert.deepEqual(reports.totals().alerts, {}, 'and no alert');
  assert.deepEqual(await takeUp(desk, found), { applied: 0, fetchAgain: 0 });
});

test('alerts are raised where they are asked for, and say why', async (t) => {
  const { desk, write } = openPlace(t);
  const lakes = read(desk, 'lakes', LAKES);
  write(topic('rivers', 'lake'));
  await takeUp(desk, { gained: [lakes.uid], unread: [], alert: true });
  const [alert] = desk.record.alerts.ofMatch(desk.record.matches.ofItem(lakes.id)?.id ?? 0);
  assert.ok(alert?.body.type === 'match');
  assert.equal(alert.body.data.threshold, 3);
  assert.match(alert.body.data.why[1] ?? '', /^\+3 {2}rivers flow/);
});

test('rules with a mistake change nothing', async (t) => {
  const { desk, write } = openPlace(t);
  const lakes = read(desk, 'lakes', LAKES);
  const { revision } = desk.rules.set;
  write('id: rivers\n');
  await assert.rejects(takeUp(desk, { gained: [lakes.uid], unread: [] }), ConfigError);
  assert.deepEqual([stateOf(desk, lakes), desk.rules.set.revision], ['rejected', revision]);
});

test('everything else gets its turn while much is judged, and it is told how far it is', async (t) => {
  const { desk } = openPlace(t);
  desk.record.transaction(() => {
    for (let i = 0; i < 100; i++) read(desk, `i${i}`, `${'The hill is green. '.repeat(2)} ${i}`);
  });
  let [turns, over] = [0, false];
  const told: number[] = [];
  const others = (): void => {
    turns += 1;
    if (!over) setImmediate(others);
  };
  setImmediate(others);
  const { judged } = await replayed(desk, {}, (so) => told.push(so));
  over = true;
  assert.equal(judged, 100);
  assert.deepEqual(told, [20, 40, 60, 80, 100]);
  assert.ok(turns >= told.length, `${turns} turns`);
});
