import { isEndnote, isFurniture, isPointer, startsAfterwards } from './furniture-lines.ts';
import type { Metadata } from './metadata.ts';
import { isAuthorBox, isByline, type Names } from './names.ts';
import { isProse } from './prose.ts';
import { endsSentence } from './sentences.ts';
import { isDated, isTimeLine } from './time-line.ts';
import { isTitleBox, type Block } from './to-paragraphs.ts';

/**
 * Trims what an extractor leaves of the page around an article: below it (lists of others, comments, author boxes,
 * rights), above it (menus, the title again, by-line, date), and inside it (captions, credits, links to other articles,
 * buttons). By classes of lines and of markup; no page is special.
 */
export function tidy(blocks: readonly Block[], page: Pick<Metadata, 'title' | 'byline'>): readonly Block[] {
  const opened = trimStart(cutAfterwards(withoutLabels(blocks)), page);
  const trimmed = trimEnd(opened, page.byline);
  return withoutSections(trimmed).filter((block) => !isFurnitureBlock(block));
}

/** How much of the text must stand before a heading such as "You may also like" for it to end the article. */
const MOSTLY_READ = 0.55;
/** How much prose may be lost behind it. */
const LITTLE = 0.15;

/** Behind such a heading in the later part all is something else: little prose, or teasers under linked headings. */
function cutAfterwards(blocks: readonly Block[]): readonly Block[] {
  const total = sizeOf(blocks);
  let [before, prose, teasers] = [total, 0, 0];
  let end = blocks.length;
  for (const [index, block] of [...blocks.entries()].toReversed()) {
    before -= block.text.length;
    if (before < total * MOSTLY_READ) break;
    if (startsAfterwards(block.text) && (teasers >= 2 || prose <= total * LITTLE)) end = index;
    if (isProse(block)) prose += block.text.length;
    if (block.kind === 'heading' && block.linked >= 0.8) teasers++;
  }
  return blocks.slice(0, end).some(isProse) ? blocks.slice(0, end) : blocks;
}

const sizeOf = (blocks: readonly Block[]): number => blocks.reduce((sum, { text }) => sum + text.length, 0);

/** Letters and digits in lower case. */
const fold = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

const MAX_SUBHEADING = 60;

/** Above the first paragraph only what may belong to it stays: short headings, lists, and lines that read as text. */
function trimStart(blocks: readonly Block[], page: Pick<Metadata, 'title' | 'byline'>): readonly Block[] {
  const first = blocks.findIndex(isProse);
  return blocks.filter((block, index) => {
    if (index <= first + 2 && fold(block.text) === fold(page.title)) return false;
    if (index <= first + 1 && index !== first && (isTimeLine(block.text) || isByline(block.text, page.byline)))
      return false;
    if (index <= first + 2 && index !== first && isHead(block)) return false;
    return index >= first || mayOpen(block);
  });
}

/** By-line, date, section and counters in one line. */
const isHead = ({ kind, text }: Block): boolean => kind === 'text' && !endsSentence(text) && isDated(text);

function mayOpen({ kind, linked, text, box }: Block): boolean {
  if (isTitleBox(box)) return false;
  if (isEndnote(text) || startsAfterwards(text)) return false;
  if (linked >= 0.5) return linked < 0.95 && endsSentence(text);
  if (kind === 'heading') return text.length <= MAX_SUBHEADING || endsSentence(text);
  return kind !== 'text' || /\p{Ll}|\p{Lo}/u.test(text);
}

const OFTEN = 3;

/** Lines that stand on the page again and again: labels of pictures, slogans, buttons. */
function withoutLabels(blocks: readonly Block[]): readonly Block[] {
  const times = new Map<string, number>();
  for (const block of blocks) if (isLabelLike(block)) times.set(block.text, (times.get(block.text) ?? 0) + 1);
  return blocks.filter(({ text }) => (times.get(text) ?? 0) < OFTEN);
}

/** No sentence, no link, and it introduces nothing. */
const isLabelLike = ({ kind, linked, text }: Block): boolean =>
  kind === 'text' && linked === 0 && !endsSentence(text) && !text.endsWith(':');

function isFurnitureBlock({ kind, linked, text }: Block): boolean {
  if (kind === 'caption') return true;
  // Lists and tables are somebody's work: a recipe or a timetable may well say "Sign up".
  if (kind === 'row') return false;
  if (isFurniture(text)) return kind !== 'item' || linked > 0.5 || text.length < MAX_SUBHEADING / 2;
  if (isPointer(text)) return linked > 0.3 || kind !== 'text' || !endsSentence(text);
  return kind === 'text' && linked >= 0.95 && (text.length >= 40 || !/\p{Ll}/u.test(text));
}

/** A heading such as "More:" inside the text, with the links below it. */
function withoutSections(blocks: readonly Block[]): readonly Block[] {
  const kept: Block[] = [];
  let inside = false;
  for (const block of blocks) {
    const heads = startsAfterwards(block.text) || (block.text.length <= MAX_SUBHEADING / 2 && isPointer(block.text));
    inside = heads || (inside && block.linked >= 0.8);
    if (!inside) kept.push(block);
  }
  return kept;
}

/**
 * No article ends in a heading, a list of links, rights, helpers, or its author's life; nor in a line that is no sentence
 * behind such or other furniture: the slogan below the appeal for money.
 */
function trimEnd(blocks: readonly Block[], names: Names): readonly Block[] {
  const isLoose = (block: Block | undefined): boolean =>
    block !== undefined &&
    (block.kind === 'heading' ||
      (block.linked >= 0.8 && block.kind !== 'row') ||
      isEndnote(block.text) ||
      isAuthorBox(block.text, names) ||
      startsAfterwards(block.text) ||
      isFurnitureBlock(block));
  const isLast = (block: Block, index: number): boolean =>
    !isLoose(block) && !(isLabelLike(block) && isLoose(blocks[index - 1]));
  return blocks.slice(0, blocks.findLastIndex(isLast) + 1);
}
