import { NewswatchError } from '../errors.ts';

/** What a Redis says of itself (INFO): whether queues can be kept in it, and what about it is unwise. */
export interface ServerFacts {
  /** Null where it does not say. */
  readonly version: string | null;
  /** What to do with keys when the memory is full; null where it does not say. */
  readonly maxmemoryPolicy: string | null;
}

/** What the queues' scripts need: BullMQ asks for 6.2, Valkey and others count on from there. */
const OLDEST = [6, 2] as const;

export function serverFacts(info: string): ServerFacts {
  const fields = new Map(
    info.split(/\r?\n/).map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon), line.slice(colon + 1)] as const;
    }),
  );
  return { version: fields.get('redis_version') ?? null, maxmemoryPolicy: fields.get('maxmemory_policy') ?? null };
}

/** @throws NewswatchError `redis-version` */
export function checkVersion({ version }: ServerFacts, address: string): void {
  const [major, minor] = (version ?? '').split('.').map(Number);
  if (major === undefined || minor === undefined || Number.isNaN(major) || Number.isNaN(minor)) return;
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return;
  throw new NewswatchError('redis-version', `Redis at ${address} is too old (${version})`, {
    remedy: `use Redis ${OLDEST.join('.')} or later, or Valkey`,
  });
}

/** Null where all is as it should be. */
export function policyWarning({ maxmemoryPolicy }: ServerFacts, address: string): string | null {
  if (maxmemoryPolicy === null || maxmemoryPolicy === 'noeviction') return null;
  return `Redis at ${address} throws keys away when its memory is full (maxmemory-policy ${maxmemoryPolicy}): jobs may have to be put in again; set it to noeviction`;
}
