import assert from 'node:assert/strict';
import { JSDOM } from 'jsdom';

/** What no text for people may have: C0 but the line break, DEL, C1, separators, direction, what nobody sees, non-characters. */
const UNFIT =
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u200b\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]|[\u{e0000}-\u{e007f}]/u;

/** Names the character, and what stands around it. */
export function assertFit(where: string, text: string): void {
  const at = text.search(UNFIT);
  if (at < 0) return;
  const around = JSON.stringify(text.slice(Math.max(0, at - 100), at + 60));
  assert.fail(`${where}: U+${text.codePointAt(at)?.toString(16).padStart(4, '0')} in ${around}`);
}

/** A document that a hostile text stands in: nothing in it runs, loads or leads anywhere but to web pages. */
export function assertTame(where: string, html: string): Document {
  const { document } = new JSDOM(html).window;
  const odd = [...document.querySelectorAll('*')].filter(
    (element) =>
      /^(?:script|img|iframe|object|embed|base|audio|video|math|foreignobject|animate)$/i.test(element.localName) ||
      element.getAttributeNames().some((name) => name.startsWith('on') || name === 'srcdoc' || name === 'style') ||
      ['href', 'src', 'action'].some((name) =>
        /^(?!https?:|\/(?!\/)|data:image\/svg)/i.test(element.getAttribute(name) ?? '/'),
      ),
  );
  assert.deepEqual(
    odd.map(({ outerHTML }) => `${where}: ${outerHTML.slice(0, 200)}`),
    [],
  );
  return document;
}
