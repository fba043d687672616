import { html } from 'hono/html';
import type { PublicStatus } from '../public.ts';
import { isTrouble } from '../feed-health.ts';
import { matchChart } from './chart.ts';
import { byTrouble, feedTable } from './feed-table.ts';
import { matchList, type ListedMatch } from './match-list.ts';
import { noStatus, statusLine } from './status-line.ts';
import { plural, type Html } from './text.ts';
import { warningList } from './warnings.ts';

export interface Overview {
  readonly status: PublicStatus | { readonly unavailable: string };
  readonly matches: readonly ListedMatch[];
  readonly perDay: readonly { readonly day: string; readonly count: number }[];
  /** What the list was narrowed to. */
  readonly q: string | undefined;
  readonly topic: string | undefined;
  readonly older: string | null;
}

const SHOWN_FEEDS = 10;

/** The first page: how things stand, the latest matches, the feeds. */
export function overview(view: Overview, now: number): Html {
  const { status, matches, q, topic, older } = view;
  const unavailable = 'unavailable' in status;
  const narrowed = q !== undefined || topic !== undefined;
  return html`${unavailable ? noStatus(status.unavailable) : statusLine(status, now)}
    ${unavailable || narrowed ? null : warningList(status.warnings, now)}
    ${narrowed ? null : matchChart(view.perDay, now)}
    <section>
      <h2>
        ${narrowed ? 'Matches' : 'Latest matches'}${q === undefined ? null : html` for <q>${q}</q>`}${topic === undefined ? null : html` on ${topic}`}
      </h2>
      ${narrowed ? html`<p><a href="/">All matches</a></p>` : null}
      ${matches.length === 0 ? html`<p class="empty">${narrowed ? 'Nothing found.' : 'Nothing has matched yet.'}</p>` : matchList(matches, older, now)}
    </section>
    ${unavailable || narrowed ? null : feedsInShort(status, now)}`;
}

/** A few feeds; all of those in trouble, and of those warned about. */
function feedsInShort({ feeds }: PublicStatus, now: number): Html {
  const sorted = byTrouble(feeds);
  const shown = Math.max(
    SHOWN_FEEDS,
    sorted.filter(({ health, warnings }) => isTrouble(health) || warnings.length > 0).length,
  );
  return html`<section>
    <h2>Feeds</h2>
    ${feeds.length === 0 ? html`<p class="empty">No feed is configured yet: newswatch feeds add URL</p>` : feedTable(sorted.slice(0, shown), now)}
    ${feeds.length > shown ? html`<p class="more"><a href="/feeds">All ${plural(feeds.length, 'feed')}</a></p>` : null}
  </section>`;
}
