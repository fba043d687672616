import { figuresAt, type Step, type Sweep } from '../../judge/measure/sweep.ts';
import { plain, shorten } from '../../model/plain.ts';
import { share } from '../figures.ts';
import { counted } from '../io.ts';
import { roundSteps } from './scale.ts';
import { endOf, KINDS, type TopicSweep } from './sweep.ts';

/** In px. Panels stand side by side. */
const PLOT_HEIGHT = 260;
const LEFT = 52;
const GAP = 60;
const RIGHT = 28;
const TOP = 142;
const BOTTOM = 58;

/** Told apart by colour and by form, on light and on dark ground. */
const STYLE = `svg { --ground: #fff; --ink: #1f2328; --dim: #59636e; --grid: #e4e8ec; --precision: #0969da; --recall: #bc4c00; }
@media (prefers-color-scheme: dark) {
  svg { --ground: #0d1117; --ink: #f0f6fc; --dim: #9198a1; --grid: #262c36; --precision: #58a6ff; --recall: #ffa657; }
}
text { font: 12px system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif; fill: var(--dim); }
.title { font-size: 17px; font-weight: 600; fill: var(--ink); }
.kind { font-size: 13px; font-weight: 600; fill: var(--ink); }
.note { fill: var(--ink); paint-order: stroke; stroke: var(--ground); stroke-width: 5px; stroke-linejoin: round; }
.ground { fill: var(--ground); }
.grid { stroke: var(--grid); }
.axis { stroke: var(--dim); }
.mark { stroke: var(--ink); stroke-dasharray: 5 3; }
.best { stroke-dasharray: 1 3; }
.curve { fill: none; stroke-width: 1.8; stroke-linejoin: round; }
.precision { stroke: var(--precision); }
.recall { stroke: var(--recall); stroke-dasharray: 7 3; }
.f1 { stroke: var(--ink); stroke-width: 2.6; }
.dot { fill: var(--ground); stroke-width: 2; stroke-dasharray: none; }`;

/** The last one is drawn over the others. */
const CURVES = [
  ['precision', 'precision: matches that are on topic'],
  ['recall', 'recall: those on topic that match'],
  ['f1', 'F1: both in one'],
] as const;
/** Wide enough for the longest with any font. */
const LEGEND = 310;

/**
 * Precision, recall and F1 over the threshold, a panel for each kind, as an SVG document of its own: with its colours for
 * light and dark, and a description for those who cannot see it.
 */
