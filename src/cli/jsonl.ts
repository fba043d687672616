import type { Readable } from 'node:stream';

/** One line of a JSON-lines input: its value, or what is wrong with it. Empty lines are passed over. */
export type JsonLine =
  { readonly line: number; readonly value: unknown } | { readonly line: number; readonly error: string };

/** A longer line is an error of its own: no article comes near it. In UTF-16 code units. */
const LONGEST_LINE = 64_000_000;

/** Reads JSON lines as they come; a bad line does not end the reading. Lines count from 1. */
export async function* readJsonLines(input: Readable): AsyncGenerator<JsonLine> {
  let line = 0;
  for await (const text of splitLines(input)) {
    line++;
    if (text === null) yield { line, error: `line ${line} is longer than ${LONGEST_LINE} characters` };
    else if (text.trim() !== '') yield parseLine(line, line === 1 ? text.replace(/^\ufeff/, '') : text);
  }
}

/** Lines end at LF and nothing else: JSON may hold U+2028 as it is, which node:readline takes for an end. Null: too long. */
async function* splitLines(input: Readable): AsyncGenerator<string | null> {
  input.setEncoding('utf8');
  let begun: string[] = [];
  let length = 0;
  for await (const chunk of input as AsyncIterable<string>) {
    const pieces = chunk.split('\n');
    const last = pieces.pop() ?? '';
    for (const piece of pieces) {
      yield length + piece.length > LONGEST_LINE ? null : begun.join('') + piece;
      begun = [];
      length = 0;
    }
    length += last.length;
    if (length <= LONGEST_LINE) begun.push(last);
    else begun = [];
  }
  if (length > 0) yield length > LONGEST_LINE ? null : begun.join('');
}

function parseLine(line: number, text: string): JsonLine {
  try {
    return { line, value: JSON.parse(text) };
  } catch {
    return { line, error: `line ${line} is no JSON` };
  }
}
