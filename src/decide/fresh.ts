import type { Item } from '../model/feed.ts';

/**
 * Freshness: an item first seen when it is already older than `freshness` is stale, and is not fetched. An item without a
 * usable date is fresh; a date in the future counts as now.
 */
export function isStale(item: Pick<Item, 'publishedAt'>, now: number, freshness: number): boolean {
  return item.publishedAt !== null && now - Math.min(item.publishedAt, now) > freshness;
}
