import assert from 'node:assert/strict';
import { test } from 'node:test';
import { retryAfter } from '../../../workers/web/retry-after.ts';

const NOW = Date.UTC(2026, 2, 10, 12, 0, 0);
const at = (value: string): number | null => retryAfter({ 'retry-after': value }, NOW);

test('seconds count from now', () => {
  assert.equal(at('120'), NOW + 120_000);
  assert.equal(at(' 0 '), NOW);
});

test('the three forms of an HTTP date are read as GMT', () => {
  const then = Date.UTC(2026, 2, 10, 13, 30, 0);
  assert.equal(at('Tue, 10 Mar 2026 13:30:00 GMT'), then);
  assert.equal(at('Tuesday, 10-Mar-26 13:30:00 GMT'), then);
  assert.equal(at('Tue Mar 10 13:30:00 2026'), then);
});

test('it is never in the past and at most a day ahead', () => {
  assert.equal(at('Tue, 10 Mar 2026 11:00:00 GMT'), NOW);
  assert.equal(at('86401'), NOW + 86_400_000);
  assert.equal(at('999999999999'), NOW + 86_400_000);
  assert.equal(at('Tue, 10 Mar 2099 11:00:00 GMT'), NOW + 86_400_000);
});

test('what is no time says nothing', () => {
  for (const value of ['', 'soon', '-5', '1.5', '1e3', '9999999999999', 'Tue, 99 Mar 2026']) {
    assert.equal(at(value), null, value);
  }
  assert.equal(retryAfter({}, NOW), null);
});
