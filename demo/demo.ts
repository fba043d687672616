/**
 * `npm run demo`: a small invented news world on loopback, and the daemon at work on it, for half a minute.
 * `--keep` goes on until Ctrl-C; `--serve-only` leaves the daemon out.
 */
import { rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { messageOf } from '../src/errors.ts';
import { dropQueue, startDaemon, writeConfiguration } from './daemon.ts';
import type { DemoEvent } from './events.ts';
import { openReceiver } from './receiver.ts';
import { summaryLines } from './summary.ts';
import { count, openTally } from './tally.ts';
import { openTerminal, type Terminal } from './terminal.ts';
import { openDemoWorld, type DemoWorld, type PlacedArticle } from './world.ts';

/** From the moment the daemon is ready. The last article appears after 13 s. */
const WATCH_FOR = 21_000;
/** A poll interval and two seconds: what was put online later than that before the end need not have been found. */
const FOUND_WITHIN = 7_000;
/** A daemon that is not ready by then will not be; a few seconds are usual. */
const START_WITHIN = 60_000;

const USAGE = 'usage: npm run demo [-- --keep | --serve-only]';

async function main(): Promise<number> {
  const options = readOptions();
  if (typeof options === 'number') return options;
  const startedAt = Date.now();
  const terminal = openTerminal(process.stdout, startedAt);
  await using world = await openDemoWorld();
  terminal.print(terminal.paint('bold', 'newswatch demo: five invented papers on this machine, no internet needed'));
  terminal.print();
  for (const paper of world.publishers) terminal.show({ event: 'world', at: startedAt, fields: { ...paper } });
  const interrupted = new Promise<void>((resolve) => {
    process.once('SIGINT', resolve).once('SIGTERM', resolve);
  });
  if (!options.serveOnly) return await watch(world, terminal, interrupted, options.keep);
  const later = publishLater(world, terminal);
  terminal.print('\nCtrl-C ends it.');
  await interrupted;
  later.until(Date.now());
  return 0;
}

/** The options, or the exit code where there is nothing more to do. */
function readOptions(): { keep: boolean; serveOnly: boolean } | 0 | 2 {
  try {
    const { values } = parseArgs({
      options: {
        keep: { type: 'boolean', default: false },
        'serve-only': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (!values.help) return { keep: values.keep, serveOnly: values['serve-only'] };
    process.stdout.write(`${USAGE}\n`);
    return 0;
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n${USAGE}\n`);
    return 2;
  }
}

async function watch(world: DemoWorld, terminal: Terminal, interrupted: Promise<void>, keep: boolean): Promise<number> {
  const tally = openTally();
  const ready = Promise.withResolvers<void>();
  const onEvent = (event: DemoEvent): void => {
    count(tally, event);
    terminal.show(event);
    if (event.event === 'ready') ready.resolve();
  };
  await using receiver = await openReceiver(onEvent);
  const place = writeConfiguration(world.publishers, receiver);
  terminal.print(`\n  The daemon starts, with its data in ${place.folder}\n`);
  await using daemon = startDaemon(place.config, onEvent);
  const { ended } = daemon;
  const began = await first({ ready: ready.promise, ended, interrupted }, START_WITHIN);
  if (began !== 'ready') {
    await daemon.stop();
    rmSync(place.folder, { recursive: true, force: true });
    return began === 'interrupted' ? 0 : complain(terminal, 'The daemon did not get ready.');
  }

  const later = publishLater(world, terminal);
  const outcome = await first({ ended, interrupted }, keep ? null : WATCH_FOR);
  const fair = later.until(Date.now() - FOUND_WITHIN);
  const code = await daemon.stop();
  dropQueue(place);
  const online = [...world.articles.filter(({ age }) => age !== null), ...fair];
  summaryLines(tally, online, place, terminal.paint).forEach(terminal.print);
  return outcome === 'ended' || code !== 0
    ? complain(terminal, `The daemon ended by itself, or not well: ${code}.`)
    : 0;
}

function complain(terminal: Terminal, line: string): 1 {
  terminal.print(terminal.paint('red', line));
  return 1;
}

/** Which of the promises is resolved first; `time` once the time is over (null: never). */
async function first<Name extends string>(
  promises: Readonly<Record<Name, Promise<unknown>>>,
  time: number | null,
): Promise<Name | 'time'> {
  const { promise, resolve } = Promise.withResolvers<Name | 'time'>();
  const timer = time === null ? undefined : setTimeout(() => resolve('time'), time);
  for (const name of Object.keys(promises) as Name[]) void promises[name].then(() => resolve(name));
  const winner = await promise;
  clearTimeout(timer);
  return winner;
}

/** From now on, the later articles come online one by one; `until` ends that and gives those that were by then. */
function publishLater(world: DemoWorld, terminal: Terminal): { until(time: number): PlacedArticle[] } {
  const online: { readonly article: PlacedArticle; readonly at: number }[] = [];
  const timers = world.later.map(({ article, appears, publish }) =>
    setTimeout(() => {
      publish();
      online.push({ article, at: Date.now() });
      terminal.show({ event: 'published', at: Date.now(), fields: { ...article } });
    }, appears),
  );
  return {
    until(time) {
      timers.forEach(clearTimeout);
      return online.filter(({ at }) => at <= time).map(({ article }) => article);
    },
  };
}

process.exitCode = await main();
