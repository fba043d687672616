import { readFileSync } from 'node:fs';

/**
 * Loaded into the program before it starts (`NODE_OPTIONS=--import`): its wall clock is ahead by the milliseconds that stand in
 * the file which `TEST_CLOCK` names, also when they change. Steady clocks and timers go on as they are, as when a real clock is set.
 */
const file = process.env['TEST_CLOCK'] ?? '';
const RealDate = Date;
const realNow = Date.now;
let offset = 0;
let readAt = -Infinity;

function now(): number {
  if (performance.now() - readAt > 20) {
    readAt = performance.now();
    offset = Number(readFileSync(file, 'utf8'));
  }
  return realNow() + offset;
}

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args: [], own) => Reflect.construct(target, args.length === 0 ? [now()] : args, own) as Date,
  apply: () => new RealDate(now()).toString(),
  get: (target, key) => (key === 'now' ? now : (Reflect.get(target, key) as unknown)),
});
