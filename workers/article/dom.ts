import { createRequire } from 'node:module';
import type * as Jsdom from 'jsdom';
import { NewswatchError } from '../../src/errors.ts';
import { parseLight } from './light-dom/parse.ts';

/**
 * The one place that knows which DOM we use: plain objects (light-dom/) built by the same parser as jsdom's documents, and
 * jsdom itself where those do not do. See docs/decisions/012-dom.md.
 */

/** Parses a page as a browser without scripting does. Never throws on bad markup. @throws NewswatchError `page-too-large` or `page-too-deep` */
export const parseDom = (html: string): Document => parseLight(html) as unknown as Document;

/**
 * Reads something from a page's document. What the light DOM lacks throws when it is asked for; the page is then read
 * once more on jsdom's. `read` may change the document that it is given.
 */
export function readOnDom<Result>(html: string, read: (document: Document) => Result): Result {
  try {
    return read(parseDom(html));
  } catch (error) {
    // Ours are not of the DOM's making.
    if (error instanceof NewswatchError) throw error;
    return read(parseWithJsdom(html));
  }
}

let parseFully: ((html: string) => Document) | undefined;

/** The same on jsdom, which is loaded when it is first needed: it takes half a second and 40 MB. */
export function parseWithJsdom(html: string): Document {
  parseFully ??= openJsdom();
  return parseFully(html);
}

/**
 * One window serves a thread for all its pages: a document made by its DOMParser has no window of its own, runs nothing,
 * loads nothing, is parsed in half the time of a `new JSDOM`, and is collected like any object once the event loop has
 * turned (jsdom holds nodes through WeakRefs, which live until then).
 */
function openJsdom(): (html: string) => Document {
  const { JSDOM } = createRequire(import.meta.url)('jsdom') as typeof Jsdom;
  const { window } = new JSDOM('');
  // Style attributes are cut before the DOM (prepare-html.ts), yet asking an element for its `style` builds a CSS
  // declaration each time. Readability asks every element, and takes one that has none for visible.
  Object.defineProperty(window.HTMLElement.prototype, 'style', { value: undefined });
  return (html) => new window.DOMParser().parseFromString(html, 'text/html');
}
