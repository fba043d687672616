import { isMap, isScalar, visit, type Document, type LineCounter, type Pair } from 'yaml';

type Trouble = Document['errors'][number];

/** Where a file is no YAML, and why, in words for people who write lists and texts rather than programs. */
export function yamlTrouble(
  error: Trouble,
  text: string,
  document: Document,
  lines: LineCounter,
): { readonly line: number; readonly message: string } {
  const [offset] = error.pos;
  const line = lines.linePos(offset).line;
  const first = error.code === 'DUPLICATE_KEY' ? firstWithKeyAt(document, offset) : null;
  if (first !== null) {
    const both = `in lines ${lines.linePos(first.offset).line} and ${line}`;
    return { line, message: `has "${first.key}" twice, ${both}; keep one of them` };
  }
  const open =
    error.code === 'BAD_INDENT' ? Math.max(text.lastIndexOf('[', offset), text.lastIndexOf('{', offset)) : -1;
  if (open >= 0) {
    const close = text[open] === '[' ? ']' : '}';
    return { line: lines.linePos(open).line, message: `the "${text[open]}" has no "${close}"; ${HASH}` };
  }
  return { line, message: inLine(error, lineOf(text, offset), text.charAt(offset)) };
}

const HASH = 'a text with "#" in it stands in quotes: "# troops"';
const NO_BLANK = /^\s*(?:(-)[^\s-]|(?:- +)?([\w-]+:)[^\s])/;
const COLON_WITHIN = /^\s*(?:- +)?[^\s:"']+: .*:(?:\s|$)/;

const SAID: { readonly [code: string]: string } = {
  MULTIPLE_DOCS: 'one document a file; remove the line with "---"',
  RESOURCE_EXHAUSTION: 'it is nested too deep',
};

/** @param sign what stands where the parser gave up */
function inLine({ code, message }: Trouble, line: string, sign: string): string {
  if (code === 'BAD_SCALAR_START') return `a text cannot begin with "${sign}"; put it in quotes`;
  if (message.startsWith('Unexpected ,')) return 'a comma follows a comma or "["; remove one';
  const [, dash, key = dash] = NO_BLANK.exec(line) ?? [];
  const unlikeAKey = code === 'MULTILINE_IMPLICIT_KEY' || code === 'BLOCK_AS_IMPLICIT_KEY';
  if (key !== undefined && (unlikeAKey || code === 'MISSING_CHAR')) return `a blank is missing after "${key}"`;
  if (/^Missing , or :|at node end$/.test(message)) {
    return `a comma is missing, or a text has the quotes within that are around it: write "Sana'a"; ${HASH}`;
  }
  if (!unlikeAKey) return SAID[code] ?? message;
  return COLON_WITHIN.test(line)
    ? 'there is a ":" within a text; put the text in quotes'
    : 'this line and the next do not fit together: keys that belong together begin below each other';
}

const LONGEST_LINE = 1_000;

function lineOf(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', start);
  return text.slice(start, Math.min(end < 0 ? text.length : end, start + LONGEST_LINE));
}

/** The first of the two keys of which the second stands at an offset. */
function firstWithKeyAt(document: Document, offset: number): { key: string; offset: number } | null {
  const keyOf = (pair: Pair): { key: string; offset: number } | null =>
    isScalar(pair.key) && pair.key.range ? { key: String(pair.key.value), offset: pair.key.range[0] } : null;
  let first: { key: string; offset: number } | null = null;
  visit(document, {
    Pair(_index, pair, ancestors) {
      const second = keyOf(pair);
      const map = ancestors.at(-1);
      if (second?.offset !== offset || !isMap(map)) return undefined;
      first = map.items.map(keyOf).find((one) => one?.key === second.key) ?? null;
      return visit.BREAK;
    },
  });
  return first;
}
