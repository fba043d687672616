import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../support/random.ts';
import type { Blow } from './deck.ts';
import { checkRest, unrest } from './end-state.ts';
import type { CrashPlace } from './installation.ts';
import type { Movement } from './movement.ts';
import type { News } from './news.ts';
import type { Victim } from './process.ts';
import type { Receivers } from './receivers.ts';

/** What all lives of one installation have in common. */
export interface Stage {
  readonly random: Random;
  readonly news: News;
  readonly receivers: Receivers;
  readonly place: CrashPlace;
  readonly movement: Movement;
  readonly report: CrashReport;
  /** Articles to be published in all. */
  readonly articles: number;
  /** Names of corpus files that were there after a kill. */
  readonly files: Set<string>;
  readonly onProgress: (report: CrashReport) => void;
  /** A process of its own that works on the queues; only on Redis. */
  worker: Victim | null;
}

export interface CrashReport {
  /** How often it was killed at each step, or at any moment. */
  readonly kills: Map<string, number>;
  /** Kills that fell before it was at rest again after the one before. */
  inRecovery: number;
  /** How often all that is left was compared with what must be. */
  compared: number;
  published: number;
  files: number;
  alerts: number;
  /** Alerts that a target was sent again. */
  repeated: number;
  /** From a start to the first page asked for or alert sent, where something had been under way: ms. */
  readonly resumed: number[];
}

/** The end state is not what it must be. */
export class CrashFailure extends Error {
  override readonly name = 'CrashFailure';
}

/** So long without any change on the way to rest, and it will never come there. */
const STUCK = 90_000;
const LOOK = 60;
/** A file is written right after its match: a look may fall in between. */
const SETTLE = 3_000;
/** More at once would fall out of the feeds before they are read. */
const MOST_AT_ONCE = 120;
const LEAST_AT_ONCE = 6;

/** Puts out a fair part of the articles that are left, with so many kills to come. */
export function publish({ news, articles, report }: Stage, left: number): void {
  const share = Math.ceil((articles - report.published) / (left + 1));
  const batch = Math.min(MOST_AT_ONCE, Math.max(LEAST_AT_ONCE, share));
  news.publish(batch);
  report.published += batch;
}

/** True once it is at rest, false where it fell before. @throws CrashFailure if it does neither */
export async function untilRest({ place, news }: Pick<Stage, 'place' | 'news'>, victim: Victim): Promise<boolean> {
  let until = Date.now() + STUCK;
  let last: string | null = null;
  while (victim.alive()) {
    const why = restless(place, news);
    if (why === null) return true;
    if (why !== last) until = Date.now() + STUCK;
    last = why;
    if (Date.now() > until) throw new CrashFailure(`nothing has moved for ${STUCK / 1_000} s: ${why}`);
    await sleep(LOOK);
  }
  return false;
}

function restless(place: CrashPlace, news: News): string | null {
  try {
    return unrest(place, news);
  } catch (error) {
    // There is no record before its first start has come so far.
    return String(error);
  }
}

/** All that is left must be what it must be. @throws CrashFailure */
export async function compare({ place, news, receivers, report }: Stage): Promise<void> {
  const until = Date.now() + SETTLE;
  let wrong = checkRest(place, news, receivers);
  while (wrong.length > 0 && Date.now() < until) {
    await sleep(LOOK);
    wrong = checkRest(place, news, receivers);
  }
  if (wrong.length > 0) throw new CrashFailure(wrong.slice(0, 20).join('\n'));
  report.compared += 1;
}

/** What a kill is counted as. */
export const nameOf = ({ at, victim }: Blow): string => (victim === 'worker' ? `${at} (worker)` : at);
