import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { fileName, fileText, hashOf } from '../corpus/format.ts';
import type { ManifestLine } from '../corpus/manifest.ts';
import type { Decision } from '../decide/match.ts';
import { excerptOf } from '../model/in-short.ts';
import { whomToTell } from '../decide/tell.ts';
import { messageOf } from '../errors.ts';
import type { Verdict } from '../model/topic.ts';
import type { ItemState } from '../record/items.ts';
import type { MatchRow } from '../record/matches.ts';
import type { NewsRecord } from '../record/record.ts';
import { matchData } from '../record/reports.ts';
import { step } from '../step.ts';
import { addressesIn, lateTry, logArticle, recordDuplicate, type ReadOutcome } from './item-way.ts';
import type { Desk } from './parts.ts';
import { firstOfStory, indexStory } from './story-index.ts';

type MatchDecision = Extract<Decision, { kind: 'match' }>;

/** Writes a match: with its corpus number and its alerts in one transaction, then its file, then its line in the manifest. */
export function recordMatch(
  parts: Desk,
  item: ItemState,
  outcome: ReadOutcome,
  verdicts: readonly Verdict[],
  decision: MatchDecision,
  { quiet = item.quiet }: { quiet?: boolean } = {},
): void {
  const { record, tally } = parts;
  const { article } = outcome;
  const now = parts.now();
  const text = fileText(article.title, article.text);
  const copy = article.basis === 'summary' ? undefined : record.matches.bySha256(hashOf(text));
  if (copy !== undefined) {
    // To the byte the text of a file we wrote: the same article at another address.
    return recordDuplicate(parts, item, outcome, copy.item);
  }
  const match = record.transaction(() => {
    const id = insertMatch(parts, item, outcome, decision, now);
    if (article.basis !== 'summary') assignFile(parts, id, text);
    record.items.end(item.id, {
      state: 'matched',
      at: now,
      ...lateTry(item, outcome, now),
      fetchedAt: outcome.fetchedAt,
      basis: article.basis,
      verdicts,
      publishedAt: article.publishedAt ?? item.publishedAt,
    });
    record.items.claim(addressesIn(item, outcome), item.id);
    const written = record.matches.get(id) as MatchRow;
    raiseAlerts(parts, written, verdicts, quiet);
    return written;
  });
  step('match committed');
  tally.matches += 1;
  logArticle(parts, item, { decision: 'match', topic: match.topic, score: match.score });
  writeFile(parts, match);
}

function insertMatch(
  { record, feeds }: Desk,
  item: ItemState,
  { article, fetchedAt }: ReadOutcome,
  decision: MatchDecision,
  now: number,
): number {
  const feed = feeds.get(item.feedId);
  const state = record.feeds.get(item.feedId);
  const { topic, topics, score, matched } = decision;
  const id = record.matches.insert({
    item: item.id,
    topic,
    topics,
    score,
    matched,
    title: article.title,
    text: article.text,
    byline: article.byline,
    lang: article.lang,
    url: article.url,
    canonicalUrl: article.canonicalUrl,
    feedUrl: feed?.url ?? state?.url ?? '',
    feedTitle: feed?.title ?? state?.title ?? feed?.url ?? '',
    publishedAt: article.publishedAt ?? item.publishedAt,
    fetchedAt,
    matchedAt: now,
    basis: article.basis,
    excerpt: excerptOf(article),
    duplicateOf: firstOfStory(record, article.text),
  });
  indexStory(record, id, article.text);
  return id;
}

/** The next number, unless a file of these very bytes is there: from before we came, or of another match. */
function assignFile({ record, foreign }: Desk, id: number, text: string): void {
  const sha256 = hashOf(text);
  const there = foreign.bySha256.get(sha256) ?? record.matches.bySha256(sha256)?.corpusFile ?? undefined;
  if (there !== undefined) return record.matches.setFile(id, { number: null, name: there, sha256 });
  const number = Math.max(record.matches.highestNumber(), foreign.highest) + 1;
  record.matches.setFile(id, { number, name: fileName(number, text), sha256 });
}

