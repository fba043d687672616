import { isPossible } from '../judge/sight/pre-filter.ts';
import { askStored } from '../judge/sight/stored-page.ts';
import type { Article } from '../model/article.ts';
import type { ArticleOutcome } from '../model/jobs.ts';
import { unpackText } from '../record/pack.ts';
import type { ItemState } from '../record/items.ts';
import { addressesIn, logArticle, recordDuplicate } from './item-way.ts';
import { knownOriginal } from './known-original.ts';
import type { Desk } from './parts.ts';
import { topicsOf } from './twins.ts';

type RuledOut = Extract<ArticleOutcome, { kind: 'ruled-out' }>;

/**
 * Writes that an item's page was not read, since its words rule out that any topic matches: an off-topic item, of which
 * so much is kept that other rules can be asked whether it must be read after all.
 */
export function recordRuledOut(parts: Desk, item: ItemState, outcome: RuledOut): void {
  const { record, tally, settings } = parts;
  const at = parts.now();
  const page = Buffer.from(outcome.page, 'base64');
  const bounds = currentBounds(parts, item, outcome, page);
  if (bounds.some(isPossible)) {
    record.items.end(item.id, { state: item.state, at, dueAt: at, tries: item.tries });
    return logArticle(parts, item, { decision: 'later', problem: 'the rules have changed' });
  }
  tally.articles.fetched += 1;
  const article = unread(item, outcome.url);
  const original = knownOriginal(record, item, article);
  if (original !== undefined) return recordDuplicate(parts, item, { article, fetchedAt: outcome.fetchedAt }, original);
  record.transaction(() => {
    record.items.end(item.id, {
      state: 'rejected',
      at,
      fetchedAt: outcome.fetchedAt,
      basis: 'page',
      ruledOut: { bounds, page: settings.keep.rejectedText > 0 ? page : null },
    });
    record.items.claim(addressesIn(item, { article }), item.id);
  });
  logArticle(parts, item, { decision: 'reject' });
}

/** What older rules ruled out is asked about again, here, by those in force. */
function currentBounds(
  desk: Desk,
  { feedId }: ItemState,
  { bounds, revision }: RuledOut,
  page: Uint8Array,
): RuledOut['bounds'] {
  if (revision === desk.rules.set.revision) return bounds;
  return askStored(unpackText(page), desk.rules.compiled, topicsOf(desk, feedId));
}

/** All that is known of an article that was not read. */
const unread = ({ title, publishedAt }: ItemState, url: string): Article => ({
  url,
  canonicalUrl: null,
  title,
  text: '',
  byline: null,
  lang: null,
  publishedAt,
  basis: 'page',
});
