import type { AlertBody, MatchBody, MatchData, MatchedTerm, NoticeBody } from '../../src/model/alert.ts';
import { plain, shorten } from '../../src/model/plain.ts';
import { isWebUrl } from '../../src/model/url.ts';

/** An alert in words for people, a notice too. Everything is plain and bounded: no control characters, no line breaks. */
export interface AlertText {
  /** The headline. */
  readonly title: string;
  /** The article's address; null if it is no usable http(s) address, so that nothing else is ever made a link. */
  readonly url: string | null;
  readonly topic: string;
  readonly feed: string;
  readonly excerpt: string;
  /** Heads {@link AlertText.reasons}: "Why it matched us-forces-iraq (score 7.5):"; empty for a notice. */
  readonly why: string;
  readonly reasons: readonly string[];
  /** Where it comes from, when, and where it is kept: "Feed: Example News". */
  readonly facts: readonly string[];
}

const MAX_TITLE = 200;
const MAX_URL = 2_000;
const MAX_WORDS = 300;
const MAX_EXCERPT = 600;
const MAX_REASON = 420;
const MAX_REASONS = 12;

/** Pure: the same body gives the same words. */
export const describeAlert = (body: AlertBody): AlertText =>
  body.type === 'notice' ? describeNotice(body) : describeMatch(body);

const NOTICES: Readonly<Record<NoticeBody['data']['kind'], string>> = {
  'feed-silent': 'a feed has fallen silent',
  'feed-gap': 'items of a feed may have been missed',
  'feed-failing': 'a feed has failed for a day',
  'feed-gone': 'a feed is gone',
  'feeds-failing': 'most feeds fail at once',
  'host-refuses': 'a site refuses its pages',
  'host-stubs': 'a site yields no articles',
  more: 'there are more warnings',
};

function describeNotice({ data }: NoticeBody): AlertText {
  const { feed, host } = data.subject;
  const name = feed?.title ?? host ?? '';
  return {
    title: line(`newswatch: ${NOTICES[data.kind]}${name === '' ? '' : `: ${name}`}`, MAX_TITLE),
    url: null,
    topic: 'warning',
    feed: line(feed?.title ?? '', MAX_WORDS),
    excerpt: line(data.message, MAX_EXCERPT),
    why: '',
    reasons: [],
    facts: [feed === undefined ? '' : `Feed: ${line(feed.url, MAX_URL)}`, `Since: ${minute(data.since)}`].filter(
      (one) => one !== '',
    ),
  };
}

function describeMatch({ type, data }: MatchBody): AlertText {
  const title = line(data.title, MAX_TITLE) || '(no headline)';
  const topic = line(data.topic, MAX_WORDS);
  const score = Math.round(data.score * 100) / 100;
  return {
    title,
    url: linkable(data.url),
    topic,
    feed: line(data.feed.title, MAX_WORDS) || line(data.feed.url, MAX_URL),
    excerpt: line(data.excerpt, MAX_EXCERPT),
    why:
      type === 'test'
        ? `This is a test; a match of ${topic} would say here why:`
        : `Why it matched ${topic} (score ${score}):`,
    reasons: data.why.length > 0 ? bounded(data.why.map((one) => line(one, MAX_REASON))) : termsOf(data.matched, title),
    facts: factsOf(data),
  };
}

/** The whole message as lines of text, without the title, which goes into the subject. @param most reasons */
export function linesOf(alert: AlertText, most = Infinity): string[] {
  const { url, excerpt, why, facts } = alert;
  const reasons = bounded(alert.reasons, most);
  const blocks = [[url ?? ''], [excerpt], [why, ...reasons.map((reason) => `  ${reason}`)], facts];
  return blocks
    .map((block) => block.filter((one) => one !== ''))
    .filter((block) => block.length > 0)
    .flatMap((block, index) => (index === 0 ? block : ['', ...block]));
}

function bounded(reasons: readonly string[], most = MAX_REASONS): readonly string[] {
  const more = reasons.length - most;
  return more > 0 ? [...reasons.slice(0, most), `and ${more} more`] : reasons;
}

/** Where nothing says why in words: the terms that spoke for it. */
function termsOf(matched: readonly MatchedTerm[], title: string): readonly string[] {
  const terms = matched.map(({ term, concept, where, snippet }) => {
    const words = line(snippet, MAX_WORDS);
    const around = words === '' || words === title ? '' : `: ${words}`;
    return `"${line(term, MAX_WORDS)}" (${line(concept, MAX_WORDS)}, in the ${where})${around}`;
  });
  return bounded(terms);
}

const BASIS = {
  page: 'the page',
  feed: 'the full text that the feed carried; the page could not be had',
  summary: 'headline and summary only; the page could not be had',
} as const;

function factsOf(data: MatchData): string[] {
  const { feed, byline, publishedAt, matchedAt, basis, corpusFile } = data;
  return [
    `Feed: ${[line(feed.title, MAX_WORDS), line(feed.url, MAX_URL)].filter((one) => one !== '').join(', ')}`,
    byline === null ? '' : `By: ${line(byline, MAX_WORDS)}`,
    publishedAt === null ? '' : `Published: ${minute(publishedAt)}`,
    `Matched: ${minute(matchedAt)}`,
    `Read from: ${BASIS[basis]}`,
    corpusFile === null ? '' : `Corpus file: ${line(corpusFile, MAX_WORDS)}`,
  ].filter((one) => one !== '');
}

/** As the URL standard writes it: no blanks, no control characters. A cut address would lead nowhere: whole or not at all. */
function linkable(text: string): string | null {
  const href = isWebUrl(text) ? new URL(text).href : null;
  return href !== null && href.length <= MAX_URL ? href : null;
}

const line = (text: string, max: number): string => shorten(plain(text), max);

/** `2026-11-22T08:10:00.000Z` as `2026-11-22 08:10 UTC`. */
const minute = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
