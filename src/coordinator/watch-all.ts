import { failingOf, GAP_SHOWN, haveMostFailed } from '../decide/feed-troubles.ts';
import { EPISODE_ENDS } from '../decide/tell-warning.ts';
import type { WarningState } from '../record/warnings.ts';
import type { Desk } from './parts.ts';
import { settle, warn } from './warn.ts';
import { allFeedsWords } from './warning-words.ts';
import { askedFeeds } from './watch-feed.ts';

const DAY = 86_400_000;
/** A host that no page is asked of any more is in no trouble that we know of. */
const HOST_HEARD = 30 * DAY;
const HOST_KEPT = 90 * DAY;
const NOTICE_KEPT = 90 * DAY;

/** What no single outcome tells: that most feeds fail at once, and that a warning has outlived its subject. */
export function watchAll(parts: Desk): void {
  const { record } = parts;
  const now = parts.now();
  record.transaction(() => {
    const failing = failingOf(askedFeeds(parts));
    const { since } = failing;
    const found = haveMostFailed(failing, now)
      ? [{ kind: 'feeds-failing' as const, subject: '', about: {}, since, message: allFeedsWords(failing) }]
      : [];
    warn(parts, '', found, ['feeds-failing']);
    for (const warning of record.warnings.open()) if (isOutlived(parts, warning, now)) settle(parts, warning);
    record.warnings.prune(now - EPISODE_ENDS);
    record.hosts.prune(now - HOST_KEPT);
    record.alerts.pruneNotices(now - NOTICE_KEPT);
  });
}

function isOutlived({ feeds, record }: Desk, { kind, subject, about, seenAt }: WarningState, now: number): boolean {
  if (about.host !== undefined) return now - seenAt >= HOST_HEARD;
  if (about.feed === undefined) return false;
  const state = record.feeds.get(subject);
  if (feeds.get(subject)?.enabled !== true || state?.sameAs != null) return true;
  return kind === 'feed-gap' && state?.gapAt == null && now - seenAt >= GAP_SHOWN;
}
