import type { Feed, FeedState } from '../model/feed.ts';
import type { PollOutcome } from '../model/jobs.ts';
import { outsideSkipped, rhythmOf, type PollRules } from './rhythm.ts';

/** When a feed is polled next, and what an outcome teaches about it. */

const DAY = 86_400_000;
const FIRST_BACK_OFF = 60_000;
/** A poll may be over a moment before it was meant to start. */
const CLOCK_SLACK = 60_000;

/** Whether a feed may be polled at all, apart from the time. */
export const mayPoll = (feed: Feed, state: FeedState, now: number): boolean =>
  feed.enabled && state.goneAt === null && (state.refusedUntil === null || state.refusedUntil <= now);

/**
 * When a feed is due. A poll that lies in the future tells that the clock was wrong then and has been set right: what was
 * reckoned from it would keep the feed from being polled until the clock is there again.
 */
export const dueAt = (state: FeedState, now: number): number =>
  state.polledAt !== null && state.polledAt > now + CLOCK_SLACK ? now : state.dueAt;

/**
 * Whether a feed is to be asked without validators: at most once a day. Some servers send the same ETag for a changed feed; what
 * they hid is found then, by the body's hash. A try that fails counts, or trouble would make every retry a whole download.
 */
export const asksInFull = (state: FeedState, now: number): boolean =>
  state.fullAt === null || now - state.fullAt >= DAY || state.fullAt > now + CLOCK_SLACK;

/** A poll as the coordinator knows it: when it was meant to start and when it was over, and what it showed. */
export interface PollTimes {
  readonly startedAt: number;
  readonly now: number;
  /** It was asked without validators. */
  readonly full: boolean;
  /** The body shares no item with the one before. */
  readonly gap: boolean;
}

/**
 * What a poll that started at `startedAt` changes in the feed's state. Success keeps the rhythm from start to start, outside
 * of the hours in which the feed does not want to be asked; time that was missed (the machine slept) leads to one poll, not to a
 * burst. Failures back off exponentially from the interval up to a day, with jitter so that feeds which failed together do not
 * come back together; refusals in a row (Retry-After) do so, too, beside the times that they name. Where a redirect had moved the
 * feed, trouble leads back to the user's own address: the new one may have been a mistake of theirs.
 * @param random uniform in [0, 1)
 */
export function afterPoll(
  feed: Feed,
  state: FeedState,
  outcome: PollOutcome,
  { startedAt, now, full, gap }: PollTimes,
  rules: PollRules,
  random: () => number,
): Partial<Omit<FeedState, 'feedId' | 'url'>> {
  const asked = { polledAt: startedAt, ...(full ? { fullAt: now } : {}) };
  if (outcome.kind === 'items' || outcome.kind === 'unchanged') {
    const learnt = {
      polledAt: startedAt,
      hints: outcome.kind === 'items' ? outcome.hints : state.hints,
      freshUntil: outcome.freshFor === undefined ? null : startedAt + outcome.freshFor,
      gapAt: gap ? now : gapLeft(state.gapAt, now),
    };
    const { interval, by } = rhythmOf(feed, learnt, rules);
    const onTime = Math.max(startedAt + interval, now);
    // The user's own interval for the feed is their word, whatever the feed asks for; a gap is worse than a skipped hour.
    const own = feed.interval !== undefined || by === 'gap';
    const next = own ? onTime : outsideSkipped(onTime, startedAt + rules.maxInterval, learnt.hints);
    return { ...asked, ...HEALTHY, ...learnt, ...contentOf(outcome), succeededAt: now, dueAt: next };
  }
  const failing = { ...asked, failures: state.failures + 1, failingSince: state.failingSince ?? now };
  const { interval } = rhythmOf(feed, state, rules);
  const backOff = backOffAfter(state.failures + 1, interval, random);
  if (outcome.kind === 'gone') {
    const problem = 'the publisher says it is gone for good (410)';
    if (state.movedTo !== null) return { ...failing, movedTo: null, problem, dueAt: now + backOff };
    return { ...failing, goneAt: now, problem, dueAt: now + DAY };
  }
  if (outcome.kind === 'refused') {
    // Reckoned by the worker's clock, which may be wrong.
    const until = Math.min(outcome.until, now + DAY);
    // Who goes on refusing has named too short a time.
    const patience = state.failures === 0 ? 0 : doubled(state.failures, interval, random);
    return {
      ...failing,
      problem: outcome.problem,
      refusedUntil: until,
      dueAt: Math.max(until, startedAt + interval, now + patience),
    };
  }
  return { ...failing, movedTo: null, problem: outcome.problem, dueAt: now + backOff };
}

const HEALTHY = { failures: 0, failingSince: null, problem: null, refusedUntil: null };

/** What the answer itself says. */
function contentOf(outcome: Extract<PollOutcome, { kind: 'items' | 'unchanged' }>): Partial<FeedState> {
  const { etag, lastModified, movedTo } = outcome;
  const kept = { etag, lastModified, ...(movedTo === null ? {} : { movedTo }) };
  return outcome.kind === 'items' ? { ...kept, title: outcome.title, bodyHash: outcome.bodyHash } : kept;
}

/** A gap counts until a day has passed without another one. */
const gapLeft = (gapAt: number | null, now: number): number | null =>
  gapAt !== null && gapAt <= now && now - gapAt < DAY ? gapAt : null;

/**
 * The wait after the n-th failure in a row: the interval (at least a minute), doubled each time, at most a day. Up to a
 * fifth longer at random, or shorter where it would be more than a day.
 */
export const backOffAfter = (failures: number, interval: number, random: () => number): number =>
  doubled(failures, Math.max(interval, FIRST_BACK_OFF), random);

function doubled(times: number, first: number, random: () => number): number {
  const base = first * 2 ** Math.min(times - 1, 20);
  const jitter = 0.2 * random();
  return Math.round(Math.min(base * (1 + jitter), DAY * (1 - jitter)));
}
