import { isArabic } from '../fold.ts';
import { PROCLITICS, type Vocabulary, type WordId, type WordPattern } from '../vocabulary.ts';
import { newWord, readWord } from '../word.ts';

/**
 * Words that come about when parts of a page are left out: what begins at the end of one run may be ended by the beginning
 * of another, with whole runs in between. Order does not count, since parsers move what stands astray in tables.
 */
export interface Pieces {
  /** Notes the end of a run: the spelling of a word that may go on. */
  addEnd(spelling: string, run: number, position: number): void;
  /** Notes the beginning of a run. `whole`: it is all of it, so that the word may go on behind it. */
  addStart(spelling: string, run: number, whole: boolean): void;
  /** The words that pieces make of runs that may join, at one end of each; null if there are too many to try. */
  together(mayJoin: (run: number, other: number) => boolean): readonly Made[] | null;
}

/** A word made of pieces: it stands where its beginning stood, and where its end did. */
export interface Made {
  readonly word: WordId;
  readonly run: number;
  readonly position: number;
}

/** What is known of a vocabulary's words by their beginnings; made once for all pages. */
export interface Beginnings {
  /** By a beginning, which letters go on. */
  readonly next: ReadonlyMap<string, ReadonlySet<string>>;
  /** The letters, and pairs of letters, within words; for what may have any ending, its last letter with a `*`. */
  readonly inner: ReadonlySet<string>;
}

export function beginningsOf(words: readonly Pick<WordPattern, 'spelling' | 'open'>[]): Beginnings {
  const next = new Map<string, Set<string>>();
  const inner = new Set<string>();
  for (const { spelling, open } of words) {
    for (let at = 0; at < spelling.length; at++) {
      const beginning = spelling.slice(0, at);
      const letters = next.get(beginning) ?? new Set();
      next.set(beginning, letters.add(spelling.charAt(at)));
      if (at === 0) continue;
      inner.add(spelling.charAt(at)).add(spelling.slice(at, at + 2));
      if (open && at === spelling.length - 1) inner.add(`${spelling.charAt(at)}*`);
    }
  }
  return { next, inner };
}

/** Whether a piece with these first letters may be part of a known word, but for its beginning. */
export const mayBeInner = ({ inner }: Beginnings, spelling: string): boolean =>
  inner.has(spelling.slice(0, 2)) || inner.has(`${spelling.charAt(0)}*`) || isArabic(spelling.charCodeAt(0));

/** Whether a known word may begin so and be longer. In Arabic an article and the like may stand before it. */
export function mayGoOn({ next }: Beginnings, spelling: string): boolean {
  if (next.has(spelling)) return spelling !== '';
  if (!isArabic(spelling.charCodeAt(0))) return false;
  return PROCLITICS.some(
    (one) => one.startsWith(spelling) || (spelling.startsWith(one) && next.has(spelling.slice(one.length))),
  );
}

interface Start {
  readonly spelling: string;
  readonly run: number;
  readonly whole: boolean;
}

interface End {
  readonly spelling: string;
  /** The runs that it is made of. */
  readonly runs: readonly number[];
  readonly position: number;
}

const MOST_TRIALS = 50_000;

export function openPieces(vocabulary: Vocabulary, beginnings: Beginnings): Pieces {
  const ends: End[] = [];
  const starts = new Map<string, Start[]>();
  const readings = openReadings(vocabulary);

  return {
    addEnd: (spelling, run, position) => void ends.push({ spelling, runs: [run], position }),
    addStart(spelling, run, whole) {
      const alike = starts.get(spelling.charAt(0));
      if (alike === undefined) starts.set(spelling.charAt(0), [{ spelling, run, whole }]);
      else alike.push({ spelling, run, whole });
    },
    together(mayJoin) {
      const made: Made[] = [];
      let trials = 0;
      // An array yields what is added while it is gone through.
      for (const { spelling: beginning, runs, position } of ends) {
        const [run = 0] = runs;
        const letters = isArabic(beginning.charCodeAt(0)) ? starts.keys() : (beginnings.next.get(beginning) ?? []);
        for (const letter of letters) {
          for (const start of starts.get(letter) ?? []) {
            if (++trials > MOST_TRIALS) return null;
            if (runs.includes(start.run) || !mayJoin(runs.at(-1) ?? run, start.run)) continue;
            const spelling = beginning + start.spelling;
            for (const word of readings(spelling))
              made.push({ word, run, position }, { word, run: start.run, position: 0 });
            if (start.whole && mayGoOn(beginnings, spelling))
              ends.push({ spelling, runs: [...runs, start.run], position });
          }
        }
      }
      return made;
    },
  };
}

/** The readings of a spelling as a word, in any shape. */
export function openReadings(vocabulary: Vocabulary): (spelling: string) => WordId[] {
  const word = newWord();
  return (spelling) => {
    readWord(spelling, 0, word);
    return vocabulary.recognise(spelling, word).map((reading) => reading.word);
  };
}
