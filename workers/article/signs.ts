import { containing, straight } from './phrases.ts';
import type { Block } from './to-paragraphs.ts';
import { isGate } from './wall-concepts.ts';
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
const MAX_LINE = 150;
/** A gate stands behind the beginning that is shown, and is short. */
const GATE_LINES = 6;
const MAX_GATE = 110;

/** Parts of the walls of Cloudflare, Imperva, DataDome, PerimeterX, AWS, DDoS-Guard, and of puzzles. */
const CHALLENGE =
  /cf-chl|challenge-platform|_Incapsula_Resource|captcha-delivery\.com|px-captcha|awsWafCookie|ddos-guard|hcaptcha\.com|recaptcha/i;
/** https://developers.facebook.com/docs/instant-articles/subscriptions/content-tiering: `free`, `metered` or `locked`. */
const LOCKED = /<meta\s[^>]{0,80}\barticle:content_tier["']?\s[^>]{0,80}\blocked\b/i;
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
    paywall: free === false || LOCKED.test(html.slice(0, LOOKED_AT)) || blocks.some(isGateLine),
  };
}

const asksToSubscribe = (text: string): boolean => straight(text).search(ASKS_TO_SUBSCRIBE) >= 0;

const isGateLine = ({ text }: Block, index: number, { length }: readonly Block[]): boolean =>
  text.length < MAX_LINE &&
  ((index >= length - GATE_LINES && text.length <= MAX_GATE && isGate(text)) || asksToSubscribe(text));
