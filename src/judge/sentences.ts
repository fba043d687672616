import { APOSTROPHE, foldOf, isDigit, isLower, isUpper } from './fold.ts';

/** Where one sentence ends and the next begins. Offsets into the text; every look ahead is bounded. */

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Ranks, titles and the like: a name follows, so the full stop ends nothing. */
const BEFORE_A_NAME = words(
  'a.k.a e.g i.e lcpl gysgt tsgt messrs mme atty gen lt col maj capt sgt sfc cpl pfc pvt spc cmdr adm brig cdr ens msgt ssgt gens lts cols sgts mr mrs ms dr prof rev hon ' +
    'sen sens rep reps gov pres sec st mt ft supt det insp amb asst dep msgr vs',
);

const BEFORE_A_NUMBER = words('no nos p pp para art fig vol ch sec approx');

/** Shortenings that may well end a sentence: they do where the next word is one that likes to begin one. */
const OFTEN_LAST = words(
  'inc corp co ltd bros jr sr etc esq ret dept jan feb apr jun jul aug sept sep oct nov dec ave blvd ' +
    'ala ariz calif colo del kan ky md mich minn neb nev okla tenn tex va wis',
);

/** The same, if they begin with a capital: otherwise they are words. */
const OFTEN_LAST_IN_CAPITALS = words('ark conn fla ga ill ind la mass me miss mo mont ore pa vt wash wyo');

const TIMES = words('a.m p.m');

/** What goes on with a time: `5 a.m. Friday`, `7 p.m. EST`, `9 a.m. Baghdad time`. */
const AFTER_A_TIME = words(
  'monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun ' +
    'january february march april may june july august september october november december jan feb mar apr jun jul aug ' +
    'sept sep oct nov dec est edt et cst cdt ct mst mdt pst pdt pt gmt utc bst cet eastern central mountain pacific greenwich baghdad',
);

const LIKES_TO_BEGIN = words(
  'the a an in on at he she it they we i you but and so or yet this that these those there his her its their our as if when ' +
    'while after before since although though however meanwhile for from by with to not no one some many most such what who ' +
    'how why where also still then now',
);

const DOT = 0x2e;

/** Stops of scripts that put no blank after them: 。 ！ ？ ｡ */
const isFullWidth = (code: number): boolean => code === 0x3002 || code === 0xff01 || code === 0xff1f || code === 0xff61;

/** . ! ? … and the Arabic, Urdu and full-width ones. */
export const isTerminator = (code: number): boolean =>
  code === DOT ||
  code === 0x21 ||
  code === 0x3f ||
  code === 0x2026 ||
  code === 0x61f ||
  code === 0x6d4 ||
  isFullWidth(code);

export const isLineBreak = (code: number): boolean =>
  (code >= 0x0a && code <= 0x0d) || code === 0x85 || code === 0x2028 || code === 0x2029;

const isBlank = (code: number): boolean => code === 0x20 || code === 0x09 || code === 0xa0;

/** Quotes, brackets, further stops: whatever is no blank, line break, letter or digit. */
const isMark = (code: number): boolean => foldOf(code) <= APOSTROPHE && !isBlank(code) && !isLineBreak(code);

/** , ; and the Arabic ones: `Acme Inc., The Hague`, `at 9 a.m., Mr. Poe`. */
const isComma = (code: number): boolean => code === 0x2c || code === 0x3b || code === 0x60c || code === 0x61b;

const MARKS_AHEAD = 20;
const LONGEST_ABBREVIATION = 10;

/**
 * Whether the terminator at `at` ends a sentence.
 * @param wordStart where the word right before it began, or -1 if there is none.
 * @param dotted whether that word is an abbreviation of the `U.S.` kind.
 */
export function endsSentence(text: string, at: number, wordStart: number, dotted: boolean): boolean {
  const code = text.charCodeAt(at);
  const limit = Math.min(text.length, at + MARKS_AHEAD);
  let next = at + 1;
  while (next < limit && isMark(text.charCodeAt(next))) {
    if (isComma(text.charCodeAt(next))) return false;
    next++;
  }
  if (next >= text.length || isFullWidth(code) || isLineBreak(text.charCodeAt(next))) return true;
  if (!isBlank(text.charCodeAt(next))) return lostItsBlank(text, at, next);
  while (next < limit && (isBlank(text.charCodeAt(next)) || isMark(text.charCodeAt(next)))) next++;
  if (isLower(text.charCodeAt(next))) return false;
  return code !== DOT || wordStart < 0 || !isAbbreviation(text, wordStart, at, dotted, next);
}

function isAbbreviation(text: string, start: number, end: number, dotted: boolean, next: number): boolean {
  const last = end - start > LONGEST_ABBREVIATION ? '' : text.slice(start, end).toLowerCase();
  if (BEFORE_A_NUMBER.has(last) && isDigit(text.charCodeAt(next))) return true;
  if (BEFORE_A_NAME.has(last)) return true;
  const following = wordAt(text, next);
  if (TIMES.has(last)) return AFTER_A_TIME.has(following);
  const first = text.charCodeAt(start);
  // `W.`, and `د.` for a doctor.
  const initial = end - start === 1 && !isLower(first) && !isDigit(first);
  const shortened = OFTEN_LAST.has(last) || (isUpper(first) && OFTEN_LAST_IN_CAPITALS.has(last));
  return (dotted || initial || shortened) && !LIKES_TO_BEGIN.has(following);
}

/** `…left the base.The next`: a blank was lost on the way here. */
const lostItsBlank = (text: string, at: number, next: number): boolean =>
  isLower(text.charCodeAt(at - 1)) && isUpper(text.charCodeAt(next)) && isLower(text.charCodeAt(next + 1));

function wordAt(text: string, start: number): string {
  let end = start;
  while (end < start + LONGEST_ABBREVIATION && foldOf(text.charCodeAt(end)) > APOSTROPHE) end++;
  return text.slice(start, end).toLowerCase();
}
