/**
 * Draws captured terminal output as SVG, for the README:
 *   FORCE_COLOR=1 node demo/demo.ts > demo.txt && node demo/picture.ts demo.txt > docs/demo.svg
 * Reads standard input where no file is named. `--title TEXT` is written above, `--skip WORD` (any number of times)
 * leaves out lines that contain the word.
 */
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { parseArgs, stripVTControlCharacters } from 'node:util';
import { messageOf } from '../src/errors.ts';
import { parseAnsi } from './ansi.ts';
import { renderSvg } from './svg.ts';

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      title: { type: 'string', default: 'npm run demo' },
      skip: { type: 'string', multiple: true, default: [] },
    },
  });
  const [file] = positionals;
  const captured = file === undefined ? await text(process.stdin) : readFileSync(file, 'utf8');
  const lines = captured
    .trimEnd()
    .split('\n')
    .filter((line) => !values.skip.some((word) => stripVTControlCharacters(line).includes(word)));
  process.stdout.write(renderSvg(parseAnsi(lines.join('\n')), values.title));
} catch (error) {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exitCode = 2;
}
