import { decideMatch, ofTopics, type Decision } from '../decide/match.ts';
import { judge } from '../judge/judge.ts';
import type { Article, Basis } from '../model/article.ts';
import type { MatchedTerm } from '../model/alert.ts';
import type { KeptItem, Reports } from '../record/reports.ts';
import type { Desk } from './parts.ts';
import { recordMatch } from './record-match.ts';

/** What the rules as they are now would gain and lose among what is kept (CONTRACT section 1, `replay`). */
export interface ReplayReport {
  readonly judged: number;
  readonly gained: readonly Change[];
  readonly lost: readonly Change[];
  /** Rejected items whose text is no longer kept. */
  readonly textGone: number;
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
  const { lost, matches } = lostMatches(parts, reports, since, topic);
  if (apply) for (const gain of gains) addLate(parts, gain, !alert);
  return {
    judged: judged + matches,
    gained: gains.map(({ item, decision }) => ({
      id: item.uid,
      title: item.title,
      url: item.url ?? '',
      topic: decision.topic,
      score: decision.score,
      matched: decision.matched,
    })),
    lost,
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
