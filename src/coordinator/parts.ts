import type { Corpus, ForeignFiles } from '../corpus/corpus.ts';
import type { Manifest } from '../corpus/manifest.ts';
import type { Mistake } from '../errors.ts';
import type { CompiledRules } from '../judge/topic-rules.ts';
import type { Log } from '../log.ts';
import type { Feed } from '../model/feed.ts';
import type { RuleSet } from '../model/topic.ts';
import type { Engine } from '../queue/engine.ts';
import type { NewsRecord } from '../record/record.ts';
import type { Settings } from '../settings/settings.ts';
import type { Tally } from './tally.ts';

/** What writing a match needs: all but the queues, so that `replay` can do it where no daemon runs. */
export interface Desk {
  readonly settings: LiveSettings;
  /** The subscriptions in force; `feeds add` and `feeds remove` change them while the daemon runs. */
  readonly feeds: FeedList;
  readonly rules: Rules;
  readonly record: NewsRecord;
  readonly corpus: Corpus;
  readonly manifest: Manifest;
  readonly foreign: ForeignFiles;
  readonly unwritten: Unwritten;
  readonly log: Log;
  readonly tally: Tally;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** `files` is set while files or lines could not be written that the record has: they are tried again. */
export interface Unwritten {
  files: boolean;
  /** What was said when it was last tried, and when that was logged (`performance.now()`). */
  why: string;
  saidAt: number;
}

export const nothingUnwritten = (): Unwritten => ({ files: false, why: '', saidAt: -Infinity });

/** What the coordinator works with. Opened and closed by daemon.ts. */
export interface Parts extends Desk {
  readonly engine: Engine;
  /** Uniform in [0, 1). */
  readonly random: () => number;
}

/** The rules in force. */
export interface Rules {
  readonly set: RuleSet;
  readonly compiled: CompiledRules;
  /** What is of no use in the topic files. */
  readonly warnings: readonly Mistake[];
  /** Puts what these files say into force. @throws ConfigError; what was in force stays */
  reload(topicFiles: readonly string[], feedFiles?: readonly string[]): void;
}

/** The settings in force. What may change while the daemon runs is to be read where it is used. */
export interface LiveSettings extends Settings {
  /** Puts into force what needs no restart: feeds, topics, alerts, the pace of polls, freshness and what is kept. */
  replace(next: Settings): void;
}

export function liveSettings(first: Settings): LiveSettings {
  const inForce: Settings = { ...first };
  const replace = ({ topicFiles, feedFiles, feeds, poll, freshness, keep, alerts, reloadOnSave }: Settings): void => {
    const { tick } = first.poll;
    const paced = { ...poll, tick };
    Object.assign(inForce, { topicFiles, feedFiles, feeds, poll: paced, freshness, keep, alerts, reloadOnSave });
  };
  return Object.assign(inForce, { replace });
}

export interface FeedList {
  all(): readonly Feed[];
  get(id: string): Feed | undefined;
  replace(feeds: readonly Feed[]): void;
}

export function feedList(first: readonly Feed[]): FeedList {
  let feeds = new Map(first.map((feed) => [feed.id, feed]));
  return {
    all: () => [...feeds.values()],
    get: (id) => feeds.get(id),
    replace(next) {
      feeds = new Map(next.map((feed) => [feed.id, feed]));
    },
  };
}
