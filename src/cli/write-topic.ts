import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { messageOf, NewswatchError } from '../errors.ts';
import { compileTopic } from '../judge/compile.ts';
import type { TopicSource } from '../model/topic.ts';
import { withValue } from '../settings/edit-yaml.ts';
import { replaceFile } from '../settings/replace-file.ts';
import { parseYaml } from '../settings/yaml-file.ts';

/**
 * Gives a topic file another value, comments and layout kept. The file is replaced whole or not at all, and only by rules that
 * compile.
 * @param before the file and its value when the change was made for it
 * @throws NewswatchError `tune-write` if the file has changed since or is written in a way that cannot be changed here; `file`
 */
export function writeTopic({ file, rules }: TopicSource, changed: unknown): void {
  const text = read(file);
  if (!isDeepStrictEqual(parseYaml(file, text).value, rules)) {
    throw refused(file, 'it was changed while the marks were measured', 'run newswatch tune again');
  }
  const next = withValue(file, text, changed);
  if (next === undefined) throw refused(file, 'it is written in a way that cannot be changed here', BY_HAND);
  const compiled = compileTopic({ file, rules: parseYaml(file, next).value });
  if ('mistakes' in compiled)
    throw refused(file, `its rules would be wrong: ${compiled.mistakes[0]?.message}`, BY_HAND);
  replaceFile(file, next);
}

const BY_HAND = 'newswatch tune shows the changes; make them by hand';

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw refused(file, messageOf(error), BY_HAND);
  }
}

const refused = (file: string, why: string, remedy: string): NewswatchError =>
  new NewswatchError('tune-write', `${file} was not changed: ${why}`, { remedy });
