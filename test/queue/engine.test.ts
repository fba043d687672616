import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, describe, it } from 'node:test';
import { randomUUID } from 'node:crypto';
import { closeRedis, onBothEngines, redis } from '../support/engines.ts';
import type { Engine } from '../../src/queue/engine.ts';
import type { DeliverJob, DeliverOutcome } from '../../src/model/jobs.ts';
import type { FinishedJob } from '../../src/queue/queues.ts';

const job = (alertId: string): DeliverJob => ({ alertId, channel: 'desk', body: undefined as never });

/** Waits for the queue's word that jobs have finished, as the inbox does. */
async function finished(engine: Engine, count: number): Promise<FinishedJob<{ kind: string; answer: string }>[]> {
  for (let tries = 0; tries < 400; tries++) {
    const jobs = await engine.queue('deliver').finished(1_000);
    if (jobs.length >= count) return jobs;
    await sleep(25);
  }
  throw new Error(`fewer than ${count} jobs finished`);
}

onBothEngines('queues', (under) => {
  after(closeRedis);

  it('keeps the outcome of every job until it is removed', async (t) => {
    const engine = await under.open(t);
    if (engine === null) return;
    const queue = engine.queue('deliver');
    const told = new Set<string>();
    engine.onFinished((_queue, one) => told.add('outcome' in one ? (one.outcome as DeliverOutcome).answer : ''));
    const worker = engine.work('deliver', async ({ alertId }) => ({ kind: 'sent', answer: `did ${alertId}` }), 8);
    await queue.add(Array.from({ length: 40 }, (_, n) => ({ id: `e1-deliver-${n}`, job: job(String(n)) })));
    const jobs = await finished(engine, 40);
    assert.deepEqual(
      jobs.map((one) => ('outcome' in one ? one.outcome.answer : 'failed')).sort(),
      Array.from({ length: 40 }, (_, n) => `did ${n}`).sort(),
    );
    for (const { id } of jobs) await queue.remove(id);
    assert.deepEqual(await queue.depth(), { waiting: 0, active: 0, delayed: 0, finished: 0 });
    // An engine may begin to tell a moment after it is opened, but then it tells.
    for (let n = 40; told.size === 0; n++) {
      await queue.add([{ id: `e1-deliver-${n}`, job: job(String(n)) }]);
      await sleep(25);
    }
    assert.match([...told].join(), /^did \d+/, 'the outcome was not told');
    await worker.close();
  });

  it('takes whatever characters a site has put into a job, an outcome or a failure', async (t) => {
    const engine = await under.open(t);
    if (engine === null) return;
    const queue = engine.queue('deliver');
    const evil = 'a\u0000b\ud800c\udc00d\\u0000 😀';
    const fit = 'ab\ufffdc\ufffdd\\u0000 😀';
    const seen: string[] = [];
    const worker = engine.work(
      'deliver',
      async ({ channel }) => {
        seen.push(channel);
        if (seen.length === 1) return { kind: 'sent', answer: evil };
        throw new Error(evil);
      },
      1,
    );
    await queue.add([{ id: 'e1-deliver-1', job: { ...job('1'), channel: evil } }]);
    const [sent] = await finished(engine, 1);
    assert.deepEqual(sent, { id: 'e1-deliver-1', outcome: { kind: 'sent', answer: fit } });
    await queue.add([{ id: 'e1-deliver-2', job: job('2') }]);
    const failed = (await finished(engine, 2)).find(({ id }) => id === 'e1-deliver-2');
    assert.deepEqual(failed, { id: 'e1-deliver-2', failed: fit });
    assert.equal(seen[0], fit);
    await worker.close();
  });

  it('holds one job an id', async (t) => {
    const engine = await under.open(t);
    if (engine === null) return;
    const queue = engine.queue('deliver');
    await queue.add([{ id: 'e1-deliver-1', job: job('first') }]);
    await queue.add([{ id: 'e1-deliver-1', job: job('second') }]);
    assert.equal((await queue.depth()).waiting, 1);
    assert.deepEqual(await queue.holds(['e1-deliver-1', 'e1-deliver-2']), new Set(['e1-deliver-1']));
  });

  it('starts a delayed job after its delay, and not before', async (t) => {
    const engine = await under.open(t);
    if (engine === null) return;
    const started: number[] = [];
    const worker = engine.work('deliver', async () => (started.push(Date.now()), { kind: 'sent', answer: '' }), 1);
    const added = Date.now();
    await engine.queue('deliver').add([{ id: 'e1-deliver-1', job: job('1'), delay: 300 }]);
    await finished(engine, 1);
    assert.ok((started[0] ?? 0) - added >= 295, `started after ${(started[0] ?? 0) - added} ms`);
    await worker.close();
  });

  it('reports a job that fails on every attempt with the reason', async (t) => {
    const engine = await under.open(t);
    if (engine === null) return;
    let attempts = 0;
    const worker = engine.work(
      'deliver',
      async () => {
        attempts++;
        throw new Error('the sky fell');
      },
      1,
    );
    await engine.queue('deliver').add([{ id: 'e1-deliver-1', job: job('1') }]);
    const [failed] = await finished(engine, 1);
    assert.deepEqual(failed, { id: 'e1-deliver-1', failed: 'the sky fell' });
    assert.equal(attempts, 3);
    await worker.close();
  });

  it('hands back what is in flight when a worker closes, without an attempt used up', async (t) => {
    const engine = await under.open(t);
    if (engine === null) return;
    const reached = Promise.withResolvers<void>();
    const first = engine.work(
      'deliver',
      (_job, signal) =>
        new Promise((_resolve, reject) => {
          reached.resolve();
          signal.addEventListener('abort', () => reject(signal.reason as Error));
        }),
      1,
    );
    await engine.queue('deliver').add([{ id: 'e1-deliver-1', job: job('1') }]);
    await reached.promise;
    await first.close();
    const second = engine.work('deliver', async () => ({ kind: 'sent', answer: 'second worker' }), 1);
    const [done] = await finished(engine, 1);
    assert.ok(done !== undefined && 'outcome' in done && done.outcome.answer === 'second worker');
    await second.close();
  });

  it('wipes waiting and active jobs alike', async (t) => {
    const engine = await under.open(t);
    if (engine === null) return;
    const reached = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    const worker = engine.work(
      'deliver',
      async () => (reached.resolve(), await release.promise, { kind: 'sent', answer: '' }),
      1,
    );
    const queue = engine.queue('deliver');
    await queue.add([
      { id: 'e1-deliver-1', job: job('1') },
      { id: 'e1-deliver-2', job: job('2'), delay: 60_000 },
    ]);
    await reached.promise;
    await queue.wipe();
    assert.deepEqual(await queue.holds(['e1-deliver-1', 'e1-deliver-2']), new Set());
    release.resolve();
    await worker.close();
  });

  it('gives out the rules by revision', async (t) => {
    const engine = await under.open(t);
    if (engine === null) return;
    const set = { revision: 'r1', topics: [{ file: 'a.yaml', rules: { id: 'a' } }] };
    await engine.rules.publish(set);
    assert.deepEqual(await engine.rules.get('r1'), set);
    assert.equal(await engine.rules.get('r0'), undefined);
    for (let n = 2; n < 12; n++) await engine.rules.publish({ ...set, revision: `r${n}` });
    assert.deepEqual(await engine.rules.get('r1'), set, 'for what was planned by them');
  });

  it('lets one exchange at a time into a host, with the delay from start to start', async (t) => {
    const engine = await under.open(t, { perHost: { concurrency: 1, delay: 150 } });
    if (engine === null) return;
    const { signal } = new AbortController();
    const starts: number[] = [];
    let inside = 0;
    await Promise.all(
      Array.from({ length: 4 }, async () => {
        const leave = await engine.gate.enter('example.org', signal);
        starts.push(Date.now());
        inside++;
        assert.equal(inside, 1);
        await sleep(5);
        inside--;
        leave();
      }),
    );
    starts.sort((a, b) => a - b);
    for (const [index, start] of starts.entries()) {
      if (index > 0)
        assert.ok(
          start - (starts[index - 1] ?? 0) >= 145,
          `started ${start - (starts[index - 1] ?? 0)} ms after the one before`,
        );
    }
  });
});

describe('queues on Redis', () => {
  after(closeRedis);

  it('refuses a second coordinator on the same installation of a Redis', async (t) => {
    const redisPrefix = `test-${randomUUID()}`;
    const first = await redis.open(t, { redisPrefix, installation: 'one' });
    if (first === null) return;
    await assert.rejects(redis.open(t, { redisPrefix, installation: 'two' }), { code: 'redis-taken' });
    const again = await redis.open(t, { redisPrefix, installation: 'one' });
    assert.ok(again !== null, 'a coordinator that was killed takes its installation up again');
  });
});
