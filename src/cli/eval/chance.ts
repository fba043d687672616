import type { Uneven } from '../../judge/measure/mcnemar.ts';

/** `12 documents better, 5 worse: p = 0.14, may well be chance`. */
export function inWords({ better, worse, p }: Uneven): string {
  if (better + worse === 0) return 'every document judged alike';
  const documents = better === 1 ? 'document' : 'documents';
  return `${better} ${documents} better, ${worse} worse: p ${shown(p)}, ${CHANCE.find(([least]) => p >= least)?.[1]}`;
}

const CHANCE = [
  [0.1, 'may well be chance'],
  [0.05, 'may be chance'],
  [0.01, 'hardly chance'],
  [0, 'not by chance'],
] as const;

/** Two digits that count. */
function shown(p: number): string {
  if (p < 0.001) return '< 0.001';
  return `= ${p >= 0.995 ? '1' : p.toFixed(p < 0.01 ? 4 : p < 0.1 ? 3 : 2)}`;
}

/** What p means, for those who were never told. */
export const MEANING =
  'p: how likely chance alone would part the documents so unevenly, or more so, if neither were better';
