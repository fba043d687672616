import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { isScalar } from 'yaml';
import { messageOf, NewswatchError } from '../errors.ts';
import { changedTopic, type Change } from '../judge/tune/changes.ts';
import { parseYaml } from '../settings/yaml-file.ts';

/**
 * Replaces numbers in a topic file where they stand, so that nothing else in it moves: not a comment, not a line break.
 * The file is replaced whole or not at all.
 * @param before the file's value that the changes were made for
 * @throws NewswatchError `tune-write` if the file has changed since, cannot be written, or shares a number between two
 * places (YAML anchors), which no change of one of them can tell apart.
 */
export function writeNumbers(file: string, before: unknown, changes: readonly Change[]): void {
  try {
    const text = withNumbers(file, readFileSync(file, 'utf8'), changes);
    if (!isDeepStrictEqual(parseYaml(file, text).value, changedTopic(before, changes))) {
      throw refused(file, 'it has changed meanwhile, or one of the numbers stands there by a YAML anchor');
    }
    writeFileSync(`${file}.tmp`, text);
    renameSync(`${file}.tmp`, file);
  } catch (error) {
    throw error instanceof NewswatchError ? error : refused(file, messageOf(error), error);
  }
}

function withNumbers(file: string, text: string, changes: readonly Change[]): string {
  const { document } = parseYaml(file, text);
  const edits = changes.map(({ path, to }) => {
    const keys = path.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key));
    const node = document.getIn(keys, true);
    if (!isScalar(node) || node.range == null) throw refused(file, `${path} is not written there as a number`);
    return { start: node.range[0], end: node.range[1], to };
  });
  // From the end, so that the offsets before it stay true.
  return edits
    .toSorted((a, b) => b.start - a.start)
    .reduce((whole, { start, end, to }) => whole.slice(0, start) + String(to) + whole.slice(end), text);
}

const refused = (file: string, why: string, cause?: unknown): NewswatchError =>
  new NewswatchError('tune-write', `${file} was not changed: ${why}`, {
    remedy: 'newswatch tune shows the numbers; change them by hand',
    cause,
  });
