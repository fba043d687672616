import { html } from 'hono/html';
import type { PublicStatus } from '../public.ts';
import { isTrouble } from '../feed-health.ts';
import { count, plural, timeAgo, type Html } from './text.ts';

/** How things stand, in one look. */
export function statusLine(status: PublicStatus, now: number): Html {
  const { totals, feeds } = status;
  const healthy = feeds.filter(({ health }) => health === 'healthy').length;
  const troubled = feeds.filter(({ health }) => isTrouble(health)).length;
  const failedAlerts = totals.alerts['failed'] ?? 0;
  return html`${problems(status.problems)}
    <dl class="status">
      ${figure('Matches', totals.matches, html`last match ${timeAgo(totals.lastMatchAt, now)}`)}
      ${figure('Corpus files', totals.corpusFiles)}
      ${figure('Healthy feeds', healthy, html`<a href="/feeds">${troubled === 0 ? `of ${count(feeds.length)}` : `${count(troubled)} in trouble`}</a>`, troubled > 0)}
      ${figure('Waiting items', totals.waiting)}
      ${figure('Alerts sent', totals.alerts['sent'] ?? 0, failedAlerts > 0 ? html`${count(failedAlerts)} failed` : undefined, failedAlerts > 0)}
    </dl>
    <p class="running">${running(status, now)}</p>`;
}

const figure = (label: string, value: number, note?: Html, bad = false): Html =>
  html`<div class="${bad ? 'bad' : 'good'}">
    <dt>${label}</dt>
    <dd>${count(value)}</dd>
    ${note === undefined ? null : html`<dd class="note">${note}</dd>`}
  </div>`;

const problems = (lines: readonly string[]): Html | null =>
  lines.length === 0
    ? null
    : html`<ul class="problems" role="alert">
        ${lines.map((line) => html`<li>${line}</li>`)}
      </ul>`;

function running({ startedAt, engine, topics }: PublicStatus, now: number): Html {
  const since = startedAt === null ? html`Not running` : html`Started ${timeAgo(startedAt, now)}`;
  return html`${since}${engine === null ? null : html` on the ${engine} engine`}, watching for
  ${plural(topics.length, 'topic')}: ${topics.join(', ')}`;
}

/** In place of the line where nobody can say. */
export const noStatus = (problem: string): Html => html`${problems([problem])}`;
