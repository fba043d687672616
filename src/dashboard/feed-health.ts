import type { FeedStatus } from '../coordinator/commands.ts';

/**
 * - new: not polled yet. - healthy: the last poll succeeded. - failing: it did not, and is tried again, ever more seldom.
 * - refused: as failing, and the publisher said when to ask again (Retry-After). - gone: the publisher said 410; not asked again.
 * - disabled: the user said so.
 */
export const FEED_HEALTHS = ['healthy', 'new', 'failing', 'refused', 'gone', 'disabled'] as const;
export type FeedHealth = (typeof FEED_HEALTHS)[number];

export function healthOf(feed: FeedStatus, now: number): FeedHealth {
  if (!feed.enabled) return 'disabled';
  if (feed.goneAt !== null) return 'gone';
  if (feed.refusedUntil !== null && feed.refusedUntil > now) return 'refused';
  if (feed.failingSince !== null) return 'failing';
  return feed.polledAt === null ? 'new' : 'healthy';
}

/** Whether the user may want to do something about it. */
export const isTrouble = (health: FeedHealth): boolean =>
  health === 'failing' || health === 'refused' || health === 'gone';
