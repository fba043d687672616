import { html } from 'hono/html';
import type { MatchedTerm } from '../../model/alert.ts';
import type { MatchView, StoryView } from '../../record/reports.ts';
import { storyInShort } from './story.ts';
import { count, highlight, outLink, timeAgo, type Html } from './text.ts';

const REASONS = 2;

/** A match, and who else tells its story. */
export type ListedMatch = MatchView & { readonly story: StoryView };

/** The matches, newest first. `older` leads to the next page. @param near whether they are near misses */
export function matchList(matches: readonly ListedMatch[], older: string | null, now: number, near = false): Html {
  return html`<ol class="matches">
      ${matches.map((match) => html`<li>${matchEntry(match, now, near)}</li>`)}
    </ol>
    ${older === null ? null : html`<p class="more"><a href="${older}">Older matches</a></p>`}`;
}

function matchEntry(match: ListedMatch, now: number, near: boolean): Html {
  const terms = match.matched.map(({ term }) => term);
  return html`<article>
    <h3 dir="auto">${outLink(match.url, match.title)}</h3>
    ${facts(match, now, near)}
    <p class="excerpt" dir="auto">${highlight(match.excerpt, terms)}</p>
    ${reasons(match.matched.slice(0, REASONS))} ${storyInShort(match.story, now)}
    <p class="links">
      <a href="/match/${match.id}">Why, and the whole text</a>${moreReasons(match.matched.length - REASONS)}
    </p>
  </article>`;
}

const moreReasons = (more: number): Html | null =>
  more > 0 ? html` <span class="faint">(${count(more)} more ${more === 1 ? 'reason' : 'reasons'})</span>` : null;

/** Where a match comes from and what became of it; its topics lead to the list of their matches, or of their near misses. */
export function facts(match: MatchView, now: number, near = false): Html {
  const list = near ? '/near' : '/';
  const published = match.publishedAt === null ? null : html`<li>published ${timeAgo(match.publishedAt, now)}</li>`;
  return html`<ul class="facts">
    ${match.topics.map(
      ({ id, score }) =>
        html`<li class="topic"><a href="${list}?topic=${encodeURIComponent(id)}">${id}</a></li>
          <li class="score" title="Score">${score}</li>`,
    )}
    <li dir="auto">${match.feed.title}</li>
    <li>${near ? 'judged' : 'matched'} ${timeAgo(match.matchedAt, now)}</li>
    ${published}
    ${match.basis === 'page' ? null : html`<li class="tag">${match.basis === 'feed' ? 'text from the feed' : 'headline and summary only'}</li>`}
    ${match.corpusFile === null ? null : html`<li class="file"><code>${match.corpusFile}</code></li>`}
    ${match.duplicateOf === null ? null : html`<li class="tag">copy</li>`}
    ${match.mark === null ? null : html`<li class="tag ${match.mark}">marked ${match.mark}</li>`}
  </ul>`;
}

/** What was found, and where: each term in its surroundings. */
export const reasons = (matched: readonly MatchedTerm[]): Html =>
  html`<ul class="reasons">
    ${matched.map(
      ({ term, concept, where, snippet }) =>
        html`<li>
          <span class="concept">${concept}</span> <span class="faint">in the ${where}</span>
          <q dir="auto">${highlight(snippet, [term])}</q>
        </li>`,
    )}
  </ul>`;
