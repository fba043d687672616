import { PageWords } from '../../../src/judge/sight/page-words.ts';
import { openWanted } from '../../../src/judge/sight/wanted.ts';
import { isPossible } from '../../../src/judge/sight/pre-filter.ts';
import { isUtf8Html, decodeHtml } from '../../web/charset.ts';
import type { CompiledRules } from '../../../src/judge/topic-rules.ts';
import type { FeedText } from '../../../src/model/jobs.ts';
import type { TopicBound } from '../../../src/model/topic.ts';
import type { PageReader } from '../../../src/judge/sight/page-reader.ts';
import { readString, scanJsonLd } from './scan-json-ld.ts';
import { scanPage, type Scanned } from './scan-page.ts';
import { holdsArticle, WALL_WORDS } from './walls.ts';

/** What an article may be made from. */
export interface PageText {
  readonly html: string;
  /** Whether the page is not decoded: each character of `html` is a byte of UTF-8. Saves the time for what nobody reads. */
  readonly asBytes?: boolean;
  readonly feedText?: FeedText;
}

/** A page as it was got. */
export const pageText = (bytes: Uint8Array, contentType: string | null): PageText =>
  isUtf8Html(bytes, contentType)
    ? { html: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1'), asBytes: true }
    : { html: decodeHtml(bytes, contentType) };

/** What a page's words say: whether it may be on topic, or why it has to be read to know. */
export type Sight =
  /** It holds an article, and no topic can match it, nor nearly. */
  | { readonly kind: 'off-topic'; readonly bounds: readonly TopicBound[] }
  | { readonly kind: 'possible' }
  /** It cannot be told from the words alone, or there is too little text to be sure that it is an article's. */
  | { readonly kind: 'unclear' };

const wantedBy = openWanted(WALL_WORDS);

/** Decides from its words whether a page must be read. What it finds off topic, judge.ts would reject after extract.ts. */
export function lookAt(page: PageText, rules: CompiledRules, topics?: readonly string[]): Sight {
  const wanted = wantedBy(rules);
  const words = new PageWords(wanted);
  const scanned = scanPage(page.html, words, page.asBytes);
  if (scanned === null || !holdsArticle(scanned, words) || !readBeside(page, scanned, words))
    return { kind: 'unclear' };
  if (!words.finish()) return { kind: 'unclear' };
  const bounds = wanted.filter.bounds(words, topics);
  return bounds.some(isPossible) ? { kind: 'possible' } : { kind: 'off-topic', bounds };
}

/** What an article may be made from besides the page's own text. False if something cannot be told. */
export function readBeside({ feedText }: PageText, { jsonLd }: Scanned, reader: PageReader): boolean {
  const texts = feedText === undefined ? [] : [feedText.title, feedText.summary, feedText.content];
  return (
    jsonLd.every((block) => scanJsonLd(block, reader)) &&
    texts.filter((text) => text !== '').every((text) => readString(text, reader))
  );
}
