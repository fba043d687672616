import { createReadStream } from 'node:fs';
import { NewswatchError, UsageError } from '../errors.ts';
import { explainVerdict } from '../judge/explain.ts';
import { counted, type Figures } from '../judge/figures.ts';
import { judge } from '../judge/judge.ts';
import type { CompiledRules } from '../judge/topic-rules.ts';
import { bestOf } from '../judge/best.ts';
import type { Verdict } from '../model/topic.ts';
import { printFigures } from './eval-figures.ts';
import { paint, plain, printJson, printLine, type Io } from './io.ts';
import { readJsonLines, type JsonLine } from './jsonl.ts';
import { readMarks } from './marked.ts';
import { settingsOf } from './options.ts';
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

export interface EvalOptions extends RuleOptions {
  /** Score on the marks in the record instead of a file. */
  readonly marks?: boolean;
}

/**
 * `newswatch eval FILE.jsonl`: lines `{id,title,text,label,borderline?,kind?}`; or `eval --marks`: what the user marked.
 * Precision, recall and F1 with counts, for all, without the borderline ones, and by kind; then every error with its
 * explanation. With `json` one document.
 * @throws ConfigError; UsageError if the file cannot be read or a line has no label; NewswatchError `no-marks`.
 */
export async function evaluate(file: string | undefined, options: EvalOptions, io: Io): Promise<void> {
  const rules = rulesOf(options);
  const documents = await labelled(file, options);
  const judged = documents.map((document) => judgeDocument(rules, document));
  const figures = figuresOf(judged);
  const errors = judged.filter(isError);
  if (options.json === true) {
    printJson(io, { documents: judged.length, figures, errors: errors.map(errorJson) });
    return;
  }
  printFigures(io, figures);
  for (const error of errors) printError(io, error);
}

function labelled(file: string | undefined, options: EvalOptions): Promise<Labelled[]> {
  if (file !== undefined && options.marks === true) {
    throw new UsageError('eval reads a file or --marks, not both', 'leave one of them out');
  }
  if (file !== undefined) return labelledLines(file);
  if (options.marks !== true)
    throw new UsageError('eval needs a file of labelled lines', 'or --marks for your own marks');
  return labelledMarks(options);
}

async function labelledMarks(options: EvalOptions): Promise<Labelled[]> {
  const marks = await readMarks(settingsOf(options));
  if (marks.length === 0) {
    throw new NewswatchError('no-marks', 'nothing has been marked yet', { remedy: 'newswatch mark ID right|wrong' });
  }
  return marks.map(({ id, title, text, kind, right }) => ({ id, title, text, label: right, borderline: false, kind }));
}

async function labelledLines(file: string): Promise<Labelled[]> {
  const documents: Labelled[] = [];
  try {
    for await (const line of readJsonLines(createReadStream(file))) documents.push(labelledLine(file, line));
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error instanceof UsageError) throw error;
    throw new UsageError(`${file} cannot be read: ${error.message}`);
  }
  if (documents.length === 0) throw new UsageError(`${file} has no line`, 'each must be {id,title,text,label}');
  return documents;
}

function labelledLine(file: string, line: JsonLine): Labelled {
  const bad = (what: string): UsageError => new UsageError(`${file}:${line.line}: ${what}`);
  if ('error' in line) throw bad('is no JSON');
  const { id, title, text, label, borderline, kind } = (line.value ?? {}) as Record<string, unknown>;
  if (typeof title !== 'string' || typeof text !== 'string') throw bad('must have title and text');
  if (label !== 0 && label !== 1 && typeof label !== 'boolean') throw bad('must have a label: 1 or true, 0 or false');
  return {
    id: typeof id === 'string' || typeof id === 'number' ? String(id) : `line ${line.line}`,
    title,
    text,
    label: Boolean(label),
    borderline: Boolean(borderline),
    kind: kind === 'brief' || kind === 'article' ? kind : undefined,
  };
}

function judgeDocument(rules: CompiledRules, document: Labelled): Judgement {
  const { title, text, kind } = document;
  const verdict = bestOf(judge(rules, { title, text, ...(kind === undefined ? {} : { kind }) }));
  if (verdict === undefined) throw new UsageError('there is no topic to judge by');
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
