import { containing, straight } from './phrases.ts';
import type { Block } from './to-paragraphs.ts';
import { PAYWALL } from './wall-words.ts';

/** What on a page speaks for its text being none, or not all of it. */
export interface PageSigns {
  /** Characters of text on the whole page. */
  readonly visible: number;
  /** Part of a bot wall is on the page. */
  readonly challenge: boolean;
  /** A line asks for a subscription to read on, or the page says that it is not free. */
  readonly paywall: boolean;
}

/** How far into a page its marks are looked for. */
const LOOKED_AT = 300_000;
/** A longer line is a paragraph of an article. */
const MAX_LINE = 400;

/** Parts of the walls of Cloudflare, Imperva, DataDome, PerimeterX, AWS, DDoS-Guard, and of puzzles. */
const CHALLENGE =
  /cf-chl|challenge-platform|_Incapsula_Resource|captcha-delivery\.com|px-captcha|awsWafCookie|ddos-guard|hcaptcha\.com|recaptcha/i;
const ASKS_TO_SUBSCRIBE = containing(PAYWALL);

interface Page {
  readonly html: string;
  readonly visible: string;
  readonly blocks: readonly Block[];
  /** JSON-LD `isAccessibleForFree`. */
  readonly free: boolean | null;
}

export function readSigns({ html, visible, blocks, free }: Page): PageSigns {
  return {
    visible: visible.replace(/\s+/g, '').length,
    challenge: CHALLENGE.test(html.slice(0, LOOKED_AT)),
    paywall:
      free === false ||
      blocks.some(({ text }) => text.length < MAX_LINE && straight(text).search(ASKS_TO_SUBSCRIBE) >= 0),
  };
}