/** Writes alerts into the outbox. */
function raiseAlerts({ record, settings }: Desk, match: MatchRow, verdicts: readonly Verdict[], quiet: boolean): void {
  const timestamp = new Date(match.matchedAt).toISOString();
  const verdict = verdicts.find(({ topic }) => topic === match.topic);
  for (const channel of whomToTell(settings.alerts, { quiet, duplicate: match.duplicateOf !== null })) {
    record.alerts.insert({
      uid: `alert_${randomUUID()}`,
      match: match.id,
      channel,
      body: { type: 'match', timestamp, data: matchData(match, verdict) },
      createdAt: match.matchedAt,
    });
  }
}

/** Writes the match's file and its line. What a crash or a full disk keeps from being written, `restoreFiles` writes later. */
export function writeFile(parts: Desk, match: MatchRow): void {
  const { corpus, manifest, log } = parts;
  const place =
    match.corpusFile === null
      ? {}
      : { corpusFile: match.corpusFile, corpusPath: join(corpus.folder, match.corpusFile) };
  if (match.corpusFile !== null && match.corpusNumber !== null) {
    try {
      corpus.put(match.corpusFile, fileText(match.title, match.text));
      manifest.append(manifestLine(parts, match));
    } catch (error) {
      // The match stands in the record, so its file can wait.
      parts.unwritten.files = true;
      parts.unwritten.why = messageOf(error);
      log.error({ event: 'unwritten', file: match.corpusFile, err: parts.unwritten.why }, parts.unwritten.why);
    }
  }
  log.info(
    {
      event: 'match',
      itemId: match.item,
      title: match.title,
      url: match.url,
      topic: match.topic,
      score: match.score,
      basis: match.basis,
      ...place,
    },
    `match: ${match.title}`,
  );
}

export function manifestLine({ record }: { record: Pick<NewsRecord, 'stories'> }, match: MatchRow): ManifestLine {
  const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());
  return {
    file: match.corpusFile ?? '',
    sha256: match.corpusSha256 ?? '',
    url: match.url,
    canonicalUrl: match.canonicalUrl,
    feedUrl: match.feedUrl,
    title: match.title,
    byline: match.byline,
    lang: match.lang,
    publishedAt: iso(match.publishedAt),
    fetchedAt: iso(match.fetchedAt),
    topic: match.topic,
    topics: match.topics,
    score: match.score,
    matched: match.matched,
    basis: match.basis,
    duplicateOf: record.stories.fileBefore(match.duplicateOf ?? match.id, match.corpusNumber ?? 0),
  };
}

/** A page that came after the match was made from its feed: it gets its file now, or its text goes into the record; no second alert. */
export function recordLateText(parts: Desk, item: ItemState, match: MatchRow, outcome: ReadOutcome): void {
  const { record } = parts;
  const { article, fetchedAt } = outcome;
  const now = parts.now();
  const late = article.basis === 'page';
  const written = record.transaction(() => {
    record.items.end(item.id, {
      state: 'matched',
      at: now,
      ...lateTry(item, outcome, now),
      fetchedAt,
      ...(late ? { basis: 'page' } : {}),
    });
    if (!late) return undefined;
    record.items.claim(addressesIn(item, outcome), item.id);
    if (match.corpusFile !== null) {
      if (article.text.length > match.text.length) record.matches.setFullerText(match.id, article.text);
      return undefined;
    }
    record.matches.setText(match.id, {
      title: article.title,
      text: article.text,
      basis: 'page',
      fetchedAt,
      excerpt: excerptOf(article),
    });
    const first = firstOfStory(record, article.text, match.id);
    if (first !== null) record.stories.join(match.id, first);
    indexStory(record, match.id, article.text);
    assignFile(parts, match.id, fileText(article.title, article.text));
    return record.matches.get(match.id);
  });
  if (written !== undefined) writeFile(parts, written);
}
