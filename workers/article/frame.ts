import { isWithin, type Weighed } from './boxes.ts';
import { endsSentence } from './sentences.ts';
import { isTitleBox, type Block, type Box } from './to-paragraphs.ts';

/** How far below the box that holds the text a list or a quotation may stand. */
const NEAR = 2;

/** What is known of the text in a frame by those of its blocks that were found. */
interface Known {
  /** The boxes that directly hold prose. */
  readonly holders: ReadonlySet<Box>;
  /** The kinds of boxes around paragraphs of prose, where they have names. */
  readonly kinds: ReadonlySet<string>;
  /** Where the text begins and ends on the page. */
  readonly first: number;
  readonly last: number;
  /** Where the title above it stands, or -1. */
  readonly title: number;
}

/**
 * The blocks of an article that stands in a frame. Inside, those that were found and what stands between them as part of
 * the text; above, up to the title, those that were found: one may be the standfirst; below what was found
 * in boxes like those of the text.
 * @param marks for each block of the page, whether it was found
 */
export function withinFrame(frame: Box, page: readonly Weighed[], marks: readonly boolean[]): Block[] {
  const inside = page.map(({ block }) => isWithin(block.box, frame));
  const known = learn(
    frame,
    page,
    marks.map((isMarked, index) => isMarked && inside[index] === true),
  );
  const isKept = (weighed: Weighed, index: number): boolean => {
    const isMarked = marks[index] === true;
    if (inside[index] === true) {
      if (isMarked || index < known.first || index > known.last) return isMarked;
      return isPart(weighed, known) || (marks[index + 1] === true && isSubheading(weighed.block));
    }
    if (index < known.first) return isMarked && index > known.title;
    return isMarked && known.kinds.has(weighed.block.box.parent?.kind ?? '');
  };
  return page.filter(isKept).map(({ block }) => block);
}

function learn(frame: Box, page: readonly Weighed[], core: readonly boolean[]): Known {
  const holders = new Set<Box>();
  const kinds = new Set<string>();
  for (const [index, { block, prose }] of page.entries()) {
    if (core[index] !== true || prose === 0) continue;
    if (block.box.parent?.kind.includes(' ') === true) kinds.add(block.box.parent.kind);
    for (const box of [block.box, block.box.parent]) if (box !== null && isWithin(box, frame)) holders.add(box);
  }
  // A paragraph beside those that were found belongs to them: Readability takes a dateline for a by-line, and drops it.
  const isNext = (weighed: Weighed | undefined): boolean =>
    weighed !== undefined &&
    weighed.prose > 0 &&
    weighed.block.box.parent !== null &&
    holders.has(weighed.block.box.parent);
  let [first, last] = [core.indexOf(true), core.lastIndexOf(true)];
  while (isNext(page[first - 1])) first--;
  while (isNext(page[last + 1])) last++;
  const title = page.findLastIndex(({ block }, index) => index <= first && isTitleBox(block.box));
  return { holders, kinds, first, last, title };
}

/** Of the part of the text behind it, which may stand in a box of its own. */
const isSubheading = ({ kind, linked }: Block): boolean => kind === 'heading' && linked < 0.5;

/** Whether a block that was not found is part of the text all the same: prose, a list, a heading, a quotation. */
function isPart({ block: { kind, linked, text, box }, prose }: Weighed, { holders }: Known): boolean {
  if (linked >= 0.5 || kind === 'caption') return false;
  if (kind === 'text' && prose === 0 && !(linked < 0.3 && endsSentence(text))) return false;
  let at: Box | null = box;
  for (let up = 0; at !== null && up <= NEAR; up++, at = at.parent) if (holders.has(at)) return true;
  return false;
}
