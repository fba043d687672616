import type { MatchData } from '../model/alert.ts';
import { bestOf } from '../model/best.ts';
import type { FeedState } from '../model/feed.ts';
import { excerptOf, matchedTerms } from '../model/in-short.ts';
import type { Verdict } from '../model/topic.ts';
import { verdictWords } from '../model/verdict-words.ts';
import { NewswatchError } from '../errors.ts';
import { feedState } from './feeds.ts';
import { matchRow, type MatchRow } from './matches.ts';
import type { Database, Row } from './open.ts';
import { keptItems, matchedItems, ruledOutItems, type KeptItem, type MatchedItem, type RuledOutItem } from './kept.ts';
import { briefIn } from './brief.ts';
import { unpackWords } from './pack.ts';
import { storyReports, type StoryReports } from './story-reports.ts';
import { openWarnings, type WarningState } from './warnings.ts';
import { totals, type Totals } from './totals.ts';

export type { StoryView, Teller } from './story-reports.ts';
export type { Totals } from './totals.ts';

/** What people look at: reading only, for the dashboard, the API and the commands. */
export interface Reports {
  /** Newest first. `q` is a full-text query (SQLite FTS5), `cursor` the `next` of the page before. */
  matches(query: MatchQuery): { matches: MatchView[]; next: string | null };
  /** Rejected items that came close, newest first. */
  nearMisses(query: MatchQuery): MatchView[];
  /** A match with its whole text, or a near miss with what is kept of it. */
  match(uid: string): WholeMatch | undefined;
  /** Who else tells the stories of these matches; of each story so many copies are named. */
  stories(ids: readonly string[], most: number): StoryReports;
  feeds(): FeedReport[];
  totals(): Totals;
  /** Those that hold, oldest first. */
  warnings(): WarningState[];
  /** How many matches each day (UTC, `YYYY-MM-DD`) since then brought, oldest first; days without one are absent. */
  matchesPerDay(since: number): { day: string; count: number }[];
  /** Rejected items whose words are still kept, oldest first, and how many have lost them. */
  kept(since: number): Iterable<KeptItem>;
  countWithoutWords(since: number): number;
  /** Items whose pages were ruled out unread, and what is left of them, oldest first. */
  ruledOut(since: number): Iterable<RuledOutItem>;
  /** Matches made since then, with their words and verdicts, oldest first. @param topic one that agreed */
  matchedItems(since: number, topic?: string): Iterable<MatchedItem>;
}

export interface MatchQuery {
  readonly q?: string;
  readonly topic?: string;
  readonly since?: number;
  readonly limit?: number;
  readonly cursor?: string;
}

/** An alert's `data` object with what came after it. */
export interface MatchView extends MatchData {
  /** All topics that agreed, the best first, which is its `topic`; of a near miss those that it came close to. */
  readonly topics: readonly { readonly id: string; readonly score: number }[];
  readonly duplicateOf: string | null;
  readonly mark: 'right' | 'wrong' | null;
}

export interface WholeMatch extends MatchView {
  /** Empty for a near miss whose words are no longer kept. */
  readonly text: string;
  readonly lang: string | null;
  readonly canonicalUrl: string | null;
  readonly near: boolean;
  /** That of its topic. */
  readonly verdict: Verdict | null;
}

export interface FeedReport extends FeedState {
  readonly items: number;
  readonly matches: number;
}

const MATCH = `SELECT matches.*, details.verdicts, hex(items.uid) AS uid, nullif(hex(first_item.uid), '') AS first_uid FROM matches JOIN items ON items.id = matches.item
  LEFT JOIN details ON details.item = items.id
  LEFT JOIN matches AS first ON first.id = matches.duplicate_of LEFT JOIN items AS first_item ON first_item.id = first.item`;

