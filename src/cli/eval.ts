import { writeFileSync } from 'node:fs';
import { messageOf, NewswatchError, UsageError } from '../errors.ts';
import type { Figures } from '../judge/measure/figures.ts';
import type { CompiledRules } from '../judge/topic-rules.ts';
import { compared, type Comparison } from './eval/comparison.ts';
import { confusionsOf, printConfusions } from './eval/confusion.ts';
import { drawSweep } from './eval/curve.ts';
import { errorJson, printErrors, wantedErrors } from './eval/errors.ts';
import { isError, judgeAll, measured, narrowed, type Judgement } from './eval/judged.ts';
import { labelledLines, labelledMarks, type Labelled } from './eval/labelled.ts';
import { printComparison } from './eval/print-comparison.ts';
import { printSweep, sweepTopic, topicToSweep, type TopicSweep } from './eval/sweep.ts';
import { printFigures } from './figures.ts';
import { paint, printJson, printLine, type Io } from './io.ts';
import { rulesOf, type RuleOptions } from './topic-rules.ts';

export interface EvalOptions extends RuleOptions {
  /** Score on the marks in the record instead of a file. */
  readonly marks?: boolean;
  /** Judge by this topic alone. */
  readonly topic?: string;
  /** Topic files of another set of rules. */
  readonly compare?: readonly string[];
  readonly sweep?: boolean;
  /** The file to draw the sweep into. */
  readonly svg?: string;
  /** How many errors to list: a number or `all`; false for none. */
  readonly errors?: string | false;
}

/** All that a report may hold. */
interface Report {
  readonly judged: readonly Judgement[];
  readonly errors: readonly Judgement[];
  readonly comparison: Comparison | undefined;
  readonly sweep: TopicSweep | undefined;
}

/**
 * `newswatch eval FILE.jsonl`: lines `{id,title,text,label,borderline?,kind?,source?}`; or `eval --marks`: what the user
 * marked. Precision, recall and F1 with 95 % intervals and counts, for all, without the borderline ones, and by kind;
 * confusion by kind and source; every error with its explanation. On demand what another set of rules gains and loses, and
 * what other thresholds would come to. With `json` one document.
 * @throws ConfigError; UsageError if the file cannot be read or a line has no label; NewswatchError `no-marks`, `svg`.
 */
export async function evaluate(file: string | undefined, options: EvalOptions, io: Io): Promise<void> {
  const all = rulesOf(options, io);
  const rules = narrowed(all, options.topic);
  const other = otherRules(options, io);
  const sweepable = options.sweep || options.svg !== undefined ? topicToSweep(rules) : undefined;
  const most = wantedErrors(options.errors);
  if (options.svg?.endsWith('.svg') === false) throw new UsageError(`${options.svg} must end in .svg`);
  const documents = await labelled(file, options, all);
  const judged = judgeAll(rules, documents);
  const report = {
    judged,
    errors: judged.filter(isError),
    comparison: other === undefined ? undefined : compared(judged, judgeAll(other, documents)),
    sweep: sweepable === undefined ? undefined : sweepTopic(sweepable, judged),
  };
  if (options.svg !== undefined && report.sweep !== undefined) writePicture(options.svg, drawSweep(report.sweep));
  if (options.json === true) printJson(io, reportJson(report, most));
  else printReport(io, report, options, most);
}

/** With a topic named, that one, or the only one that there is: a variant may go by another name. */
function otherRules(options: EvalOptions, io: Io): CompiledRules | undefined {
  if (options.compare === undefined) return undefined;
  const rules = rulesOf({ ...options, topics: options.compare }, io);
  return rules.topics.length === 1 ? rules : narrowed(rules, options.topic);
}

function labelled(file: string | undefined, options: EvalOptions, rules: CompiledRules): Promise<Labelled[]> {
  if (file !== undefined && options.marks === true) {
    throw new UsageError('eval reads a file or --marks, not both', 'leave one of them out');
  }
  if (file !== undefined) return labelledLines(file);
  if (options.marks !== true)
    throw new UsageError('eval needs a file of labelled lines', 'or --marks for your own marks');
  return labelledMarks(options, rules, options.topic);
}

function writePicture(file: string, svg: string): void {
  try {
    writeFileSync(file, svg);
  } catch (error) {
    throw new NewswatchError('svg', `${file} cannot be written: ${messageOf(error)}`, {
      remedy: 'name a file in a folder that you may write to',
      cause: error,
    });
  }
}

const reportJson = ({ judged, errors, comparison, sweep }: Report, most = Infinity): object => ({
  documents: judged.length,
  ...measured(judged),
  confusion: confusionsOf(judged),
  errors: errors.slice(0, most).map(errorJson),
  ...(comparison === undefined ? {} : { comparison }),
  ...(sweep === undefined ? {} : { sweep }),
});

/** Where nothing is borderline, as among marks, the clear-cut documents are all documents. */
function withoutRepeats(figures: Readonly<Record<string, Figures>>): Readonly<Record<string, Figures>> {
  if (figures['clear-cut']?.documents !== figures['all']?.documents) return figures;
  return Object.fromEntries(Object.entries(figures).filter(([name]) => !name.startsWith('clear-cut')));
}

/** What was asked for stands last, where the eye is; then all errors would only push it out of sight. */
function printReport(
  io: Io,
  { judged, errors, comparison, sweep }: Report,
  { compare = [], svg }: EvalOptions,
  most = comparison === undefined && sweep === undefined ? Infinity : 0,
): void {
  const { figures: all, intervals } = measured(judged);
  const figures = withoutRepeats(all);
  printFigures(io, figures, intervals);
  printLine(io, paint(io, 'dim', 'beside each figure its 95 % interval: how far off so few documents may be'));
  printConfusions(io, confusionsOf(judged));
  printErrors(io, errors, most);
  if (comparison !== undefined) printComparison(io, figures, comparison, compare);
  if (sweep !== undefined) printSweep(io, sweep);
  if (svg !== undefined) printLine(io, `\nwrote ${svg}`);
}
