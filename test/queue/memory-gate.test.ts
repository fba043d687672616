import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openMemoryGate, type Clock } from '../../src/queue/memory-gate.ts';

/** A clock that stands still until it is told to go on; timers fire in order, each after its time or a part of it. */
function handClock(part: number): Clock & { advance(ms: number): Promise<void>; readonly timers: number } {
  let now = 0;
  let timers: { at: number; run: () => void }[] = [];
  return {
    now: () => now,
    after(ms, run) {
      const timer = { at: now + Math.max(ms * part, 0.001), run };
      timers.push(timer);
      return () => void (timers = timers.filter((one) => one !== timer));
    },
    async advance(ms) {
      await settled();
      const end = now + ms;
      for (;;) {
        const [next] = timers.filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at);
        if (next === undefined) break;
        timers = timers.filter((one) => one !== next);
        now = next.at;
        next.run();
        await settled();
      }
      now = end;
      await settled();
    },
    get timers() {
      return timers.length;
    },
  };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const never = new AbortController().signal;

function open(limits: { concurrency: number; delay: number }, part = 1) {
  const clock = handClock(part);
  const gate = openMemoryGate(limits, clock);
  const starts: [who: string, at: number][] = [];
  const leaves = new Map<string, () => void>();
  const enter = async (who: string, host = 'a', signal: AbortSignal = never): Promise<void> => {
    const leave = await gate.enter(host, signal);
    starts.push([who, clock.now()]);
    leaves.set(who, leave);
  };
  return { clock, gate, starts, enter, leave: (who: string) => leaves.get(who)?.() };
}

test('starts at a host are the delay apart, first come first served', async () => {
  const { clock, starts, enter, leave } = open({ concurrency: 9, delay: 1_000 });
  for (const who of ['1', '2', '3']) void enter(who);
  await clock.advance(500);
  leave('1');
  void enter('4');
  await clock.advance(10_000);
  assert.deepEqual(starts, [
    ['1', 0],
    ['2', 1_000],
    ['3', 2_000],
    ['4', 3_000],
  ]);
});

test('the delay counts from the start, and runs on when nobody is there', async () => {
  const { clock, starts, enter, leave } = open({ concurrency: 1, delay: 1_000 });
  await enter('quick');
  leave('quick');
  await clock.advance(300);
  void enter('soon');
  await clock.advance(700);
  assert.deepEqual(starts.at(-1), ['soon', 1_000]);
  await clock.advance(4_000);
  leave('soon');
  await enter('late');
  assert.deepEqual(starts.at(-1), ['late', 5_000]);
});

test('no more than `concurrency` are in at once', async () => {
  const { clock, starts, enter, leave } = open({ concurrency: 2, delay: 0 });
  for (const who of ['1', '2', '3', '4']) void enter(who);
  await clock.advance(10_000);
  assert.deepEqual(
    starts.map(([who]) => who),
    ['1', '2'],
  );
  leave('2');
  leave('2');
  await clock.advance(0);
  assert.deepEqual(
    starts.map(([who]) => who),
    ['1', '2', '3'],
  );
});

test('hosts do not wait for each other', async () => {
  const { clock, starts, enter } = open({ concurrency: 1, delay: 1_000 });
  for (const host of ['a', 'b', 'b:8080']) void enter(host, host);
  await clock.advance(0);
  assert.equal(starts.length, 3);
});

test('one who gives up is passed over', async () => {
  const { clock, starts, enter, leave } = open({ concurrency: 1, delay: 100 });
  const controller = new AbortController();
  await enter('1');
  const given = assert.rejects(enter('2', 'a', controller.signal), { name: 'AbortError' });
  void enter('3');
  controller.abort();
  await given;
  leave('1');
  await clock.advance(100);
  assert.deepEqual(starts, [
    ['1', 0],
    ['3', 100],
  ]);
  await assert.rejects(enter('4', 'b', AbortSignal.abort()), { name: 'AbortError' });
});

test('nothing is remembered of a host whose delay is over and where nobody is', async () => {
  const { clock, gate, enter, leave } = open({ concurrency: 1, delay: 1_000 });
  const controller = new AbortController();
  await enter('1');
  const given = assert.rejects(enter('2', 'a', controller.signal));
  leave('1');
  controller.abort();
  await given;
  await assert.rejects(enter('3', 'b', AbortSignal.abort()));
  await clock.advance(999);
  assert.equal(gate.hosts, 1);
  await clock.advance(1);
  assert.equal(gate.hosts, 0);
  assert.equal(clock.timers, 0);
  await enter('4');
  await clock.advance(60_000);
  assert.equal(gate.hosts, 1);
  leave('4');
  assert.equal(gate.hosts, 0);
});

test('a timer that fires early lets nobody in early', async () => {
  const { clock, starts, enter } = open({ concurrency: 2, delay: 1_000 }, 0.5);
  await enter('1');
  void enter('2');
  await clock.advance(2_000);
  assert.ok((starts[1]?.[1] ?? 0) >= 1_000, `started at ${starts[1]?.[1]}`);
});

test('by the real clock everybody gets in', async () => {
  const gate = openMemoryGate({ concurrency: 1, delay: 5 });
  const order: number[] = [];
  const visit = async (who: number): Promise<void> => {
    const leave = await gate.enter('a', never);
    order.push(who);
    leave();
  };
  await Promise.all([1, 2, 3, 4].map(visit));
  assert.deepEqual(order, [1, 2, 3, 4]);
});
