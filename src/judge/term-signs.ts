/** Signs that mean something elsewhere, or keep a phrase from being found. What a term may have is read in term.ts. */

/** What no phrase reaches across, see scan.ts. A comma between digits is part of a number. */
const MARK = /(?<!\p{Nd}),|,(?!\p{Nd})|[;:—،؛]/u;
const SIGN = /[|?+^$\\[\]{}]/;
const BRACKETS = /\([^()]*\)/g;
const APART = /[\s\p{Pd}]/u;

/** What is wrong with a term's signs, as a clause that goes on after the term; null if nothing is. */
export function wrongSign(written: string): string | null {
  const apart = written.match(BRACKETS)?.find((bracket) => APART.test(bracket));
  if (apart !== undefined) {
    return `has "${apart}", must have single words or endings between brackets, no blanks or hyphens; else write a term for each`;
  }
  const mark = MARK.exec(written);
  if (mark !== null) return wrongMark(mark[0], written.slice(0, mark.index), written.slice(mark.index + 1));
  const sign = SIGN.exec(written.replace(BRACKETS, (bracket) => bracket.replaceAll('|', '')))?.[0];
  return sign === undefined ? null : `has "${sign}"; ${WAY_OUT[sign] ?? 'leave it out, signs are no part of words'}`;
}

const LONGEST_EXAMPLE = 40;

function wrongMark(mark: string, before: string, after: string): string {
  const [left, right] = [before.trim(), after.trim()];
  if (left === '' || right === '') return `has "${mark}"; leave it out, signs are no part of words`;
  const gap = left.length + right.length > LONGEST_EXAMPLE ? '"12 ...1 30"' : `"${left} ...1 ${right}"`;
  return `has "${mark}", which no phrase reaches across; write two terms, or a gap, which may be empty: ${gap}`;
}

const ALTERNATIVES = 'alternatives stand in round brackets: "wolf(s)", "(wolf|wolves)"';

const WAY_OUT: Readonly<Record<string, string>> = {
  '|': ALTERNATIVES,
  '[': ALTERNATIVES,
  ']': ALTERNATIVES,
  '{': ALTERNATIVES,
  '}': ALTERNATIVES,
  '?': 'write out what may follow, "wolf(s)", or "*" for any ending',
  '+': 'leave it out, signs are no part of words (for "C++" write "C", under exact)',
};
