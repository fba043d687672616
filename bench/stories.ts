/**
 * How well stories are recognised, and what that costs. Copies are made of real news as papers change what they take from
 * an agency, look-alikes as reports resemble each other (bench/support/stories); without ../shared/data, of generated news. What
 * was tuned on the first half of the texts is reported on the second. `npm run bench:stories`
 */
import { costs } from './support/stories/cost.ts';
import { figures, measure, type Outcome } from './support/stories/measure.ts';
import { loadTexts, type Text } from './support/stories/texts.ts';

const SEED = 1;
const LOOK_ALIKES = 200;
const KEPT = [1_000, 10_000, 100_000];

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1).padStart(6)} %`;

function print(name: string, outcomes: readonly Outcome[]): void {
  const { precision, recall, copies, others } = figures(outcomes);
  process.stdout.write(
    `\n${name}: precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)} (${copies} copies, ${others} others)\n`,
  );
  for (const { kind, tried, right, wrong, copies: isCopy } of outcomes) {
    const rest = isCopy ? `found ${percent(right, tried)}` : `taken for copies ${percent(wrong, tried)}`;
    const astray = isCopy && wrong > 0 ? `, joined to others: ${wrong}` : '';
    process.stdout.write(`  ${kind.padEnd(54)}${String(tried).padStart(5)}  ${rest}${astray}\n`);
  }
}

const { origin, halves } = loadTexts(SEED);
const report = (name: string, texts: readonly Text[], others: readonly Text[]): void =>
  print(name, measure(texts, others, SEED, LOOK_ALIKES));
process.stdout.write(`${halves[0].length} and ${halves[1].length} texts from ${origin}\n`);
report('held out', halves[1], halves[0]);
report('tuned on', halves[0], halves[1]);

process.stdout.write('\nkept matches  find the story  index it   (CPU an article)\n');
for (const { kept, find, index } of costs(halves[0], KEPT, SEED)) {
  const [found, added] = [find, index].map((ms) => `${ms.toFixed(2)} ms`.padStart(14));
  process.stdout.write(`${kept.toLocaleString('en-US').padStart(12)}${found}${added}\n`);
}
