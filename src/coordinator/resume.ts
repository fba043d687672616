import { join } from 'node:path';
import { fileText, parseFileName } from '../corpus/format.ts';
import { messageOf } from '../errors.ts';
import { QUEUE_NAMES } from '../queue/queues.ts';
import type { CorpusFiles } from '../corpus/corpus.ts';
import type { MatchRecord } from '../record/matches.ts';
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
  restoreFiles(parts);
  step('files restored');
}

/** Writes the files and the manifest's lines that are missing. Where it fails, it says so and is to be tried again. */
export function restoreFiles(parts: Desk): void {
  const { record, corpus, manifest, log } = parts;
  try {
    const there = corpus.names();
    const names = record.matches.fileNames();
    const missing = new Set(names.filter((name) => !there.has(name)));
    const lines = manifest.read();
    const whole =
      lines !== null && lines.length === names.length && lines.every((file, index) => file === names[index]);
    // The texts are only read where there is something to write.
    const matches = missing.size > 0 || !whole ? record.matches.withFile() : [];
    for (const { corpusFile, title, text } of matches) {
      if (corpusFile !== null && missing.has(corpusFile)) corpus.put(corpusFile, fileText(title, text));
    }
    if (!whole) manifest.rewrite(matches.map((match) => manifestLine(parts, match)));
    parts.unwritten.files = false;
    if (missing.size > 0)
      log.warn(
        { event: 'restore', files: missing.size },
        `wrote ${missing.size} missing corpus files again from the record`,
      );
  } catch (error) {
    parts.unwritten.files = true;
    log.error({ event: 'restore', err: messageOf(error) }, messageOf(error));
  }
}

export interface CorpusReport {
  readonly folder: string;
  readonly files: number;
  readonly foreign: number;
  readonly missing: readonly string[];
  readonly altered: readonly string[];
  readonly misnumbered: readonly string[];
}

/** Checks every corpus file against the record: there, unaltered, numbered without gaps. */
export function verifyCorpus(record: Pick<MatchRecord, 'withFile'>, corpus: CorpusFiles): CorpusReport {
  const matches = record.withFile();
  const names = corpus.names();
  const ours = new Set(matches.map((match) => match.corpusFile as string));
  const foreign = [...names].filter((name) => !ours.has(name));
  const numbers = [...ours, ...foreign].map((name) => parseFileName(name)?.number ?? -1).toSorted((a, b) => a - b);
  return {
    folder: corpus.folder,
    files: matches.length,
    foreign: foreign.length,
    missing: [...ours].filter((name) => !names.has(name)),
    altered: matches
      .filter(
        (match) =>
          names.has(match.corpusFile as string) && corpus.hashOf(match.corpusFile as string) !== match.corpusSha256,
      )
      .map((match) => match.corpusFile as string),
    misnumbered: numbers
      .filter((number, index) => number !== index)
      .map((number) => String(number).padStart(3, '0'))
      .slice(0, 1),
  };
}

/** Writes missing and altered files again, and the manifest. Returns the names of the files that were written. */
export function rebuildCorpus(parts: Pick<Desk, 'record' | 'corpus' | 'manifest'>): string[] {
  const { record, corpus, manifest } = parts;
  const matches = record.matches.withFile();
  const damaged = matches.filter((match) => corpus.hashOf(match.corpusFile as string) !== match.corpusSha256);
  for (const match of damaged) corpus.put(match.corpusFile as string, fileText(match.title, match.text));
  manifest.rewrite(matches.map((match) => manifestLine(parts, match)));
  return damaged.map((match) => join(corpus.folder, match.corpusFile as string));
}
