import type { Commands, Status } from '../coordinator/commands.ts';
import type { Tally } from '../coordinator/tally.ts';
import { messageOf, NewswatchError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Reports } from '../record/reports.ts';
import type { Settings } from '../settings/settings.ts';

/** What the dashboard shows, and whom it asks. It writes nothing itself. */
export interface DashboardParts {
  readonly reports: Reports;
  readonly commands: Pick<Commands, 'status' | 'mark'>;
  readonly tally: Tally;
  readonly readiness: () => Promise<{ ready: boolean; problems: string[] }>;
  readonly settings: Settings['http'];
  readonly version: string;
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Queues that have lost their Redis do not fail: they wait. Nobody who asks how things stand should. */
const PATIENCE = 3_000;

/** @throws NewswatchError `status-unavailable` */
export async function statusOf({ commands }: Pick<DashboardParts, 'commands'>): Promise<Status> {
  try {
    return await within(PATIENCE, commands.status());
  } catch (error) {
    throw new NewswatchError('status-unavailable', `the status cannot be had: ${messageOf(error)}`, {
      retry: 'later',
      cause: error,
    });
  }
}

export async function readinessOf({ readiness }: Pick<DashboardParts, 'readiness'>): Promise<{
  ready: boolean;
  problems: string[];
}> {
  try {
    return await within(PATIENCE, readiness());
  } catch (error) {
    return { ready: false, problems: [messageOf(error)] };
  }
}

async function within<T>(ms: number, answer: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`no answer within ${ms / 1_000} s`)), ms);
  try {
    return await Promise.race([answer, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
