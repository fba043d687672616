import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { recordArticle } from '../../src/coordinator/record-article.ts';
import { takeUp } from '../../src/coordinator/take-up.ts';
import type { Desk } from '../../src/coordinator/parts.ts';
import type { ArticleOutcome } from '../../src/model/jobs.ts';
import { openReports } from '../../src/record/reports.ts';
import { pruneAll } from '../record/support.ts';
import { itemUid, type ItemState } from '../../src/record/items.ts';
import { whyReport } from '../../src/record/why.ts';
import { FEED_URL, openDesk, replayed } from './support.ts';

const URL_A = 'https://news.example/a';
const BOUNDS = [{ topic: 'us-forces-iraq', most: 1.5, near: 3 }];
const OFF_TOPIC = '\x03\x01The council met on Monday.';
const ON_TOPIC = '\x03\x01US troops in Iraq, said the US Army, left their base on Monday. US troops went.';

function addItem({ feeds, record }: Desk, url = URL_A): ItemState {
  const feedId = feeds.all()[0]?.id ?? '';
  record.feeds.ensure(feedId, FEED_URL, 0);
  const uid = itemUid(feedId, url);
  const item = { url, host: 'news.example', feedText: null, title: 'Council meets', publishedAt: null };
  const state = { seenAt: 0, state: 'waiting', quiet: false, duplicateOf: null } as const;
  record.items.insert({ uid, feedId, ...item, ...state });
  return record.items.byUid(uid) as ItemState;
}

const ruledOut = ({ rules }: Desk, page = OFF_TOPIC, revision = rules.set.revision): ArticleOutcome => ({
  kind: 'ruled-out',
  url: 'https://news.example/a-long-address',
  bounds: BOUNDS,
  page: deflateRawSync(page).toString('base64'),
  revision,
  fetchedAt: 5,
});

const stateOf = (desk: Desk, item: ItemState): ItemState => desk.record.items.get(item.id) as ItemState;

test('a page that was not read is an off-topic item, known by its addresses, with the reason', (t) => {
  const desk = openDesk(t);
  const item = addItem(desk);
  recordArticle(desk, item, ruledOut(desk));
  const { state, dueAt, basis, ruledOut: is } = stateOf(desk, item);
  assert.deepEqual([state, dueAt, basis, is], ['rejected', null, 'page', true]);
  assert.equal(desk.tally.articles.fetched, 1);
  assert.equal(desk.record.items.knownAs(['news.example/a-long-address']), item.id);
  const [why] = whyReport(desk.record.db, URL_A);
  assert.deepEqual([why?.verdicts, why?.ruledOut, why?.fetchedAt], [[], BOUNDS, '1970-01-01T00:00:00.005Z']);
  const reports = openReports(desk.record.db);
  assert.equal(reports.totals().ruledOut, 1);
  assert.equal(reports.countWithoutWords(0), 0);
});

test('nothing of a page is kept where nothing is to be kept, nor longer than it is to be', (t) => {
  const bare = openDesk(t, { config: 'keep: { rejectedText: 0s }\n' });
  recordArticle(bare, addItem(bare), ruledOut(bare));
  assert.deepEqual([...openReports(bare.record.db).ruledOut(0)], []);
  assert.equal(openReports(bare.record.db).countWithoutWords(0), 1);

  const desk = openDesk(t);
  recordArticle(desk, addItem(desk), ruledOut(desk));
  assert.deepEqual(
    [...openReports(desk.record.db).ruledOut(0)].map(({ page }) => page),
    [OFF_TOPIC],
  );
  pruneAll(desk.record, { keptText: Date.now() + 1, rejected: 0 });
  assert.deepEqual([...openReports(desk.record.db).ruledOut(0)], []);
});

test('the same article at another address is a duplicate', (t) => {
  const desk = openDesk(t);
  const first = addItem(desk);
  recordArticle(desk, first, ruledOut(desk));
  const second = addItem(desk, 'https://news.example/b');
  recordArticle(desk, second, ruledOut(desk));
  assert.deepEqual([stateOf(desk, second).state, desk.tally.items.duplicate], ['duplicate', 1]);
});

test('what older rules ruled out is asked about again', (t) => {
  const desk = openDesk(t);
  const item = addItem(desk);
  recordArticle(desk, item, ruledOut(desk, ON_TOPIC, 'older'));
  const again = stateOf(desk, item);
  assert.equal(again.state, 'waiting');
  assert.notEqual(again.dueAt, null, 'to be read by those in force');
  recordArticle(desk, again, ruledOut(desk, OFF_TOPIC, 'older'));
  assert.equal(stateOf(desk, item).state, 'rejected');
});

test('replay tells which pages have to be fetched again, and has them fetched', async (t) => {
  const desk = openDesk(t);
  const [off, on] = [addItem(desk), addItem(desk, 'https://other.example/b')];
  recordArticle(desk, off, ruledOut(desk));
  recordArticle(desk, on, { ...ruledOut(desk, ON_TOPIC), url: 'https://other.example/b' } as ArticleOutcome);

  const told = await replayed(desk);
  const [{ why, ...one } = { why: [] }, ...others] = told.unread;
  assert.deepEqual(one, {
    id: on.uid,
    title: 'Council meets',
    url: 'https://other.example/b',
    topics: ['us-forces-iraq'],
  });
  assert.match(why.join(), /^us-forces-iraq: at most [\d.]+ points, .* a near miss takes [\d.]+$/);
  assert.deepEqual([told.judged, others, told.gained], [2, [], []]);
  assert.deepEqual((await replayed(desk, { topic: 'other' })).unread, []);
  assert.equal(stateOf(desk, on).dueAt, null, 'nothing was changed');

  const found = { gained: [], unread: [on.uid, off.uid, 'x', on.uid] };
  assert.deepEqual(await takeUp(desk, found), { applied: 0, fetchAgain: 2 });
  const { dueAt, host, quiet, state } = stateOf(desk, on);
  assert.ok(dueAt !== null && dueAt <= Date.now());
  assert.deepEqual([host, quiet, state], ['other.example', true, 'rejected']);
  assert.deepEqual((await replayed(desk)).unread, [], 'it is under way');
});

test('a page that is fetched again is read, and may be stale after all', (t) => {
  const desk = openDesk(t);
  const article = {
    url: URL_A,
    canonicalUrl: null,
    title: 'Council meets',
    text: 'It met.',
    byline: null,
    lang: null,
    publishedAt: null,
    basis: 'page' as const,
  };
  const read = {
    kind: 'read' as const,
    article,
    verdicts: [],
    revision: desk.rules.set.revision,
    fetchedAt: 9,
    problem: null,
  };
  const item = addItem(desk);
  recordArticle(desk, item, ruledOut(desk));
  recordArticle(desk, stateOf(desk, item), read);
  assert.deepEqual([stateOf(desk, item).state, stateOf(desk, item).ruledOut], ['rejected', false]);
  assert.deepEqual(desk.record.items.words(item.id), { title: 'Council meets', text: 'It met.' });

  const old = addItem(desk, 'https://news.example/old');
  recordArticle(desk, old, { ...ruledOut(desk), url: 'https://news.example/old' } as ArticleOutcome);
  recordArticle(desk, stateOf(desk, old), {
    ...read,
    article: { ...article, url: 'https://news.example/old', publishedAt: 1 },
  });
  assert.equal(stateOf(desk, old).state, 'stale');
});
