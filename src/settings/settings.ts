import type { Feed } from '../model/feed.ts';
import type { Channel } from './schema.ts';

export type { Channel } from './schema.ts';

/** The whole configuration, validated and resolved: paths absolute, durations in milliseconds, sizes in bytes. Frozen. */
export interface Settings {
  /** The configuration file it was read from. */
  readonly file: string;
  readonly data: string;
  readonly corpus: string;
  /** Topic files; compiled by src/rules.ts. */
  readonly topicFiles: readonly string[];
  readonly feedFiles: readonly string[];
  readonly feeds: readonly Feed[];
  readonly poll: PollSettings;
  readonly fetch: FetchSettings;
  readonly freshness: number;
  readonly keep: { readonly rejectedText: number; readonly rejected: number };
  readonly alerts: readonly Channel[];
  /** Whether a change of these files is put into force as soon as it is saved. */
  readonly reloadOnSave: boolean;
  readonly http: { readonly host: string; readonly port: number; readonly token: string | null };
}

export interface PollSettings {
  readonly interval: number;
  readonly minInterval: number;
  readonly maxInterval: number;
  /** Cron expression with seconds. */
  readonly tick: string;
  /** Whether matches found in a feed's very first poll raise alerts. */
  readonly firstPoll: 'alert' | 'quiet';
}

export interface FetchSettings {
  readonly userAgent: string;
  /** For one exchange, body included. */
  readonly timeout: number;
  readonly maxFeedBytes: number;
  readonly maxPageBytes: number;
  readonly concurrency: number;
  readonly perHost: { readonly concurrency: number; readonly delay: number };
  readonly robots: boolean;
  readonly ports: 'any' | readonly number[];
  readonly proxy: string | null;
  /** True, false, or the host names and CIDR ranges that are allowed. */
  readonly allowPrivateNetworks: boolean | readonly string[];
}
