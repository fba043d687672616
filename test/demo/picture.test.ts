import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { styleText } from 'node:util';
import { JSDOM } from 'jsdom';
import { parseAnsi } from '../../demo/ansi.ts';
import { renderSvg } from '../../demo/svg.ts';

type Style = Parameters<typeof styleText>[0];
const styled = (style: Style, text: string): string => styleText(style, text, { validateStream: false });
const PLAIN = { colour: undefined, bold: false, dim: false, italic: false, underline: false };

test('reads what styleText writes', () => {
  const cases: [Style, object][] = [
    ['red', { colour: 'red' }],
    ['gray', { colour: 'gray' }],
    ['magentaBright', { colour: 'magenta' }],
    ['bold', { bold: true }],
    ['dim', { dim: true }],
    ['italic', { italic: true }],
    ['underline', { underline: true }],
    [['bold', 'green'], { bold: true, colour: 'green' }],
    ['bgRed', {}],
    ['strikethrough', {}],
  ];
  for (const [style, expected] of cases) {
    assert.deepEqual(
      parseAnsi(`a${styled(style, 'b')}c`),
      [
        [
          { ...PLAIN, text: 'a' },
          { ...PLAIN, ...expected, text: 'b' },
          { ...PLAIN, text: 'c' },
        ],
      ],
      String(style),
    );
  }
});

test('a style lasts over the end of a line, and everything else that is no text is dropped', () => {
  const lines = parseAnsi('\u001b[31mone\r\ntwo\u001b[0m\u001b[2K!\u0007\u001b[?25l\n');
  assert.deepEqual(
    lines.map((line) => line.map(({ text, colour }) => [text, colour])),
    [
      [['one', 'red']],
      [
        ['two', 'red'],
        ['!', undefined],
      ],
      [],
    ],
  );
});

test('draws every line at its place, with markup as text', () => {
  const svg = renderSvg(parseAnsi(`  <b>&"x"\n\n${styled('red', 'é…')} after`), 'a & b');
  const { document } = new JSDOM(svg, { contentType: 'image/svg+xml' }).window;
  assert.equal(document.querySelector('title')?.textContent, 'a & b');
  const rows = [...document.querySelectorAll('text')].slice(1);
  assert.deepEqual(
    rows.map((row) => row.textContent),
    ['  <b>&"x"', 'é… after'],
  );
  const tspans = [...document.querySelectorAll('tspan')];
  assert.equal(tspans[1]?.getAttribute('fill'), '#ff7b72');
  assert.equal(Number(tspans[2]?.getAttribute('x')), 16 + 2 * 8.4, 'columns count letters, not bytes');
  const [first = 0, second = 0] = rows.map((row) => Number(row.getAttribute('y')));
  assert.equal(second - first, 40, 'an empty line keeps its place');
  const root = document.documentElement;
  assert.ok(Number(root.getAttribute('height')) > second);
});

test('the script draws standard input, leaves out lines on request, and says in a line what is wrong', () => {
  const run = (args: string[], input: string) =>
    spawnSync(
      process.execPath,
      [
        '--disable-warning=ExperimentalWarning',
        fileURLToPath(new URL('../../demo/picture.ts', import.meta.url)),
        ...args,
      ],
      { input, encoding: 'utf8' },
    );
  const drawn = run(
    ['--skip', 'secret', '--title', 'T'],
    `${styled('bold', 'one')}\nsec\u001b[1mret\u001b[22m\ntwo\n\n`,
  );
  assert.equal(drawn.status, 0, drawn.stderr);
  const { document } = new JSDOM(drawn.stdout, { contentType: 'image/svg+xml' }).window;
  assert.deepEqual(
    [...document.querySelectorAll('text')].map((row) => row.textContent),
    ['T', 'one', 'two'],
  );
  const missing = run(['/no/such/file'], '');
  assert.equal(missing.status, 2);
  assert.match(missing.stderr, /^ENOENT.*\n$/);
});
