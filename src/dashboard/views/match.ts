import { html } from 'hono/html';
import { paragraphsOf } from '../../model/layout.ts';
import type { StoryView, WholeMatch } from '../../record/reports.ts';
import { facts, reasons } from './match-list.ts';
import { storySection } from './story.ts';
import { highlight, outLink, type Html } from './text.ts';
import { whyList } from './why.ts';

/** One match, or near miss: why it is one, and its text with the terms marked. */
export function matchBody(match: WholeMatch, story: StoryView, now: number): Html {
  const terms = match.matched.map(({ term }) => term);
  return html`<article class="whole">
    <h1 dir="auto">${match.title}</h1>
    ${match.byline === null ? null : html`<p class="byline" dir="auto">${match.byline}</p>`}
    ${facts(match, now, match.near)}
    <p class="address">${outLink(match.url, match.url)}</p>
    ${match.canonicalUrl === null || match.canonicalUrl === match.url ? null : html`<p class="address faint">calls itself ${outLink(match.canonicalUrl, match.canonicalUrl)}</p>`}
    <section>
      <h2>${match.near ? 'Why it fell short' : 'Why it matched'}</h2>
      ${match.verdict === null ? reasons(match.matched) : whyList(match.verdict)}
    </section>
    ${storySection(story, now)} ${markForm(match)}
    <section class="text" dir="auto" ${match.lang === null ? null : html`lang="${match.lang}"`}>
      <h2 lang="en">Text</h2>
      ${match.text === '' ? html`<p class="faint">It is no longer kept.</p>` : null}
      ${paragraphsOf(match.text).map((paragraph) => html`<p dir="auto">${highlight(paragraph, terms)}</p>`)}
    </section>
  </article>`;
}

/** The user's judgement, from which `newswatch tune` learns. */
function markForm({ id, topic, mark }: WholeMatch): Html {
  const button = (value: 'right' | 'wrong', label: string): Html =>
    html`<button name="mark" value="${value}" class="${value}" aria-pressed="${mark === value ? 'true' : 'false'}">
      ${label}
    </button>`;
  return html`<form class="mark" action="/match/${id}/mark" method="post">
    <span>Does it belong to <strong>${topic}</strong>?</span> ${button('right', 'Yes, right')}
    ${button('wrong', 'No, wrong')}
  </form>`;
}
