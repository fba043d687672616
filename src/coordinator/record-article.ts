import { isStale } from '../decide/fresh.ts';
import { decideMatch } from '../decide/match.ts';
import { nextRead, obeyed, QUICK_READ_TRIES } from '../decide/retry.ts';
import type { ArticleOutcome, PageProblem } from '../model/jobs.ts';
import type { Verdict } from '../model/topic.ts';
import type { ItemState } from '../record/items.ts';
import { addressesIn, lateTry, logArticle, recordDuplicate, type ReadOutcome } from './item-way.ts';
import { judgeAgain } from './judge-again.ts';
import { knownOriginal } from './known-original.ts';
import type { Desk } from './parts.ts';
import { recordLateText, recordMatch } from './record-match.ts';
import { recordRuledOut } from './record-ruled-out.ts';
import { topicsOf } from './twins.ts';

/** Writes what reading an item's article brought, and decides whether its way ends here. */
export function recordArticle(parts: Desk, item: ItemState, outcome: ArticleOutcome): void {
  if (outcome.kind === 'read') recordRead(parts, item, outcome);
  else if (outcome.kind === 'ruled-out') recordRuledOut(parts, item, outcome);
  else if (outcome.kind === 'gone') giveUp(parts, item, outcome.problem);
  else recordFailure(parts, item, outcome.problem);
  const retryAt = outcome.kind === 'ruled-out' ? undefined : outcome.problem?.retryAt;
  const now = parts.now();
  if (retryAt !== undefined) parts.record.items.holdHost(item.host, obeyed(retryAt, now), now);
}

/** No text. Passing trouble is tried again quickly, then over a day; then the item is given up with the reason. */
function recordFailure(parts: Desk, item: ItemState, problem: PageProblem): void {
  if (problem.code === 'robots') parts.tally.articles.skipped += 1;
  const quick = problem.retry === 'soon' && item.tries < QUICK_READ_TRIES.length;
  const tries = quick ? item.tries : Math.max(item.tries, QUICK_READ_TRIES.length);
  const next = problem.retry === 'never' ? GIVE_UP : nextRead(tries, problem, quick, parts.now());
  if (next.kind === 'give-up') return giveUp(parts, item, problem);
  parts.record.transaction(() => {
    parts.record.items.end(item.id, {
      state: item.state,
      at: parts.now(),
      dueAt: next.dueAt,
      tries: tries + 1,
      problemCode: problem.code,
      problem: problem.message,
    });
  });
  logArticle(parts, item, { decision: 'later', problem: problem.message });
}

const GIVE_UP = { kind: 'give-up' } as const;

function giveUp(parts: Desk, item: ItemState, problem: PageProblem): void {
  // An item that was judged from its feed keeps that judgement: only the page is given up.
  const state = item.state === 'waiting' ? 'given-up' : item.state;
  parts.record.items.end(item.id, {
    state,
    at: parts.now(),
    tries: item.tries + 1,
    problemCode: problem.code,
    problem: problem.message,
  });
  if (problem.code !== 'robots') parts.tally.articles.failed += 1;
  logArticle(parts, item, { decision: 'give-up', problem: problem.message });
}

function recordRead(parts: Desk, item: ItemState, read: ReadOutcome): void {
  const { record, tally } = parts;
  // A page without a title goes by the one its feed gave.
  const article = read.article.title === '' ? { ...read.article, title: item.title } : read.article;
  const outcome = { ...read, article };
  const now = parts.now();
  if (article.basis === 'page') tally.articles.fetched += 1;
  else if (outcome.problem?.code === 'robots') tally.articles.skipped += 1;

  const published = article.publishedAt ?? item.publishedAt;
  const unread = item.state === 'waiting' || item.ruledOut;
  if (unread && isStale({ publishedAt: published }, now, parts.settings.freshness)) {
    tally.items.stale += 1;
    record.items.end(item.id, { state: 'stale', at: now, fetchedAt: outcome.fetchedAt, publishedAt: published });
    return logArticle(parts, item, { decision: 'stale' });
  }
  const match = record.matches.ofItem(item.id);
  if (match !== undefined) return recordLateText(parts, item, match, outcome);

  const original = knownOriginal(parts.record, item, outcome.article);
  if (original !== undefined) {
    return recordDuplicate(parts, item, outcome, original);
  }
  const verdicts = currentVerdicts(parts, item, outcome);
  const decision = decideMatch(verdicts);
  if (decision.kind === 'match') return recordMatch(parts, item, outcome, verdicts, decision);
  record.transaction(() => {
    record.items.end(item.id, {
      state: 'rejected',
      at: now,
      ...lateTry(item, outcome, now),
      fetchedAt: outcome.fetchedAt,
      basis: article.basis,
      verdicts,
      kept: parts.settings.keep.rejectedText > 0 ? { title: article.title, text: article.text } : null,
      publishedAt: published,
    });
    record.items.claim(addressesIn(item, outcome), item.id);
  });
  const best = verdicts.toSorted((a, b) => b.score - a.score)[0];
  logArticle(parts, item, {
    decision: best?.near ? 'near' : 'reject',
    ...(best ? { topic: best.topic, score: best.score } : {}),
  });
}

/** An outcome of older rules is judged again, here, by those in force. */
function currentVerdicts(
  parts: Desk,
  item: ItemState,
  { article, verdicts, revision }: ReadOutcome,
): readonly Verdict[] {
  if (revision === parts.rules.set.revision) return verdicts;
  return judgeAgain(parts.rules.compiled, article, topicsOf(parts, item.feedId));
}
