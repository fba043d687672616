import { setTimeout as sleep } from 'node:timers/promises';
import { openWorkerHost } from '../workers/host.ts';
import { openChannels } from '../workers/deliver/channels/open.ts';
import { serveControl } from './control/server.ts';
import { openCommands, type Commands, type Live } from './coordinator/commands.ts';
import { openCoordinator, type Coordinator } from './coordinator/coordinator.ts';
import { diskProblems } from './coordinator/disk-problems.ts';
import type { Parts } from './coordinator/parts.ts';
import { tellRules } from './coordinator/tell-rules.ts';
import { checkHttpSettings, serveDashboard } from './dashboard/serve.ts';
import { openDesk } from './desk.ts';
import { messageOf, NewswatchError } from './errors.ts';
import type { Log } from './log.ts';
import { isQueueTrouble, type Engine } from './queue/engine.ts';
import { openEngine } from './queue/open-engine.ts';
import { QUEUE_NAMES, type QueueName } from './queue/queues.ts';
import { openReports } from './record/reports.ts';
import { compileRules } from './rules.ts';
import { version } from './settings/load.ts';
import type { Settings } from './settings/settings.ts';
import { whenSaved } from './settings/when-saved.ts';
import { join } from 'node:path';

/** The composition root: the only place that opens the daemon's real parts. They are closed in reverse order. */
export interface Daemon {
  readonly coordinator: Coordinator;
  readonly commands: Commands;
  /** Where the dashboard listens; null in `run --once`. */
  readonly address: string | null;
  /** Puts the configuration as it is now into force. A mistake in it is told, in the log and in `status`, and changes nothing. */
  reload(): void;
  /** Resolves once the record turns out to be damaged: then nothing is written any more. */
  readonly damaged: Promise<NewswatchError>;
  close(): Promise<void>;
}

/** @throws NewswatchError, ConfigError; whatever was opened before is closed again. */
export async function openDaemon(
  settings: Settings,
  log: Log,
  { http, signal }: { http: boolean; signal: AbortSignal },
): Promise<Daemon> {
  if (http) checkHttpSettings(settings.http);
  await using opened = new AsyncDisposableStack();
  const parts = await openParts(settings, log, opened, signal);
  tellRules(parts);
  const coordinator = openCoordinator(parts);
  const readiness = (): Promise<Readiness> => checkReadiness(parts, coordinator);
  const startedAt = new Date().toISOString();
  let address: string | null = null;
  const live: Live = {
    wake: () => coordinator.wake(),
    status: async () => ({
      pid: process.pid,
      startedAt,
      engine: parts.engine.kind,
      http: address,
      queues: await queueDepths(parts.engine, coordinator.unlisted()),
      problems: [...(await readiness()).problems, ...parts.engine.warnings()],
    }),
  };
  const commands = openCommands(parts, version(), live);
  const control = await serveControl(settings.data, commands, log);
  opened.defer(() => control.close());
  if (http) {
    const reports = openReports(parts.record.db);
    const dashboard = await serveDashboard({
      reports,
      commands,
      tally: parts.tally,
      readiness,
      settings: settings.http,
      version: version(),
      log,
      now: Date.now,
    });
    opened.defer(() => dashboard.close());
    address = dashboard.address;
    log.info({ event: 'http', address }, `dashboard on ${address}`);
  }

  // Whoever asks meanwhile how things stand is told that a Redis is not there.
  await resumeWhenUsable(parts.engine, coordinator, { once: !http, signal });
  opened.defer(() => coordinator.stop());
  await openHands(parts, opened);
  // What is wrong with the files is told where it is found.
  const reload = (): void => void commands.reload().catch(() => undefined);
  const { settings: now } = parts;
  const files = (): string[] => (now.reloadOnSave ? [now.file, ...now.feedFiles, ...now.topicFiles] : []);
  // A round goes by what it began with.
  if (http) opened.defer(whenSaved(files, reload));
  const all = opened.move();
  const { damaged } = parts.record.db;
  return { coordinator, commands, address, reload, damaged, close: () => all.disposeAsync() };
}

