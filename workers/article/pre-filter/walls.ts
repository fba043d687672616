import { ANY_SHAPE } from '../../../src/judge/fold.ts';
import type { WordPattern } from '../../../src/judge/vocabulary.ts';
import { beginningWith, consistingOf, containing, straight } from '../phrases.ts';
import { BOT_CHECK, ERROR_HEADINGS, ERROR_TITLES } from '../wall-words.ts';

/**
 * Whether a page holds an article at all, or a wall, a notice or an error in its place, is for quality.ts to say, after it
 * was read. A page may only go unread where there can be no doubt of that: much running text, the more of it the more
 * speaks for a wall.
 */

const words = (list: string): WordPattern[] =>
  list
    .trim()
    .split(/\s+/)
    .map((spelling) => ({ spelling, open: false, shape: ANY_SHAPE }));

/** Words of consent boxes, bot checks and paywalls. A stretch of text with one of them does not count as an article's. */
export const WALL_WORDS: readonly WordPattern[] = words(`
  cookie cookies consent gdpr captcha robot robots javascript adblock adblocker subscribe subscribed subscriber subscribers
  subscription subscriptions paywall unlock abonnez abonnes abonnieren abonnenten assinantes suscriptores abbonati
  datenschutz datenschutzeinstellungen einwilligung locked подписке подписчиков`);

/** Letters of running text: an article's at least, if nothing is said of a wall; if something is; if the article is said not to be free. */
const ARTICLE = 700;
const DESPITE_SIGNS = 1_500;
const DESPITE_PRICE = 4_000;

const NOT_FREE = /"isAccessibleForFree"\s*:\s*(?:"\s*)?false/i;
const ROBOT = containing(BOT_CHECK);
const ERROR = consistingOf(ERROR_TITLES);
const ERROR_BEGINS = beginningWith(ERROR_HEADINGS);

/** What a scan of a page brought besides its topics' words. */
export interface PageSigns {
  /** Letters in running text that are no links and have no wall's words. */
  readonly prose: number;
  /** A line that is no link has a wall's words. */
  readonly walled: boolean;
}

export function holdsArticle(
  { jsonLd, title }: { readonly jsonLd: readonly string[]; readonly title: string },
  { prose, walled }: PageSigns,
): boolean {
  const least = jsonLd.some((block) => NOT_FREE.test(block)) ? DESPITE_PRICE : walled ? DESPITE_SIGNS : ARTICLE;
  if (prose < least) return false;
  // Not even those who call a page an error by its title think so of long ones.
  if (prose >= DESPITE_PRICE) return true;
  const heading = straight(title);
  if (ERROR.test(heading) || ERROR_BEGINS.test(heading)) return false;
  return prose >= DESPITE_SIGNS || heading.search(ROBOT) < 0;
}
