import { statSync } from 'node:fs';
import { join } from 'node:path';
import { isFull } from '../durable.ts';
import { messageOf } from '../errors.ts';
import type { Desk } from './parts.ts';

/** Why what is found could not be kept now, a line each: for readiness and `status`. Nothing of it is lost. */
export function diskProblems({ record, corpus, settings, unwritten }: Desk): string[] {
  const problems = fullDisks([settings.data, corpus.folder, join(settings.data, 'queue')]);
  try {
    record.probe();
  } catch (error) {
    problems.push(`the record cannot be written: ${messageOf(error)}`);
  }
  if (unwritten.files) problems.push(`corpus files wait to be written: ${unwritten.why}`);
  return problems;
}

/** One line a file system. */
function fullDisks(folders: readonly string[]): string[] {
  const full = folders.filter(isFull);
  const byDisk = Map.groupBy(full, (folder) => statSync(folder).dev);
  return [...byDisk.values()].map(([folder]) => `no space is left in ${folder}: free some`);
}
