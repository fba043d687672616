import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { nextDelivery, nextRead, QUICK_READ_TRIES, type NextTry } from '../../src/decide/retry.ts';
import type { PageProblem } from '../../src/model/jobs.ts';

const NOW = Date.UTC(2026, 10, 20, 12);
const HOUR = 3_600_000;
const problem = (over: Partial<PageProblem> = {}): PageProblem => ({
  code: 'http-503',
  message: 'x',
  retry: 'soon',
  ...over,
});
const waitOf = (next: NextTry): number | null => (next.kind === 'retry' ? next.dueAt - NOW : null);

describe('a page', () => {
  test('with passing trouble is tried again four times, ever later', () => {
    const waits = [0, 1, 2, 3, 4].map((tries) => waitOf(nextRead(tries, problem(), true, NOW)));
    assert.deepEqual(waits, [2_000, 8_000, 30_000, 120_000, null]);
    assert.equal(QUICK_READ_TRIES.length, 4);
  });

  test('is then tried after 1 h, 6 h and 24 h, and given up', () => {
    const waits = [4, 5, 6, 7, 8].map((tries) => waitOf(nextRead(tries, problem(), false, NOW)));
    assert.deepEqual(waits, [HOUR, 6 * HOUR, 24 * HOUR, null, null]);
  });

  test('that is hopeless for now skips the quick tries', () => {
    const waits = [0, 3, 4].map((tries) => waitOf(nextRead(tries, problem({ retry: 'later' }), false, NOW)));
    assert.deepEqual(waits, [HOUR, HOUR, HOUR]);
  });

  test('waits for its publisher’s Retry-After where that is later', () => {
    assert.equal(waitOf(nextRead(0, problem({ retryAt: NOW + HOUR }), true, NOW)), HOUR);
    assert.equal(waitOf(nextRead(0, problem({ retryAt: NOW - HOUR }), true, NOW)), 2_000);
    assert.equal(
      waitOf(nextRead(9, problem({ retryAt: NOW + HOUR }), false, NOW)),
      null,
      'a Retry-After gives no further try',
    );
  });
});

describe('an alert', () => {
  test('is tried for about three days, each time at least as late as before', () => {
    const waits: number[] = [];
    for (let tries = 0; ; tries++) {
      const wait = waitOf(nextDelivery(tries, undefined, NOW));
      if (wait === null) break;
      waits.push(wait);
    }
    assert.deepEqual(waits.slice(0, 2), [2_000, 8_000], 'soon enough for run --once');
    assert.deepEqual(
      waits,
      waits.toSorted((a, b) => a - b),
    );
    const total = waits.reduce((sum, wait) => sum + wait, 0);
    assert.ok(total > 60 * HOUR && total < 84 * HOUR, String(total / HOUR));
  });

  test('waits for the receiver’s Retry-After where that is later', () => {
    assert.equal(waitOf(nextDelivery(0, NOW + HOUR, NOW)), HOUR);
    assert.equal(waitOf(nextDelivery(0, NOW - HOUR, NOW)), 2_000);
    assert.equal(waitOf(nextDelivery(99, NOW + HOUR, NOW)), null);
  });
});
