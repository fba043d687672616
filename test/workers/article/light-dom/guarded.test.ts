import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Guarded } from '../../../../workers/article/light-dom/guarded.ts';

class Thing extends Guarded {
  own: string | undefined = undefined;
  get given(): number {
    return 1;
  }
}

test('what an object has can be read, what it lacks throws with its name', () => {
  const thing = new Thing() as Thing & Record<string, unknown>;
  assert.equal(thing.own, undefined);
  assert.equal(thing.given, 1);
  assert.equal(typeof thing.hasOwnProperty, 'function', 'what every object has');
  assert.throws(() => thing['classList'], new TypeError('the light DOM has no classList'));
  thing['note'] = 2;
  assert.equal(thing['note'], 2);
});

test('what is rightly absent is undefined, and can be set', async () => {
  const thing = new Thing() as Thing & Record<string, unknown>;
  assert.equal(thing['tagName'], undefined);
  thing['readability'] = { contentScore: 1 };
  assert.deepEqual(thing['readability'], { contentScore: 1 });
  assert.equal(JSON.stringify(new Thing()), '{}');
  assert.ok((await Promise.resolve(thing)) === thing);
});
