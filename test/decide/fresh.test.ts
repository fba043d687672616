import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isStale } from '../../src/decide/fresh.ts';

const WEEK = 604_800_000;
const NOW = Date.UTC(2026, 10, 20);

test('older than the limit is stale; just as old is not', () => {
  assert.ok(isStale({ publishedAt: NOW - WEEK - 1 }, NOW, WEEK));
  assert.ok(!isStale({ publishedAt: NOW - WEEK }, NOW, WEEK));
  assert.ok(isStale({ publishedAt: 0 }, NOW, WEEK));
});

test('without a date it is fresh; a date in the future counts as now', () => {
  assert.ok(!isStale({ publishedAt: null }, NOW, 1));
  assert.ok(!isStale({ publishedAt: NOW + 10 * WEEK }, NOW, 1));
  assert.ok(!isStale({ publishedAt: Number.MAX_SAFE_INTEGER }, NOW, 1));
});
