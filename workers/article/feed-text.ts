import { decodeHTML } from 'entities';
import { cleanLine, layoutBody } from '../../src/model/layout.ts';
import type { FeedText } from '../../src/model/jobs.ts';
import { readOnDom } from './dom.ts';
import { prepareHtml } from './prepare-html.ts';
import { isCutOff, sentencesIn, weightOf } from './sentences.ts';
import { tidy } from './tidy.ts';
import { toBlocks } from './to-paragraphs.ts';

/** What a feed's words are worth where the page cannot be had. `text` in corpus layout. */
export interface FeedReading {
  readonly basis: 'feed' | 'summary';
  readonly title: string;
  readonly text: string;
}

/** Full feed content, by CONTRACT section 6. */
const FULL_SENTENCES = 3;
const FULL_WEIGHT = 400;
/** Markup beyond this is not read: no article has so much. */
const MAX_MARKUP = 2_000_000;

/**
 * Full content stands in for the page (`feed`); else a headline with a summary can at least be judged (`summary`). Null
 * where the feed has not even that. Runs in a thread, as pages do.
 * @throws NewswatchError `page-too-large` or `page-too-deep`
 */
export function readFeedText({ title, summary, content, author }: FeedText): FeedReading | null {
  const headline = cleanLine(decodeHTML(title));
  const readings = [content, summary].map((markup) => readMarkup(markup, headline, author));
  const full = readings.find(
    ({ text, whole }) => whole && sentencesIn(text) >= FULL_SENTENCES && weightOf(text) >= FULL_WEIGHT,
  );
  if (full !== undefined) return { basis: 'feed', title: headline, text: full.text };
  const [longest] = readings.toSorted((one, other) => other.text.length - one.text.length);
  return longest === undefined || longest.text === ''
    ? null
    : { basis: 'summary', title: headline, text: longest.text };
}

interface Reading {
  readonly text: string;
  /** It does not break off. */
  readonly whole: boolean;
}

function readMarkup(markup: string, title: string, byline: string | null): Reading {
  if (markup.trim() === '' || markup.length > MAX_MARKUP) return { text: '', whole: false };
  const blocks = readOnDom(prepareHtml(markup).html, ({ body }) => toBlocks(body));
  const whole = !blocks.slice(-2).some(({ text }) => isCutOff(text));
  const tidied = tidy(blocks, { title, byline });
  // A summary may well be what tidying takes for a caption or a pointer: better its words than none.
  return { text: layoutBody((tidied.length > 0 ? tidied : blocks).map(({ text }) => text)), whole };
}
