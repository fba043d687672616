/**
 * What papers do to a story that they did not write themselves: each change alone, and together. Sources of what is added
 * are texts that the measured index does not hold.
 */
import type { Random } from '../../../test/support/random.ts';
import { inHouseStyle } from './house-style.ts';
import { inGroups, sentencesOf, wordsIn, type Text } from './texts.ts';

export interface Stock {
  readonly random: Random;
  /** Another article, for what is added: every one once before any comes again. */
  another(): Text;
  /** Words of small letters, for what is replaced. */
  readonly words: readonly string[];
}

export function stockOf(texts: readonly Text[], random: Random): Stock {
  const titled = texts.filter(({ title }) => title !== '');
  let queue: Text[] = [];
  return {
    random,
    another() {
      if (queue.length === 0) queue = random.shuffle(titled);
      return queue.pop() as Text;
    },
    words: [
      ...new Set(texts.flatMap(({ paragraphs }) => paragraphs.join(' ').match(/(?<=\s)\p{Ll}{2,}(?=\s)/gu) ?? [])),
    ],
  };
}

export type Change = (text: Text, stock: Stock) => Text;

/** Another paper's headline: in the worst case not a word is left of the old one. */
const headline: Change = (text, { another }) => ({ ...text, title: another().title });

/** Papers cut from the end, by paragraphs, down to a share of the words. */
const cut =
  (share: number): Change =>
  (text) => {
    const limit = wordsIn(text.paragraphs) * share;
    const kept: string[] = [];
    for (const paragraph of text.paragraphs) {
      const room = limit - wordsIn(kept);
      // A paragraph of which most would have to go is left out, one that is too long to leave out is cut at a word.
      if (room < Math.min(wordsIn([paragraph]) / 2, limit / 10)) break;
      kept.push(paragraph.split(' ').slice(0, Math.ceil(room)).join(' '));
    }
    return { ...text, paragraphs: kept };
  };

const CITIES = ['LONDON', 'DUBAI', 'NEW YORK', 'BEIRUT', 'WASHINGTON'];
const AGENCIES = ['Northern Wire', 'Press Union', 'Harbour News Agency'];

/** A dateline before the first word, credits behind the last. */
const credits: Change = (text, { random }) => {
  const [first = '', ...rest] = text.paragraphs;
  const agency = random.pick(AGENCIES);
  const line = `${random.pick(CITIES)}, ${random.between(1, 28)} March (${agency}) - ${first}`;
  const reporting = `Reporting by our correspondents and ${agency}; editing by the foreign desk.`;
  const rights = `Copyright ${agency}. All rights reserved. This material may not be published, broadcast or rewritten.`;
  return { ...text, paragraphs: [line, ...rest, reporting, rights] };
};

/** The same sentences in other paragraphs. */
const resplit: Change = (text, { random }) => ({
  ...text,
  paragraphs: inGroups(text.paragraphs.flatMap(sentencesOf), random.between(1, 4)),
});

/** Paragraphs of the paper's own: `share` of the new text. */
const added =
  (where: 'front' | 'end', share: number): Change =>
  (text, stock) => {
    const own = passage(stock, (wordsIn(text.paragraphs) * share) / (1 - share));
    return { ...text, paragraphs: where === 'front' ? [...own, ...text.paragraphs] : [...text.paragraphs, ...own] };
  };

/** About so many words that stand together in another text. */
export function passage({ random, another }: Stock, words: number): string[] {
  const taken: string[] = [];
  while (wordsIn(taken) < words) {
    const { paragraphs } = another();
    const from = random.between(0, paragraphs.length - 1);
    const room = words - wordsIn(taken);
    const piece = paragraphs
      .slice(from, from + 6)
      .join(' ')
      .split(' ')
      .slice(0, Math.ceil(room));
    taken.push(...inGroups(sentencesOf(piece.join(' ')), 2));
  }
  return taken;
}

/** Single words replaced (never a name or a number), one sentence in `every` dropped. */
const edited =
  (share: number, every = 12): Change =>
  (text, { random, words }) => {
    const replaced = (word: string): string =>
      /^\p{Ll}+$/u.test(word) && random.next() < share ? random.pick(words) : word;
    const paragraphs = text.paragraphs.map((paragraph) =>
      sentencesOf(paragraph)
        .filter((_sentence, _index, all) => all.length === 1 || random.next() > 1 / every)
        .map((sentence) => sentence.split(' ').map(replaced).join(' '))
        .join(' '),
    );
    return { ...text, paragraphs };
  };

/** What an extractor may leave of the other site between and below the paragraphs. */
const furniture: Change = (text, { another }) => {
  const title = (): string => another().title;
  const paragraphs = text.paragraphs.flatMap((paragraph, index) =>
    index % 5 === 2 ? [paragraph, `Read more: ${title()}`] : [paragraph],
  );
  const list = Array.from({ length: 5 }, title);
  const letter =
    'Sign up for our morning newsletter and never miss a story. By signing up you agree to our terms of use.';
  return { ...text, paragraphs: ['Share this article', ...paragraphs, letter, 'Most read', ...list] };
};

