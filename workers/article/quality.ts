import type { PageProblem } from '../../src/model/jobs.ts';
import { paragraphsOf } from '../../src/model/layout.ts';
import type { Extracted } from './extract.ts';
import { beginningWith, consistingOf, containing, straight } from './phrases.ts';
import { endsSentence, isCutOff, sentencesIn, weightOf } from './sentences.ts';
import { CONCEPT_WALLS, isGate } from './wall-concepts.ts';
import {
  ADDRESS,
  AGE,
  BOT_CHECK,
  CONSENT,
  CONSENT_TOPICS,
  COUNTRY,
  ERROR_HEADINGS,
  ERROR_TEXTS,
  ERROR_TITLES,
  LOG_IN,
  LOG_IN_TITLES,
  NEEDS_SCRIPTS,
  PARKED,
  PAYWALL,
} from './wall-words.ts';

/** Weights in letters (sentences.ts). A flash has a sentence or two, a wall or an error page a paragraph or two. */
const FLASH = 120;
const SMALL = 400;
const SHORT = 1_200;
/** A longer line is a sentence of the article. */
const GATE_LINE = 110;
/** How far into a text a wall would show. */
const START = 2_000;

const ROBOT = containing(BOT_CHECK);
const COOKIES = containing(CONSENT);
const ABOUT_COOKIES = containing(CONSENT_TOPICS);
/** Other walls, each with how many different phrases of its list tell it from an article. */
const SMALL_WALLS = [
  { list: containing(NEEDS_SCRIPTS), least: 1, code: 'no-script', message: 'the page is drawn by JavaScript' },
  { list: containing(LOG_IN), least: 1, code: 'log-in', message: 'the page asks to log in' },
  { list: containing(AGE), least: 2, code: 'age-gate', message: 'the page asks for our age' },
  { list: containing(PARKED), least: 1, code: 'error-page', message: 'the address is parked or for sale' },
  { list: containing(COUNTRY), least: 1, code: 'geo-block', message: 'the site does not serve our country' },
] as const;
const ERROR_TITLE = consistingOf(ERROR_TITLES);
const ERROR_HEADING = beginningWith(ERROR_HEADINGS);
const ERROR = containing(ERROR_TEXTS);
const LOG_IN_TITLE = consistingOf(LOG_IN_TITLES);
const SPOKEN_TO = containing(ADDRESS);
const GATE = containing(PAYWALL);

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
  if (weight < SHORT && (signs.paywall || phrasesIn(straight(title), GATE) > 0 || endsInGate(text)))
    return problem('paywall', 'the page shows only a beginning without a subscription');
  for (const { list, least, code, message } of weight < SMALL ? SMALL_WALLS : []) {
    if (phrasesIn(start, list) >= least) return problem(code, message);
  }
  if (weight < SMALL && LOG_IN_TITLE.test(straight(title))) return problem('log-in', 'the page asks to log in');
  const wall =
    weight < SMALL ? CONCEPT_WALLS.find(({ concepts }) => concepts.every((one) => one.test(start))) : undefined;
  if (wall !== undefined) return problem(wall.code, wall.message);
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

/** Two of the phrases that such pages are made of, at least one of them as only such pages have it, and little beside the paragraphs that have them. */
function isConsentPage(title: string, text: string): boolean {
  const start = straight(`${title}\n${text.slice(0, START)}`);
  const asked = phrasesIn(start, COOKIES);
  if (asked === 0 || asked + phrasesIn(start, ABOUT_COOKIES) < 2) return false;
  const others = paragraphsOf(text).filter((paragraph) => !isOfConsent(straight(paragraph)));
  return weightOf(others.join(' ')) < SMALL;
}

/** The last lines of a beginning. */
const endsInGate = (text: string): boolean =>
  paragraphsOf(text)
    .slice(1)
    .slice(-3)
    .some((line) => line.length <= GATE_LINE && isGate(line));

const isOfConsent = (paragraph: string): boolean =>
  phrasesIn(paragraph, COOKIES) > 0 || phrasesIn(paragraph, ABOUT_COOKIES) > 0;

function isErrorPage(title: string, text: string): boolean {
  const heading = straight(title);
  if (ERROR_TITLE.test(heading) || ERROR_HEADING.test(heading)) return true;
  const words = straight(text);
  if (weightOf(words) >= SMALL) return false;
  // A report on lost pages has the words, but does not speak to the reader.
  return ERROR_HEADING.test(words) || (phrasesIn(words, ERROR) > 0 && phrasesIn(words, SPOKEN_TO) > 0);
}

/** No sentence in a short text, or a single one that breaks off. */
function isStub(text: string, weight: number): boolean {
  const sentences = sentencesIn(text);
  if (weight < FLASH || (weight < SHORT && sentences === 0)) return true;
  const last = paragraphsOf(text).at(-1) ?? '';
  return weight < SMALL && sentences < 2 && (isCutOff(last) || !endsSentence(last));
}
