import assert from 'node:assert/strict';
import { test } from 'node:test';
import { itemUid } from '../../src/record/items.ts';
import { HOUR, newRecord, NOON } from './support.ts';

test('a new feed is due at once, and known from then on', (t) => {
  const { feeds } = newRecord(t);
  assert.equal(feeds.get('n'), undefined);
  const state = feeds.ensure('n', 'https://n.example/feed', NOON);
  assert.deepEqual(state, {
    feedId: 'n',
    url: 'https://n.example/feed',
    movedTo: null,
    title: null,
    etag: null,
    lastModified: null,
    bodyHash: null,
    dueAt: NOON,
    polledAt: null,
    succeededAt: null,
    newItemAt: null,
    failures: 0,
    failingSince: null,
    problem: null,
    refusedUntil: null,
    goneAt: null,
    hints: null,
    fullAt: null,
    gapAt: null,
    freshUntil: null,
    sameAs: null,
  });
  feeds.update('n', { dueAt: NOON + HOUR });
  assert.equal(feeds.ensure('n', 'https://n.example/feed', NOON + 5).dueAt, NOON + HOUR);
});

test('an update changes what it names and nothing else', (t) => {
  const { feeds } = newRecord(t);
  feeds.update('f', {
    title: 'News',
    etag: '"1"',
    failures: 2,
    problem: "it's \u0000 broken",
    movedTo: 'https://m.example/',
  });
  const before = feeds.get('f');
  feeds.update('f', { etag: null, goneAt: NOON });
  assert.deepEqual(feeds.get('f'), { ...before, etag: null, goneAt: NOON });
  feeds.update('f', {});
  assert.deepEqual(feeds.get('f'), { ...before, etag: null, goneAt: NOON });
  feeds.update('none', { title: 'x' });
  assert.equal(feeds.get('none'), undefined);
});

test('what a feed says of its own rhythm is kept as it was said', (t) => {
  const { feeds } = newRecord(t);
  const hints = { ttl: HOUR, skipHours: [0, 23], skipDays: ['Sunday'] };
  feeds.update('f', { hints });
  assert.deepEqual(feeds.get('f')?.hints, hints);
  feeds.update('f', { title: 'News' });
  assert.deepEqual(feeds.get('f')?.hints, hints);
  feeds.update('f', { hints: null });
  assert.equal(feeds.get('f')?.hints, null);
});

test('what the last body listed is remembered whole', (t) => {
  const { feeds } = newRecord(t);
  assert.deepEqual(feeds.listed('f'), new Set());
  const uids = Array.from({ length: 500 }, (_, i) => itemUid('f', String(i)));
  feeds.setListed('f', uids);
  assert.deepEqual(feeds.listed('f'), new Set(uids));
  feeds.setListed('f', []);
  assert.deepEqual(feeds.listed('f'), new Set());
});
