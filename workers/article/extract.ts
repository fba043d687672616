import { Readability } from '@mozilla/readability';
import { layoutBody } from '../../src/model/layout.ts';
import { decodeHtml } from '../web/charset.ts';
import { parseDom } from './dom.ts';
import { cutFurniture } from './furniture.ts';
import { readJsonLd } from './json-ld.ts';
import { readMetadata, type Metadata } from './metadata.ts';
import { prepareHtml } from './prepare-html.ts';
import { weightOf } from './sentences.ts';
import { readSigns, type PageSigns } from './signs.ts';
import { tidy } from './tidy.ts';
import { toBlocks, type Block } from './to-paragraphs.ts';

/** A page as it was got: bytes with the server's word on them, or text that somebody decoded already. */
export interface PageSource {
  readonly html: Uint8Array | string;
  readonly contentType?: string | null;
  /** Where it was got from, after redirects. */
  readonly url: string;
}

/** What a page yields. `text` is the body in corpus layout, empty where there is none; whether it is an article, quality.ts says. */
export interface Extracted extends Metadata {
  readonly text: string;
  readonly signs: PageSigns;
}

/** A text of less weight is replaced by the `articleBody` that the page declares, if that has more than twice as much. */
const LITTLE_TEXT = 400;

/**
 * From a page to its article: decode, cut down, parse, read what the page says of itself, find the article, write it
 * down as paragraphs, trim. Runs in a thread, since a page may cost any amount of time and memory.
 * @throws NewswatchError `page-too-large` or `page-too-deep`
 */
export function extract({ html, contentType = null, url }: PageSource): Extracted {
  const page = typeof html === 'string' ? html : decodeHtml(html, contentType);
  const prepared = prepareHtml(page);
  const document = parseDom(prepared.html);
  const ld = readJsonLd(prepared.jsonLd);
  const metadata = readMetadata(document, ld, url);
  const visible = document.body.textContent ?? '';
  cutFurniture(document);
  const blocks = readable(document);
  const signs = readSigns({ html: page, visible, blocks, free: ld?.free ?? null });
  const text = textOf(tidy(blocks, metadata));
  return { ...metadata, text: declaredText(text, ld?.body ?? '') ?? text, signs };
}

/** What Readability takes for the article; it changes the document. */
function readable(document: Document): Block[] {
  const content = new Readability<Element>(document, {
    disableJSONLD: true,
    // Classes tell captions from text (to-paragraphs.ts).
    keepClasses: true,
    serializer: (content) => content as Element,
  }).parse()?.content;
  return content === null || content === undefined ? [] : toBlocks(content);
}

const textOf = (blocks: readonly Block[]): string => layoutBody(blocks.map((block) => block.text));

function declaredText(text: string, declared: string): string | null {
  if (weightOf(text) >= LITTLE_TEXT || weightOf(declared) <= 2 * weightOf(text)) return null;
  const body = layoutBody(
    /<\w/.test(declared) ? toBlocks(parseDom(declared).body).map((block) => block.text) : declared.split(/\n+/),
  );
  return weightOf(body) > 2 * weightOf(text) ? body : null;
}
