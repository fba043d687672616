import { setImmediate as turn } from 'node:timers/promises';
import { decideMatch, ofTopics } from '../decide/match.ts';
import { explainBound } from '../judge/explain.ts';
import { isPossible } from '../judge/sight/pre-filter.ts';
import { askStored } from '../judge/sight/stored-page.ts';
import type { CompiledRules } from '../judge/topic-rules.ts';
import type { MatchedTerm } from '../model/alert.ts';
import type { Verdict } from '../model/topic.ts';
import { verdictChanges } from '../model/verdict-changes.ts';
import type { KeptItem, MatchedItem, RuledOutItem } from '../record/kept.ts';
import type { Reports } from '../record/reports.ts';
import { judgeAgain } from './judge-again.ts';

/** What the rules as they are now would gain and lose among what is kept (CONTRACT section 1, `replay`). */
export interface ReplayReport {
  readonly judged: number;
  readonly gained: readonly Change[];
  readonly lost: readonly Change[];
  /** Rejected items whose text is no longer kept. */
  readonly textGone: number;
  /** Items whose pages were not read when they were rejected, and that the rules could match now: to be fetched again. */
  readonly unread: readonly Unread[];
}

export interface Change {
  readonly id: string;
  readonly title: string;
  readonly url: string;
  readonly topic: string;
  /** Where it is a match: now for what is gained, before for what is lost. So for `matched`. */
  readonly score: number;
  readonly matched: readonly MatchedTerm[];
  /** By the topic above. Null where it did not judge the article, or its verdict is not in the record. */
  readonly before: Standing | null;
  /** Null where there is no such topic any longer. */
  readonly after: Standing | null;
  /** What changed, in words. */
  readonly why: readonly string[];
}

export interface Standing {
  readonly score: number;
  readonly threshold: number;
}

export interface Unread {
  readonly id: string;
  readonly title: string;
  readonly url: string;
  /** The topics that may match. */
  readonly topics: readonly string[];
  /** How far it may come, in words. */
  readonly why: readonly string[];
}

/** What is asked. Nothing of it is written to. */
export interface ReplayParts {
  readonly reports: Pick<Reports, 'kept' | 'ruledOut' | 'matchedItems' | 'countWithoutWords'>;
  readonly rules: CompiledRules;
  /** The topics that a feed names; undefined where it names none. */
  readonly topicsOf: (feedId: string) => readonly string[] | undefined;
}

export interface ReplayScope {
  /** Milliseconds since 1970. */
  readonly since?: number;
  readonly topic?: string;
}

/** So many texts are judged before everything else in the process gets its turn. */
const AT_ONCE = 20;

/** @param onProgress told now and then how many were judged so far */
export async function replay(
  parts: ReplayParts,
  { since = 0, topic }: ReplayScope,
  onProgress: (judged: number) => void = () => {},
): Promise<ReplayReport> {
  const { reports } = parts;
  let judged = 0;
  async function collect<Item, Found>(items: Iterable<Item>, ask: (item: Item) => Found | null): Promise<Found[]> {
    const all: Found[] = [];
    for (const item of items) {
      const found = ask(item);
      // A copy, for a piece of a text keeps the whole of it in memory.
      if (found !== null) all.push(structuredClone(found));
      judged += 1;
      if (judged % AT_ONCE !== 0) continue;
      onProgress(judged);
      await turn();
    }
    return all;
  }
  const gained = await collect(reports.kept(since), (item) => gain(parts, item, topic));
  const unread = await collect(reports.ruledOut(since), (item) => possible(parts, item, topic));
  const lost = await collect(reports.matchedItems(since, topic), (item) => loss(parts, item, topic));
  return { judged, gained, lost, unread, textGone: reports.countWithoutWords(since) };
}

const ofTopic = (verdicts: readonly Verdict[], topic: string | undefined): Verdict | null =>
  verdicts.find((one) => one.topic === topic) ?? null;

const standing = (verdict: Verdict | null): Standing | null =>
  verdict === null ? null : { score: verdict.score, threshold: verdict.threshold };

const within = (verdicts: readonly Verdict[], topic: string | undefined): readonly Verdict[] =>
  ofTopics(verdicts, topic === undefined ? undefined : [topic]);

function gain({ rules, topicsOf }: ReplayParts, item: KeptItem, topic: string | undefined): Change | null {
  const verdicts = judgeAgain(rules, item, topicsOf(item.feedId));
  const decision = decideMatch(within(verdicts, topic));
  if (decision.kind === 'reject') return null;
  const { score, matched } = decision;
  const [before, after] = [ofTopic(item.verdicts, decision.topic), ofTopic(verdicts, decision.topic)];
  return change(item, { topic: decision.topic, score, matched }, before, after);
}

function loss({ rules, topicsOf }: ReplayParts, item: MatchedItem, topic: string | undefined): Change | null {
  const verdicts = judgeAgain(rules, item, topicsOf(item.feedId));
  if (decideMatch(within(verdicts, topic)).kind === 'match') return null;
  const lost = topic ?? item.topic;
  const before = ofTopic(item.verdicts, lost);
  const score = before?.score ?? item.score;
  return change(item, { topic: lost, score, matched: item.matched }, before, ofTopic(verdicts, lost));
}

const change = (
  { uid, title, url }: KeptItem | MatchedItem,
  match: Pick<Change, 'topic' | 'score' | 'matched'>,
  before: Verdict | null,
  after: Verdict | null,
): Change => ({
  id: uid,
  title,
  url: url ?? '',
  ...match,
  before: standing(before),
  after: standing(after),
  why: verdictChanges(before, after),
});

/** An item whose page was not read, if its words let a topic match by the rules as they are now. */
function possible({ rules, topicsOf }: ReplayParts, item: RuledOutItem, topic: string | undefined): Unread | null {
  const bounds = askStored(item.page, rules, topicsOf(item.feedId)).filter(
    (bound) => isPossible(bound) && (topic === undefined || bound.topic === topic),
  );
  if (bounds.length === 0) return null;
  const topics = bounds.map((bound) => bound.topic);
  return { id: item.uid, title: item.title, url: item.url ?? '', topics, why: bounds.map(explainBound) };
}