const RESUME_AGAIN = 1_000;
/** A round has somebody waiting for it, or the next one: for a Redis that is away it does not wait longer than this. */
const ROUND_WAITS = 30_000;

/** @throws as `Engine.usable` */
async function resumeWhenUsable(
  engine: Engine,
  coordinator: Coordinator,
  options: { readonly once: boolean; readonly signal: AbortSignal },
): Promise<void> {
  for (;;) {
    await (options.once ? usableSoon(engine, options.signal) : engine.usable(options));
    try {
      return await coordinator.resume();
    } catch (error) {
      // It came, and went again.
      if (!isQueueTrouble(error)) throw error;
      await sleep(RESUME_AGAIN, undefined, { signal: options.signal });
    }
  }
}

async function usableSoon(engine: Engine, signal: AbortSignal): Promise<void> {
  const limit = AbortSignal.timeout(ROUND_WAITS);
  try {
    await engine.usable({ once: true, signal: AbortSignal.any([signal, limit]) });
  } catch (error) {
    if (signal.aborted || !limit.aborted) throw error;
    // Not that time is up, but what is wrong, if it still is.
    await engine.ping().catch((trouble: Error) => {
      const remedy = `a round waits for it for ${ROUND_WAITS / 1_000} s only: start it, or correct REDIS_URL`;
      throw new NewswatchError('redis-away', trouble.message, { remedy, cause: trouble });
    });
  }
}

/** Whoever does the work: workers of this process, and the channels that alerts go through. */
async function openHands({ engine, settings, feeds, log }: Parts, opened: AsyncDisposableStack): Promise<void> {
  const channels = openChannels(() => settings.alerts, log);
  opened.defer(() => channels.close());
  const own = { feed: feeds.get, channels };
  const host = openWorkerHost({ engine, fetch: settings.fetch, compile: compileRules, log, own });
  opened.defer(() => host.close());
}

async function openParts(
  settings: Settings,
  log: Log,
  opened: AsyncDisposableStack,
  signal: AbortSignal,
): Promise<Parts> {
  const desk = await openDesk(settings, log, opened, { check: true, signal });
  const engine = await openEngine({
    folder: join(settings.data, 'queue'),
    redisUrl: process.env['REDIS_URL'] || undefined,
    redisPrefix: process.env['REDIS_PREFIX'] || 'newswatch',
    role: 'coordinator',
    installation: desk.record.installation,
    perHost: settings.fetch.perHost,
    log,
  });
  opened.defer(() => engine.close());
  return { ...desk, engine, random: Math.random };
}

interface Readiness {
  readonly ready: boolean;
  readonly problems: string[];
}

/** Queues and record usable, and items move. */
async function checkReadiness(parts: Parts, coordinator: Coordinator): Promise<Readiness> {
  const { engine } = parts;
  const problems = diskProblems(parts);
  try {
    await engine.ping();
    // What does not move because the queues are in trouble is no trouble of its own.
    problems.push(...coordinator.stuck());
  } catch (error) {
    problems.push(engine.kind === 'redis' ? messageOf(error) : `the queues do not answer: ${messageOf(error)}`);
  }
  return { ready: problems.length === 0, problems };
}

/** Empty where the queues cannot tell: why is among the problems. */
async function queueDepths(
  engine: Engine,
  unlisted: readonly string[],
): Promise<{ [queue: string]: Awaited<ReturnType<ReturnType<Engine['queue']>['depth']>> }> {
  try {
    const depthOf = async (name: QueueName) => [name, await engine.queue(name).depth(unlisted)] as const;
    return Object.fromEntries(await Promise.all(QUEUE_NAMES.map(depthOf)));
  } catch {
    return {};
  }
}
