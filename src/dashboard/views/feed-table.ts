import { html } from 'hono/html';
import type { FeedHealth } from '../feed-health.ts';
import type { PublicFeed } from '../public.ts';
import { count, outLink, plural, timeAgo, type Html } from './text.ts';

const ORDER: readonly FeedHealth[] = ['failing', 'refused', 'gone', 'new', 'healthy', 'disabled'];
const WORDS: Readonly<Record<FeedHealth, string>> = {
  healthy: 'healthy',
  new: 'not polled yet',
  failing: 'failing',
  refused: 'asked to wait',
  gone: 'gone',
  disabled: 'disabled',
};

/** Those in trouble first, then those warned about. */
export const byTrouble = (feeds: readonly PublicFeed[]): PublicFeed[] => feeds.toSorted((a, b) => place(a) - place(b));

const place = ({ health, warnings }: PublicFeed): number =>
  health === 'healthy' && warnings.length > 0 ? ORDER.indexOf('gone') + 0.5 : ORDER.indexOf(health);

export function feedTable(feeds: readonly PublicFeed[], now: number): Html {
  return html`<table class="feeds">
    <thead>
      <tr>
        <th scope="col">Feed</th>
        <th scope="col">Health</th>
        <th scope="col">Last poll</th>
        <th scope="col">Next poll</th>
        <th scope="col">Last new item</th>
        <th scope="col" class="number">Items</th>
        <th scope="col" class="number">Matches</th>
      </tr>
    </thead>
    <tbody>
      ${feeds.map((feed) => feedRow(feed, now))}
    </tbody>
  </table>`;
}

function feedRow(feed: PublicFeed, now: number): Html {
  const { url, title, health } = feed;
  return html`<tr>
    <th scope="row">
      <span dir="auto">${outLink(url, title ?? url)}</span>${title === null ? null : html`<small>${url}</small>`}
    </th>
    <td data-label="Health">
      <span class="health ${health}">${WORDS[health]}</span>${trouble(feed, now)}${warned(feed, now)}
    </td>
    <td data-label="Last poll">${timeAgo(feed.polledAt, now)}</td>
    <td data-label="Next poll">
      ${health === 'disabled' || health === 'gone' ? timeAgo(null, now) : nextPoll(feed.dueAt, now)}
    </td>
    <td data-label="Last new item">${timeAgo(feed.newItemAt, now)}</td>
    <td data-label="Items" class="number">${count(feed.items)}</td>
    <td data-label="Matches" class="number">${count(feed.matches)}</td>
  </tr>`;
}

/** A poll that is due is under way, or waits for its turn. */
const nextPoll = (dueAt: string | null, now: number): Html =>
  dueAt !== null && Date.parse(dueAt) <= now ? html`<span title="${dueAt}">due</span>` : timeAgo(dueAt, now);

/** What is wrong with a feed whose polls succeed; the list of warnings says more. */
const warned = ({ warnings }: PublicFeed, now: number): Html =>
  html`${warnings.map(({ kind, since, message }) =>
    kind === 'feed-silent' || kind === 'feed-gap'
      ? html`<small class="warned" title="${message}">${MARKS[kind]} ${timeAgo(since, now)}</small>`
      : null,
  )}`;

const MARKS = { 'feed-silent': 'silent, last news', 'feed-gap': 'items may be missing,' } as const;

function trouble({ problem, failingSince, failures, movedTo }: PublicFeed, now: number): Html | null {
  const since =
    failingSince === null
      ? null
      : html` <small>first failed ${timeAgo(failingSince, now)}, ${plural(failures, 'poll')} in a row</small>`;
  const why = problem === null ? null : html`<small class="problem">${problem}</small>`;
  const moved = movedTo === null ? null : html`<small>moved to ${movedTo}</small>`;
  return html`${since}${why}${moved}`;
}
