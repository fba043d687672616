import { NewswatchError } from '../../src/errors.ts';
import { layoutBody } from '../../src/model/layout.ts';
import { decodeHtml } from '../web/charset.ts';
import { articleBlocks } from './article-blocks.ts';
import { readOnDom } from './dom.ts';
import { cutFurniture } from './furniture.ts';
import { readJsonLd, type ArticleLd } from './json-ld.ts';
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

/** Some 50,000 words, a novel. What is longer is no article, and judging it would hold up everything else. Characters. */
const MAX_TEXT = 300_000;
/** A text is replaced by the `articleBody` that the page declares, if that has more than so many times its weight. */
const MUCH_MORE = 2;

/**
 * From a page to its article: decode, cut down, parse, read what the page says of itself, find the article, write it
 * down as paragraphs, trim. Runs in a thread, since a page may cost any amount of time and memory.
 * `onDom` names the DOM where it matters which one it is: in tests.
 * @throws NewswatchError `page-too-large` or `page-too-deep`
 */
export function extract({ html, contentType = null, url }: PageSource, onDom = readOnDom): Extracted {
  const page = typeof html === 'string' ? html : decodeHtml(html, contentType);
  const prepared = prepareHtml(page);
  const ld = readJsonLd(prepared.jsonLd);
  const { metadata, visible, blocks } = onDom(prepared.html, (document) => readDocument(document, ld, url));
  const signs = readSigns({ html: page, visible, blocks, free: ld?.free ?? null });
  const shown = textOf(tidy(blocks, metadata));
  const text = declaredText(shown, ld?.body ?? '') ?? shown;
  if (text.length > MAX_TEXT) {
    throw new NewswatchError('page-too-large', `its text is longer than ${MAX_TEXT} characters`);
  }
  return { ...metadata, text, signs };
}

function readDocument(
  document: Document,
  ld: ArticleLd | null,
  url: string,
): { metadata: Metadata; visible: string; blocks: readonly Block[] } {
  const metadata = readMetadata(document, ld, url);
  const visible = document.body.textContent ?? '';
  cutFurniture(document);
  return { metadata, visible, blocks: articleBlocks(document) };
}

const textOf = (blocks: readonly Block[]): string => layoutBody(blocks.map((block) => block.text));

function declaredText(text: string, declared: string): string | null {
  const enough = MUCH_MORE * weightOf(text);
  if (weightOf(declared) <= enough) return null;
  const body = layoutBody(
    /<\w/.test(declared)
      ? readOnDom(declared, ({ body }) => toBlocks(body)).map((block) => block.text)
      : declared.split(/\n+/),
  );
  return weightOf(body) > enough ? body : null;
}
