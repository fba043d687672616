import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { PGlite } from '@electric-sql/pglite';
import { dataDir as emptyCluster } from '@electric-sql/pglite-prepopulatedfs';
import { createPostgresBackend, runMigrations, type BackendFactory } from 'bullmq';
import { extract } from 'tar';
import { messageOf, NewswatchError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { RuleSet } from '../model/topic.ts';
import { bullQueue, bullWorker, type BullBase, type BullQueue } from './bull.ts';
import type { Engine, EngineOptions } from './engine.ts';
import { openMemoryGate } from './memory-gate.ts';
import { pglitePool } from './pglite-pool.ts';
import { QUEUE_NAMES, type FinishedListener, type QueueName } from './queues.ts';

/**
 * BullMQ on its own PostgreSQL backend over a PGlite in this process. The queue holds nothing that the record does not
 * know: it is emptied at every start, and a database that does not open is thrown away.
 */
const SCHEMA = 'bullmq';
/** Workers and queue live and die together: only what the database refused to take comes back by its lock running out. */
const LOCK = 60_000;
/** PGlite has no autovacuum and no checkpointer: this many finished jobs later we do both. */
const JOBS_PER_CLEANING = 3_000;
/** Every table that a cleaning goes through stays open; without a limit these come to some 240 files. */
const MOST_FILES = 100;
/** Those in force, and those that jobs under way were planned by: somebody who tries rules may put one after the other into force. */
const RULES_KEPT = 20;

export async function openEmbeddedEngine(options: EngineOptions): Promise<Engine> {
  const { log, folder } = options;
  const db = await openDatabase(folder, log);
  const base: BullBase = {
    connection: pglitePool(db),
    prefix: '',
    ownPrefix: '',
    backend: createPostgresBackend as unknown as BackendFactory,
    lock: LOCK,
    log,
    isKnown: () => false,
    paused: () => false,
    onPaused: () => undefined,
    done: new Map(),
  };
  const cleaning = cleaner(db, log);
  const queues = new Map(QUEUE_NAMES.map((name) => [name, bullQueue(base, name, cleaning.jobRemoved)]));
  const listeners = new Set<FinishedListener>();
  const tell: FinishedListener = (queue, job) => {
    for (const listener of listeners) listener(queue, job);
  };
  let published: readonly RuleSet[] = [];
  return {
    kind: 'embedded',
    usable: async () => undefined,
    trouble: () => null,
    warnings: () => [],
    queue: <N extends QueueName>(name: N) => queues.get(name) as unknown as BullQueue<N>,
    // Every worker is in this process, so none needs the database to tell that a job has finished.
    work: (name, handler, concurrency) => bullWorker(base, name, handler, concurrency, tell),
    onFinished: (listener) => void listeners.add(listener),
    gate: openMemoryGate(options.perHost),
    rules: {
      publish: async (set) => {
        published = [set, ...published.filter(({ revision }) => revision !== set.revision)].slice(0, RULES_KEPT);
      },
      get: async (revision) => published.find((set) => set.revision === revision),
    },
    ping: async () => {
      await db.query('SELECT 1');
    },
    async close() {
      await Promise.allSettled([...queues.values()].map((queue) => queue.close()));
      await cleaning.done();
      await db.close();
    },
  };
}

async function openDatabase(folder: string, log: Log): Promise<PGlite> {
  try {
    return await openFolder(folder);
  } catch (error) {
    log.warn(
      { event: 'queue-damaged', folder, err: messageOf(error) },
      'the embedded queue is damaged: it is thrown away and filled again from the record',
    );
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
  try {
    return await openFolder(folder);
  } catch (error) {
    throw new NewswatchError('engine', `the embedded queue in ${folder} cannot be opened (${messageOf(error)})`, {
      remedy: 'check the folder, its permissions and the free space',
      cause: error,
    });
  }
}

async function openFolder(folder: string): Promise<PGlite> {
  await mkdir(folder, { recursive: true });
  if (!existsSync(join(folder, 'PG_VERSION'))) await unpackCluster(folder);
  const db = await PGlite.create({
    dataDir: folder,
    startParams: [
      ...PGlite.defaultStartParams,
      '-c',
      'shared_buffers=8MB',
      '-c',
      'max_wal_size=32MB',
      '-c',
      `max_files_per_process=${MOST_FILES}`,
    ],
  });
  await runMigrations(await pglitePool(db).connect(), SCHEMA);
  await db.exec(`SET search_path = ${SCHEMA}`);
  return db;
}

/**
 * An empty cluster as it comes with PGlite, for initdb takes seconds. PGlite can load it by itself, but takes 600 MB more
 * for a moment to do so than unpacking it before.
 */
async function unpackCluster(folder: string): Promise<void> {
  const archive = Buffer.from(await (await emptyCluster()).arrayBuffer());
  await pipeline(Readable.from([archive]), extract({ cwd: folder }));
}

function cleaner(db: PGlite, log: Log): { jobRemoved: () => void; done: () => Promise<void> } {
  let removed = 0;
  let running: Promise<void> = Promise.resolve();
  const clean = async (): Promise<void> => {
    try {
      await db.exec('VACUUM');
      await db.exec('CHECKPOINT');
    } catch (error) {
      log.warn({ err: messageOf(error) }, 'cleaning the embedded queue failed');
    }
  };
  return {
    jobRemoved() {
      removed += 1;
      if (removed % JOBS_PER_CLEANING === 0) running = running.then(clean);
    },
    done: () => running,
  };
}
