import assert from 'node:assert/strict';
import { test } from 'node:test';
import { splitAt, starred, unstarred } from '../../src/model/marked.ts';

test('a text is cut at whole words, longest first, in any script', () => {
  assert.deepEqual(splitAt('US troops and troops', ['troops', 'US troops']), ['', 'US troops', ' and ', 'troops', '']);
  assert.deepEqual(splitAt('troopship', ['troops']), ['troopship']);
  assert.deepEqual(splitAt('في العراق.', ['العراق']), ['في ', 'العراق', '.']);
  assert.deepEqual(splitAt('(U.S.) [a', ['U.S.', '[a', '', ' ']), ['(', 'U.S.', ') ', '[a', '']);
  assert.deepEqual(splitAt('text', []), ['text']);
});

test('what was starred comes out again; a lone asterisk stays', () => {
  assert.equal(starred('US troops left', ['US troops']), '*US troops* left');
  assert.deepEqual(unstarred('the *US troops* left'), ['the ', 'US troops', ' left']);
  assert.deepEqual(unstarred('5 * 3'), ['5 * 3']);
});
