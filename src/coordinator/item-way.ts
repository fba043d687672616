import { addressesOf } from '../decide/identity.ts';
import { nextRead, QUICK_READ_TRIES } from '../decide/retry.ts';
import type { ArticleOutcome } from '../model/jobs.ts';
import type { ItemState } from '../record/items.ts';
import type { Desk } from './parts.ts';

/** What every end of an item's way has in common. */

export type ReadOutcome = Extract<ArticleOutcome, { kind: 'read' }>;

/** Judged from the feed while its page may still be had: the page is tried again over a day. */
export function lateTry(
  item: ItemState,
  { article, problem }: Pick<ReadOutcome, 'article' | 'problem'>,
  now: number,
): { dueAt: number | null; tries: number; problemCode: string | null; problem: string | null } {
  const tries = Math.max(item.tries, QUICK_READ_TRIES.length);
  const noted = { problemCode: problem?.code ?? null, problem: problem?.message ?? null };
  if (article.basis === 'page' || problem === null || problem.retry === 'never' || item.url === null)
    return { dueAt: null, tries, ...noted };
  const next = nextRead(tries, problem, false, now);
  return { dueAt: next.kind === 'retry' ? next.dueAt : null, tries: tries + 1, ...noted };
}

/** Under which addresses the article is known from now on. */
export const addressesIn = (item: ItemState, { article }: Pick<ReadOutcome, 'article'>): string[] =>
  addressesOf({
    item: item.url,
    final: article.basis === 'page' ? article.url : null,
    canonical: article.basis === 'page' ? article.canonicalUrl : null,
  });

/** The article is known already: the item's way ends at the one it repeats. */
export function recordDuplicate(
  parts: Desk,
  item: ItemState,
  outcome: Pick<ReadOutcome, 'article' | 'fetchedAt'>,
  original: number,
): void {
  const { record, tally } = parts;
  record.transaction(() => {
    record.items.end(item.id, {
      state: 'duplicate',
      at: parts.now(),
      duplicateOf: original,
      fetchedAt: outcome.fetchedAt,
    });
    record.items.claim(addressesIn(item, outcome), item.id);
  });
  tally.items.duplicate += 1;
  logArticle(parts, item, { decision: 'duplicate' });
}

export function logArticle(
  { log }: Desk,
  item: ItemState,
  fields: { decision: string; [field: string]: unknown },
): void {
  log.info(
    { event: 'article', itemId: item.id, url: item.url, title: item.title, ...fields },
    `${fields.decision}: ${item.title}`,
  );
}
