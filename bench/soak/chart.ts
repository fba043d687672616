import type { Sample } from './samples.ts';

const [WIDTH, HEIGHT, MARGIN] = [900, 160, 56];
const LINES = [
  { key: 'rss', label: 'memory, MB', colour: '#2563eb' },
  { key: 'descriptors', label: 'open files and sockets', colour: '#b45309' },
  { key: 'database', label: 'database, MB', colour: '#047857' },
] as const;

/** An SVG picture of a run: one panel a figure, each from zero, over the articles recorded so far. */
export function chart(samples: readonly Sample[]): string {
  const panels = LINES.map((line, index) => panel(samples, line, index * (HEIGHT + MARGIN) + MARGIN));
  const height = LINES.length * (HEIGHT + MARGIN) + MARGIN;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH + 2 * MARGIN} ${height}" font-family="sans-serif" font-size="13">
<rect width="100%" height="100%" fill="#fff"/>
${panels.join('\n')}
</svg>
`;
}

function panel(samples: readonly Sample[], { key, label, colour }: (typeof LINES)[number], top: number): string {
  const most = Math.max(1, ...samples.map((sample) => sample[key]));
  const last = Math.max(1, samples.at(-1)?.articles ?? 1);
  const points = samples.map((sample) => {
    const x = MARGIN + (sample.articles / last) * WIDTH;
    const y = top + HEIGHT - (sample[key] / most) * HEIGHT;
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  });
  return `<text x="${MARGIN}" y="${top - 8}">${label}, at most ${most.toFixed(0)}</text>
<path d="M${MARGIN} ${top}V${top + HEIGHT}H${MARGIN + WIDTH}" fill="none" stroke="#999"/>
<polyline points="${points.join(' ')}" fill="none" stroke="${colour}" stroke-width="1.5"/>
<text x="${MARGIN + WIDTH}" y="${top + HEIGHT + 18}" text-anchor="end">${last} articles</text>`;
}
