import type { z } from 'zod';

/** One of a schema's complaints in words: what the value is where that is not plain to see, and what would be right. */
export function issueMessage(issue: z.core.$ZodIssue, value: unknown): string {
  if (issue.code === 'invalid_key' && issue.issues[0] !== undefined) return issueMessage(issue.issues[0], value);
  const right = rightValue(issue);
  if (right === null) return issue.message.startsWith('is ') ? issue.message : `is wrong: ${issue.message}`;
  if (value === undefined) return `is missing, ${right}`;
  if (issue.code !== 'invalid_type') return right;
  const unquoted = right === ANY_TEXT && (typeof value === 'number' || typeof value === 'boolean');
  return `is ${kindOf(value)}, ${right}${unquoted ? '; put it in quotes' : ''}`;
}

/** Null where the schema's own message says all there is to say. */
function rightValue(issue: z.core.$ZodIssue): string | null {
  if (issue.message.startsWith('must ')) return issue.message;
  if (issue.code === 'too_small') return 'must not be empty';
  return issue.code === 'invalid_type' ? `must be ${EXPECTED[issue.expected] ?? issue.expected}` : null;
}

const ANY_TEXT = 'must be a text';

const EXPECTED: { readonly [type: string]: string } = {
  string: 'a text',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map of keys',
  record: 'a map of keys',
};

function kindOf(value: unknown): string {
  if (value === null || value === '') return 'empty';
  if (Array.isArray(value)) return 'a list';
  return KINDS[typeof value] ?? 'a map of keys';
}

const KINDS: { readonly [type: string]: string } = { string: 'a text', number: 'a number', boolean: 'true or false' };
