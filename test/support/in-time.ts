import { runInNewContext } from 'node:vm';

/** Far more than linear work takes, far less than quadratic work on a few hundred thousand characters would. */
const LIMIT_MS = 20_000;

/** Runs what must not hang; it is broken off, with an error, if it does. */
export const inTime = <T>(work: () => T): T => runInNewContext('work()', { work }, { timeout: LIMIT_MS }) as T;
