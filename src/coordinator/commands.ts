import { messageOf } from '../errors.ts';
import { rhythmOf, type PollRules, type Rhythm } from '../decide/rhythm.ts';
import { unpolledFeed, type Feed } from '../model/feed.ts';
import type { Warning } from '../model/warning.ts';
import { openReports, type FeedReport, type Reports, type Totals } from '../record/reports.ts';
import { publicWarning } from '../record/warnings.ts';
import { openFeedCommands, type FeedCommands } from './feed-commands.ts';
import { setMark } from './mark.ts';
import type { Desk } from './parts.ts';
import { reload, type Reloaded } from './reload.ts';
import { rebuildCorpus } from './resume.ts';
import { takeUp, type TakenUp, type TakeUp } from './take-up.ts';

/**
 * What changes something, or tells how things stand. Carried out where the record is owned: by the daemon on behalf of
 * the command line and the dashboard, or by the command itself where no daemon runs.
 */
export interface Commands extends FeedCommands {
  mark(id: string, mark: 'right' | 'wrong'): Promise<{ id: string; title: string; mark: string }>;
  /** Puts the rules as they are now into force, with what a replay found. */
  takeUp(found: TakeUp): Promise<TakenUp>;
  /** Puts the configuration, topics and feed lists as they are now into force. @throws ConfigError; nothing is changed then */
  reload(): Promise<Reloaded>;
  rebuildCorpus(): Promise<{ written: string[] }>;
  backup(file: string): Promise<{ file: string }>;
  status(): Promise<Status>;
}

export type CommandName = keyof Commands;

export interface Status {
  readonly version: string;
  readonly running: boolean;
  readonly pid: number | null;
  readonly startedAt: string | null;
  readonly engine: string | null;
  readonly http: string | null;
  readonly data: string;
  readonly corpus: string;
  readonly topics: readonly string[];
  readonly totals: Totals;
  readonly queues: { readonly [queue: string]: { waiting: number; active: number; delayed: number; finished: number } };
  readonly feeds: readonly FeedStatus[];
  /** What may cost news, oldest first. */
  readonly warnings: readonly Warning[];
  readonly problems: readonly string[];
}

export interface FeedStatus extends FeedReport {
  readonly enabled: boolean;
  /** In force, milliseconds, and who has set it. */
  readonly interval: number;
  readonly intervalBy: Rhythm['by'];
  readonly warnings: readonly Omit<Warning, 'subject'>[];
}

/** What a running daemon adds to the commands; nothing of it where the record is used alone. */
export interface Live {
  /** Feeds or alerts have changed: plan now. */
  wake(): Promise<void>;
  status(): Promise<Pick<Status, 'pid' | 'startedAt' | 'engine' | 'http' | 'queues' | 'problems'>>;
}

export function openCommands(parts: Desk, version: string, live?: Live): Commands {
  const { record, settings } = parts;
  const reports = openReports(record.db);
  let refused: string | null = null;
  return {
    ...openFeedCommands(parts, async () => live?.wake()),
    mark: async (id, mark) => setMark(parts, id, mark),
    async takeUp(found) {
      const taken = await takeUp(parts, found);
      await live?.wake();
      return taken;
    },
    async reload() {
      refused = null;
      try {
        const reloaded = reload(parts);
        await live?.wake();
        return reloaded;
      } catch (error) {
        refused = messageOf(error);
        throw error;
      }
    },
    rebuildCorpus: async () => ({ written: rebuildCorpus(parts) }),
    async backup(file) {
      await record.backup(file);
      return { file };
    },
    async status() {
      const now = await live?.status();
      return {
        version,
        running: live !== undefined,
        pid: now?.pid ?? null,
        startedAt: now?.startedAt ?? null,
        engine: now?.engine ?? null,
        http: now?.http ?? null,
        data: settings.data,
        corpus: settings.corpus,
        topics: parts.rules.compiled.topics.map((topic) => topic.id),
        totals: reports.totals(),
        queues: now?.queues ?? {},
        ...feedsStatus(parts.feeds.all(), settings.poll, reports, parts.now()),
        problems: [
          ...(now?.problems ?? []),
          ...(refused === null ? [] : [`the configuration as it is now is not in force: ${refused}`]),
        ],
      };
    },
  };
}

/** Every configured feed, also one that was never polled, with what the record knows of it; and the warnings that concern them. */
export function feedsStatus(
  feeds: readonly Feed[],
  rules: PollRules,
  reports: Pick<Reports, 'feeds' | 'warnings'>,
  now: number,
): Pick<Status, 'feeds' | 'warnings'> {
  const byId = new Map(reports.feeds().map((feed) => [feed.feedId, feed]));
  const watched = new Set(feeds.filter(({ enabled }) => enabled).map(({ id }) => id));
  const warnings = reports.warnings().filter(({ about, subject }) => about.feed === undefined || watched.has(subject));
  const list = feeds.map((feed) => {
    const report = byId.get(feed.id) ?? { ...unpolledFeed(feed.id, feed.url, now), items: 0, matches: 0 };
    const { interval, by } = rhythmOf(feed, report, rules);
    const own = warnings.filter(({ subject }) => subject === feed.id).map(publicWarning);
    return {
      ...report,
      title: feed.title ?? report.title,
      enabled: feed.enabled,
      interval,
      intervalBy: by,
      warnings: own.map(({ kind, since, message }) => ({ kind, since, message })),
    };
  });
  return { feeds: list, warnings: warnings.map(publicWarning) };
}
