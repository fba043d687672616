import { globSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What the daemon takes at one moment. Sizes in MB, times in ms; of all its processes together where it has several. */
export interface Sample {
  readonly seconds: number;
  readonly articles: number;
  /** Nothing is left to do, and idle connections have been closed. */
  readonly resting: boolean;
  readonly rss: number;
  readonly heap: number;
  readonly descriptors: number;
  readonly handles: number;
  readonly threads: number;
  readonly waiting: number;
  readonly database: number;
  readonly log: number;
  readonly queue: number;
  readonly lag: number;
  readonly health: number;
}

const MB = 1_000_000;

/** @throws where the daemon is gone */
export async function takeSample(
  { pid, origin, data }: { pid: number; origin: string; data: string },
  at: Pick<Sample, 'seconds' | 'articles' | 'resting'>,
): Promise<Sample> {
  const asked = performance.now();
  await (await fetch(`${origin}/healthz`)).text();
  const health = performance.now() - asked;
  const metrics = await (await fetch(`${origin}/metrics`)).text();
  const metric = (name: string): number => Number(new RegExp(`^newswatch_${name} (\\S+)$`, 'm').exec(metrics)?.[1]);
  const pids = family(pid);
  const total = (of: (pid: number) => number): number => pids.reduce((sum, one) => sum + of(one), 0);
  return {
    ...at,
    rss: total(rssOf) / MB,
    heap: metric('nodejs_heap_size_used_bytes') / MB,
    descriptors: total((one) => readdirSync(`/proc/${one}/fd`).length),
    handles: metric('nodejs_active_handles_total'),
    threads: total((one) => readdirSync(`/proc/${one}/task`).length),
    waiting: metric('items_waiting'),
    database: sizeOf(join(data, 'newswatch.db')) / MB,
    log: sizeOf(join(data, 'newswatch.db-wal')) / MB,
    queue: folderSize(join(data, 'queue')) / MB,
    lag: metric('nodejs_eventloop_lag_p99_seconds') * 1_000,
    health,
  };
}

const rssOf = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1_024;

/** A process and those that it started. */
function family(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
  return [pid, ...children.flatMap((child) => family(Number(child)))];
}

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

const folderSize = (folder: string): number =>
  globSync('**', { cwd: folder }).reduce((sum, name) => sum + sizeOf(join(folder, name)), 0);
