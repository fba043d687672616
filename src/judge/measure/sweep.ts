import { figuresOf, type Counts, type Figures } from './figures.ts';
import { mcnemar, type Uneven } from './mcnemar.ts';

export interface Scored {
  readonly label: boolean;
  readonly score: number;
}

/** What all thresholds between two neighbouring scores come to. */
export interface Step extends Figures {
  /** The highest of them: a score that a document has. */
  readonly threshold: number;
  /** They are higher than this. */
  readonly above: number;
}

/** What other thresholds would come to. */
export interface Sweep {
  readonly documents: number;
  /** Of these, labelled as on topic. */
  readonly onTopic: number;
  readonly inForce: number;
  /** With the highest F1 on these documents, and so too good for others. The one in force, where none is better. */
  readonly best: number;
  /** The best one instead of the one in force. */
  readonly change: Uneven;
  /** From low to high; above the last nothing matches. */
  readonly steps: readonly Step[];
}

/** Tries every threshold above 0 that makes a difference. */
export function sweepOf(scored: readonly Scored[], inForce: number): Sweep {
  const steps = stepsOf(scored);
  const best = bestOf(steps, inForce);
  return {
    documents: scored.length,
    onTopic: scored.filter(({ label }) => label).length,
    inForce,
    best,
    change: mcnemar(scored.map(({ label, score }) => ({ label, now: score >= inForce, other: score >= best }))),
    steps,
  };
}

/** What one threshold comes to. */
export function figuresAt({ steps, documents, onTopic }: Sweep, threshold: number): Figures {
  const step = steps.find((one) => one.threshold >= threshold);
  if (step === undefined) return figuresOf(documents, { right: 0, falseAlarms: 0, missed: onTopic });
  const { right, falseAlarms, missed } = step;
  return figuresOf(documents, { right, falseAlarms, missed });
}

function stepsOf(scored: readonly Scored[]): Step[] {
  const byScore = Map.groupBy(scored, ({ score }) => score);
  const falling = [...byScore.keys()].filter((score) => score > 0).toSorted((a, b) => b - a);
  let counts: Counts = { right: 0, falseAlarms: 0, missed: scored.filter(({ label }) => label).length };
  const steps = falling.map((threshold, index) => {
    const here = byScore.get(threshold) ?? [];
    const found = here.filter(({ label }) => label).length;
    counts = {
      right: counts.right + found,
      falseAlarms: counts.falseAlarms + here.length - found,
      missed: counts.missed - found,
    };
    return { threshold, above: falling[index + 1] ?? 0, ...figuresOf(scored.length, counts) };
  });
  return steps.toReversed();
}

/** Of equally good ones the nearest to the one in force. */
function bestOf(steps: readonly Step[], inForce: number): number {
  const highest = steps.reduce((most, { f1 }) => Math.max(most, f1 ?? 0), 0);
  const candidates = steps
    .filter(({ f1 }) => f1 === highest && highest > 0)
    .map(({ above, threshold }) => (above < inForce && inForce <= threshold ? inForce : between(above, threshold)));
  const [nearest = inForce] = candidates.toSorted((a, b) => Math.abs(a - inForce) - Math.abs(b - inForce));
  return nearest;
}

/** Half-way, in tenths, rounded up: never down to the lower score, which would match, too. */
const between = (above: number, threshold: number): number => Math.ceil(5 * (above + threshold) - 1e-6) / 10;
