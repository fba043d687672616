/** What a text's signs tell about it, in whatever script. Pure. */

/** Latin, Arabic, Urdu, Devanagari, Armenian, Ethiopic, Burmese, Khmer; then Chinese and Japanese, which put no blank behind. */
const STOP = '.!?…؟۔।॥։።။។';
const DENSE_STOP = '。！？';
const CLOSING = `[\\p{Pf}\\p{Pe}"'»«]*`;
const SENTENCE_END = new RegExp(`[${STOP}${DENSE_STOP}]${CLOSING}\\s*$`, 'u');
const SENTENCES = new RegExp(`[${STOP}]${CLOSING}(?=\\s|$)|[${DENSE_STOP}]`, 'gu');
/** Thai and Lao mark no sentences, but put a blank behind one, or behind a clause. */
const UNMARKED = /[\p{Script=Thai}\p{Script=Lao}]+/gu;
const CLAUSE = 20;
const UNMARKED_END = /\s.{0,180}[\p{Script=Thai}\p{Script=Lao}]{10}["”’)]?\s*$/su;
const DENSE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;
/** What is looked at of the end of a text. */
const END = 200;

export function endsSentence(text: string): boolean {
  const end = text.slice(-END);
  return SENTENCE_END.test(end) || UNMARKED_END.test(end);
}

/** Sentences by their ends, roughly; in Thai and Lao clauses. */
export const sentencesIn = (text: string): number =>
  (text.match(SENTENCES)?.length ?? 0) + (text.match(UNMARKED)?.filter((run) => run.length >= CLAUSE).length ?? 0);

/** Length in letters of an alphabet: a Chinese, Japanese or Korean sign carries about as much as two and a half of them. */
export const weightOf = (text: string): number => text.length + 1.5 * (text.match(DENSE)?.length ?? 0);

const BREAKS_OFF =
  /(?:…|\.{3,}|\b(?:read (?:more|on|the (?:full|rest|whole)[\w ]{0,20})|continue reading[^.!?]{0,80}|to read more|full story)|[([]more(?:…|\.{3})?[)\]]|\bmore\s?[»›→>])[\s\])»›>→.]{0,8}$/iu;

/** Whether a text breaks off, as feeds and walls cut it: "…", "[…]", "Read more", "Continue reading". */
export const isCutOff = (text: string): boolean => BREAKS_OFF.test(text.slice(-END));
