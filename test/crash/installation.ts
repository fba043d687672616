import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Place } from './end-state.ts';
import type { Strike } from './kill-at.ts';
import { startVictim, type Environment, type Victim } from './process.ts';
import { TOPIC } from './texts.ts';

export const WORKER_AGENT = 'crash-worker/1.0';

/** A folder with a configuration that watches these feeds every second and asks without pause. */
export interface CrashPlace extends Place {
  readonly folder: string;
  readonly config: string;
  start(command: 'run' | 'worker', strike?: Strike | null): Victim;
}

const FETCH = 'allowPrivateNetworks: true, perHost: { concurrency: 4, delay: 0s }';

/** @param alerts lines of the configuration @param redis null for the embedded engine */
export function layOut(folder: string, feeds: readonly string[], alerts: string, redis: string | null): CrashPlace {
  mkdirSync(folder, { recursive: true });
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
  write('feeds.yaml', feeds.map((url) => `- { url: "${url}", interval: 1s }\n`).join(''));
  write('topic.yaml', TOPIC);
  write(
    'run.yaml',
    `data: data\ntopics: [topic.yaml]\nfeeds: [feeds.yaml]\nhttp: { port: 0 }\npoll: { interval: 1s, minInterval: 1s, tick: "* * * * * *" }\nfetch: { ${FETCH} }\n${alerts}`,
  );
  write('worker.yaml', `topics: []\nfeeds: []\nfetch: { userAgent: "${WORKER_AGENT}", ${FETCH} }\n`);
  const env: Environment = redis === null ? {} : { REDIS_URL: redis, REDIS_PREFIX: `crash-${randomUUID()}` };
  return {
    folder,
    data: join(folder, 'data'),
    corpus: join(folder, 'data', 'corpus'),
    config: join(folder, 'run.yaml'),
    start: (command, strike = null) => startVictim(command, join(folder, `${command}.yaml`), env, strike),
  };
}
