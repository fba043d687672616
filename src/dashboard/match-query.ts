import { NewswatchError } from '../errors.ts';
import { plain } from '../model/plain.ts';
import type { MatchQuery } from '../record/reports.ts';
import { parseDuration } from '../settings/units.ts';

const DEFAULT_LIMIT = 50;
const HIGHEST_LIMIT = 500;
const LONGEST_QUERY = 500;

/**
 * The parameters of a list of matches; an empty one counts as absent. A limit above 500 is 500: `next` leads on.
 * @throws NewswatchError `bad-parameter`
 */
export function matchQuery(parameters: Readonly<Record<string, string>>, now: number): MatchQuery & { limit: number } {
  const given = (name: string): string | undefined => plain(parameters[name] ?? '') || undefined;
  const [q, topic, since, cursor] = [given('q'), given('topic'), given('since'), given('cursor')];
  if (q !== undefined && q.length > LONGEST_QUERY) throw bad('q', `is longer than ${LONGEST_QUERY} characters`);
  return {
    limit: limitOf(given('limit')),
    ...(q === undefined ? {} : { q }),
    ...(topic === undefined ? {} : { topic }),
    ...(since === undefined ? {} : { since: sinceOf(since, now) }),
    ...(cursor === undefined ? {} : { cursor }),
  };
}

function limitOf(text: string | undefined): number {
  if (text === undefined) return DEFAULT_LIMIT;
  if (!/^\d{1,9}$/.test(text) || Number(text) === 0) throw bad('limit', `must be a number from 1 to ${HIGHEST_LIMIT}`);
  return Math.min(Number(text), HIGHEST_LIMIT);
}

/** A date, a time (UTC unless it says otherwise), or how far back from now. */
function sinceOf(text: string, now: number): number {
  const ago = parseDuration(text);
  if (ago !== null) return now - ago;
  const [date, time, zone] =
    /^\d{4}-\d\d-\d\d(T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)?)?$/.exec(text) ?? [];
  const at = Date.parse(time !== undefined && zone === undefined ? `${date}Z` : (date ?? ''));
  if (Number.isNaN(at)) throw bad('since', 'must be a date such as 2026-01-31 or a duration such as 7d');
  return at;
}

const bad = (name: string, problem: string): NewswatchError =>
  new NewswatchError('bad-parameter', `${name} ${problem}`);
