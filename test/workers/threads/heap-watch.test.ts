import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openHeapWatch } from '../../../workers/threads/heap-watch.ts';

const watched = (heaps: (task: number) => number, tasks = 200): number[] => {
  const watch = openHeapWatch();
  return Array.from({ length: tasks }, (_, task) => task).filter((task) => watch.hasGrown(heaps(task)));
};

test('a heap that fills and is emptied has not grown', () => {
  assert.deepEqual(
    watched((task) => 60 + (task % 20) * 6),
    [],
  );
});

test('a heap that does not sink any more has grown, and is told once a watch', () => {
  assert.deepEqual(
    watched((task) => 50 + task),
    [149, 199],
  );
});

test('a new thread is watched anew', () => {
  const watch = openHeapWatch();
  for (let task = 0; task < 49; task++) assert.equal(watch.hasGrown(150), false);
  watch.restart();
  assert.equal(watch.hasGrown(150), false);
});
