/** Lines about the people who wrote an article. */

/** The by-line that the page declares, "Lia Eustachewich, Yaron Steinbuch"; null where it is silent. */
export type Names = string | null;

const MAX_BYLINE = 120;
const MAX_BOX = 600;
const BY = /^(?:posted |written |reported |words |story )?by\s/i;
const fold = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** "By Ken Hanly", or the declared names with little beside them. */
export function isByline(text: string, names: Names): boolean {
  if (text.length > MAX_BYLINE || /[.!?…]["”’]*$/.test(text.replace(/\b\p{L}\.$/u, ''))) return false;
  if (BY.test(text)) return true;
  const [line, byline] = [fold(text), fold(names ?? '')];
  return (
    byline.length > 3 &&
    line.length < byline.length + MAX_BYLINE / 2 &&
    (line.startsWith(byline) || byline.startsWith(line))
  );
}

const LIFE =
  /\b(?:is (?:a|an|the|our)|covers|writes|reports (?:on|for)|has (?:been|written|worked|covered)|lives in|joined|works (?:as|for|at)|served as)\b/i;
const REACHED = /\b(?:follow (?:him|her|them|us)|email (?:him|her|us)|can be reached|on twitter)\b/i;

/** "Regan is a native of …", "Follow him on Twitter @…". */
export function isAuthorBox(text: string, names: Names): boolean {
  if (text.length > MAX_BOX) return false;
  if (REACHED.test(text)) return true;
  const start = fold(text.slice(0, MAX_BYLINE));
  const isOne = (name: string): boolean => fold(name).length > 3 && start.startsWith(fold(name).slice(0, 12));
  return LIFE.test(text) && (names ?? '').split(/,| and /).some(isOne);
}
