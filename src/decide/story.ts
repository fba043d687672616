/**
 * The same story in two places: agency copy that papers cut, edit, wrap into their own lines and put under their own headlines.
 * Two texts are one story if runs of words that stand in both make up nearly half of the shorter one, and if what differs between
 * them is not their names and numbers: those are what differs in two reports that were written to one pattern. Headlines
 * do not count. How it was measured: docs/decisions/015-stories.md.
 *
 * Which earlier texts are worth comparing is found by a sketch: MinHash in its first form, the smallest hashes of a text's
 * shingles (Broder 1997, "On the resemblance and containment of documents"). Texts share the more of them the more words
 * they share, also where one is a part of the other; each is a key of an index (`src/record/stories.ts`).
 */

/** Words in a shingle, and in the shortest run that counts. */
const RUN = 4;
/** So many words between two runs are taken for edited ones, and in so many names and numbers are compared. */
const EDITED = 6;
const FACTS = 10;
/** Words: a shorter text is never the same as another, and a longer one is compared by its beginning. */
const SHORTEST = 16;
const LONGEST = 20_000;
/**
 * The share of the shorter text that must be in both, and the share of names and numbers in and between the runs that may be
 * others: house style has some, and a later version its new figures.
 */
const COPY = { common: 0.45, otherFacts: 0.15 };
/** The same where a text may follow a pattern: if it is shorter than so many words, or its runs are no longer than that on average. */
const PATTERN = { common: 0.6, otherFacts: 0.06 };
const BRIEF = 100;
const BROKEN = 10;
/** The smallest hashes of the whole text, and of its first words: those are what a brief has of a long story. */
const SKETCH = 64;
const LEAD_SKETCH = 16;
const LEAD = 60;

/** Names the form of the keys: an index of another form must be made anew. Change it with whatever changes `storyKeys`. */
export const STORY_KEYS = '1';

/** A text's words in a row: hashes, and whether each is a name or a number. */
interface Words {
  readonly hashes: Uint32Array;
  readonly facts: Uint8Array;
}

/** What a text is found by: up to 80 whole numbers below 2^48, the same for the same text for ever; none where it is too short. */
export function storyKeys(text: string): number[] {
  const { hashes } = wordsOf(text);
  if (hashes.length < SHORTEST) return [];
  const whole = smallest(shinglesOf(hashes), SKETCH);
  return [...new Set([...whole, ...smallest(shinglesOf(hashes.subarray(0, LEAD)), LEAD_SKETCH)])];
}

/** Symmetric: of two texts of one length, that which sorts first is taken for the shorter. */
export function isSameStory(a: string, b: string): boolean {
  const [one, other] = [wordsOf(a), wordsOf(b)];
  const longer = one.hashes.length - other.hashes.length;
  const [short, long] = longer < 0 || (longer === 0 && a < b) ? [one, other] : [other, one];
  const words = short.hashes.length;
  if (words < SHORTEST) return false;
  const inLong = overlap(short, long);
  const must = words < BRIEF || inLong.shared <= inLong.runs * BROKEN ? PATTERN : COPY;
  if (inLong.common < words * must.common) return false;
  // A fact for a fact: what only one of the two lacks is a word that was cut, or that is written otherwise (2 for two).
  return Math.min(shareOfOthers(inLong), shareOfOthers(overlap(long, short))) <= must.otherFacts;
}

/** What of a text is in another one, in words. */
interface Overlap {
  /** In runs that both have, or edited between two. */
  common: number;
  /** In runs alone, and how many these are. */
  shared: number;
  runs: number;
  /** Names and numbers in and between runs, and those of them that are nowhere in the other text. */
  facts: number;
  otherFacts: number;
}

const shareOfOthers = ({ facts, otherFacts }: Overlap): number => (facts === 0 ? 0 : otherFacts / facts);

function overlap(text: Words, other: Words): Overlap {
  const inOther = new Set(shinglesOf(other.hashes));
  const wordsOfOther = new Set(other.hashes);
  const sum: Overlap = { common: 0, shared: 0, runs: 0, facts: 0, otherFacts: 0 };
  let end = -Infinity;
  for (const [start, shingle] of shinglesOf(text.hashes).entries()) {
    if (!inOther.has(shingle)) continue;
    const gap = start - end;
    const next = start + RUN;
    sum.common += next - (gap <= EDITED ? end : start);
    sum.shared += Math.min(RUN, next - end);
    sum.runs += Number(start !== end - RUN + 1);
    for (let at = gap <= FACTS ? end : start; at < next; at++) {
      if (text.facts[at] === 0) continue;
      sum.facts += 1;
      if (!wordsOfOther.has(text.hashes[at] ?? 0)) sum.otherFacts += 1;
    }
    end = next;
  }
  return sum;
}

/** Initials and numbers are one word however they are dotted: `U.S.` is `US`, `1,005` is `1005`. */
const WORD = /(?<![\p{L}\p{N}])(?:\p{L}\.){2,}|\p{N}+(?:[.,]\p{N}+)+|[\p{L}\p{M}\p{N}]+/gu;
const FACT = /^\p{Lu}|\p{N}/u;

function wordsOf(text: string): Words {
  const words = text.match(WORD)?.slice(0, LONGEST) ?? [];
  return {
    hashes: Uint32Array.from(words, (word) => fnv1a(word.replace(/[.,]/g, '').toLowerCase())),
    facts: Uint8Array.from(words, (word) => Number(FACT.test(word))),
  };
}

/** Hashes of 48 bits of every run of words, in order. */
function shinglesOf(words: Uint32Array): Float64Array {
  const shingles = new Float64Array(Math.max(0, words.length - RUN + 1));
  for (let start = 0; start < shingles.length; start++) {
    let high = 1;
    let low = 2;
    for (let at = start; at < start + RUN; at++) {
      high = mix(high ^ (words[at] ?? 0), 3);
      low = mix(low ^ (words[at] ?? 0), 4);
    }
    shingles[start] = (high & 0xffff) * 0x1_0000_0000 + low;
  }
  return shingles;
}

const smallest = (shingles: Float64Array, count: number): number[] => [...new Set(shingles.toSorted())].slice(0, count);

function fnv1a(word: string): number {
  let hash = 0x811c_9dc5;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x0100_0193);
  return hash >>> 0;
}

/** The finaliser of MurmurHash3, seeded. */
function mix(value: number, seed: number): number {
  let h = value ^ Math.imul(seed + 1, 0x9e37_79b9);
  h = Math.imul(h ^ (h >>> 16), 0x85eb_ca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2_ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
