import { LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { ConfigError, type Mistake } from '../errors.ts';
import { issueMessage } from './issue-message.ts';
import { knownKeys } from './known-keys.ts';
import { readText } from './read-text.ts';
import { yamlTrouble } from './yaml-trouble.ts';

/** A YAML file with the lines of its keys, so that a mistake can be pointed at. */
export interface YamlFile {
  readonly file: string;
  readonly value: unknown;
  /** For changing the file; comments survive. {@link YamlFile.print} gives its text. */
  readonly document: Document;
  print(): string;
  lineOf(path: readonly PropertyKey[]): number | undefined;
}

/** Reads and parses. @throws ConfigError if it cannot be read or is no YAML. */
export const readYaml = (file: string, options: { missing?: string } = {}): YamlFile =>
  parseYaml(file, readText(file, options));

export function parseYaml(file: string, text: string): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(hideReferences(text), { lineCounter: lines, prettyErrors: false });
  const [first] = document.errors;
  if (first !== undefined) {
    const { line, message } = yamlTrouble(first, text, document, lines);
    throw new ConfigError([{ file, line, key: '', message: `is no valid YAML: ${showReferences(message)}` }]);
  }
  const lineOf = (path: readonly PropertyKey[]): number | undefined => {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true) as { range?: [number, number, number] } | undefined;
      if (node?.range) return lines.linePos(node.range[0]).line;
    }
    return undefined;
  };
  const value = mapStrings(aliasSafe(document, file), showReferences);
  return { file, document, value, lineOf, print: () => showReferences(document.toString({ lineWidth: 0 })) };
}

/**
 * YAML forbids braces in a plain word inside a flow map, so `{ token: ${NAME} }` would be no YAML. While it is parsed the
 * braces of `${NAME}` are private-use characters of the same length, so that lines and columns stay true.
 */
const hideReferences = (text: string): string => text.replace(/\$\{(\w+(?::-[^}\n]*)?)\}/g, '$\uE000$1\uE001');
const showReferences = (text: string): string =>
  text.replace(/\$\uE000([^\uE001\n]*)\uE001/g, (_all, name: string) => `\${${name}}`);

function aliasSafe(document: Document, file: string): unknown {
  try {
    const value: unknown = document.toJS({ maxAliasCount: 100 });
    if (isCircular(value)) throw new Error('an alias (*name) stands inside what it names');
    return value;
  } catch (error) {
    throw new ConfigError([{ file, key: '', message: `is no usable YAML: ${(error as Error).message}` }]);
  }
}

function isCircular(value: unknown, above: readonly unknown[] = []): boolean {
  if (value === null || typeof value !== 'object') return false;
  return above.includes(value) || Object.values(value).some((one) => isCircular(one, [...above, value]));
}

/** Replaces `${NAME}` and `${NAME:-default}` in every string. An unset `${NAME}` is a mistake. */
export function substituteEnv(
  value: unknown,
  env: NodeJS.ProcessEnv,
  onMissing: (name: string, path: readonly PropertyKey[]) => void,
): unknown {
  return mapStrings(value, (text, path) =>
    text.replace(/\$\{(\w+)(?::-([^}]*))?\}/g, (_all, name: string, fallback: string | undefined) => {
      const set = env[name];
      if (set !== undefined && (set !== '' || fallback === undefined)) return set;
      if (fallback === undefined) onMissing(name, path);
      return fallback ?? '';
    }),
  );
}

function mapStrings(
  value: unknown,
  change: (text: string, path: readonly PropertyKey[]) => string,
  path: readonly PropertyKey[] = [],
): unknown {
  if (typeof value === 'string') return change(value, path);
  if (Array.isArray(value)) return value.map((one, index) => mapStrings(one, change, [...path, index]));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, mapStrings(one, change, [...path, key])]));
}

/**
 * Validates a file's value, environment substituted. All mistakes of the file are pushed; undefined if there are any.
 * @param only the top-level keys to look at; all where absent
 */
export function validateYaml<S extends z.ZodType>(
  yaml: YamlFile,
  schema: S,
  env: NodeJS.ProcessEnv,
  mistakes: Mistake[],
  only?: readonly string[],
): z.output<S> | undefined {
  const before = mistakes.length;
  const at = (path: readonly PropertyKey[], message: string): void => {
    const line = yaml.lineOf(path);
    mistakes.push({
      file: yaml.file,
      ...(line === undefined ? {} : { line }),
      key: showReferences(path.map(String).join('.')),
      message,
    });
  };
  const unset = new Set<string>();
  const value = substituteEnv(only === undefined ? (yaml.value ?? {}) : pick(yaml.value, only), env, (name, path) => {
    at(path, `uses \${${name}}, which is not set; set it in the environment or write \${${name}:-default}`);
    unset.add(path.join('.'));
  });
  const result = schema.safeParse(value);
  for (const issue of result.error?.issues ?? []) {
    if (unset.has(issue.path.join('.'))) continue;
    if (issue.code !== 'unrecognized_keys') at(issue.path, issueMessage(issue, valueAt(value, issue.path)));
    else {
      const known = knownKeys(schema, issue.path, value).join(', ');
      for (const key of issue.keys) at([...issue.path, key], `is no known key, must be one of ${known}`);
    }
  }
  return mistakes.length === before ? result.data : undefined;
}

const pick = (value: unknown, keys: readonly string[]): unknown =>
  value !== null && typeof value === 'object'
    ? Object.fromEntries(Object.entries(value).filter(([key]) => keys.includes(key)))
    : {};

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce((at, key) => (at as { readonly [key: PropertyKey]: unknown } | null | undefined)?.[key], value);
