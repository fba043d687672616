import { html } from 'hono/html';
import type { PublicStatus } from '../public.ts';
import { plural, timeAgo, type Html } from './text.ts';

/** Named on the first page; the page of feeds names all. */
const SHOWN = 10;

/** What may cost news though the daemon is well: a plain list. Nothing where all is well. */
export function warningList(warnings: PublicStatus['warnings'], now: number, shown = SHOWN): Html | null {
  if (warnings.length === 0) return null;
  const more = warnings.length - shown;
  return html`<section class="warnings">
    <h2>${plural(warnings.length, 'warning')}</h2>
    <ul>
      ${warnings.slice(0, shown).map(({ since, message }) => html`<li><span dir="auto">${message}</span> <small>${timeAgo(since, now)}</small></li>`)}
    </ul>
    ${more > 0 ? html`<p class="more"><a href="/feeds">and ${plural(more, 'more warning')}</a></p>` : null}
  </section>`;
}
