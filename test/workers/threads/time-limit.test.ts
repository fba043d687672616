import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test, type TestContext } from 'node:test';
import { Worker } from 'node:worker_threads';
import { openTimeLimit, type TimeLimit } from '../../../workers/threads/time-limit.ts';

const never = new Promise<void>(() => undefined);

/** A thread at work, and what it had of the processor's time. */
async function start(t: TestContext, work: string): Promise<() => Promise<number>> {
  const thread = new Worker(work, { eval: true });
  t.after(() => thread.terminate());
  await once(thread, 'online');
  return async () => {
    const { user, system } = await thread.cpuUsage();
    return (user + system) / 1_000;
  };
}

function limitOf(t: TestContext, ms: number, spent: () => Promise<number>, outer?: AbortSignal): TimeLimit {
  const limit = openTimeLimit(ms, spent, outer);
  t.after(() => limit.clear());
  return limit;
}

test('who works all the time is ended when it is up', async (t) => {
  const limit = limitOf(t, 300, await start(t, 'for (;;);'));
  await once(limit.signal, 'abort');
  assert.equal(limit.expired(), true);
});

test('who has to wait for the processor gets its time, but not for ever', async (t) => {
  const spent = await start(t, 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60_000)');
  let asked = 0;
  const limit = limitOf(t, 300, async () => (asked++, Math.min(await spent(), 100)));
  await once(limit.signal, 'abort');
  assert.equal(limit.expired(), true);
  assert.ok(asked > 1, `was asked ${asked} times`);
});

test('who cannot tell is ended in time', async (t) => {
  const limit = limitOf(t, 50, () => never.then(() => 0));
  await once(limit.signal, 'abort');
  assert.equal(limit.expired(), true);
  const other = limitOf(t, 50, () => Promise.reject(new Error('has ended')));
  await once(other.signal, 'abort');
  assert.equal(other.expired(), true);
});

test('the signal of the caller ends it, too, and no time is up then', (t) => {
  const outer = new AbortController();
  const limit = limitOf(t, 60_000, () => Promise.resolve(0), outer.signal);
  outer.abort();
  assert.deepEqual([limit.signal.aborted, limit.expired()], [true, false]);
});
