import type { TopicBound } from '../../model/topic.ts';
import type { CompiledRules } from '../topic-rules.ts';
import { RAW_CLASS, UNSETTLED } from './letters.ts';
import type { PageLine, PageReader } from './page-reader.ts';
import { PageWords } from './page-words.ts';
import { openWanted } from './wanted.ts';

/**
 * A page stripped down to its runs and lines, as one text that other rules can be asked about later: what a
 * {@link PageReader} was told, in the same order. Control characters, which no run holds, stand for the rest.
 */
const RUN = '\x01';
const LINKED = '\x02';
const LINE = '\x03';
const FOLLOWING = '\x04';
const CLOSE = '\x05';
const LEAVE = '\x06';
const RETURN = '\x07';
const TITLE = '\x08';

// oxlint-disable-next-line no-control-regex -- they are the signs of this format
const SIGNS = /[\x01-\x08]/g;
/** What words are made of, and what may belong to a letter before it. */
const LETTERS = /[\p{L}\p{M}\p{N}\0]/u;
// oxlint-disable-next-line no-control-regex -- as above
const UNEVEN = /[\x01-\x08\t\n\f\r]|  /;
const BLANKS = /[ \t\n\f\r]+/g;

/** Writes down what it is told. */
export class PageWriter implements PageReader {
  readonly #parts: string[] = [];
  /** Lines that were left and not returned to. */
  #depth = 0;

  get text(): string {
    return this.#parts.join('');
  }

  startLine(follows: boolean, inTitle: boolean): void {
    // A line that was started and not written to is as if it had not been.
    const last = this.#parts.length - 1;
    const sign = (follows ? FOLLOWING : LINE) + (inTitle ? TITLE : '');
    if (isLineSign(this.#parts[last])) this.#parts[last] = sign;
    else this.#parts.push(sign);
  }

  closeLine(): void {
    if (!isLineSign(this.#parts.at(-1))) this.#parts.push(CLOSE);
  }

  leaveLine(): PageLine {
    this.#parts.push(LEAVE);
    return { line: this.#depth++, follows: false, inTitle: false };
  }

  returnTo({ line }: PageLine): void {
    this.#depth = line;
    this.#parts.push(RETURN);
  }

  readRaw(text: string, from: number, to: number, linked: boolean): boolean {
    for (let at = from; at < to; at++) if (RAW_CLASS[text.charCodeAt(at)] === UNSETTLED) return false;
    this.read(text, from, to, linked);
    return true;
  }

  read(text: string, from: number, to: number, linked: boolean): void {
    const run = text.slice(from, to);
    if (!LETTERS.test(run)) return;
    const even = UNEVEN.test(run) ? run.replace(SIGNS, ' ').replace(BLANKS, ' ') : run;
    this.#parts.push(linked ? LINKED : RUN, even);
  }
}

const isLineSign = (part: string | undefined): boolean =>
  part?.startsWith(LINE) === true || part?.startsWith(FOLLOWING) === true;

/** Tells a reader what was written down. */
export function readStored(text: string, reader: PageReader): void {
  const left: PageLine[] = [];
  SIGNS.lastIndex = 0;
  for (let at = 0; at < text.length;) {
    const sign = text.charAt(at);
    SIGNS.lastIndex = at + 1;
    const end = SIGNS.exec(text)?.index ?? text.length;
    if (sign === RUN || sign === LINKED) reader.read(text, at + 1, end, sign === LINKED);
    else if (sign === LINE || sign === FOLLOWING) reader.startLine(sign === FOLLOWING, text.charAt(at + 1) === TITLE);
    else if (sign === CLOSE) reader.closeLine();
    else if (sign === LEAVE) left.push(reader.leaveLine());
    else if (sign === RETURN) {
      const line = left.pop();
      if (line !== undefined) reader.returnTo(line);
    }
    at = end;
  }
}

const wantedBy = openWanted();

/** How far an article made of a stored page may come with each topic. @param topics topic ids; all where absent. */
export function askStored(text: string, rules: CompiledRules, topics?: readonly string[]): TopicBound[] {
  const wanted = wantedBy(rules);
  const words = new PageWords(wanted);
  readStored(text, words);
  const told = words.finish();
  const bounds = wanted.filter.bounds(words, topics);
  return told ? bounds : bounds.map((bound) => ({ ...bound, most: Infinity }));
}
