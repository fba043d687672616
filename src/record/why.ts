import { createHash } from 'node:crypto';
import type { TopicBound, Verdict } from '../model/topic.ts';
import { cleanUrl, urlKey } from '../model/url.ts';
import { briefIn } from './brief.ts';
import { judgementIn } from './judgement.ts';
import type { Database, Row } from './open.ts';
import { storyReports, type Teller } from './story-reports.ts';
import { textOrNull } from './values.ts';

/** Everything the record knows of one item (`newswatch why`). Times are ISO 8601. */
export interface ItemHistory {
  readonly id: string;
  readonly feed: { readonly title: string | null; readonly url: string };
  readonly url: string | null;
  readonly title: string;
  readonly publishedAt: string | null;
  readonly seenAt: string;
  readonly state: string;
  readonly fetchedAt: string | null;
  readonly basis: string | null;
  readonly tries: number;
  readonly nextTryAt: string | null;
  readonly problem: string | null;
  /** The item whose article it is, or the first one of the story that its own article repeats. */
  readonly repeats: { readonly id: string; readonly title: string; readonly url: string | null } | null;
  /** The first hundred later matches that repeat the story of this one. */
  readonly copies: readonly Teller[];
  readonly verdicts: readonly Verdict[];
  /** Where the page was not read, since its words ruled out that any topic matches: how far they could bring it. */
  readonly ruledOut: readonly TopicBound[] | null;
  /** The user's judgement, whether it is a match or not. */
  readonly mark: string | null;
  readonly match: {
    readonly topic: string;
    readonly score: number;
    readonly corpusFile: string | null;
    readonly matchedAt: string;
    readonly duplicateOf: string | null;
    readonly mark: string | null;
  } | null;
  readonly alerts: readonly {
    readonly channel: string;
    readonly state: string;
    readonly tries: number;
    readonly at: string;
    readonly answer: string | null;
  }[];
}

const ITEM = `SELECT items.*, verdicts, bounds, hex(items.uid) AS hex_uid, feeds.url AS feed_url, feeds.title AS feed_title, marks.mark AS mark
  FROM items JOIN feeds ON feeds.num = items.feed LEFT JOIN details ON details.item = items.id LEFT JOIN marks ON marks.uid = lower(hex(items.uid))`;

const COPIES = 100;

/** The items behind an id, or behind an address under which an article is known; empty if it was never seen. */
export function whyReport(db: Database, reference: string): ItemHistory[] {
  if (/^[0-9a-f]{16}$/i.test(reference)) {
    return db.all(`${ITEM} WHERE items.uid = ?`, Buffer.from(reference, 'hex')).map((row) => history(db, row));
  }
  const key = urlKey(reference);
  if (key === null) return [];
  const hash = createHash('sha256').update(key).digest().subarray(0, 8);
  const rows = db.all(
    `${ITEM} WHERE items.id IN (SELECT item FROM urls WHERE hash = ?1)
       OR items.duplicate_of IN (SELECT item FROM urls WHERE hash = ?1) OR items.url = ?2 ORDER BY items.id LIMIT 20`,
    hash,
    cleanUrl(reference),
  );
  return rows.map((row) => history(db, row));
}

const iso = (value: Row[string] | undefined): string | null =>
  value == null ? null : new Date(Number(value)).toISOString();

function history(db: Database, row: Row): ItemHistory {
  const id = Number(row['id']);
  const uid = String(row['hex_uid']).toLowerCase();
  const { verdicts, bounds } = judgementIn(db, row);
  const original = db.get(
    `SELECT hex(uid) AS uid, items.title, items.url, brief, feeds.url AS feed_url FROM items
     JOIN feeds ON feeds.num = items.feed WHERE items.id = coalesce(?, (SELECT first.item FROM matches JOIN matches AS first
       ON first.id = matches.duplicate_of WHERE matches.item = ?))`,
    row['duplicate_of'] ?? null,
    id,
  );
  const match = db.get(
    `SELECT matches.*, first.corpus_file AS first_file FROM matches LEFT JOIN matches AS first ON first.id = matches.duplicate_of WHERE matches.item = ?`,
    id,
  );
  const alerts =
    match === undefined ? [] : db.all('SELECT * FROM alerts WHERE match = ? ORDER BY id', match['id'] as number);
  return {
    id: uid,
    feed: { title: textOrNull(row['feed_title']), url: String(row['feed_url']) },
    ...briefIn(row),
    publishedAt: iso(row['published_at']),
    seenAt: iso(row['seen_at']) ?? '',
    state: String(row['state']),
    fetchedAt: iso(row['fetched_at']),
    basis: textOrNull(row['basis']),
    tries: Number(row['tries']),
    nextTryAt: iso(row['due_at']),
    problem: textOrNull(row['problem']),
    repeats: original === undefined ? null : { id: String(original['uid']).toLowerCase(), ...briefIn(original) },
    copies: storyReports(db, [uid], COPIES)(uid).copies,
    verdicts,
    ruledOut: bounds,
    mark: textOrNull(row['mark']),
    match:
      match === undefined
        ? null
        : {
            topic: String(match['topic']),
            score: Number(match['score']),
            corpusFile: textOrNull(match['corpus_file']),
            matchedAt: iso(match['matched_at']) ?? '',
            duplicateOf: textOrNull(match['first_file']),
            mark: textOrNull(match['mark']),
          },
    alerts: alerts.map((alert) => ({
      channel: String(alert['channel']),
      state: String(alert['state']),
      tries: Number(alert['tries']),
      at: iso(alert['done_at'] ?? alert['created_at']) ?? '',
      answer: textOrNull(alert['answer']),
    })),
  };
}
