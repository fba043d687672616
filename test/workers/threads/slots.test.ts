import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openSlots } from '../../../workers/threads/slots.ts';

test('who has waited longest is served first', async () => {
  const slots = openSlots(['a']);
  const served: number[] = [];
  const first = await slots.take();
  const others = [1, 2, 3].map(async (number) => {
    const thing = await slots.take();
    served.push(number);
    slots.give(thing);
  });
  slots.give(first);
  await Promise.all(others);
  assert.deepEqual(served, [1, 2, 3]);
});

test('the one given back last is taken first', async () => {
  const slots = openSlots(['a', 'b']);
  const [one, other] = [await slots.take(), await slots.take()];
  slots.give(one);
  slots.give(other);
  assert.equal(await slots.take(), other);
});

test('who gives up waiting loses nothing for the others', async () => {
  const slots = openSlots(['a']);
  const thing = await slots.take();
  const impatient = new AbortController();
  const given = assert.rejects(slots.take(impatient.signal), { message: 'enough' });
  const patient = slots.take(new AbortController().signal);
  impatient.abort(new Error('enough'));
  await given;
  slots.give(thing);
  assert.equal(await patient, 'a');
  await assert.rejects(slots.take(AbortSignal.abort(new Error('never began'))), { message: 'never began' });
});

test('closing turns away who waits and who comes', async () => {
  const slots = openSlots<string>([]);
  const waiting = assert.rejects(slots.take(), { message: 'closed' });
  slots.close(new Error('closed'));
  await waiting;
  await assert.rejects(slots.take(), { message: 'closed' });
});
