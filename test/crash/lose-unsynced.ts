import { existsSync, readdirSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from '../support/random.ts';
import type { Blow } from './deck.ts';
import type { Place } from './end-state.ts';

/**
 * What a power cut may take that a kill leaves: what was written and not yet synced. After a kill between the two, half of
 * the time the last line of the manifest is torn, or the file that was renamed last is not there.
 * @param seen files of earlier lives: they are synced
 */
export function loseUnsynced(place: Place, { at, from }: Blow, random: Random, seen: ReadonlySet<string>): void {
  if (random.next() < 0.5) return;
  if (at === 'line appended') tearLastLine(join(place.data, 'corpus.jsonl'), random);
  if (at === 'file renamed' && from === 'rest') loseLastFile(place.corpus, seen);
}

function tearLastLine(file: string, random: Random): void {
  const bytes = existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
  if (bytes.length === 0) return;
  const start = bytes.lastIndexOf('\n', bytes.length - 2) + 1;
  truncateSync(file, random.between(start + 1, bytes.length - 1));
}

function loseLastFile(corpus: string, seen: ReadonlySet<string>): void {
  const last = readdirSync(corpus)
    .toSorted((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))
    .at(-1);
  if (last !== undefined && !seen.has(last)) rmSync(join(corpus, last));
}
