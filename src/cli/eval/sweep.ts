import { UsageError } from '../../errors.ts';
import { figuresAt, sweepOf, type Sweep } from '../../judge/measure/sweep.ts';
import type { CompiledRules, CompiledTopic } from '../../judge/topic-rules.ts';
import { share } from '../figures.ts';
import { counted, paint, printLine, type Io } from '../io.ts';
import { table } from '../table.ts';
import { inWords } from './chance.ts';
import type { Judgement } from './judged.ts';
import { roundSteps } from './scale.ts';

/** What other thresholds of a topic would come to, for each kind of document that there is. */
export interface TopicSweep {
  readonly topic: string;
  readonly title: string;
  readonly article?: Sweep;
  readonly brief?: Sweep;
}

export const KINDS = ['article', 'brief'] as const;

/** The one topic whose thresholds can be swept. @throws UsageError where there are several, naming them */
export function topicToSweep({ topics }: CompiledRules): CompiledTopic {
  const [topic, ...others] = topics;
  if (topic !== undefined && others.length === 0) return topic;
  throw new UsageError(
    'thresholds can be swept for one topic at a time',
    `choose with --topic: ${topics.map(({ id }) => id).join(', ')}`,
  );
}

/** @param judged by this topic alone */
export function sweepTopic({ id, title, match }: CompiledTopic, judged: readonly Judgement[]): TopicSweep {
  const sweeps = KINDS.flatMap((kind) => {
    const own = judged.filter(({ verdict }) => verdict.judgedAs === kind);
    const scored = own.map(({ document, verdict }) => ({ label: document.label, score: verdict.score }));
    return own.length === 0 ? [] : [[kind, sweepOf(scored, match[kind])] as const];
  });
  return { topic: id, title, ...Object.fromEntries(sweeps) };
}

/** A threshold above it finds nothing that belongs to the topic; at least the one in force. */
export const endOf = ({ steps, inForce }: Sweep): number =>
  steps.reduce((end, { right, threshold }) => (right > 0 ? Math.max(end, threshold) : end), inForce);

const MOST_ROWS = 20;

/** For each kind a table with round thresholds, the one in force and the best one, and what to make of it. */
export function printSweep(io: Io, swept: TopicSweep): void {
  for (const kind of KINDS) {
    const sweep = swept[kind];
    if (sweep === undefined) continue;
    printLine(io);
    const documents = `${counted(sweep.documents, kind)}, ${sweep.onTopic} on topic`;
    printLine(io, paint(io, 'bold', `${swept.topic}: thresholds for ${kind}s (${documents})`));
    printRows(io, sweep);
    printAdvice(io, sweep);
  }
}

function printRows(io: Io, sweep: Sweep): void {
  const end = endOf(sweep);
  const round = roundSteps(end, MOST_ROWS).filter((threshold) => threshold > 0 && threshold <= end);
  const thresholds = [...new Set([...round, sweep.inForce, sweep.best])].toSorted((a, b) => a - b);
  const rows = thresholds.map((threshold) => {
    const { precision, recall, f1, right, falseAlarms, missed } = figuresAt(sweep, threshold);
    const counts = [right, falseAlarms, missed].map(String);
    return [nameOf(sweep, threshold), String(threshold), ...[precision, recall, f1].map(share), ...counts];
  });
  const [head = '', ...lines] = table(
    ['', 'threshold', 'precision', 'recall', 'F1', 'right', 'false', 'missed'],
    rows,
    [],
    1,
  );
  printLine(io, head);
  for (const [index, line] of lines.entries()) {
    printLine(io, nameOf(sweep, thresholds[index]) === '' ? line : paint(io, 'bold', line));
  }
}

function nameOf({ inForce, best }: Sweep, threshold: number | undefined): string {
  if (threshold === inForce) return 'in force';
  return threshold === best ? 'best' : '';
}

function printAdvice(io: Io, { inForce, best, change }: Sweep): void {
  if (best === inForce) return printLine(io, 'no other threshold has a higher F1 on these documents');
  printLine(io, `${best} instead of ${inForce}: ${inWords(change)}`);
  printLine(io, paint(io, 'dim', 'it is the best on the very documents it was chosen on: expect less of it on others'));
}
