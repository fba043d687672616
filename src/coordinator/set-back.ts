import type { Engine } from '../queue/engine.ts';
import { QUEUE_NAMES } from '../queue/queues.ts';

interface Waiting {
  readonly startsAt: number;
}

/**
 * Brings the queues after a clock that was set back by so many milliseconds, to `now`: they keep jobs until a time of the old
 * clock. Those that still have to wait are taken out, for the planner to put them in again; all others may start.
 * @returns ids of those taken out
 */
export async function setQueuesBack<Job extends Waiting & { readonly queue: (typeof QUEUE_NAMES)[number] }>(
  engine: Engine,
  underway: Map<string, Job>,
  by: number,
  now: number,
): Promise<string[]> {
  const early: string[] = [];
  for (const [id, job] of underway) {
    if (job.startsAt <= now) continue;
    const startsAt = Math.max(now, job.startsAt - by);
    underway.set(id, { ...job, startsAt });
    if (startsAt > now) early.push(id);
  }
  for (const id of early) {
    const queue = underway.get(id)?.queue;
    if (queue !== undefined) await engine.queue(queue).remove(id);
  }
  for (const name of QUEUE_NAMES) await engine.queue(name).hasten();
  return early;
}
