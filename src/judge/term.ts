import { ANY_SHAPE, CAPITALS, LOWER, MIXED, TITLE, isArabic } from './fold.ts';
import { ANY_NUMBER, type WordPattern } from './vocabulary.ts';
import { foldedSpelling, isLetterAt, newWord, readWord } from './word.ts';

/**
 * Terms as an analyst writes them: words of a phrase, `troop(s)` for endings, `withdraw*` for any ending, `...` for up to
 * three words between (`...6` for up to six), `#` for a number in digits. docs/rules.md explains them.
 */
export interface Term {
  /** As it stands in the topic file. */
  readonly written: string;
  readonly words: readonly TermWord[];
}

export interface TermWord {
  /** Any of these will do: a word and its endings. */
  readonly forms: readonly WordPattern[];
  /** How many other words may stand before it; 0 for the first. */
  readonly gap: number;
}

/** Words with a capital count as written only under `exact`; words wholly in capitals always do. */
export type Case = 'any' | 'exact';

const GAP = /^(?:\.\.\.|…)(\d{1,2})?$/;
const USUAL_GAP = 3;
const WIDEST_GAP = 10;
const MOST_GAPS = 2;
const MOST_WORDS = 10;
const SHORTEST_OPEN = 3;
const MOST_FORMS = 1_000;
const ENDINGS = /^([^()*]*)\(([^()*]*)\)$/;

/** @returns the term, or what is wrong with it as a sentence that begins "is" or "must". */
export function parseTerm(written: string, mode: Case): Term | string {
  const words: TermWord[] = [];
  let gap = 0;
  let gaps = 0;
  for (const piece of written.trim().split(/\s+/)) {
    const asGap = GAP.exec(piece);
    if (asGap !== null) {
      if (words.length === 0 || gap > 0) return `has "${piece}" where no word precedes it; put it between two words`;
      gap = asGap[1] === undefined ? USUAL_GAP : Number(asGap[1]);
      gaps++;
      if (gap < 1 || gap > WIDEST_GAP) return `has the gap "${piece}", must be between ...1 and ...${WIDEST_GAP}`;
      continue;
    }
    const read = parsePiece(piece, mode);
    if (typeof read === 'string') return read;
    for (const [index, forms] of read.entries()) words.push({ forms, gap: index === 0 ? gap : 0 });
    gap = 0;
  }
  if (words.length === 0) return 'must have at least one letter or digit';
  if (gap > 0) return 'ends with a gap; put a word behind it or remove it';
  if (gaps > MOST_GAPS) return `has ${gaps} gaps, must have at most ${MOST_GAPS}`;
  if (words.length > MOST_WORDS) return `has ${words.length} words, must have at most ${MOST_WORDS}`;
  const forms = words.reduce((product, word) => product * word.forms.length, 1);
  if (forms > MOST_FORMS) return `stands for ${forms} phrases, must stand for at most ${MOST_FORMS}; use fewer endings`;
  return { written, words };
}

/** One piece between blanks may be several words: `al-Asad`, `US-led`. An ending belongs to the last of them. */
function parsePiece(piece: string, mode: Case): (readonly WordPattern[])[] | string {
  if (piece === ANY_NUMBER) return [[{ spelling: ANY_NUMBER, open: false, shape: ANY_SHAPE }]];
  const open = piece.endsWith('*');
  const bare = open ? piece.slice(0, -1) : piece;
  const withEndings = ENDINGS.exec(bare);
  if (open && withEndings !== null) return `has both endings and "*" in "${piece}"; keep one of them`;
  const stem = withEndings?.[1] ?? bare;
  if (/[()*]/.test(stem)) return `has "${piece}"; "(…)" and "*" may only stand at a word's end`;
  const parts = wordsOf(stem);
  const last = parts.pop();
  if (last === undefined) return open ? `has "*" without a word before it; put it at a word's end` : [];
  const endings = withEndings?.[2] === undefined ? [''] : ['', ...withEndings[2].split('|').map((one) => one.trim())];
  if (open && foldedSpelling(last, 0, last.length).length < SHORTEST_OPEN) {
    return `has "${piece}", must have at least ${SHORTEST_OPEN} letters before "*"`;
  }
  return [
    ...parts.map((one) => [formOf(one, '', false, mode)]),
    [...new Set(endings)].map((ending) => formOf(last, ending, open, mode)),
  ];
}

/** The words of a string, as the scanner would see them in a text. */
function wordsOf(text: string): string[] {
  const word = newWord();
  const found: string[] = [];
  for (let at = 0; at < text.length;) {
    if (!isLetterAt(text, at)) {
      at++;
      continue;
    }
    readWord(text, at, word);
    found.push(text.slice(word.start, word.base));
    at = word.end;
  }
  return found;
}

function formOf(stem: string, ending: string, open: boolean, mode: Case): WordPattern {
  const written = stem + ending;
  const folded = foldedSpelling(written, 0, written.length);
  const bare = isArabic(folded.charCodeAt(0)) && /^ال..+/.test(folded) ? folded.slice(2) : folded;
  const own = shapeOfWord(stem);
  const shape =
    mode === 'any' && own !== CAPITALS ? ANY_SHAPE : allowed(own) | (ending === '' ? 0 : shapeOfWord(written));
  return { spelling: bare, open, shape: open && shape !== ANY_SHAPE ? shape | MIXED : shape };
}

function shapeOfWord(written: string): number {
  const word = newWord();
  readWord(written, 0, word);
  return word.shape;
}

/** The shapes a word may have in a text, for one that is written in a given shape: a headline may set it in capitals. */
function allowed(shape: number): number {
  if (shape === LOWER || shape === CAPITALS || shape === ANY_SHAPE) return shape;
  return shape | (shape === MIXED ? CAPITALS : TITLE | CAPITALS);
}
