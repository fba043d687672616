import { cleanLine } from '../../src/model/layout.ts';
import { phrases } from './phrases.ts';
import { isSite, squeeze } from './site-names.ts';

const MAX_NAME = 120;
const MAX_WORDS = 12;

/** Words before a name that are never part of one. */
const BY_WORDS = phrases(`
  by | posted by | written by | reported by | published by | words by | story by | text by | article by | analysis by | opinion by | commentary by
  review by | compiled by | edited by | author | authors | author(s) | autor | autorin | autoren | text | ein beitrag von | ein gastbeitrag von | ein kommentar von
  geschrieben von | veröffentlicht von | par | écrit par | publié par | rédigé par | propos recueillis par | auteur | por | escrito por | publicado por | redacción
  redação | a cura di | scritto da | pubblicato da | autore | door | geschreven door | oleh | ditulis oleh | penulis | przez | napisał | napisała | автор | текст
  yazan | yazar | haber | بقلم | كتب | كتبت | إعداد | الكاتب | نوشته | نویسنده | γράφει ο | γράφει η | συντάκτης | skriven av | skrevet av | tekst
  作者 | 记者 | 記者 | 撰文 | 文 | 執筆者 | 著者 | 글쓴이 | 기자
`);
/** Words before a name that may also begin one: "Von Miller", "Di Stefano". */
const PARTICLES = phrases('von | di | da | av | af | от | του | της | από');
const source = (words: readonly string[]): string => words.map((word) => word.replace(/[()]/g, '\\$&')).join('|');
const BY = new RegExp(
  `^(?:(?:${source(BY_WORDS)})(?:\\s*[:：/=＝]\\s*|\\s+)|(?:${source(PARTICLES)})\\s+(?=\\S+ \\S))`,
  'iu',
);
const BY_ALONE = new RegExp(`^(?:${source([...BY_WORDS, ...PARTICLES])})\\s*[:：]?$`, 'iu');

/** What templates put behind a name: a date, a section, a handle. */
const BEHIND_NAME =
  /\s*(?:[|•·@/／]|\((?![^)]{1,20}\) \p{Lu})|\s[-–—]\s|[,\s]\s*\d|\b(?:on|in|published|updated|posted|for|envoyée?s? spécia(?:l|le|ux|les))\b(?:\s|$)|,?\s*\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s+\d)).*$/iu;
/** Between two names: "Jo Marsh / Ken Dole". */
const SLASH = / \/ (?=\p{Lu})/gu;
const ADDRESS = /[\w.+-]{1,64}@[\w.-]{1,100}/g;
const WEB = /^(?:https?:|www\.|@|\/|\d)|^[\w-]{1,60}(?:\.[\w-]{1,60}){0,5}\.[a-z]{2,12}$/i;
/** Names of nobody, which systems fill in. */
const NOBODY =
  /^(?:\w*admin\w*|web ?master|root|user|guest|test|staff|editor|editors|author|unknown|anonymous|none|null|undefined|default|super ?user|not specified|n\/a|follow)$/i;
/** What somebody is, behind a comma. */
const ROLE =
  /\b(?:writers?|editors?|editor-at-large|correspondents?|reporters?|staff|columnists?|contributors?|contributing|journalists?|analysts?|producers?|bureau|desk|news|media|newspapers?|press|special to|ap|afp|reuters|dpa|redakteur(?:in)?|korrespondent(?:in)?|journaliste|corresponsal|inviato)\b|^(?:CNN|BBC|USA TODAY|NPR|ABC|NBC|CBS)\b/i;
/** The same without a comma before it. */
const TITLE_OF_ROLE =
  /\s(?:senior|staff|chief|special|contributing|executive|deputy|managing|foreign|political)(?: \S+){0,2} (?:writer|editor|reporter|correspondent|columnist)s?$/i;

/** True for "By", "Author:", "Von", behind which a name follows in a line of its own. */
export const isByWord = (line: string): boolean => BY_ALONE.test(line.trim());

/** True for a line that tells who wrote: "By Jo Marsh", "Автор: …". */
export const beginsWithBy = (line: string): boolean => BY.test(line);

/**
 * The names in a by-line, without "By", addresses, roles, and what else follows them; null for links, handles, names of
 * nobody, and whole sentences.
 */
export function namesIn(text: string, site: readonly string[]): string | null {
  const line = cleanLine(text.slice(0, 1_000).replace(ADDRESS, ' ')).replace(SLASH, ', ');
  if (WEB.test(line)) return null;
  const name = withoutRoles(line.replace(BY, '').replace(BEHIND_NAME, ''), site).replace(
    /^[\s,;:–—-]+|[\s,;:–—-]+$/g,
    '',
  );
  const fits = name.length > 1 && name.length <= MAX_NAME && name.split(' ').length <= MAX_WORDS;
  const isName = /\p{L}/u.test(name) && !/[.!?]\s+\p{Ll}/u.test(name);
  return fits && isName && !NOBODY.test(name) && !WEB.test(name) ? name : null;
}

/** Names once each, in their order. */
export function distinct(names: readonly string[]): string[] {
  const known = new Set<string>();
  return names.filter((name) => {
    const key = squeeze(name);
    return !known.has(key) && known.add(key) !== undefined;
  });
}

/** "Jo Marsh, Staff Writer, CNN" without what stands behind the last name. */
function withoutRoles(line: string, site: readonly string[]): string {
  const parts = line.replace(TITLE_OF_ROLE, '').split(/\s*,\s*/);
  while (parts.length > 1 && isRole(parts.at(-1) ?? '', site)) parts.pop();
  return parts.join(', ');
}

const isRole = (part: string, site: readonly string[]): boolean => part === '' || ROLE.test(part) || isSite(part, site);
