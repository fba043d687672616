import type { Span } from './ansi.ts';

/** Readable on the dark ground of the picture. */
const FILL: Readonly<Record<string, string>> = {
  black: '#6e7681',
  red: '#ff7b72',
  green: '#56d364',
  yellow: '#e3b341',
  blue: '#79c0ff',
  magenta: '#d2a8ff',
  cyan: '#76e3ea',
  white: '#f0f6fc',
  gray: '#8b949e',
};
const INK = '#e6edf3';
const GROUND = '#0d1117';

/** In px. A column is as wide as most monospaced fonts make it at this size; `textLength` holds the others to it. */
const FONT = 14;
const COLUMN = 8.4;
const LINE = 20;
const MARGIN = 16;
const BAR = 34;

/** Lines of a terminal as an SVG picture of a window. Text stays text: it can be read aloud, searched and copied. */
export function renderSvg(lines: readonly (readonly Span[])[], title: string): string {
  const columns = Math.max(40, ...lines.map((line) => line.reduce((sum, { text }) => sum + widthOf(text), 0)));
  const width = Math.ceil(columns * COLUMN + 2 * MARGIN);
  const height = BAR + lines.length * LINE + MARGIN;
  const rows = lines.map((line, index) => renderLine(line, BAR + (index + 1) * LINE - 5)).filter((row) => row !== '');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escape(title)}">
<title>${escape(title)}</title>
<rect width="${width}" height="${height}" rx="8" fill="${GROUND}"/>
<g fill="${FILL['black']}"><circle cx="20" cy="17" r="5"/><circle cx="38" cy="17" r="5"/><circle cx="56" cy="17" r="5"/></g>
<g font-family="ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="${FONT}" fill="${INK}">
<text x="${width / 2}" y="22" text-anchor="middle" font-size="12" fill="${FILL['gray']}">${escape(title)}</text>
${rows.join('\n')}
</g>
</svg>
`;
}

function renderLine(line: readonly Span[], y: number): string {
  let column = 0;
  const pieces = line.map((span) => {
    const x = (MARGIN + column * COLUMN).toFixed(1);
    const width = widthOf(span.text);
    column += width;
    if (span.text.trim() === '') return '';
    return `<tspan x="${x}" textLength="${(width * COLUMN).toFixed(1)}"${attributes(span)}>${escape(span.text)}</tspan>`;
  });
  const text = pieces.join('');
  return text === '' ? '' : `<text y="${y}" xml:space="preserve">${text}</text>`;
}

function attributes({ colour, bold, dim, italic, underline }: Span): string {
  return [
    colour === undefined ? '' : ` fill="${FILL[colour] ?? INK}"`,
    bold ? ' font-weight="bold"' : '',
    dim ? ' opacity="0.7"' : '',
    italic ? ' font-style="italic"' : '',
    underline ? ' text-decoration="underline"' : '',
  ].join('');
}

/** Columns, one for each code point: what the demo prints has no wide characters. */
const widthOf = (text: string): number => Array.from(text).length;

const escape = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
