import { JSDOM } from 'jsdom';

/**
 * The one place that knows which DOM we use. One window serves a thread for all its pages: a document made by its
 * DOMParser has no window of its own, runs nothing, loads nothing, is parsed in half the time of a `new JSDOM`, and is
 * collected like any object once the event loop has turned (jsdom holds nodes through WeakRefs, which live until then).
 */
const { window } = new JSDOM('');

// Style attributes are cut before the DOM (prepare-html.ts), yet asking an element for its `style` builds a CSS
// declaration each time. Readability asks every element, and takes one that has none for visible.
Object.defineProperty(window.HTMLElement.prototype, 'style', { value: undefined });

/** Parses a page as a browser without scripting does. Never throws on bad markup. */
export const parseDom = (html: string): Document => new window.DOMParser().parseFromString(html, 'text/html');

/** Text with its character references resolved, for strings that should be text but were escaped (JSON-LD, feeds). */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  const area = window.document.createElement('textarea');
  area.innerHTML = text.replaceAll('<', '&lt;');
  return area.value;
}
