import { html } from 'hono/html';
import { splitAt } from '../../model/marked.ts';
import { isWebUrl } from '../../model/url.ts';

/** The small pieces that all pages are made of. Whatever stands in a template is escaped by it. */
export type Html = ReturnType<typeof html>;

/** A link to somewhere else; text that is no http(s) address (a feed may announce `javascript:`) is no link. */
export const outLink = (url: string, label: string | Html): Html =>
  isWebUrl(url) ? html`<a href="${url}" rel="noopener noreferrer">${label}</a>` : html`<span>${label}</span>`;

/** "5 minutes ago", the exact time on hovering; a dash where there is none. */
export function timeAgo(at: string | number | null, now: number): Html {
  if (at === null) return html`<span class="faint">–</span>`;
  const iso = new Date(at).toISOString();
  return html`<time datetime="${iso}" title="${iso}">${relative(Date.parse(iso) - now)}</time>`;
}

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;
const words = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

function relative(difference: number): string {
  const [unit, length] = UNITS.find(([, ms]) => Math.abs(difference) >= ms) ?? [];
  if (unit === undefined) return difference > 0 ? 'in a moment' : 'just now';
  return words.format(Math.trunc(difference / length), unit);
}

export const count = (n: number): string => n.toLocaleString('en-US');
export const plural = (n: number, one: string, many = `${one}s`): string => `${count(n)} ${n === 1 ? one : many}`;

/** The text with the terms marked where they stand as whole words, written the same. */
export const highlight = (text: string, terms: readonly string[]): (string | Html)[] =>
  splitAt(text, terms).map((piece, index) => (index % 2 === 1 ? html`<mark>${piece}</mark>` : piece));
