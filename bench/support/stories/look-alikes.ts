/**
 * What is merely similar: two articles that are not one story, however many words they share. `kept` is what the index
 * holds, `fresh` what comes after it and must not be taken for a copy.
 */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Random } from '../../../test/support/random.ts';
import { writer, writeStory } from '../../../test/support/story.ts';
import { passage, type Stock } from './copies.ts';
import { wordsIn, type Text } from './texts.ts';

export interface Pair {
  readonly kept: Text;
  readonly fresh: Text;
}

type Maker = (stock: Stock) => Pair;

interface Template {
  readonly title: string;
  readonly paragraphs: readonly string[];
}
const REPORTS = parse(readFileSync(new URL('reports.yaml', import.meta.url), 'utf8')) as readonly Template[];

const report = (random: Random, { title, paragraphs }: Template): Omit<Text, 'id'> => {
  const write = writer(random, {});
  return { title: write(title), paragraphs: paragraphs.map(write) };
};

/** Reports of one pattern with other names and numbers. */
export const reportsOfOnePattern: Maker = ({ random }) => {
  const template = random.pick(REPORTS);
  const one = (): Text => ({ id: 'report', ...report(random, template) });
  return { kept: one(), fresh: one() };
};

/** Articles of three hundred words that were written from the same paragraphs, with other names, numbers and turns of phrase. */
export const generatedOfOneKind: Maker = ({ random }) => {
  const kept = writeStory(random, true);
  let fresh = writeStory(random, true);
  while (fresh.kind !== kept.kind) fresh = writeStory(random, true);
  return { kept: { ...kept, id: 'generated' }, fresh: { ...fresh, id: 'generated' } };
};

/** So many words of an article that nobody has seen yet, with its title. */
const own = (stock: Stock, low: number, high: number): Text => ({
  id: 'own',
  title: stock.another().title,
  paragraphs: passage(stock, stock.random.between(low, high)),
});

/** What two articles share, as words that make a given share of the shorter one. */
const shared = (stock: Stock, texts: readonly Text[], low: number, high: number): string[] => {
  const share = low + stock.random.next() * (high - low);
  const shortest = Math.min(...texts.map(({ paragraphs }) => wordsIn(paragraphs)));
  return passage(stock, (shortest * share) / (1 - share));
};

const withIn = (text: Text, paragraphs: readonly string[], at: number): Text => ({
  ...text,
  paragraphs: [...text.paragraphs.slice(0, at), ...paragraphs, ...text.paragraphs.slice(at)],
});

/** A speech that both quote, or a background that an agency puts under all its stories: 20 to 35 % of the shorter one. */
const quoting: Maker = (stock) => {
  const [one, two] = [own(stock, 150, 700), own(stock, 150, 700)];
  const passages = shared(stock, [one, two], 0.2, 0.35);
  const anywhere = (text: Text): Text => withIn(text, passages, stock.random.between(1, text.paragraphs.length));
  return { kept: anywhere(one), fresh: anywhere(two) };
};

/** The same, in briefs of two or three sentences. */
const quotingBriefs: Maker = (stock) => {
  const [one, two] = [own(stock, 25, 60), own(stock, 25, 60)];
  const passages = shared(stock, [one, two], 0.2, 0.35);
  const behind = (text: Text): Text => withIn(text, passages, text.paragraphs.length);
  return { kept: behind(one), fresh: behind(two) };
};

const ABOUT = `{company1} is a leading provider of sustainable solutions with operations in 24 countries and more than 11,000 employees. Founded in
1954 and headquartered in {town1}, the company serves customers in the energy, transport and consumer industries and is listed on the main exchange. For more
information, visit the company's website or follow us on social media. This release contains forward-looking statements that involve risks and uncertainties; actual
results may differ materially from those expressed or implied. The company undertakes no obligation to update them. Media contact: press office, {town1}.`;