export function openReports(db: Database): Reports {
  return {
    matches: (query) => listMatches(db, query),
    nearMisses: (query) => listNearMisses(db, query),
    match: (uid) => (/^[0-9a-f]{16}$/i.test(uid) ? wholeMatch(db, Buffer.from(uid, 'hex')) : undefined),
    stories: (ids, most) => storyReports(db, ids, most),
    feeds: () =>
      db
        .all(
          `SELECT feeds.*, coalesce(item_count, 0) AS item_count, coalesce(match_count, 0) AS match_count FROM feeds LEFT JOIN
             (SELECT feed, count(*) AS item_count, sum(kind = 1) AS match_count FROM items GROUP BY feed) ON feed = feeds.num
           ORDER BY url`,
        )
        .map((row) => ({ ...feedState(row), items: Number(row['item_count']), matches: Number(row['match_count']) })),
    totals: () => totals(db),
    warnings: () => openWarnings(db),
    matchesPerDay: (since) =>
      db
        .all(
          `SELECT date(matched_at / 1000, 'unixepoch') AS day, count(*) AS n FROM matches WHERE matched_at >= ? GROUP BY day ORDER BY day`,
          since,
        )
        .map((row) => ({ day: String(row['day']), count: Number(row['n']) })),
    kept: (since) => keptItems(db, since),
    ruledOut: (since) => ruledOutItems(db, since),
    matchedItems: (since, topic) => matchedItems(db, since, topic),
    countWithoutWords: (since) =>
      Number(
        db.get(
          `SELECT count(*) AS n FROM items LEFT JOIN details ON details.item = items.id
           WHERE state = 'rejected' AND kept IS NULL AND page IS NULL AND seen_at >= ?`,
          since,
        )?.['n'] ?? 0,
      ),
  };
}

function listMatches(
  db: Database,
  { q, topic, since, limit, cursor }: MatchQuery,
): { matches: MatchView[]; next: string | null } {
  const where = ['1 = 1'];
  const values: (string | number)[] = [];
  if (q !== undefined && q.trim() !== '') {
    where.push('matches.id IN (SELECT rowid FROM matches_text WHERE matches_text MATCH ?)');
    values.push(ftsQuery(q));
  }
  if (topic !== undefined) {
    where.push(`EXISTS (SELECT 1 FROM json_each(matches.topics) WHERE json_extract(value, '$.id') = ?)`);
    values.push(topic);
  }
  if (since !== undefined) {
    where.push('matches.matched_at >= ?');
    values.push(since);
  }
  if (cursor !== undefined) {
    where.push('matches.id < ?');
    values.push(cursorId(cursor));
  }
  const size = limit ?? -1;
  const rows = db.all(
    `${MATCH} WHERE ${where.join(' AND ')} ORDER BY matches.id DESC LIMIT ?`,
    ...values,
    size < 0 ? -1 : size + 1,
  );
  const page = size < 0 ? rows : rows.slice(0, size);
  const last = page.at(-1);
  return {
    matches: page.map(matchView),
    next: rows.length > page.length && last !== undefined ? String(last['id']) : null,
  };
}

function cursorId(cursor: string): number {
  if (/^\d{1,15}$/.test(cursor)) return Number(cursor);
  throw new NewswatchError('bad-cursor', `${JSON.stringify(cursor)} is no cursor`, {
    remedy: 'use the "next" of the page before',
  });
}

/** More than this no one means; each costs a look into the index. */
const MAX_TERMS = 64;

/**
 * Words are searched for as they stand, all of them; "quoted words" as a phrase, a `*` behind a word as a beginning. Nothing
 * else gets through to SQLite, so no query is a mistake.
 */
function ftsQuery(q: string): string {
  const terms = [...q.matchAll(/"([^"]*)"|([\p{L}\p{M}\p{N}]+)(\*?)/gu)].map(([, phrase, word = '', star = '']) =>
    phrase === undefined ? `"${word}"${star}` : `"${(phrase.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).join(' ')}"`,
  );
  return terms.length === 0 ? '""' : [...new Set(terms)].slice(0, MAX_TERMS).join(' ');
}

function wholeMatch(db: Database, uid: Uint8Array): WholeMatch | undefined {
  const row = db.get(`${MATCH} WHERE items.uid = ?`, uid);
  if (row === undefined) return wholeNearMiss(db.get(`${NEAR} AND items.uid = ?`, uid));
  const { topic, text, lang, canonicalUrl } = matchRow(row);
  return { ...matchView(row), text, lang, canonicalUrl, near: false, verdict: verdictOf(row, topic) ?? null };
}

const verdictOf = (row: Row, topic: string): Verdict | undefined =>
  verdictsIn(row).find((verdict) => verdict.topic === topic);

const verdictsIn = (row: Row): Verdict[] =>
  row['verdicts'] == null ? [] : (JSON.parse(String(row['verdicts'])) as Verdict[]);

