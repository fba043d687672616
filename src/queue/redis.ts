import { createRedisBackend, RedisConnection } from 'bullmq';
import type { RuleSet } from '../model/topic.ts';
import { bullEvents, bullQueue, bullWorker, type BullBase, type BullQueue } from './bull.ts';
import type { Engine, EngineOptions } from './engine.ts';
import { OWN_QUEUES, QUEUE_NAMES, type FinishedListener, type JobQueue, type QueueName } from './queues.ts';
import { openRedisGate } from './redis-gate.ts';
import { openRedisLink, type RedisLink } from './redis-link.ts';
import { openProbe } from './redis-probe.ts';

/** BullMQ on Redis or Valkey. */

/** A worker that died gives its jobs back after this long. */
const LOCK = 3_000;
const RULES_KEPT_S = 7 * 86_400;
/** What every server can do that is let in (redis-server.ts): BullMQ would ask for it over each of its connections. */
const CAPABLE_OF = '6.2.0';
/** Milliseconds that closing may take where Redis cannot be told of it. */
const FAREWELL = 300;

export function openRedisEngine(options: EngineOptions, url: string): Engine {
  const { log, redisPrefix: prefix, installation } = options;
  const coordinator = options.role === 'coordinator';
  const probe = openProbe(options, () => wipeShared([...queues.values()]));
  const link = openRedisLink(url, log, probe.run);
  RedisConnection.minimumVersion = CAPABLE_OF;
  const base: BullBase = {
    connection: link.redis,
    prefix,
    ownPrefix: `${prefix}:own:${installation}`,
    backend: createRedisBackend,
    lock: LOCK,
    log,
    isKnown: link.suspect,
    paused: () => link.trouble() !== null,
    onPaused: (listener) => link.onChange((trouble) => listener(trouble !== null)),
    done: new Map(),
  };
  const queues = new Map(coordinator ? QUEUE_NAMES.map((name) => [name, bullQueue(base, name, () => undefined)]) : []);
  const listeners = new Set<FinishedListener>();
  const tell: FinishedListener = (queue, job) => {
    for (const listener of listeners) listener(queue, job);
  };
  const events = coordinator ? QUEUE_NAMES.map((name) => bullEvents(base, name, tell)) : [];
  return {
    kind: 'redis',
    usable: ({ once, signal }) =>
      link.usable(({ code, retry }) => probe.isFatal(code) || (once && retry === 'never'), signal),
    trouble: () => link.trouble()?.line ?? null,
    warnings: probe.warnings,
    queue: <N extends QueueName>(name: N) => guarded(link, queues.get(name) as unknown as BullQueue<N>),
    work: (name, handler, concurrency) => bullWorker(base, name, handler, concurrency),
    onFinished: (listener) => void listeners.add(listener),
    gate: openRedisGate(link, prefix, options.perHost),
    rules: ruleStore(link, prefix),
    ping: link.beat,
    async close() {
      const all = [...events, ...queues.values()];
      const limit = link.trouble() === null ? null : new Promise((resolve) => setTimeout(resolve, FAREWELL));
      const closed = Promise.allSettled(all.map((one) => one.close()));
      await (limit === null ? closed : Promise.race([closed, limit]));
      await link.use(() => probe.leave(link.redis)).catch(() => undefined);
      link.close();
    },
  };
}

/** What another coordinator has left there is not ours, and its workers' outcomes would be taken for ours. */
async function wipeShared(queues: readonly JobQueue<QueueName>[]): Promise<void> {
  for (const queue of queues) if (!OWN_QUEUES.has(queue.name)) await queue.wipe();
}

/** Calls that fail while Redis is in trouble, instead of waiting for its end. */
function guarded<N extends QueueName>(link: RedisLink, queue: JobQueue<N>): JobQueue<N> {
  return {
    name: queue.name,
    add: (jobs) => link.use(() => queue.add(jobs)),
    finished: (limit) => link.use(() => queue.finished(limit)),
    remove: (id) => link.use(() => queue.remove(id)),
    holds: (ids) => link.use(() => queue.holds(ids)),
    depth: (except) => link.use(() => queue.depth(except)),
    hasten: () => link.use(() => queue.hasten()),
    wipe: () => link.use(() => queue.wipe()),
  };
}

function ruleStore(link: RedisLink, prefix: string): Engine['rules'] {
  const key = (revision: string): string => `${prefix}:rules:${revision}`;
  return {
    publish: (set) =>
      link.use(async () => {
        await link.redis.set(key(set.revision), JSON.stringify(set), 'EX', RULES_KEPT_S);
      }),
    get: (revision) =>
      link.patiently(async () => {
        const text = await link.redis.get(key(revision));
        return text === null ? undefined : (JSON.parse(text) as RuleSet);
      }),
  };
}