/** A later version by the same agency: a new lead and title, a fifth of new paragraphs, two old ones elsewhere, one gone. */
const writeThrough: Change = (text, stock) => {
  const { random } = stock;
  const old = [...text.paragraphs];
  if (old.length > 4) {
    old.splice(random.between(2, old.length - 1), 1);
    const [moved = ''] = old.splice(random.between(2, old.length - 1), 1);
    old.splice(random.between(1, 2), 0, moved);
  }
  const fresh = passage(stock, wordsIn(old) * 0.2);
  const [lead = '', ...later] = fresh;
  for (const one of later) old.splice(random.between(1, old.length), 0, one);
  return { ...headline(text, stock), paragraphs: [lead, ...old] };
};

const between =
  (low: number, high: number, change: (share: number) => Change): Change =>
  (text, stock) =>
    change(low + stock.random.next() * (high - low))(text, stock);

const together =
  (...changes: readonly Change[]): Change =>
  (text, stock) =>
    changes.reduce((done, change) => change(done, stock), text);

/** Two to four of the changes, as strong as they come. */
export const twoToFour: Change = (text, stock) =>
  together(...stock.random.shuffle(ALONE).slice(0, stock.random.between(2, 4)).toSorted(byOrder))(text, stock);

const anyCut = between(0.35, 0.75, cut);
const anyEdit = between(0.05, 0.15, edited);
const front = between(0.1, 0.4, (share) => added('front', share));
const end = between(0.1, 0.4, (share) => added('end', share));
/** In the order in which a desk works: what was written first is cut first. */
const ALONE: readonly Change[] = [
  writeThrough,
  anyCut,
  anyEdit,
  inHouseStyle,
  resplit,
  headline,
  front,
  end,
  credits,
  furniture,
];
const byOrder = (a: Change, b: Change): number => ALONE.indexOf(a) - ALONE.indexOf(b);

/** Of an article of at least 150 words. */
export const COPIES: Readonly<Record<string, Change>> = {
  'other headline': headline,
  'cut to 75 %': cut(0.75),
  'cut to 50 %': cut(0.5),
  'cut to 35 %': cut(0.35),
  'dateline and credits': credits,
  'house style': inHouseStyle,
  'other paragraphs': resplit,
  '10-40 % added in front': front,
  '10-40 % added behind': end,
  '5 % of words replaced': edited(0.05),
  '10 % of words replaced': edited(0.1),
  '15 % of words replaced': edited(0.15),
  'furniture of the site': furniture,
  'later version': writeThrough,
  'headline, credits, style': together(inHouseStyle, resplit, headline, credits),
  'headline, cut to 50 %, 5 % replaced': together(cut(0.5), edited(0.05), headline, credits),
  'headline, cut to 35 %, furniture': together(cut(0.35), headline, credits, furniture),
  'headline, 25 % in front, 5 % replaced': together(edited(0.05), inHouseStyle, headline, added('front', 0.25)),
  'headline, cut to 50 %, 25 % behind, 10 % replaced': together(cut(0.5), edited(0.1), headline, added('end', 0.25)),
  'two to four of these': twoToFour,
  'two to four of these, again': twoToFour,
  'everything, at its strongest': together(
    cut(0.35),
    edited(0.15),
    inHouseStyle,
    resplit,
    headline,
    added('front', 0.4),
    credits,
    furniture,
  ),
};

/** Of a brief. */
export const COPIES_OF_BRIEFS: Readonly<Record<string, Change>> = {
  'brief: other headline': headline,
  'brief: headline, dateline, credits': together(headline, credits),
  'brief: headline, style': together(headline, inHouseStyle),
  'brief: headline, 5 % replaced': together(headline, edited(0.05)),
  'brief: headline, 10 % replaced': together(headline, edited(0.1)),
};

/** The lead of an article on its own: what a feed or a column of briefs makes of it, 25 to 60 words. */
export const leadOf: Change = (text, stock) => {
  const sentences = sentencesOf(text.paragraphs.join(' '));
  let lead = sentences.shift() ?? '';
  while (wordsIn([lead]) < 25 && sentences.length > 0) lead = `${lead} ${sentences.shift()}`;
  return headline({ ...text, paragraphs: [lead.split(' ').slice(0, 60).join(' ')] }, stock);
};

/** Another lead of the same article, with an end of its own: two papers' briefs from one agency. */
export const leadWithOwnEnd: Change = (text, stock) => {
  const lead = leadOf(text, stock);
  return { ...lead, paragraphs: [...lead.paragraphs, ...passage(stock, wordsIn(lead.paragraphs) * 0.3)] };
};
