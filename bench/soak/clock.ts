/**
 * Loaded into the daemon before everything else (NODE_OPTIONS=--import): its clock is ahead of the machine's by what the file
 * named by SOAK_CLOCK says, in ms. The week passes in jumps of an hour, as on a machine that was suspended; between two
 * jumps all is in real time, so that time-outs, locks and readiness mean what they always mean. What is to happen every hour or
 * less often by a timer happens every two seconds.
 */
import { readFileSync } from 'node:fs';

const file = process.env['SOAK_CLOCK'] ?? '';
const RealDate = Date;
const REREAD = 50;
const HOURLY = 3_600_000;
const SOON = 2_000;

let readAt = -Infinity;
let ahead = 0;
function offset(): number {
  const now = performance.now();
  if (now - readAt >= REREAD) {
    readAt = now;
    // Empty for the moment in which it is written.
    ahead = Number(readFileSync(file, 'utf8')) || ahead;
  }
  return ahead;
}
const now = (): number => RealDate.now() + offset();

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args: unknown[], newTarget) =>
    Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as object,
  apply: () => new RealDate(now()).toString(),
  get: (target, key, receiver) => (key === 'now' ? now : (Reflect.get(target, key, receiver) as unknown)),
});

const realInterval = globalThis.setInterval;
globalThis.setInterval = Object.assign(
  ((work: () => void, ms?: number, ...args: []) =>
    realInterval(work, (ms ?? 0) >= HOURLY ? SOON : ms, ...args)) as typeof setInterval,
  realInterval,
);
