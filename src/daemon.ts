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
import { messageOf, type NewswatchError } from './errors.ts';
import type { Log } from './log.ts';
import type { Engine } from './queue/engine.ts';
import { openEngine } from './queue/open-engine.ts';
import { QUEUE_NAMES } from './queue/queues.ts';
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

/** A round of work comes every second; this long without one is no good sign. */
const STALE_ROUND = 30_000;

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
  await coordinator.resume();
  opened.defer(() => coordinator.stop());

  const channels = openChannels(() => parts.settings.alerts, log);
  opened.defer(() => channels.close());
  const host = openWorkerHost({
    engine: parts.engine,
    fetch: settings.fetch,
    compile: compileRules,
    log,
    own: { feed: parts.feeds.get, channels },
  });
  opened.defer(() => host.close());

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
      queues: await queueDepths(parts.engine),
      problems: (await readiness()).problems,
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
  }
  // What is wrong with the files is told where it is found.
  const reload = (): void => void commands.reload().catch(() => undefined);
  const { settings: now } = parts;
  const files = (): string[] => (now.reloadOnSave ? [now.file, ...now.feedFiles, ...now.topicFiles] : []);
  opened.defer(whenSaved(files, reload));
  const all = opened.move();
  const { damaged } = parts.record.db;
  return { coordinator, commands, address, reload, damaged, close: () => all.disposeAsync() };
}

async function openParts(
  settings: Settings,
  log: Log,
  opened: AsyncDisposableStack,
  signal: AbortSignal,
): Promise<Parts> {
  const desk = openDesk(settings, log, opened, { check: true });
  const engine = await openEngine({
    folder: join(settings.data, 'queue'),
    redisUrl: process.env['REDIS_URL'] || undefined,
    redisPrefix: process.env['REDIS_PREFIX'] || 'newswatch',
    role: 'coordinator',
    installation: desk.record.installation,
    perHost: settings.fetch.perHost,
    log,
    signal,
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
  const { engine, now } = parts;
  const problems: string[] = [];
  await engine.ping().catch((error: unknown) => problems.push(`the queues do not answer: ${messageOf(error)}`));
  problems.push(...diskProblems(parts));
  const idle = now() - coordinator.lastRound();
  if (idle > STALE_ROUND) problems.push(`no round of work has ended for ${Math.round(idle / 1_000)} s`);
  return { ready: problems.length === 0, problems };
}

async function queueDepths(
  engine: Engine,
): Promise<{ [queue: string]: Awaited<ReturnType<ReturnType<Engine['queue']>['depth']>> }> {
  const depths = await Promise.all(QUEUE_NAMES.map(async (name) => [name, await engine.queue(name).depth()] as const));
  return Object.fromEntries(depths);
}
