import type { PageProblem } from '../../src/model/jobs.ts';
import { paragraphsOf } from '../../src/model/layout.ts';
import type { Extracted } from './extract.ts';
import { beginningWith, consistingOf, containing, straight } from './phrases.ts';
import { endsSentence, isCutOff, sentencesIn, weightOf } from './sentences.ts';
import { BOT_CHECK, CONSENT, ERROR_HEADINGS, ERROR_TEXTS, ERROR_TITLES } from './wall-words.ts';

/** Weights in letters (sentences.ts). A flash has a sentence or two, a wall or an error page a paragraph or two. */
const FLASH = 120;
const SMALL = 400;
const SHORT = 1_200;
/** How far into a text a wall would show. */
const START = 2_000;

const ROBOT = containing(BOT_CHECK);
const COOKIES = containing(CONSENT);
const ERROR_TITLE = consistingOf(ERROR_TITLES);
const ERROR_HEADING = beginningWith(ERROR_HEADINGS);
const ERROR = containing(ERROR_TEXTS);

/**
 * The quality gate (CONTRACT section 6): null if a page's text is an article, else what stands in its place. By what such
 * pages say of themselves, and only where there is little text: a long one may well quote them.
 */
export function findProblem({ title, text, signs }: Pick<Extracted, 'title' | 'text' | 'signs'>): PageProblem | null {
  if (text === '') return problem('no-text', noText(signs.visible));
  const weight = weightOf(text);
  const start = straight(`${title}\n${text.slice(0, START)}`);
  if (weight < SHORT && phrasesIn(start, ROBOT) > 0)
    return problem('bot-check', 'the page asks whether we are a robot');
  if (isConsentPage(title, text)) return problem('consent', 'the page asks for consent to cookies');
  if (weight < SHORT && isErrorPage(title, text))
    return problem('error-page', `the page says: ${(title || text).slice(0, 80)}`);
  if (weight < SHORT && signs.paywall)
    return problem('paywall', 'the page shows only a beginning without a subscription');
  if (weight < SMALL && signs.challenge) return problem('bot-check', 'the page shows a puzzle instead of a text');
  if (isStub(text, weight)) return problem('stub', `the page holds only ${text.length} characters of text`);
  return null;
}

/** Walls come down: such a page is tried again. */
const problem = (code: string, message: string): PageProblem => ({ code, message, retry: 'later' });

const noText = (visible: number): string =>
  visible === 0 ? 'the page is empty without JavaScript' : 'no article can be found on the page';

/** How many different ones of a list a text has. */
const phrasesIn = (text: string, list: RegExp): number =>
  new Set(text.match(list)?.map((phrase) => phrase.toLowerCase())).size;

/** Two of the phrases that such pages are made of, and little beside the paragraphs that have them. */
function isConsentPage(title: string, text: string): boolean {
  if (phrasesIn(straight(`${title}\n${text.slice(0, START)}`), COOKIES) < 2) return false;
  const others = paragraphsOf(text).filter((paragraph) => phrasesIn(straight(paragraph), COOKIES) === 0);
  return weightOf(others.join(' ')) < SMALL;
}

function isErrorPage(title: string, text: string): boolean {
  const heading = straight(title);
  if (ERROR_TITLE.test(heading) || ERROR_HEADING.test(heading)) return true;
  const words = straight(text);
  return weightOf(words) < SMALL && (ERROR_HEADING.test(words) || phrasesIn(words, ERROR) > 0);
}

/** No sentence in a short text, or a single one that breaks off. */
function isStub(text: string, weight: number): boolean {
  const sentences = sentencesIn(text);
  if (weight < FLASH || (weight < SHORT && sentences === 0)) return true;
  const last = paragraphsOf(text).at(-1) ?? '';
  return weight < SMALL && sentences < 2 && (isCutOff(last) || !endsSentence(last));
}
