import assert from 'node:assert/strict';
import { after, describe, test, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { openCanary } from '../../src/coordinator/canary.ts';
import { openCoordinator, type Coordinator } from '../../src/coordinator/coordinator.ts';
import type { Parts } from '../../src/coordinator/parts.ts';
import { pollFeed } from '../../workers/poll/poll-feed.ts';
import type { PollJob, PollOutcome } from '../../src/model/jobs.ts';
import type { Handler, QueueWorker } from '../../src/queue/queues.ts';
import type { NewsRecord } from '../../src/record/record.ts';
import { closeRedis, onBothEngines, type EngineUnderTest } from '../support/engines.ts';
import { openDesk } from './support.ts';

const MINUTE = 60_000;

test('a canary is due at once, then every two minutes, and missed after seven', () => {
  let now = 5_000;
  const canary = openCanary(() => now);
  canary.start();
  assert.ok(canary.isDue());
  canary.sent();
  assert.ok(!canary.isDue());
  now += 2 * MINUTE;
  assert.ok(canary.isDue());
  assert.equal(canary.problem(), null);
  now += 5 * MINUTE;
  assert.equal(canary.problem(), 'nothing has moved from queue to record for 7 min (canary)');
  canary.landed();
  assert.equal(canary.problem(), null);
});

const canaryNote = (record: NewsRecord): unknown =>
  record.db.get(`SELECT value FROM meta WHERE key = 'canary'`)?.['value'];

/** The daemon's inner parts with no feeds, and a clock in our hands. */
interface Station extends AsyncDisposable {
  readonly parts: Parts;
  readonly coordinator: Coordinator;
  readonly later: (ms: number) => void;
  /** Starts a poll worker as every process has it; this one has no way to ask anybody. */
  hire(): void;
  /** Canaries that the worker was given. */
  readonly seen: PollJob[];
}

async function openStation(t: TestContext, under: EngineUnderTest): Promise<Station | null> {
  const engine = await under.open(t);
  if (engine === null) return null;
  const desk = openDesk(t);
  desk.feeds.replace([]);
  const parts: Parts = { ...desk, engine, random: Math.random };
  let now = 0;
  const coordinator = openCoordinator(parts, () => now);
  await coordinator.resume();
  const seen: PollJob[] = [];
  let worker: QueueWorker | undefined;
  return {
    parts,
    coordinator,
    seen,
    later: (ms) => void (now += ms),
    hire() {
      const poll: Handler<'poll'> = (job, signal) => (seen.push(job), pollFeed(job, undefined as never, signal));
      worker = engine.work('poll', poll, 4);
    },
    async [Symbol.asyncDispose]() {
      await worker?.close();
      await coordinator.stop();
    },
  };
}

/** Rounds until it holds; the queues' answers come in between. */
async function untilTrue({ coordinator }: Station, holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds(); tries++) {
    if (tries > 600) throw new Error(`not within ${tries} rounds: ${coordinator.stuck().join()}`);
    await coordinator.wake();
    await sleep(50);
  }
}

onBothEngines('the canary', (under) => {
  after(closeRedis);

  test('travels from queue to record, and is in no count', async (t) => {
    await using station = await openStation(t, under);
    if (station === null) return;
    const { parts, coordinator } = station;
    await coordinator.start();
    assert.equal(coordinator.unlisted().length, 1, 'it waits for a worker');
    assert.deepEqual(
      await parts.engine.queue('poll').depth(coordinator.unlisted()),
      { waiting: 0, active: 0, delayed: 0, finished: 0 },
      'and is no job of the queue that anybody is told of',
    );
    const before = structuredClone(parts.tally);
    station.hire();
    await untilTrue(station, () => canaryNote(parts.record) !== undefined);
    assert.deepEqual(parts.tally, before);
    assert.deepEqual(parts.record.feeds.get(''), undefined);
    assert.deepEqual(coordinator.stuck(), []);
  });

  test('is missed while no worker works, and seen again when one does', async (t) => {
    await using station = await openStation(t, under);
    if (station === null) return;
    const { coordinator, later } = station;
    await coordinator.start();
    later(7 * MINUTE);
    await untilTrue(station, () => /no round|canary/.test(coordinator.stuck().join()));
    await coordinator.wake();
    assert.deepEqual(coordinator.stuck(), ['nothing has moved from queue to record for 7 min (canary)']);
    station.hire();
    await untilTrue(station, () => coordinator.stuck().length === 0);
    assert.equal(station.seen.length, 1, 'the canaries that were missed are not made up for');
  });

  test('is missed while the record takes nothing', async (t) => {
    await using station = await openStation(t, under);
    if (station === null) return;
    const { parts, coordinator, later } = station;
    parts.record.db.run(
      `CREATE TRIGGER shut BEFORE INSERT ON meta WHEN NEW.key = 'canary' BEGIN SELECT RAISE(ABORT, 'shut'); END`,
    );
    station.hire();
    await coordinator.start();
    await untilTrue(station, () => station.seen.length > 0);
    later(8 * MINUTE);
    await untilTrue(station, () => coordinator.stuck().join().includes('canary'));
    parts.record.db.run('DROP TRIGGER shut');
    later(2 * MINUTE);
    await untilTrue(station, () => coordinator.stuck().length === 0);
  });
});

describe('a worker that is given a canary', () => {
  test('asks nobody', async () => {
    const asked: string[] = [];
    const fetcher = {
      get: async (url: string) => {
        asked.push(url);
        throw new TypeError('unexpected');
      },
    };
    const outcome: PollOutcome = await pollFeed(
      { kind: 'canary', feedId: '', url: 'canary:', etag: null, lastModified: null, bodyHash: null },
      { fetcher } as never,
      new AbortController().signal,
    );
    assert.equal(outcome.kind, 'unchanged');
    assert.deepEqual(asked, []);
  });
});
