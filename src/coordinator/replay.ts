import { decideMatch, ofTopics, type Decision } from '../decide/match.ts';
import { judge } from '../judge/judge.ts';
import { isPossible } from '../judge/sight/pre-filter.ts';
import { askStored } from '../judge/sight/stored-page.ts';
import type { Article, Basis } from '../model/article.ts';
import type { MatchedTerm } from '../model/alert.ts';
import { hostOf } from '../model/url.ts';
import type { KeptItem, RuledOutItem } from '../record/kept.ts';
import type { Reports } from '../record/reports.ts';
import type { Desk } from './parts.ts';
import { recordMatch } from './record-match.ts';

/** What the rules as they are now would gain and lose among what is kept (CONTRACT section 1, `replay`). */
export interface ReplayReport {
  readonly judged: number;
  readonly gained: readonly Change[];
  readonly lost: readonly Change[];
  /** Rejected items whose text is no longer kept. */
  readonly textGone: number;
  /** Items whose pages were not read when they were rejected, and that the rules could match now: to be fetched again. */
  readonly unread: readonly Unread[];
  readonly applied: number;
}

export interface Change {
  readonly id: string;
  readonly title: string;
  readonly url: string;
  readonly topic: string;
  readonly score: number;
  readonly matched: readonly MatchedTerm[];
}

export interface Unread {
  readonly id: string;
  readonly title: string;
  readonly url: string;
  /** The topics that may match. */
  readonly topics: readonly string[];
}

export interface ReplayOptions {
  readonly since?: number;
  readonly topic?: string;
  readonly apply?: boolean;
  readonly alert?: boolean;
}

type Gain = { readonly item: KeptItem; readonly decision: Extract<Decision, { kind: 'match' }> };

export function replay(
  parts: Desk,
  reports: Reports,
  { since = 0, topic, apply = false, alert = false }: ReplayOptions,
): ReplayReport {
  const gains: Gain[] = [];
  let judged = 0;
  for (const item of reports.kept(since)) {
    judged += 1;
    const decision = verdictNow(parts, item, parts.feeds.get(item.feedId)?.topics, topic);
    if (decision.kind === 'match') gains.push({ item, decision });
  }
  const asked = [...reports.ruledOut(since)].map((item) => ({ item, topics: topicsNow(parts, item, topic) }));
  const unread = asked.filter(({ topics }) => topics.length > 0);
  const { lost, matches } = lostMatches(parts, reports, since, topic);
  if (apply) for (const gain of gains) addLate(parts, gain, !alert);
  if (apply) for (const { item } of unread) fetchAgain(parts, item, !alert);
  return {
    judged: judged + asked.length + matches,
    gained: gains.map(({ item, decision }) => ({
      id: item.uid,
      title: item.title,
      url: item.url ?? '',
      topic: decision.topic,
      score: decision.score,
      matched: decision.matched,
    })),
    lost,
    unread: unread.map(({ item, topics }) => ({ id: item.uid, title: item.title, url: item.url ?? '', topics })),
    textGone: reports.countWithoutWords(since),
    applied: apply ? gains.length : 0,
  };
}

function verdictNow(
  { rules }: Desk,
  words: { title: string; text: string; basis: Basis | null },
  topics: readonly string[] | undefined,
  topic: string | undefined,
): Decision {
  const verdicts = ofTopics(
    judge(rules.compiled, words.basis === 'summary' ? { ...words, kind: 'brief' } : words),
    topics,
  );
  return decideMatch(topic === undefined ? verdicts : verdicts.filter((verdict) => verdict.topic === topic));
}

/** The topics that an item whose page was not read may match by the rules as they are now. */
function topicsNow({ rules, feeds }: Desk, { page, feedId }: RuledOutItem, topic: string | undefined): string[] {
  const asked = feeds.get(feedId)?.topics;
  return askStored(page, rules.compiled, asked)
    .filter((bound) => isPossible(bound) && (topic === undefined || bound.topic === topic))
    .map((bound) => bound.topic);
}

/** Like any other page: in its turn, when its host may be asked. */
function fetchAgain({ record, now }: Desk, { itemId, url }: RuledOutItem, quiet: boolean): void {
  record.items.readAgain(itemId, now(), (url === null ? null : hostOf(url)) ?? '', quiet);
}

function lostMatches(
  parts: Desk,
  reports: Reports,
  since: number,
  topic: string | undefined,
): { lost: Change[]; matches: number } {
  const { matches } = reports.matches({ since, ...(topic === undefined ? {} : { topic }) });
  const lost = matches.filter(({ id }) => {
    const match = reports.match(id);
    const feedId = parts.record.items.byUid(id)?.feedId ?? '';
    return match !== undefined && verdictNow(parts, match, parts.feeds.get(feedId)?.topics, topic).kind === 'reject';
  });
  return {
    lost: lost.map(({ id, title, url, topic: of, score, matched }) => ({ id, title, url, topic: of, score, matched })),
    matches: matches.length,
  };
}

/** A gained item becomes a match like any other, only late. */
function addLate(parts: Desk, { item, decision }: Gain, quiet: boolean): void {
  const state = parts.record.items.get(item.itemId);
  if (state === undefined || state.state !== 'rejected') return;
  const article: Article = {
    url: item.url ?? '',
    canonicalUrl: null,
    title: item.title,
    text: item.text,
    byline: null,
    lang: null,
    publishedAt: state.publishedAt,
    basis: state.basis ?? 'page',
  };
  const verdicts = judge(parts.rules.compiled, item);
  const outcome = {
    kind: 'read' as const,
    article,
    verdicts,
    revision: parts.rules.set.revision,
    fetchedAt: parts.now(),
    problem: null,
  };
  recordMatch(parts, state, outcome, verdicts, decision, { quiet });
}
