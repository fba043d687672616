import { openWorkerHost } from '../../workers/host.ts';
import { isAbort, UsageError } from '../errors.ts';
import { openLog } from '../log.ts';
import { openEngine } from '../queue/open-engine.ts';
import { compileRules } from '../rules.ts';
import { loadFetchSettings } from '../settings/load.ts';
import type { Io } from './io.ts';
import { configFile, type CommonOptions } from './options.ts';
import { keepHeapSmall } from './small-heap.ts';
import { untilStopped } from './stop.ts';

/** `newswatch worker`: takes polls and articles from the coordinator's queues until stopped. */
export async function worker(options: CommonOptions, _io: Io): Promise<number> {
  const redisUrl = process.env['REDIS_URL'];
  if (!redisUrl)
    throw new UsageError(
      'a worker needs REDIS_URL',
      'set it to the Redis of the coordinator, like redis://localhost:6379',
    );
  const fetch = loadFetchSettings(configFile(options));
  const log = openLog();
  const stop = untilStopped(log);
  const engine = await openEngine({
    folder: '',
    redisUrl,
    redisPrefix: process.env['REDIS_PREFIX'] || 'newswatch',
    role: 'worker',
    installation: '',
    perHost: fetch.perHost,
    log,
  });
  try {
    await engine.usable({ once: false, signal: stop.signal });
  } catch (error) {
    await engine.close();
    if (isAbort(error)) return 0;
    throw error;
  }
  const host = openWorkerHost({ engine, fetch, compile: compileRules, log });
  keepHeapSmall();
  stop.onHangUp(() =>
    log.warn({ event: 'reload' }, 'a worker reads its fetch section at its start: restart it to change that'),
  );
  log.info({ event: 'ready' }, 'working');
  await stop.stopped;
  await stop.inTime(async () => {
    await host.close();
    await engine.close();
  });
  return 0;
}
