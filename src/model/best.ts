import type { Verdict } from './topic.ts';

/** The verdict that came closest to its threshold or went furthest over it. Undefined only if there is none. */
export function bestOf(verdicts: readonly Verdict[]): Verdict | undefined {
  return verdicts.reduce<Verdict | undefined>(
    (best, one) => (best === undefined || one.score / one.threshold > best.score / best.threshold ? one : best),
    undefined,
  );
}
