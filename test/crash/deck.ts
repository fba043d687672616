import { STEPS, type Step } from '../../src/step.ts';
import type { Random } from '../support/random.ts';

/** Where and when the next kill is to fall. */
export interface Blow {
  /** Only on Redis is there a worker of its own. */
  readonly victim: 'run' | 'worker';
  /** Whether it is armed from its start on, or once it is at rest and further articles are about to come. */
  readonly from: 'start' | 'rest';
  /** A step, or any moment. */
  readonly at: Step | 'any moment';
}

/** Passed once or a few times at a start, and then not again. */
const AT_START: ReadonlySet<Step> = new Set(['queue emptied', 'rules published', 'files restored']);
/** Only passed by a start that has something to mend: what has to come before it. */
const AFTER: { readonly [step in Step]?: Step } = { 'manifest renamed': 'match committed' };
/** Kills that leave something to mend, and one in the middle of mending it. */
const TWICE: readonly (readonly [Step, Step])[] = [
  ['match committed', 'file created'],
  ['match committed', 'file written'],
  ['match committed', 'file renamed'],
  ['file renamed', 'file synced'],
  ['line appended', 'file synced'],
  ['outcome returned', 'job begun'],
  ['outcome recorded', 'jobs added'],
  ['delivery answered', 'delivery answered'],
  ['transaction written', 'transaction committed'],
];
/** A worker of its own knows of jobs alone. */
const WORKER_STEPS: readonly Step[] = ['job begun', 'outcome returned'];
const RANDOM = { rest: 6, start: 4, worker: 2 };
/** Passed more often than any other, and at each time about something else. */
const TRANSACTIONS = 4;
const MOST_TRANSACTIONS = 15;

const blow = (at: Blow['at'], from: Blow['from'] = 'rest', victim: Blow['victim'] = 'run'): Blow => ({
  at,
  from,
  victim,
});

/** Every step once, the pairs, and any moments: what comes in what order is by chance. */
function dealt(random: Random, engine: 'embedded' | 'redis'): Blow[] {
  const times = (count: number, one: Blow): Blow[][] => Array.from({ length: count }, () => [one]);
  const worker =
    engine === 'embedded'
      ? []
      : [
          ...WORKER_STEPS.map((step) => [blow(step, 'rest', 'worker')]),
          ...times(RANDOM.worker, blow('any moment', 'rest', 'worker')),
        ];
  return random
    .shuffle([
      ...everyStep(STEPS),
      ...TWICE.map(([first, second]) => [blow(first), blow(second, 'start')]),
      ...times(TRANSACTIONS, blow('transaction written')),
      ...times(TRANSACTIONS, blow('transaction committed')),
      ...times(RANDOM.rest, blow('any moment')),
      ...times(RANDOM.start, blow('any moment', 'start')),
      ...worker,
    ])
    .flat();
}

/** Each of these steps once, with what it takes to come by it. */
export const everyStep = (steps: readonly Step[]): Blow[][] =>
  steps.map((step) => {
    const before = AFTER[step];
    if (before !== undefined) return [blow(before), blow(step, 'start')];
    return [blow(step, AT_START.has(step) ? 'start' : 'rest')];
  });

/** So many blows: one deck after the other, or at one step alone. */
export function blows(random: Random, engine: 'embedded' | 'redis', count: number, only?: Step): Blow[] {
  const all: Blow[] = [];
  while (all.length < count) all.push(...(only === undefined ? dealt(random, engine) : everyStep([only]).flat()));
  return all.slice(0, count);
}

/** At its how manyth time a step strikes: where a batch of articles passes it often, not always at the first. */
export function countOf(random: Random, { at, from }: Blow): number {
  if (at === 'queue emptied') return random.between(1, 4);
  if (from === 'start') return 1;
  return random.between(1, at.startsWith('transaction') ? MOST_TRANSACTIONS : 6);
}
