import { createReadStream } from 'node:fs';
import { UsageError } from '../errors.ts';
import { explainVerdict } from '../judge/explain.ts';
import { judge } from '../judge/judge.ts';
import type { CompiledRules } from '../judge/topic-rules.ts';
import { bestOf } from '../judge/best.ts';
import type { Verdict } from '../model/topic.ts';
import { counted, percent, type Figures } from './eval-figures.ts';
import { paint, plain, printJson, printLine, type Io } from './io.ts';
import { readJsonLines, type JsonLine } from './jsonl.ts';
import { rulesOf, type RuleOptions } from './topic-rules.ts';

interface Labelled {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly label: boolean;
  readonly borderline: boolean;
  readonly kind: 'brief' | 'article' | undefined;
}

interface Judgement {
  readonly document: Labelled;
  readonly verdict: Verdict;
}

/**
 * `newswatch eval FILE.jsonl`: lines `{id,title,text,label,borderline?,kind?}`. Precision, recall and F1 with counts, for
 * all, without the borderline ones, and by kind; then every error with its explanation. With `json` one document.
 * @throws ConfigError; UsageError if the file cannot be read or a line has no label.
 */
export async function evalFile(file: string, options: RuleOptions, io: Io): Promise<void> {
  const rules = rulesOf(options);
  const judged: Judgement[] = [];
  try {
    for await (const line of readJsonLines(createReadStream(file))) judged.push(judgeLine(rules, file, line));
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error instanceof UsageError) throw error;
    throw new UsageError(`${file} cannot be read: ${error.message}`);
  }
  if (judged.length === 0) throw new UsageError(`${file} has no line`, 'each must be {id,title,text,label}');
  const figures = figuresOf(judged);
  const errors = judged.filter(isError);
  if (options.json === true) {
    printJson(io, { documents: judged.length, figures, errors: errors.map(errorJson) });
    return;
  }
  printFigures(io, figures);
  for (const error of errors) printError(io, error);
}

function judgeLine(rules: CompiledRules, file: string, line: JsonLine): Judgement {
  const bad = (what: string): UsageError => new UsageError(`${file}:${line.line}: ${what}`);
  if ('error' in line) throw bad('is no JSON');
  const { id, title, text, label, borderline, kind } = (line.value ?? {}) as Record<string, unknown>;
  if (typeof title !== 'string' || typeof text !== 'string') throw bad('must have title and text');
  if (label !== 0 && label !== 1 && typeof label !== 'boolean') throw bad('must have a label: 1 or true, 0 or false');
  const document = {
    id: typeof id === 'string' || typeof id === 'number' ? String(id) : `line ${line.line}`,
    title,
    text,
    label: Boolean(label),
    borderline: Boolean(borderline),
    kind: kind === 'brief' || kind === 'article' ? kind : undefined,
  } satisfies Labelled;
  const verdict = bestOf(
    judge(rules, { title, text, ...(document.kind === undefined ? {} : { kind: document.kind }) }),
  );
  if (verdict === undefined) throw bad('there is no topic to judge by');
  return { document, verdict };
}

const isError = ({ document, verdict }: Judgement): boolean => document.label !== verdict.match;

function figuresOf(judged: readonly Judgement[]): Record<string, Figures> {
  const clear = judged.filter(({ document }) => !document.borderline);
  const ofKind = (list: readonly Judgement[], kind: string): readonly Judgement[] =>
    list.filter(({ document, verdict }) => (document.kind ?? verdict.judgedAs) === kind);
  const groups: [string, readonly Judgement[]][] = [
    ['all', judged],
    ['all, articles', ofKind(judged, 'article')],
    ['all, briefs', ofKind(judged, 'brief')],
    ['clear-cut', clear],
    ['clear-cut, articles', ofKind(clear, 'article')],
    ['clear-cut, briefs', ofKind(clear, 'brief')],
  ];
  return Object.fromEntries(
    groups
      .filter(([, list]) => list.length > 0)
      .map(([name, list]) => [
        name,
        counted(list.map(({ document, verdict }) => ({ label: document.label, match: verdict.match }))),
      ]),
  );
}

function printFigures(io: Io, figures: Record<string, Figures>): void {
  printLine(io, `${''.padEnd(20)} precision  recall      F1   right  false  missed`);
  for (const [name, { precision, recall, f1, right, falseAlarms, missed }] of Object.entries(figures)) {
    const counts = `${String(right).padStart(5)}  ${String(falseAlarms).padStart(5)}  ${String(missed).padStart(6)}`;
    printLine(io, `${name.padEnd(20)} ${percent(precision)}  ${percent(recall)}  ${percent(f1)}   ${counts}`);
  }
}

function printError(io: Io, { document, verdict }: Judgement): void {
  const what = `${document.label ? 'missed' : 'false alarm'}${document.borderline ? ' (borderline)' : ''}`;
  printLine(io);
  printLine(
    io,
    `${paint(io, document.label ? 'yellow' : 'red', what)} ${plain(document.id)}: ${plain(document.title)}`,
  );
  const [summary = '', ...reasons] = explainVerdict(verdict);
  printLine(io, `  ${plain(summary)}`);
  for (const reason of reasons) printLine(io, `    ${plain(reason)}`);
}

const errorJson = ({ document, verdict }: Judgement): object => ({
  id: document.id,
  title: document.title,
  label: document.label ? 1 : 0,
  borderline: document.borderline,
  verdict,
  explanation: explainVerdict(verdict),
});
