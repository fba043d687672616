import { isProse } from './prose.ts';
import { weightOf } from './sentences.ts';
import type { Block, Box } from './to-paragraphs.ts';

/** Where on a page its prose stands. */

/** A block with its weight in letters (sentences.ts) if it is prose, else 0. */
export interface Weighed {
  readonly block: Block;
  readonly prose: number;
}

export const weigh = (blocks: readonly Block[]): Weighed[] =>
  blocks.map((block) => ({ block, prose: isProse(block) ? weightOf(block.text) : 0 }));

export const proseIn = (blocks: readonly Weighed[]): number => blocks.reduce((sum, { prose }) => sum + prose, 0);

/** How much of the prose the box of a text holds at least: the rest are standfirst, author, notes, the house. */
const NEARLY_ALL = 0.75;

/** The innermost box around nearly all prose of these blocks, never a paragraph itself; null where they have none. */
export function tightestBox(blocks: readonly Weighed[]): Box | null {
  const direct = new Map<Box, number>();
  for (const { block, prose } of blocks) {
    const box = block.box.parent;
    if (prose > 0 && box !== null) direct.set(box, (direct.get(box) ?? 0) + prose);
  }
  const sizes = new Map<Box, number>();
  for (const [inner, prose] of direct) {
    for (let box: Box | null = inner; box !== null; box = box.parent) sizes.set(box, (sizes.get(box) ?? 0) + prose);
  }
  const enough = NEARLY_ALL * proseIn(blocks);
  let tightest: Box | null = null;
  for (const [box, size] of sizes) {
    if (size >= enough && (tightest === null || box.depth > tightest.depth)) tightest = box;
  }
  return tightest;
}

/** The box with the most prose directly in it or in its paragraphs. */
export function densestBox(blocks: readonly Weighed[]): { readonly box: Box; readonly prose: number } | null {
  const sizes = new Map<Box, number>();
  let densest: { box: Box; prose: number } | null = null;
  for (const { block, prose } of blocks) {
    if (prose === 0) continue;
    for (const box of [block.box, block.box.parent]) {
      if (box === null) continue;
      const size = (sizes.get(box) ?? 0) + prose;
      sizes.set(box, size);
      if (densest === null || size > densest.prose) densest = { box, prose: size };
    }
  }
  return densest;
}

export function isWithin(box: Box, outer: Box): boolean {
  let at: Box | null = box;
  while (at !== null && at.depth > outer.depth) at = at.parent;
  return at === outer;
}
