import { createReadStream } from 'node:fs';
import { NewswatchError, UsageError } from '../../errors.ts';
import type { CompiledRules } from '../../judge/topic-rules.ts';
import { readJsonLines, type JsonLine } from '../jsonl.ts';
import { readMarks, topicOf } from '../marked.ts';
import { settingsOf, type CommonOptions } from '../options.ts';

/** A text, and whether it belongs to the topic. */
export interface Labelled {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly label: boolean;
  readonly borderline: boolean;
  readonly kind: 'brief' | 'article' | undefined;
  readonly source: string | undefined;
}

/** Lines `{id,title,text,label,borderline?,kind?,source?}`. @throws UsageError naming the file and the line */
export async function labelledLines(file: string): Promise<Labelled[]> {
  const documents: Labelled[] = [];
  try {
    for await (const line of readJsonLines(createReadStream(file))) documents.push(labelledLine(file, line));
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error instanceof UsageError) throw error;
    throw new UsageError(
      error.code === 'ENOENT' ? `${file} does not exist` : `${file} cannot be read: ${error.message}`,
    );
  }
  if (documents.length === 0) throw new UsageError(`${file} has no line`, 'each must be {id,title,text,label}');
  return documents;
}

function labelledLine(file: string, line: JsonLine): Labelled {
  const bad = (what: string): UsageError => new UsageError(`${file}:${line.line}: ${what}`);
  if ('error' in line) throw bad('is no JSON');
  const { id, title, text, label, borderline, kind, source } = (line.value ?? {}) as Record<string, unknown>;
  if (typeof title !== 'string' || typeof text !== 'string') throw bad('must have title and text');
  if (label !== 0 && label !== 1 && typeof label !== 'boolean') throw bad('must have a label: 1 or true, 0 or false');
  return {
    id: typeof id === 'string' || typeof id === 'number' ? String(id) : `line ${line.line}`,
    title,
    text,
    label: Boolean(label),
    borderline: Boolean(borderline),
    kind: kind === 'brief' || kind === 'article' ? kind : undefined,
    source: typeof source === 'string' && source !== '' ? source : undefined,
  };
}

/**
 * What the user marked.
 * @param rules those in force, to tell what a mark is about where the record does not
 * @param topic only the marks on this one
 * @throws ConfigError; NewswatchError `no-marks`
 */
export async function labelledMarks(
  options: CommonOptions,
  rules: CompiledRules,
  topic: string | undefined,
): Promise<Labelled[]> {
  const all = await readMarks(settingsOf(options));
  const marks = topic === undefined ? all : all.filter((one) => topicOf(rules, one) === topic);
  if (marks.length === 0) {
    throw new NewswatchError('no-marks', `nothing has been marked yet${topic === undefined ? '' : ` under ${topic}`}`, {
      remedy: 'newswatch mark ID right|wrong',
    });
  }
  return marks.map(({ id, title, text, kind, right }) => ({
    id,
    title,
    text,
    label: right,
    borderline: false,
    kind,
    source: undefined,
  }));
}
