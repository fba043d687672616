import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { after, test, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { openCanary } from '../../src/coordinator/canary.ts';
import { openInbox } from '../../src/coordinator/inbox.ts';
import type { Parts } from '../../src/coordinator/parts.ts';
import { openPlanner } from '../../src/coordinator/planner.ts';
import type { ArticleOutcome, PollJob, PollOutcome } from '../../src/model/jobs.ts';
import type { FinishedListener } from '../../src/queue/queues.ts';
import { addMatch, alertBody } from '../record/support.ts';
import { closeRedis, onBothEngines, type EngineUnderTest } from '../support/engines.ts';
import { addItem, openDesk } from './support.ts';

const GONE: ArticleOutcome = { kind: 'gone', problem: { code: 'http-404', message: 'gone', retry: 'never' } };
const JOB: PollJob = { feedId: '', url: 'https://news.example/', etag: null, lastModified: null, bodyHash: null };
const UNCHANGED: PollOutcome = { kind: 'unchanged', etag: null, lastModified: null, movedTo: null };

async function openParts(t: TestContext, under: EngineUnderTest): Promise<Parts | null> {
  const engine = await under.open(t);
  return engine === null ? null : { ...openDesk(t), engine, random: Math.random };
}

onBothEngines('the planner', (under) => {
  after(closeRedis);

  test('lets no channel hold up another', async (t) => {
    const parts = await openParts(t, under);
    if (parts === null) return;
    const { record } = parts;
    record.feeds.ensure('f', 'https://news.example/feed', 0);
    const raise = (key: string, channel: string): void =>
      record.alerts.insert({ uid: key, match: addMatch(record, key), channel, body: alertBody(), createdAt: 0 });
    for (let n = 0; n < 100; n++) raise(`old-${n}`, 'hangs');
    raise('new', 'well');

    const planner = openPlanner(parts, 1);
    await planner.planRest();
    await planner.planRest();
    const channels = [...planner.underway.values()].map(({ job }) => ('channel' in job ? job.channel : ''));
    assert.equal(channels.filter((channel) => channel === 'well').length, 1);
    assert.ok(channels.length < 20, `${channels.length} under way`);
  });

  test('an article that a queue has lost is put in again under the rules in force', async (t) => {
    const engine = await under.open(t);
    if (engine === null) return;
    const topic = (word: string): string =>
      `id: waters\nmatch: 1\nnear: 1\nfor: [{ name: waters, find: w, points: 1 }]\nconcepts: { w: [${word}] }\n`;
    const desk = openDesk(t, { topics: { waters: topic('river') } });
    const parts: Parts = { ...desk, engine, random: Math.random };
    const planner = openPlanner(parts, 1);
    addItem(desk, 'https://news.example/a');
    await planner.planRest();
    const [id = ''] = planner.underway.keys();
    writeFileSync(desk.settings.topicFiles[0] ?? '', topic('lake'));
    desk.rules.reload(desk.settings.topicFiles);
    await engine.queue('article').remove(id);
    await planner.restore();
    const { promise, resolve } = Promise.withResolvers<string>();
    const worker = engine.work('article', async ({ revision }) => (resolve(revision), GONE), 1);
    const revision = await promise;
    await worker.close();
    assert.equal(revision, desk.rules.set.revision);
  });

  test('a job on its way into a queue is not taken for lost', async (t) => {
    const parts = await openParts(t, under);
    if (parts === null) return;
    const { promise: opened, resolve: open } = Promise.withResolvers<void>();
    const queue = parts.engine.queue('article');
    const { promise: asked, resolve: ask } = Promise.withResolvers<void>();
    let added = 0;
    const add: typeof queue.add = async (jobs) => {
      added += 1;
      ask();
      await opened;
      await queue.add(jobs);
    };
    const slow = { ...parts.engine, queue: () => ({ ...queue, add }) } as unknown as Parts['engine'];
    addItem(parts, 'https://news.example/a');
    const planner = openPlanner({ ...parts, engine: slow }, 1);
    const planned = planner.planRest();
    await asked;
    const restored = planner.restore();
    await sleep(100);
    open();
    await Promise.all([planned, restored]);
    assert.equal(added, 1);
    assert.equal((await queue.depth()).waiting, 1);
  });

  test('jobs that wait for a time of a clock that was set back wait as long as they were to', async (t) => {
    const opened = await openParts(t, under);
    if (opened === null) return;
    const HOUR = 3_600_000;
    let ahead = 1_000 * HOUR;
    const parts: Parts = { ...opened, now: () => Date.now() + ahead };
    const [feed] = parts.feeds.all();
    parts.record.feeds.ensure(feed?.id ?? '', feed?.url ?? '', parts.now() + HOUR);
    const planner = openPlanner(parts, 1);
    await planner.planFeeds(parts.now() + 2 * HOUR);
    const queue = parts.engine.queue('poll');
    await queue.add([{ id: 'tried-again', job: { ...JOB, feedId: 'x' }, delay: 1_000 * HOUR }]);
    assert.equal((await queue.depth()).delayed, 2);
    ahead = 0;
    await planner.clockSetBack(1_000 * HOUR);
    const [job] = planner.underway.values();
    assert.ok(job !== undefined && Math.abs(job.startsAt - Date.now() - HOUR) < HOUR / 2);
    const { delayed, waiting } = await queue.depth();
    assert.deepEqual({ delayed, waiting }, { delayed: 1, waiting: 1 });
  });

  test('late news of a poll is not taken for the news of the next one', async (t) => {
    const parts = await openParts(t, under);
    if (parts === null) return;
    const listeners: FinishedListener[] = [];
    const engine = { ...parts.engine, onFinished: (listener: FinishedListener) => void listeners.push(listener) };
    const planner = openPlanner(parts, 1);
    const inbox = openInbox(
      { ...parts, engine },
      planner,
      openCanary(() => 0),
    );

    await planner.planAllFeeds();
    const [id = ''] = planner.underway.keys();
    const worker = parts.engine.work('poll', async () => UNCHANGED, 1);
    // Not by its event: an engine need not tell of every job.
    while ((await parts.engine.queue('poll').finished(1)).length === 0) await sleep(10);
    await worker.close();
    await inbox.drain(true);
    assert.equal(planner.underway.size, 0);

    await planner.planAllFeeds();
    for (const listener of listeners) listener('poll', { id, outcome: UNCHANGED });
    await inbox.drain(false);
    assert.equal(planner.underway.size, 1);
    assert.equal(parts.tally.feeds.polled, 1);
  });
});
