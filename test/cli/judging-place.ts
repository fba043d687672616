import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { after } from 'node:test';
import type { Io } from '../../src/cli/io.ts';

/** A folder for topics and labelled lines, until all tests of the file have run. */
export interface JudgingPlace {
  readonly folder: string;
  /** Returns the file's path. */
  readonly write: (name: string, content: string) => string;
  /** A topic whose word earns two points in the title and one a sentence; `word` and the thresholds are what is varied. */
  readonly topic: (id: string, word?: string, thresholds?: string) => string;
  readonly lines: (name: string, values: readonly object[]) => string;
}

export function judgingPlace(): JudgingPlace {
  const folder = mkdtempSync(join(tmpdir(), 'newswatch-judging-'));
  after(() => rmSync(folder, { recursive: true }));
  const write = (name: string, content: string): string => {
    const file = join(folder, name);
    writeFileSync(file, content);
    return file;
  };
  return {
    folder,
    write,
    topic: (id, word = id, thresholds = 'match: 2\nnear: 1') =>
      write(
        `${id}.yaml`,
        `id: ${id}\n${thresholds}\nfor:\n  - { name: it, find: a, points: { title: 2, lead: 1, body: 1 } }\nconcepts:\n  a: [${word}]\n`,
      ),
    lines: (name, values) => write(name, values.map((one) => JSON.stringify(one)).join('\n')),
  };
}

/** Runs a command on an input and returns what it printed. */
export async function printed(
  run: (io: Io) => Promise<void>,
  chunks: readonly (string | Buffer)[] = [],
): Promise<string> {
  const stdout = new PassThrough();
  const io = { stdin: Readable.from(chunks, { objectMode: false }), stdout, stderr: new PassThrough() };
  // Streams stand in for terminal streams: the commands only read, write and wait for "drain".
  const output = text(stdout);
  await run(io as unknown as Io);
  stdout.end();
  return output;
}
