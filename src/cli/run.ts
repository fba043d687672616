import { openLog } from '../log.ts';
import { openDaemon, type Daemon } from '../daemon.ts';
import type { Summary } from '../coordinator/run-once.ts';
import { paint, printJson, printLine, type Io } from './io.ts';
import { keepHeapSmall } from './small-heap.ts';
import { settingsOf, type CommonOptions } from './options.ts';
import { unlessStopped, untilStopped } from './stop.ts';

export interface RunOptions extends CommonOptions {
  readonly once?: boolean;
}

/** `newswatch run`: the daemon, or one round with --once. Returns the exit code. */
export async function run(options: RunOptions, io: Io): Promise<number> {
  const settings = settingsOf(options);
  const log = openLog(options.once ? { level: process.env['LOG_LEVEL'] ?? (io.stderr.isTTY ? 'warn' : 'info') } : {});
  // A signal that comes while the parts are being opened ends the program as soon as they are.
  const stop = untilStopped(log);
  const daemon = await unlessStopped(openDaemon(settings, log, { http: !options.once, signal: stop.signal }));
  if (daemon === undefined) return 0;
  const ended = unlessDamaged(daemon);
  try {
    if (options.once) return await ended(once(daemon, options, io, stop.signal));
    await ended(daemon.coordinator.start());
    stop.onHangUp(daemon.reload);
    keepHeapSmall();
    log.info(
      {
        event: 'ready',
        feeds: settings.feeds.filter((feed) => feed.enabled).length,
        data: settings.data,
        corpus: settings.corpus,
      },
      'watching',
    );
    await ended(stop.stopped);
    return 0;
  } finally {
    await stop.inTime(() => daemon.close());
  }
}

/** Whatever is waited for: damage to the record ends it, with that error. */
function unlessDamaged({ damaged }: Daemon): <T>(work: Promise<T>) => Promise<T> {
  const failed = damaged.then((error) => Promise.reject(error));
  failed.catch(() => undefined);
  return (work) => Promise.race([work, failed]);
}

async function once(daemon: Daemon, options: RunOptions, io: Io, stop: AbortSignal): Promise<number> {
  const progress = io.stderr.isTTY ? progressLine(io) : undefined;
  const summary = await daemon.coordinator.once((now, underway) => progress?.show(now, underway), stop);
  progress?.clear();
  if (options.json) printJson(io, summary);
  else for (const line of summaryLines(io, summary)) printLine(io, line);
  const { polled, failed } = summary.feeds;
  return polled > 0 && polled === failed ? 1 : 0;
}

function progressLine(io: Io): { show(summary: Summary, underway: number): void; clear(): void } {
  const erase = '\r\u001b[2K';
  return {
    show({ feeds, items, articles, matches }, underway) {
      io.stderr.write(
        `${erase}${feeds.polled} feeds polled · ${items.new} new items · ${articles.fetched} articles read · ${matches} matches · ${underway} under way`,
      );
    },
    clear: () => void io.stderr.write(erase),
  };
}

function summaryLines(io: Io, { feeds, items, articles, matches, alerts }: Summary): string[] {
  const warn = (count: number, text: string): string => (count > 0 ? paint(io, 'yellow', text) : text);
  return [
    `feeds     ${feeds.polled} polled, ${feeds.unchanged} unchanged, ${warn(feeds.failed, `${feeds.failed} failed`)}, ${feeds.skipped} skipped`,
    `items     ${items.new} new, ${items.stale} stale, ${items.duplicate} duplicates`,
    `articles  ${articles.fetched} fetched, ${warn(articles.failed, `${articles.failed} failed`)}, ${articles.skipped} skipped`,
    `matches   ${paint(io, 'green', String(matches))}`,
    `alerts    ${alerts.sent} sent, ${warn(alerts.failed, `${alerts.failed} failed`)}, ${alerts.pending} pending`,
  ];
}
