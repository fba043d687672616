import { html } from 'hono/html';
import { paragraphsOf } from '../../model/layout.ts';
import type { Reports } from '../../record/reports.ts';
import { facts, reasons } from './match-list.ts';
import { highlight, outLink, type Html } from './text.ts';

export type WholeMatch = NonNullable<ReturnType<Reports['match']>>;

/** One match: why it was made, and its text with the terms marked. */
export function matchBody(match: WholeMatch, now: number): Html {
  const terms = match.matched.map(({ term }) => term);
  return html`<article class="whole">
    <h1 dir="auto">${match.title}</h1>
    ${match.byline === null ? null : html`<p class="byline" dir="auto">${match.byline}</p>`} ${facts(match, now)}
    <p class="address">${outLink(match.url, match.url)}</p>
    ${match.canonicalUrl === null || match.canonicalUrl === match.url ? null : html`<p class="address faint">calls itself ${outLink(match.canonicalUrl, match.canonicalUrl)}</p>`}
    <section>
      <h2>Why it matched</h2>
      ${reasons(match.matched)}
    </section>
    ${markForm(match)}
    <section class="text" dir="auto" ${match.lang === null ? null : html`lang="${match.lang}"`}>
      <h2 lang="en">Text</h2>
      ${paragraphsOf(match.text).map((paragraph) => html`<p dir="auto">${highlight(paragraph, terms)}</p>`)}
    </section>
  </article>`;
}

/** The user's judgement, from which `newswatch tune` learns. */
function markForm({ id, mark }: WholeMatch): Html {
  const button = (value: 'right' | 'wrong', label: string): Html =>
    html`<button name="mark" value="${value}" class="${value}" aria-pressed="${mark === value ? 'true' : 'false'}">
      ${label}
    </button>`;
  return html`<form class="mark" action="/match/${id}/mark" method="post">
    <span>Does it belong here?</span> ${button('right', 'Yes, right')} ${button('wrong', 'No, wrong')}
  </form>`;
}
