import { join } from 'node:path';
import { fileText, parseFileName } from '../corpus/format.ts';
import { messageOf } from '../errors.ts';
import { QUEUE_NAMES } from '../queue/queues.ts';
import type { CorpusFiles } from '../corpus/corpus.ts';
import type { Manifest, ManifestLine } from '../corpus/manifest.ts';
import type { NewsRecord } from '../record/record.ts';
import { step } from '../step.ts';
import type { Desk, Parts } from './parts.ts';
import { manifestLine } from './record-match.ts';

/** What a start does first: the queues are emptied (the record knows what was under way), and files that a crash kept from being written are written. */
export async function resume(parts: Parts): Promise<void> {
  for (const name of QUEUE_NAMES) {
    await parts.engine.queue(name).wipe();
    step('queue emptied');
  }
  await parts.engine.rules.publish(parts.rules.set);
  step('rules published');
  parts.manifest.sweep();
  restoreFiles(parts);
  step('files restored');
}

/** Said again this long after it was said, milliseconds, while it lasts. */
const SAY_AGAIN = 600_000;

/** Writes the files and the manifest's lines that are missing. Where it fails, it says so and is to be tried again. */
export function restoreFiles(parts: Desk): void {
  const { record, corpus, manifest, log, unwritten } = parts;
  try {
    const there = corpus.names();
    const names = record.matches.fileNames();
    const missing = names.filter((name) => !there.has(name));
    for (const name of missing) writeAgain(parts, name);
    const lines = manifest.read();
    const whole =
      lines !== null && lines.length === names.length && lines.every((file, index) => file === names[index]);
    if (!whole) manifest.rewrite(manifestLines(parts));
    unwritten.files = false;
    unwritten.saidAt = -Infinity;
    if (missing.length > 0)
      log.warn(
        { event: 'restore', files: missing.length },
        `wrote ${missing.length} missing corpus files again from the record`,
      );
  } catch (error) {
    unwritten.files = true;
    unwritten.why = messageOf(error);
    if (performance.now() - unwritten.saidAt < SAY_AGAIN) return;
    unwritten.saidAt = performance.now();
    log.error({ event: 'restore', err: unwritten.why }, unwritten.why);
  }
}

function writeAgain({ record, corpus }: Desk, name: string): void {
  const match = record.matches.byNumber(parseFileName(name)?.number ?? -1);
  if (match !== undefined) corpus.put(name, fileText(match.title, match.text));
}

function* manifestLines(parts: { readonly record: CorpusRecord }): Generator<ManifestLine> {
  for (const match of parts.record.matches.withFile()) yield manifestLine(parts, match);
}

/** What of the record the corpus is made of. */
type CorpusRecord = Pick<NewsRecord, 'matches' | 'stories'>;

export interface CorpusReport {
  readonly folder: string;
  readonly files: number;
  readonly foreign: number;
  readonly missing: readonly string[];
  readonly altered: readonly string[];
  readonly misnumbered: readonly string[];
  /** `corpus.jsonl`, line by line. */
  readonly manifest: 'whole' | 'altered';
}

/** Checks every corpus file against the record (there, unaltered, numbered without gaps), and the manifest. */
export function verifyCorpus(parts: {
  readonly record: CorpusRecord;
  readonly corpus: CorpusFiles;
  readonly manifest: Pick<Manifest, 'isOf'>;
}): CorpusReport {
  const { record, corpus, manifest } = parts;
  const names = corpus.names();
  const ours = new Set<string>();
  const altered: string[] = [];
  for (const { corpusFile, corpusSha256 } of record.matches.withFile()) {
    const name = corpusFile as string;
    ours.add(name);
    if (names.has(name) && corpus.hashOf(name) !== corpusSha256) altered.push(name);
  }
  const foreign = [...names].filter((name) => !ours.has(name));
  const numbers = [...ours, ...foreign].map((name) => parseFileName(name)?.number ?? -1).toSorted((a, b) => a - b);
  return {
    folder: corpus.folder,
    files: ours.size,
    foreign: foreign.length,
    missing: [...ours].filter((name) => !names.has(name)),
    altered,
    misnumbered: numbers
      .filter((number, index) => number !== index)
      .map((number) => String(number).padStart(3, '0'))
      .slice(0, 1),
    manifest: manifest.isOf(manifestLines(parts)) ? 'whole' : 'altered',
  };
}

/**
 * Writes missing and altered files again, and the manifest. Returns the names of the files that were written.
 * @throws NewswatchError `corpus-write`, after everything that can be written was
 */
export function rebuildCorpus(parts: Pick<Desk, 'record' | 'corpus' | 'manifest'>): string[] {
  const { record, corpus, manifest } = parts;
  const written: string[] = [];
  let trouble: unknown;
  for (const { corpusFile, corpusSha256, title, text } of record.matches.withFile()) {
    const name = corpusFile as string;
    if (corpus.hashOf(name) === corpusSha256) continue;
    try {
      corpus.put(name, fileText(title, text));
      written.push(join(corpus.folder, name));
    } catch (error) {
      trouble ??= error;
    }
  }
  manifest.rewrite(manifestLines(parts));
  if (trouble !== undefined) throw trouble;
  return written;
}
