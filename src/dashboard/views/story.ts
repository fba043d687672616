import { html } from 'hono/html';
import type { StoryView, Teller } from '../../record/reports.ts';
import { outLink, plural, timeAgo, type Html } from './text.ts';

/** In a list: of which earlier match this is a copy, or where else its story was told since. */
export function storyInShort({ first, copies, more }: StoryView, now: number): Html | null {
  if (first !== null) {
    return html`<p class="story">
      Same story as <a href="/match/${first.id}" dir="auto">${first.title}</a>
      <span class="faint"><span dir="auto">${first.feedTitle}</span>, ${timeAgo(first.matchedAt, now)}</span>
    </p>`;
  }
  if (copies.length === 0) return null;
  const told = copies.map(
    ({ id, feedTitle, matchedAt }) =>
      html`<li>
        <a href="/match/${id}" dir="auto">${feedTitle}</a> <span class="faint">${timeAgo(matchedAt, now)}</span>
      </li>`,
  );
  return html`<div class="story">
    Later also told by
    <ul>
      ${told}${more === 0 ? null : html`<li class="faint">and ${plural(more, 'more', 'more')}</li>`}
    </ul>
  </div>`;
}

/** On a match's own page: the same with headlines, addresses and files. Nothing where nobody else told it. */
export function storySection({ first, copies, more }: StoryView, now: number): Html | null {
  if (first === null && copies.length === 0) return null;
  const told = first === null ? copies : [first];
  return html`<section>
    <h2>${first === null ? 'The same story elsewhere' : 'The same story, told first'}</h2>
    <ul class="tellers">
      ${told.map((one) => html`<li>${teller(one, now)}</li>`)}${more === 0 ? null : html`<li class="faint">and ${plural(more, 'later copy', 'later copies')} more</li>`}
    </ul>
  </section>`;
}

const teller = ({ id, title, url, feedTitle, matchedAt, corpusFile }: Teller, now: number): Html =>
  html`<a href="/match/${id}" dir="auto">${title}</a>
    <span class="faint">
      <span dir="auto">${feedTitle}</span>, ${timeAgo(matchedAt, now)}, ${outLink(url, 'article')}
      ${corpusFile === null ? null : html`<code>${corpusFile}</code>`}
    </span>`;
