import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import type { Status } from '../coordinator/commands.ts';
import type { Tally } from '../coordinator/tally.ts';
import { subjectName, WARNING_KINDS } from '../model/warning.ts';
import { plain } from '../model/plain.ts';
import { FEED_HEALTHS, healthOf } from './feed-health.ts';
import { withoutLogins } from './public.ts';

export interface Metrics {
  readonly contentType: string;
  /** The Prometheus text format, version 0.0.4. */
  render(status: Status, tally: Tally, now: number): Promise<string>;
}

const ITEM_STATES = ['waiting', 'matched', 'rejected', 'duplicate', 'stale', 'given-up'];
const ALERT_STATES = ['pending', 'sent', 'failed'];

/** Values are read when they are asked for: gauges tell of the record, counters of this process. */
export function openMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'newswatch_' });
  const setGauges = openGauges(registry);
  const setCounters = openCounters(registry);
  return {
    contentType: registry.contentType,
    render(status, tally, now) {
      setGauges(status, now);
      setCounters(tally);
      return registry.metrics();
    },
  };
}

function openGauges(registry: Registry): (status: Status, now: number) => void {
  const gauge = <L extends string>(name: string, help: string, labelNames: L[] = []): Gauge<L> =>
    new Gauge({ name: `newswatch_${name}`, help, labelNames, registers: [registry] });
  const feeds = gauge('feeds', 'Configured feeds by health.', ['health']);
  const failing = gauge('feed_failing_since_timestamp_seconds', 'Feeds whose polls fail: since when, and why.', [
    'feed',
    'problem',
  ]);
  const setWarnings = openWarningGauges(registry);
  const items = gauge('items', 'Items in the record by state.', ['state']);
  const ruledOut = gauge(
    'items_ruled_out',
    'Rejected items whose pages did not have to be read: by their words alone.',
  );
  const due = gauge('items_waiting', 'Items with something left to try.');
  const matches = gauge('matches', 'Matches in the record.');
  const lastMatch = gauge('last_match_timestamp_seconds', 'When the last match was made; 0 if none was.');
  const files = gauge('corpus_files', 'Corpus files that newswatch wrote.');
  const alerts = gauge('alerts', 'Alerts in the record by state.', ['state']);
  const queues = gauge('queue_jobs', 'Jobs in the queues.', ['queue', 'state']);
  return ({ totals, feeds: list, queues: depths, warnings }, now) => {
    setWarnings(warnings);
    for (const health of FEED_HEALTHS) feeds.set({ health }, 0);
    failing.reset();
    for (const feed of list) {
      feeds.inc({ health: healthOf(feed, now) });
      if (!feed.enabled || feed.failingSince === null) continue;
      const labels = { feed: plain(withoutLogins(feed.url)), problem: plain(withoutLogins(feed.problem ?? '')) };
      failing.set(labels, feed.failingSince / 1_000);
    }
    for (const state of ITEM_STATES) items.set({ state }, totals.items[state] ?? 0);
    for (const state of ALERT_STATES) alerts.set({ state }, totals.alerts[state] ?? 0);
    ruledOut.set(totals.ruledOut);
    due.set(totals.waiting);
    matches.set(totals.matches);
    lastMatch.set((totals.lastMatchAt ?? 0) / 1_000);
    files.set(totals.corpusFiles);
    for (const [queue, depth] of Object.entries(depths)) {
      for (const [state, jobs] of Object.entries(depth)) queues.set({ queue, state }, jobs);
    }
  };
}

function openWarningGauges(registry: Registry): (warnings: Status['warnings']) => void {
  const registers = [registry];
  const kinds = new Gauge({
    name: 'newswatch_warnings',
    help: 'Warnings that hold, by kind: what may cost news though the daemon is well.',
    labelNames: ['kind'],
    registers,
  });
  const since = new Gauge({
    name: 'newswatch_warning_since_timestamp_seconds',
    help: 'Each warning that holds: since when, and about which feed or host.',
    labelNames: ['kind', 'subject'],
    registers,
  });
  return (warnings) => {
    for (const kind of WARNING_KINDS) kinds.set({ kind }, 0);
    since.reset();
    for (const { kind, subject, since: began } of warnings) {
      kinds.inc({ kind });
      since.set({ kind, subject: withoutLogins(subjectName(subject)) }, Date.parse(began) / 1_000);
    }
  };
}

function openCounters(registry: Registry): (tally: Tally) => void {
  const groups = ['feeds', 'items', 'articles', 'alerts'] as const;
  const help = {
    feeds: ['polls_total', 'Polls since the start by result; unchanged and failed ones are among the polled.'],
    items: ['new_items_total', 'Items first seen since the start; duplicates are among the new.'],
    articles: ['articles_total', 'Article pages since the start by result.'],
    alerts: ['deliveries_total', 'Alerts delivered since the start by result.'],
  } as const;
  const counters = groups.map((group) => {
    const [name, text] = help[group];
    const counter = new Counter({
      name: `newswatch_${name}`,
      help: text,
      labelNames: ['result'],
      registers: [registry],
    });
    return { group, counter };
  });
  const matches = new Counter({
    name: 'newswatch_matches_total',
    help: 'Matches made since the start.',
    registers: [registry],
  });
  return (tally) => {
    for (const { group, counter } of counters) {
      counter.reset();
      for (const [result, n] of Object.entries(tally[group])) counter.inc({ result }, n);
    }
    matches.reset();
    matches.inc(tally.matches);
  };
}