export function drawSweep(swept: TopicSweep): string {
  const sweeps = KINDS.flatMap((kind) => (swept[kind] === undefined ? [] : [{ kind, sweep: swept[kind] }]));
  const width = sweeps.length === 1 ? 760 : 430;
  const height = TOP + PLOT_HEIGHT + BOTTOM;
  const all = LEFT + sweeps.length * (width + GAP) - GAP + RIGHT;
  const title = `${shorten(plain(swept.title), 70)}: what other thresholds would come to`;
  const panels = sweeps.map(({ kind, sweep }, index) =>
    panel(`${counted(sweep.documents, kind)}, ${sweep.onTopic} on topic`, sweep, LEFT + index * (width + GAP), width),
  );
  const description = sweeps.map(({ kind, sweep }) => `${kind}s: ${inWords(sweep)}`).join('; ');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${all}" height="${height}" viewBox="0 0 ${all} ${height}" role="img" aria-labelledby="title desc">
<title id="title">${escape(title)}</title>
<desc id="desc">Precision, recall and F1 over the threshold. ${escape(description)}.</desc>
<style>
${STYLE}
</style>
<rect class="ground" width="${all}" height="${height}" rx="8"/>
<text class="title" x="${LEFT}" y="34">${escape(title)}</text>
${legend()}
${panels.join('\n')}
</svg>
`;
}

function inWords(sweep: Sweep): string {
  const { inForce, best } = sweep;
  const { precision, recall, f1 } = figuresAt(sweep, inForce);
  const now = `in force ${inForce} with precision ${share(precision)}, recall ${share(recall)}, F1 ${share(f1)}`;
  return best === inForce ? `${now}, the best` : `${now}; best ${best} with F1 ${share(figuresAt(sweep, best).f1)}`;
}

const legend = (): string =>
  CURVES.map(([name, about], index) => {
    const left = LEFT + index * LEGEND;
    return `<path class="curve ${name}" d="M${left} 56h28"/><text x="${left + 36}" y="60">${about}</text>`;
  }).join('\n');

/** Where a threshold and a share lie. */
interface Place {
  readonly x: (threshold: number) => number;
  readonly y: (share: number) => number;
  readonly end: number;
  readonly left: number;
  readonly width: number;
}

function panel(name: string, sweep: Sweep, left: number, width: number): string {
  const ticks = roundSteps(endOf(sweep), 10);
  const end = ticks.at(-1) ?? 1;
  const place: Place = {
    x: (threshold) => round(left + (Math.min(threshold, end) / end) * width),
    y: (part) => round(TOP + (1 - part) * PLOT_HEIGHT),
    end,
    left,
    width,
  };
  return [
    `<text class="kind" x="${left}" y="88">${name}</text>`,
    axes(place, ticks),
    ...CURVES.map(([key]) => `<path class="curve ${key}" d="${stairs(sweep.steps, key, place)}"/>`),
    marks(sweep, place),
  ].join('\n');
}

function axes({ x, y, left, width }: Place, ticks: readonly number[]): string {
  const bottom = y(0);
  const rows = [0, 0.2, 0.4, 0.6, 0.8, 1].map(
    (part) =>
      `<path class="${part === 0 ? 'axis' : 'grid'}" d="M${left} ${y(part)}h${width}"/><text x="${left - 8}" y="${y(part) + 4}" text-anchor="end">${part}</text>`,
  );
  const columns = ticks.map(
    (tick) =>
      `<path class="axis" d="M${x(tick)} ${bottom}v4"/><text x="${x(tick)}" y="${bottom + 19}" text-anchor="middle">${tick}</text>`,
  );
  const label = `<text x="${left + width / 2}" y="${bottom + 40}" text-anchor="middle">threshold in points</text>`;
  return [...rows, ...columns, label].join('\n');
}

/** A level for each step: between two neighbouring scores nothing changes. */
function stairs(steps: readonly Step[], key: (typeof CURVES)[number][0], { x, y, end }: Place): string {
  let path = '';
  for (const step of steps) {
    const level = step[key];
    if (level === null || step.above >= end) break;
    path += `${path === '' ? `M${x(step.above)} ${y(level)}` : `V${y(level)}`}H${x(step.threshold)}`;
  }
  return path;
}

/** The threshold in force with its figures, and the best one where that is another. */
function marks(sweep: Sweep, place: Place): string {
  const { inForce, best } = sweep;
  const now = figuresAt(sweep, inForce);
  const dots = CURVES.map(([key]) => dot(key, inForce, now[key], place));
  const inForceMark = mark('mark', `in force: ${inForce} with F1 ${share(now.f1)}`, inForce, TOP - 10, place);
  if (best === inForce) return [inForceMark, ...dots].join('\n');
  const { f1 } = figuresAt(sweep, best);
  return [
    mark('mark best', `best here: ${best} with F1 ${share(f1)}`, best, TOP - 28, place),
    inForceMark,
    ...dots,
    dot('f1', best, f1, place),
  ].join('\n');
}

/** Half of what a label takes at most. */
const HALF_LABEL = 84;

function mark(style: string, label: string, threshold: number, top: number, { x, y, left, width }: Place): string {
  const middle = Math.min(Math.max(x(threshold), left + HALF_LABEL), left + width - HALF_LABEL);
  return `<path class="${style}" d="M${x(threshold)} ${top + 4}V${y(0)}"/><text class="note" x="${middle}" y="${top}" text-anchor="middle">${label}</text>`;
}

const dot = (style: string, threshold: number, part: number | null, { x, y }: Place): string =>
  part === null ? '' : `<circle class="dot ${style}" cx="${x(threshold)}" cy="${y(part)}" r="3.5"/>`;

const round = (px: number): number => Math.round(px * 10) / 10;

const escape = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
