/** Lines about the people who wrote an article. */

/** The by-line that the page declares, "Lia Eustachewich, Yaron Steinbuch"; null where it is silent. */
export type Names = string | null;

const MAX_BYLINE = 120;
const MAX_BOX = 600;
/** "By" in the languages that name an author with a word of its own, and what templates write before a name. */
const BY =
  /^(?:(?:posted |written |reported |words |story )?by\s|(?:geschrieben|verfasst|veröffentlicht|erstellt|text) von |wpisany przez |opublikowane przez |napisane? przez |autor(?:ka|in|zy|e|a)?\s?[:·]|auteure?\s?:|autore\s?:|pubblicato da |scritto da |inviato da |a cura di |(?:publicado|escrito|enviado|redactado|postado) por |publié par |écrit par |rédigé par |propos recueillis par |geschreven door |geplaatst door |skrevet af |skrevet av |text:\s|автор(?:ы|и)?\s?:|текст:\s|yazan\s?:|yazar\s?:|haber\s?:|συντάκτης\s?:|κείμενο\s?:|بقلم|الكاتب\s?:|كتب\s?[:-]|نویسنده\s?:|מאת\s|作者|撰文|文\s?[/／|]|记者|記者|글\s?[=:/]|기자\s?[=:])/iu;
/** Words that may begin anything, but not with names behind them and nothing else: "Von Anna Meier", "Par Luc Petit". */
const PREPOSITIONS = new Set('von par por di da door av af oleh przez od της του'.split(' '));
const PARTICLES = new Set('de del della der di du la le van von und et y e i en och og και'.split(' '));
const MAX_NAMES = 8;
const fold = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** "By Ken Hanly", or the declared names with little beside them. */
export function isByline(text: string, names: Names): boolean {
  if (text.length > MAX_BYLINE || /[.!?…]["”’]*$/.test(text.replace(/\b\p{L}\.$/u, ''))) return false;
  if (BY.test(text) || isNames(text)) return true;
  const [line, byline] = [fold(text), fold(names ?? '')];
  return (
    byline.length > 3 &&
    line.length < byline.length + MAX_BYLINE / 2 &&
    (line.startsWith(byline) || byline.startsWith(line))
  );
}

function isNames(text: string): boolean {
  const [first = '', ...names] = text.split(/[\s,]+/);
  return (
    PREPOSITIONS.has(first.toLowerCase()) &&
    names.length > 1 &&
    names.length <= MAX_NAMES &&
    names.every((name) => /^\p{Lu}/u.test(name) || PARTICLES.has(name))
  );
}

const LIFE =
  /\b(?:is (?:a|an|the|our)|covers|writes|reports (?:on|for)|has (?:been|written|worked|covered)|lives in|joined|works (?:as|for|at)|served as)\b/i;
const REACHED =
  /\b(?:follow (?:him|her|them|us)|email (?:him|her|us)|can be reached|(?:follow|find|him|her|me|us) [^.]{0,40}on twitter)\b/i;

/**
 * "Regan is a native of …", "Follow him on Twitter @…". Whoever wrote an article is not its subject: a paragraph that
 * begins with the full name is about the author, in whatever language.
 */
export function isAuthorBox(text: string, names: Names): boolean {
  if (text.length > MAX_BOX) return false;
  if (REACHED.test(text)) return true;
  const start = fold(text.slice(0, MAX_BYLINE));
  const isAbout = (name: string): boolean =>
    fold(name).length > 3 &&
    start.startsWith(fold(name).slice(0, 12)) &&
    (name.trim().includes(' ') || LIFE.test(text));
  return (names ?? '').split(/,| and /).some(isAbout);
}
