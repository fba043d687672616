import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import type { Extracted } from '../../../workers/article/extract.ts';
import { openThreadPool, type ThreadPool } from '../../../workers/threads/pool.ts';

const PLAIN = '<p>The old bridge was closed for good on Monday morning.</p>';
/** Takes a second or more: Readability goes through every paragraph for each of its ancestors. */
const SLOW = `${'<div class="text">'.repeat(95)}${`<p>${'Words of a paragraph, with commas, you see. '.repeat(3)}</p>`.repeat(10_000)}`;
/** Eight megabytes that become several hundred: three million attributes. */
const LETTERS = 'abcdefghijklmnopqrstuvwxyz'.split('');
const LARGE = `<p ${LETTERS.map((letter) => `${letter} ${letter}${letter} ${letter}1 ${letter}2`).join(' ')}>`.repeat(
  29_000,
);

const read = (
  pool: ThreadPool,
  html: string,
  limits: { timeout?: number; bytes?: number; signal?: AbortSignal } = {},
) => pool.run<Extracted>('extractPage', { html, url: 'https://paper.example/a' }, { timeout: 10_000, ...limits });

async function withPool(threads: number, work: (pool: ThreadPool) => Promise<void>): Promise<void> {
  const pool = openThreadPool(threads);
  try {
    await work(pool);
  } finally {
    await pool.close();
  }
}

test('a task’s result and its errors arrive as they were', () =>
  withPool(2, async (pool) => {
    const texts = await Promise.all(
      [1, 2, 3, 4, 5].map(async (number) => (await read(pool, `${PLAIN}<p>${number} of five is this one.`)).text),
    );
    assert.deepEqual(
      texts.map((text) => /\d/.exec(text)?.[0]),
      ['1', '2', '3', '4', '5'],
    );
    await assert.rejects(read(pool, '<div>'.repeat(1_000)), {
      name: 'NewswatchError',
      code: 'page-too-deep',
      retry: 'never',
      message: 'the page nests elements more than 512 deep',
    });
  }));

test('a task over its time costs its thread, and the pool goes on', () =>
  withPool(1, async (pool) => {
    await read(pool, PLAIN);
    await assert.rejects(read(pool, SLOW, { timeout: 200 }), {
      code: 'thread-timeout',
      message: 'it took longer than 0.2 seconds',
    });
    assert.match((await read(pool, PLAIN)).text, /^The old bridge/);
  }));

test('a task over its memory costs its thread, and the pool goes on', () =>
  withPool(1, async (pool) => {
    await assert.rejects(read(pool, LARGE, { timeout: 60_000 }), { code: 'thread-memory', retry: 'never' });
    assert.match((await read(pool, PLAIN)).text, /^The old bridge/);
  }));

test('time spent waiting for a thread is not the task’s', () =>
  withPool(1, async (pool) => {
    await read(pool, PLAIN);
    const order: string[] = [];
    const slow = read(pool, SLOW, { timeout: 1_500 })
      .catch(() => undefined)
      .then(() => order.push('slow'));
    const quick = read(pool, PLAIN, { timeout: 1_000 }).then(() => order.push('quick'));
    await Promise.all([slow, quick]);
    assert.deepEqual(order, ['slow', 'quick']);
  }));

test('a signal ends a waiting task and a running one, with its reason', () =>
  withPool(1, async (pool) => {
    await read(pool, PLAIN);
    const [running, waiting] = [new AbortController(), new AbortController()];
    const ends = [
      assert.rejects(read(pool, SLOW, { signal: running.signal }), { message: 'stop' }),
      assert.rejects(read(pool, SLOW, { signal: waiting.signal }), { message: 'leave' }),
    ];
    waiting.abort(new Error('leave'));
    running.abort(new Error('stop'));
    await Promise.all(ends);
    assert.match((await read(pool, PLAIN)).text, /^The old bridge/);
  }));

test('closing ends what runs and what waits, and nothing starts afterwards', async () => {
  const pool = openThreadPool(1);
  await read(pool, PLAIN);
  const ends = [SLOW, PLAIN].map((html) => assert.rejects(read(pool, html), { name: 'AbortError' }));
  await turn();
  await pool.close();
  await Promise.all(ends);
  await assert.rejects(read(pool, PLAIN), { name: 'AbortError' });
});

test('large tasks go one after the other, so that small ones always find a thread', () =>
  withPool(2, async (pool) => {
    const done: string[] = [];
    const run = (name: string, html: string, bytes: number): Promise<unknown> =>
      read(pool, html, { bytes, timeout: 60_000 }).then(() => done.push(name));
    // So that both threads have started.
    await Promise.all(['one', 'two', 'three', 'four'].map((name) => run(name, PLAIN, 100)));
    const slow = `${'<div class="text">'.repeat(200)}${'<p>Words of a paragraph, with commas, you see.</p>'.repeat(2_000)}`;
    const large = ['a', 'b', 'c'].map((name) => run(name, slow, 2_000_000));
    await Promise.all([run('small', PLAIN, 100), run('small', PLAIN, 100), ...large]);
    assert.deepEqual(
      done.filter((name) => name.length === 1),
      ['a', 'b', 'c'],
    );
    assert.ok(done.lastIndexOf('small') < done.indexOf('b'), done.join(' '));
  }));
