import type { z } from 'zod';
import type { Mistake } from '../errors.ts';
import { didYouMean } from './did-you-mean.ts';
import { knownKeys } from './topic-schema.ts';

/** What a schema found wrong with a topic file's value, as mistakes with dotted key paths. */
export function schemaMistakes(file: string, value: unknown, issues: readonly z.core.$ZodIssue[]): Mistake[] {
  return issues.flatMap((issue) => {
    const { path, inner } = deepest(issue, []);
    if (inner.code === 'unrecognized_keys') {
      return inner.keys.map((key) => ({
        file,
        key: [...path, key].map(String).join('.'),
        message: unknownKey(key, knownKeys(path)),
      }));
    }
    return [{ file, key: path.map(String).join('.'), message: plainMessage(inner, valueAt(value, path)) }];
  });
}

function unknownKey(key: string, known: readonly string[]): string {
  const meant = didYouMean(key, known);
  return `is no known key${meant === null ? `, must be one of ${known.join(', ')}` : `; did you mean "${meant}"?`}`;
}

/** Of the alternatives of a union the one that came furthest: it is what the author meant. */
function deepest(
  issue: z.core.$ZodIssue,
  above: readonly PropertyKey[],
): { path: readonly PropertyKey[]; inner: z.core.$ZodIssue } {
  const path = [...above, ...issue.path];
  const wrongType = (one: z.core.$ZodIssue): boolean => one.code === 'invalid_type' && one.path.length === 0;
  if (issue.code === 'invalid_key') return { path, inner: issue.issues[0] ?? issue };
  if (issue.code !== 'invalid_union') return { path, inner: issue };
  const meant = issue.errors.map((branch) => branch[0]).find((one) => one !== undefined && !wrongType(one));
  return meant === undefined ? { path, inner: issue } : deepest(meant, path);
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let at = value;
  for (const key of path) at = (at as Record<PropertyKey, unknown> | null | undefined)?.[key];
  return at;
}

function plainMessage(issue: z.core.$ZodIssue, value: unknown): string {
  const message = issue.message.replace(/^Invalid input: /, '');
  if (value === undefined && message.startsWith('must')) return `is missing, ${message}`;
  if (value === null && message.startsWith('must')) return `is empty, ${message}`;
  if (/^(is|must)\b/.test(message)) return message;
  return `is wrong: ${message.charAt(0).toLowerCase()}${message.slice(1)}`;
}