const releases: Maker = (stock) => {
  const write = writer(stock.random, {});
  const about = write(ABOUT.replaceAll('{', '<').replaceAll('}', '>'));
  const release = (): Text => withIn(own(stock, 150, 400), [about], 99);
  return { kept: release(), fresh: release() };
};

const BIO =
  'The author is a senior fellow at an institute for foreign policy and the author of three books on the region, most recently a history of its borders. She has reported from eleven countries and now lives by the sea. The opinions expressed in this column are her own and do not reflect those of this newspaper.';

const columns: Maker = (stock) => {
  const column = (): Text => withIn(own(stock, 120, 500), [BIO], 99);
  return { kept: column(), fresh: column() };
};

const DIGEST = [
  'Here is what happened this week, and what our reporters will be watching in the days to come. If a friend sent you this, sign up to get it every Friday morning.',
  'Around the world',
  'Closer to home',
  'What we are reading',
  'That is all for this week. Write to us with what you liked and what you missed, and have a good weekend. This round-up was put together by the newsletter desk.',
];

/** Round-ups of two weeks; a running story may be in both with the same item. */
const roundUps: Maker = (stock) => {
  const running = passage(stock, 50);
  const item = (): string[] => passage(stock, stock.random.between(35, 80));
  const [hello = '', world = '', home = '', reading = '', bye = ''] = DIGEST;
  const week = (): Text => ({
    id: 'week',
    title: 'The week in brief',
    paragraphs: [hello, world, ...item(), ...item(), ...running, home, ...item(), ...item(), reading, ...item(), bye],
  });
  return { kept: week(), fresh: week() };
};

const LIVE =
  'Welcome to our live coverage. We bring you the latest developments, with reaction and analysis from our correspondents in the region, as they happen. Times are local. You can write to the desk at any hour.';

/** One live blog on two days: the same head and background, and the last entries of the day before still below. */
const liveBlogs: Maker = (stock) => {
  const background = passage(stock, 70);
  const [first, second] = [passage(stock, 450), passage(stock, 450)];
  const yesterday = first.join(' ').split(' ').slice(0, 90).join(' ');
  const day = (entries: readonly string[]): Text => ({
    id: 'live',
    title: 'Live updates: the crisis as it unfolds',
    paragraphs: [LIVE, ...entries, 'What we know so far', ...background],
  });
  return { kept: day(first), fresh: day([...second, yesterday]) };
};

/** All but those that resemble every other one of their pattern. */
export const LOOK_ALIKES: Readonly<Record<string, Maker>> = {
  'a passage in common': quoting,
  'briefs with a sentence in common': quotingBriefs,
  'releases of one company': releases,
  'columns of one author': columns,
  'round-ups of two weeks': roundUps,
  'a live blog on two days': liveBlogs,
};

/** A round-up that has the lead of an article which the index holds among its items. */
export function roundUpWith(text: Text, stock: Stock): Text {
  const item = (): string[] => passage(stock, stock.random.between(40, 80));
  const lead = text.paragraphs.slice(0, 1).map((one) => one.split(' ').slice(0, 60).join(' '));
  return {
    id: 'week',
    title: 'In brief',
    paragraphs: [...item(), ...item(), ...lead, ...item(), ...item(), ...item()],
  };
}

/** An article of its own that takes 20 to 35 % of its words from behind the lead of one that the index holds. */
export function quotingFrom(text: Text, stock: Stock): Text {
  const fresh = own(stock, 150, 700);
  const behind = text.paragraphs.slice(1).join(' ').split(' ');
  const share = 0.2 + stock.random.next() * 0.15;
  const most = Math.min((wordsIn(fresh.paragraphs) * share) / (1 - share), behind.length * 0.35);
  const from = stock.random.between(0, Math.max(0, Math.floor(behind.length - most)));
  return withIn(
    fresh,
    [behind.slice(from, from + Math.floor(most)).join(' ')],
    stock.random.between(1, fresh.paragraphs.length),
  );
}
