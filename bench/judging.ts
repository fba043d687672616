/**
 * How fast texts are judged, with 1, 10 and 100 topics: megabytes of text (UTF-8) for each second of one thread's CPU time,
 * beside a loop of regular expressions, which must first come to the same verdicts. One topic is the shipped one. The others
 * are, in three mixes: `examples`, the two example topics under ever new names, topics as people write them; `elsewhere`,
 * topics as large as the shipped one, of words drawn from the texts such as few texts have; `here`, the same of so many
 * words that every topic finds something in most texts, which is as hard as it gets. `npm run bench:judging`
 */
import { isDeepStrictEqual } from 'node:util';
import { findHits } from '../src/judge/hits.ts';
import { judge } from '../src/judge/judge.ts';
import { scanText } from '../src/judge/scan.ts';
import type { CompiledRules } from '../src/judge/topic-rules.ts';
import type { TopicSource } from '../src/model/topic.ts';
import { compileRules, loadRules } from '../src/rules.ts';
import { openRandom } from '../test/support/random.ts';
import { openRegexLoop, type Outcome } from './support/regex-loop.ts';
import { loadTexts, type Text } from './support/texts.ts';
import { openTopicMaker, type Mix } from './support/topics.ts';

const topicFile = (name: string): string => new URL(`../config/topics/${name}.yaml`, import.meta.url).pathname;
const TOPIC = topicFile('us-forces-iraq');
const EXAMPLES = [topicFile('sudan-war'), topicFile('bird-flu')];
const MIXES: readonly Mix[] = ['elsewhere', 'here'];
/** The shipped topic and so many others. */
const MOST_OTHERS = 99;
/** How many topics; and of how many texts one is given to the loop, which would take minutes for all. */
const SIZES = [
  { count: 1, every: 3 },
  { count: 10, every: 20 },
  { count: 100, every: 100 },
];
/** Enough for the compiler, and for some moments in which the machine does nothing else. */
const WARM_UP = 5;
const PASSES = 20;

const megabytes = (texts: readonly Text[]): number =>
  texts.reduce((sum, { title, text }) => sum + Buffer.byteLength(title) + Buffer.byteLength(text), 0) / 1e6;

/** Megabytes a second in the best of some passes: what else the machine does only ever slows one down. */
function speed(texts: readonly Text[], warmUp: number, passes: number, read: (text: Text) => unknown): number {
  let best = Infinity;
  for (let pass = -warmUp; pass < passes; pass++) {
    const started = process.threadCpuUsage();
    for (const text of texts) read(text);
    const { user, system } = process.threadCpuUsage(started);
    if (pass >= 0) best = Math.min(best, (user + system) / 1e6);
  }
  return megabytes(texts) / best;
}

/** How much a topic's terms find in a thousand words. */
function density(texts: readonly Text[], rules: CompiledRules): number {
  let words = 0;
  let hits = 0;
  for (const { title, text } of texts) {
    const scanned = scanText(title, text, rules.vocabulary);
    words += scanned.end;
    for (const own of findHits(rules, scanned)) hits += own?.terms.flat().length ?? 0;
  }
  return (1_000 * hits) / words / rules.topics.length;
}

/** @throws Error naming the first text on which the two do not agree. */
function compare(texts: readonly Text[], rules: CompiledRules, loop: (text: Text) => Outcome[]): void {
  for (const text of texts) {
    const ours = judge(rules, text).map(({ topic, score, match }): Outcome => ({ topic, score, match }));
    const theirs = loop(text);
    const at = ours.findIndex((one, index) => !isDeepStrictEqual(one, theirs[index]));
    if (at === -1) continue;
    throw new Error(`"${text.title}": ${JSON.stringify(ours[at])}, the loop ${JSON.stringify(theirs[at])}`);
  }
}

function row(name: string, cells: readonly string[]): void {
  process.stdout.write(`${name.padEnd(22)}${cells.map((cell) => cell.padStart(14)).join('')}\n`);
}

interface Setting {
  readonly name: string;
  readonly rules: CompiledRules;
  readonly every: number;
}

function settings(model: TopicSource, texts: readonly Text[]): Setting[] {
  const made = MIXES.map((mix) => {
    const make = openTopicMaker(model, texts, openRandom(1));
    return { name: mix, others: others((index) => make(`${mix}-${index}`, mix)) };
  });
  return [{ name: 'examples', others: others(example) }, ...made].flatMap(({ name, others: more }) =>
    SIZES.map(({ count, every }) => ({
      name: `${name}, ${count}`,
      rules: compileRules({ revision: '', topics: [model, ...more.slice(0, count - 1)] }),
      every,
    })),
  );
}

const others = (make: (index: number) => TopicSource): TopicSource[] =>
  Array.from({ length: MOST_OTHERS }, (_, index) => make(index));

const exampleTopics = loadRules(EXAMPLES).set.topics;

/** One of the example topics, under a name of its own. */
function example(index: number): TopicSource {
  const topic = exampleTopics[index % exampleTopics.length];
  if (topic === undefined) throw new Error('there is no example topic');
  return { file: topic.file, rules: { ...(topic.rules as object), id: `example-${index}` } };
}

function print({ name, rules, every }: Setting, ours: number, texts: readonly Text[]): void {
  const loop = openRegexLoop(rules);
  const some = texts.filter((_, index) => index % every === 0);
  compare(some, rules, loop);
  const theirs = speed(some, 0, 1, loop);
  row(name, [
    density(texts, rules).toFixed(0),
    ours.toFixed(1),
    theirs.toFixed(4),
    (ours / theirs).toFixed(0),
    `${some.length * rules.topics.length} verdicts`,
  ]);
}

function describe(model: TopicSource, { texts, what }: ReturnType<typeof loadTexts>): string {
  const [{ concepts, rules } = { concepts: [], rules: [] }] = compileRules({ revision: '', topics: [model] }).topics;
  const terms = concepts.reduce((sum, concept) => sum + concept.terms.length + concept.except.length, 0);
  return (
    `${texts.length} ${what}, ${megabytes(texts).toFixed(2)} MB; the shipped topic and those made like it: ${terms} terms, ${concepts.length} concepts, ${rules.length} rules\n` +
    `MB of text for each second of one thread's CPU time: ours the best of ${PASSES} passes, the loop one pass over every 3rd, 20th, 100th text\n\n`
  );
}

const loaded = loadTexts();
const [model] = loadRules([TOPIC]).set.topics;
if (model === undefined) throw new Error(`${TOPIC} holds no topic`);
process.stdout.write(describe(model, loaded));
const all = settings(model, loaded.texts);
// All of ours first: the loop calls the same functions with other things, which makes them slower for the rest of the process.
const speeds = all.map(({ rules }) => speed(loaded.texts, WARM_UP, PASSES, (text) => judge(rules, text)));
row('', ['hits/1000 words', 'MB/s', 'regex loop', 'times', 'agree on']);
for (const [index, one] of all.entries()) print(one, speeds[index] ?? 0, loaded.texts);
