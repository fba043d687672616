import assert from 'node:assert/strict';
import { after, test, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { openCanary } from '../../src/coordinator/canary.ts';
import { openInbox, type Inbox } from '../../src/coordinator/inbox.ts';
import type { Parts } from '../../src/coordinator/parts.ts';
import { openPlanner, type Planner } from '../../src/coordinator/planner.ts';
import type { PollOutcome } from '../../src/model/jobs.ts';
import { closeRedis, onBothEngines, type EngineUnderTest } from '../support/engines.ts';
import { addItem, openDesk } from './support.ts';

const UNCHANGED: PollOutcome = { kind: 'unchanged', etag: null, lastModified: null, movedTo: null };

interface Station {
  readonly parts: Parts;
  readonly planner: Planner;
  readonly inbox: Inbox;
  readonly lines: { event?: string; msg: string }[];
  readonly left: () => Promise<number>;
}

/** One feed was polled, and its outcome waits to be recorded. */
async function pollDone(t: TestContext, under: EngineUnderTest): Promise<Station | null> {
  const engine = await under.open(t);
  if (engine === null) return null;
  const lines: { event?: string; msg: string }[] = [];
  const log = pino(
    { level: 'info' },
    { write: (line: string) => void lines.push(JSON.parse(line) as { msg: string }) },
  );
  const desk = openDesk(t);
  addItem(desk, 'https://news.example/a');
  // Sweeps find it, as where no event told.
  const parts: Parts = { ...desk, engine: { ...engine, onFinished: () => undefined }, log, random: () => 0 };
  const planner = openPlanner(parts, 1);
  const inbox = openInbox(
    parts,
    planner,
    openCanary(() => 0),
  );
  await planner.planAllFeeds();
  const worker = engine.work('poll', async () => UNCHANGED, 1);
  const queue = engine.queue('poll');
  while ((await queue.finished(1)).length === 0) await sleep(10);
  await worker.close();
  return { parts, planner, inbox, lines, left: async () => (await queue.depth()).finished };
}

onBothEngines('the inbox', (under) => {
  after(closeRedis);

  test('an outcome that can never be recorded is taken for a failure, and said so once', async (t) => {
    const station = await pollDone(t, under);
    if (station === null) return;
    const { parts, planner, inbox, lines, left } = station;
    parts.record.db.run(
      `CREATE TRIGGER poison BEFORE UPDATE ON feeds WHEN NEW.succeeded_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'poison'); END`,
    );
    for (let sweep = 0; sweep < 10; sweep++) await inbox.drain(true);
    assert.equal(await left(), 0);
    assert.equal(planner.underway.size, 0);
    const [feed] = parts.feeds.all();
    const state = parts.record.feeds.get(feed?.id ?? '');
    assert.match(state?.problem ?? '', /could not be recorded.*poison/);
    assert.equal(state?.failures, 1);
    assert.equal(lines.filter(({ event }) => event === 'inbox').length, 1);
    assert.equal(lines.filter(({ event }) => event === 'inbox-gave-up').length, 1);
  });

  test('an outcome whose failure cannot be recorded either is let go', async (t) => {
    const station = await pollDone(t, under);
    if (station === null) return;
    const { parts, planner, inbox, lines, left } = station;
    parts.record.db.run(`CREATE TRIGGER poison BEFORE UPDATE ON feeds BEGIN SELECT RAISE(ABORT, 'poison'); END`);
    for (let sweep = 0; sweep < 10; sweep++) await inbox.drain(true);
    assert.deepEqual({ left: await left(), underway: planner.underway.size }, { left: 0, underway: 0 });
    assert.ok(lines.length <= 3, JSON.stringify(lines));
  });

  test('a record that takes nothing at all is waited for, whatever the outcome', async (t) => {
    const station = await pollDone(t, under);
    if (station === null) return;
    const { parts, planner, inbox, lines, left } = station;
    const { db } = parts.record;
    db.run('PRAGMA query_only = ON');
    for (let sweep = 0; sweep < 20; sweep++) await inbox.drain(true);
    assert.deepEqual({ left: await left(), underway: planner.underway.size }, { left: 1, underway: 1 });
    assert.equal(lines.length, 1, JSON.stringify(lines));
    db.run('PRAGMA query_only = OFF');
    await inbox.drain(true);
    assert.deepEqual({ left: await left(), underway: planner.underway.size }, { left: 0, underway: 0 });
    assert.equal(parts.tally.feeds.unchanged, 1);
  });
});
