import { html } from 'hono/html';
import { plural, type Html } from './text.ts';

const DAY = 86_400_000;
const DAYS = 30;
const STEP = 10;
const HEIGHT = 60;

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** The first moment that the chart shows. */
export const chartStart = (now: number): number => Math.floor(now / DAY) * DAY - (DAYS - 1) * DAY;

/** One bar a day (UTC) over the last thirty days, today on the right. */
export function matchChart(perDay: readonly { readonly day: string; readonly count: number }[], now: number): Html {
  const counts = new Map(perDay.map(({ day, count }) => [day, count]));
  const days = Array.from({ length: DAYS }, (_, index) => dayOf(chartStart(now) + index * DAY));
  const values = days.map((day) => counts.get(day) ?? 0);
  const highest = Math.max(...values);
  const total = values.reduce((sum, value) => sum + value, 0);
  const bars = days.map((day, index) => bar(day, values[index] ?? 0, index, highest));
  return html`<figure class="chart">
    <svg
      viewBox="0 0 ${DAYS * STEP} ${HEIGHT}"
      preserveAspectRatio="none"
      role="img"
      aria-label="${plural(total, 'match', 'matches')} in ${DAYS} days"
    >
      ${bars}
    </svg>
    <figcaption>
      <span>${days[0]}</span><span>${plural(total, 'match', 'matches')} in ${DAYS} days, at most ${highest} a day</span
      ><span>today</span>
    </figcaption>
  </figure>`;
}

/** A day without matches keeps a sliver, so that the days can be counted. */
function bar(day: string, value: number, index: number, highest: number): Html {
  const height = value === 0 ? 1 : Math.max(3, Math.round((value / highest) * HEIGHT));
  return html`<g
    ><title>${day}: ${plural(value, 'match', 'matches')}</title
    ><rect class="hover" x="${index * STEP}" y="0" width="${STEP}" height="${HEIGHT}" /><rect
      class="${value === 0 ? 'none' : 'some'}"
      x="${index * STEP + 1}"
      y="${HEIGHT - height}"
      width="${STEP - 2}"
      height="${height}"
  /></g>`;
}