function matchView(row: Row): MatchView {
  const match = matchRow(row);
  return {
    ...matchData(match, verdictOf(row, match.topic)),
    topics: match.topics,
    duplicateOf: row['first_uid'] == null ? null : String(row['first_uid']).toLowerCase(),
    mark: match.mark,
  };
}

const iso = (at: number): string => new Date(at).toISOString();

/** The `data` object of alerts, lists and exports (CONTRACT section 4). @param verdict that of the match's topic */
export function matchData(match: MatchRow, verdict: Verdict | undefined): MatchData {
  return {
    id: match.uid,
    topic: match.topic,
    title: match.title,
    url: match.url,
    feed: { title: match.feedTitle, url: match.feedUrl },
    byline: match.byline,
    publishedAt: match.publishedAt === null ? null : iso(match.publishedAt),
    matchedAt: iso(match.matchedAt),
    score: match.score,
    threshold: verdict?.threshold ?? null,
    matched: match.matched,
    why: verdict === undefined ? [] : verdictWords(verdict),
    excerpt: match.excerpt,
    basis: match.basis,
    corpusFile: match.corpusFile,
  };
}

const NEAR = `SELECT items.*, verdicts, kept, hex(items.uid) AS hex_uid, feeds.url AS feed_url, feeds.title AS feed_title, marks.mark AS mark
  FROM items JOIN feeds ON feeds.num = items.feed LEFT JOIN details ON details.item = items.id
  LEFT JOIN marks ON marks.uid = lower(hex(items.uid)) WHERE near = 1`;

/** Read in portions, so that the words of a year's near misses are never in memory together, nor unpacked for a few. */
const NEAR_AT_ONCE = 100;

function listNearMisses(db: Database, { topic, since = 0, limit = Infinity }: MatchQuery): MatchView[] {
  const found: MatchView[] = [];
  const portion = Math.min(limit, NEAR_AT_ONCE);
  for (let [at, id] = [Number.MAX_SAFE_INTEGER, 0]; found.length < limit;) {
    const rows = db.all(
      `${NEAR} AND done_at >= ? AND (done_at, items.id) < (?, ?) ORDER BY done_at DESC, items.id DESC LIMIT ?`,
      since,
      at,
      id,
      portion,
    );
    found.push(...rows.map((row) => nearMiss(row, topic)).filter((near) => near !== null));
    [at, id] = [Number(rows.at(-1)?.['done_at']), Number(rows.at(-1)?.['id'])];
    if (rows.length < portion) break;
  }
  return found.slice(0, limit);
}

function wholeNearMiss(row: Row | undefined): WholeMatch | undefined {
  const near = row === undefined ? null : nearMiss(row, undefined);
  if (row === undefined || near === null) return undefined;
  const { text } = row['kept'] == null ? { text: '' } : unpackWords(row['kept'] as Uint8Array);
  return { ...near, text, lang: null, canonicalUrl: null, near: true, verdict: verdictOf(row, near.topic) ?? null };
}

/** By the topic that was asked for, or else by the one that came closest; null if it was none. */
function nearMiss(row: Row, topic: string | undefined): MatchView | null {
  const near = verdictsIn(row).filter((verdict) => verdict.near);
  const best = bestOf(near.filter((verdict) => topic === undefined || verdict.topic === topic));
  if (best === undefined) return null;
  const { url, title } = briefIn(row);
  const words = row['kept'] == null ? null : unpackWords(row['kept'] as Uint8Array);
  return {
    id: String(row['hex_uid']).toLowerCase(),
    topic: best.topic,
    title,
    url: url ?? '',
    feed: { title: String(row['feed_title'] ?? row['feed_url']), url: String(row['feed_url']) },
    byline: null,
    publishedAt: row['published_at'] == null ? null : iso(Number(row['published_at'])),
    matchedAt: iso(Number(row['done_at'])),
    score: best.score,
    threshold: best.threshold,
    matched: matchedTerms(best),
    why: verdictWords(best),
    excerpt: words === null ? '' : excerptOf(words),
    basis: (row['basis'] as MatchData['basis'] | null) ?? 'page',
    corpusFile: null,
    topics: [best, ...near.filter((one) => one !== best)].map((one) => ({ id: one.topic, score: one.score })),
    duplicateOf: null,
    mark: row['mark'] as MatchView['mark'],
  };
}
