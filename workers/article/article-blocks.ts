import { Readability } from '@mozilla/readability';
import { densestBox, isWithin, proseIn, tightestBox, weigh, type Weighed } from './boxes.ts';
import { withinFrame } from './frame.ts';
import { toBlocks, type Block, type Box } from './to-paragraphs.ts';

/** Where a box of the page directly holds more than this times the prose that was found, the wrong part was found. */
const MUCH_MORE = 2;
/** How much of the prose that was found must be on the page as it was. */
const SAME = 0.5;
/** Parts of a page that may hold more text than its article. */
const ASIDE =
  /comment|disqus|respon|repl(?:y|ies)|forum|footer|cookie|consent|privacy|imprint|disclaimer|modal|sidebar/i;

/**
 * The blocks of a page that are its article. Readability says where it is; what exactly belongs to it is decided on the
 * page as it was before (frame.ts), since Readability drops pull quotes, lists, headings and datelines by the names of
 * their classes, and keeps much that stands around the box of the text. It changes the document.
 */
export function articleBlocks(document: Document): readonly Block[] {
  const page = weigh(toBlocks(document.body));
  const readable = readableBlocks(document);
  const found = proseIn(weigh(readable));
  const densest = densestBox(page);
  if (densest !== null && densest.prose > MUCH_MORE * found && !isAside(densest.box)) {
    return page.map(({ block }) => block).filter(({ box }) => isWithin(box, densest.box));
  }
  const marks = mark(page, readable);
  const marked = page.filter((_, index) => marks[index]);
  const frame = tightestBox(marked);
  return frame === null || proseIn(marked) < SAME * found ? readable : withinFrame(frame, page, marks);
}

function readableBlocks(document: Document): Block[] {
  const content = new Readability<Element>(document, {
    disableJSONLD: true,
    // Classes tell captions from text (to-paragraphs.ts).
    keepClasses: true,
    serializer: (content) => content as Element,
  }).parse()?.content;
  return content === null || content === undefined ? [] : toBlocks(content);
}

/** For each block of the page, whether it was found: by its text, since Readability may have made its elements anew. */
function mark(page: readonly Weighed[], found: readonly Block[]): boolean[] {
  const left = new Map<string, number>();
  for (const { text } of found) left.set(text, (left.get(text) ?? 0) + 1);
  return page.map(({ block: { text } }) => {
    const times = left.get(text) ?? 0;
    if (times > 0) left.set(text, times - 1);
    return times > 0;
  });
}

function isAside(box: Box): boolean {
  for (let at: Box | null = box; at !== null; at = at.parent) if (ASIDE.test(at.kind)) return true;
  return false;
}
