import {
  replay as judgeAll,
  type Change,
  type ReplayReport,
  type Standing,
  type Unread,
} from '../coordinator/replay.ts';
import type { TakenUp } from '../coordinator/take-up.ts';
import type { CompiledRules } from '../judge/topic-rules.ts';
import { distance } from '../model/verdict-words.ts';
import { topicsOf } from '../coordinator/twins.ts';
import { feedRecord } from '../record/feeds.ts';
import { openReports } from '../record/reports.ts';
import { loadRules } from '../rules.ts';
import type { Settings } from '../settings/settings.ts';
import { counted, paint, plain, printJson, printLine, type Io } from './io.ts';
import { sinceOf } from './matches.ts';
import { settingsOf, type CommonOptions } from './options.ts';
import { noSuchTopic } from './topic-rules.ts';
import { reason } from './verdict-lines.ts';
import { readRecord, withCommands } from './with-record.ts';

export interface ReplayOptions extends CommonOptions {
  readonly since?: string;
  readonly topic?: string;
  readonly apply?: boolean;
  readonly alert?: boolean;
}

/**
 * `newswatch replay`: what the rules as they are now would gain and lose, and why. Judges in this process, from the record
 * and the files alone, also beside a daemon; with `--apply` the daemon, if one runs, takes up the rules and what they gain.
 */
export async function replay(options: ReplayOptions, io: Io): Promise<void> {
  const settings = settingsOf(options);
  const report = await found(settings, options, io);
  const { topic, apply = false, alert = false } = options;
  const taken = apply ? await applied(settings, report, { alert, ...(topic === undefined ? {} : { topic }) }) : null;
  if (options.json) return printJson(io, { ...report, applied: taken?.applied ?? 0 });
  printSome(io, report.gained, gainFirst, (change) => printChange(io, change, '+'));
  printSome(io, report.lost, lossFirst, (change) => printChange(io, change, '-'));
  printSome(io, report.unread, asFound, (item) => printUnread(io, item));
  printSums(io, report, taken, alert);
}

async function found(settings: Settings, { since, topic }: ReplayOptions, io: Io): Promise<ReplayReport> {
  const { compiled } = loadRules(settings.topicFiles, settings.feedFiles);
  checkTopic(compiled, topic);
  const feeds = new Map(settings.feeds.map((feed) => [feed.id, feed]));
  const scope = {
    ...(since === undefined ? {} : { since: sinceOf(since) }),
    ...(topic === undefined ? {} : { topic }),
  };
  return readRecord(settings, (db) => {
    const desk = { record: { feeds: feedRecord(db) }, feeds };
    const parts = { reports: openReports(db), rules: compiled, topicsOf: (id: string) => topicsOf(desk, id) };
    return judgeAll(parts, scope, progress(io));
  });
}

function checkTopic({ topics }: CompiledRules, topic: string | undefined): void {
  if (topic === undefined || topics.some(({ id }) => id === topic)) return;
  throw noSuchTopic(topic, topics);
}

/** Milliseconds. */
const PROGRESS_EVERY = 2_000;

/** Says how far it is every two seconds, from the second on. */
function progress(io: Io): (judged: number) => void {
  let last = performance.now();
  return (judged) => {
    if (performance.now() - last < PROGRESS_EVERY) return;
    last = performance.now();
    io.stderr.write(`${judged} texts judged so far\n`);
  };
}

const applied = (
  settings: Settings,
  { gained, unread }: ReplayReport,
  options: { alert: boolean; topic?: string },
): Promise<TakenUp> =>
  withCommands(settings, (commands) =>
    commands.takeUp({ gained: gained.map(({ id }) => id), unread: unread.map(({ id }) => id), ...options }),
  );

const SHOWN = 20;

/** The first twenty, so that what is clear is not lost among what changed by a hair. */
function printSome<Entry>(
  io: Io,
  all: readonly Entry[],
  order: (a: Entry, b: Entry) => number,
  print: (entry: Entry) => void,
): void {
  const sorted = all.toSorted(order);
  for (const entry of sorted.slice(0, SHOWN)) print(entry);
  const more = sorted.length - SHOWN;
  if (more > 0) printLine(io, paint(io, 'dim', `… and ${more} more like these (--json has all)`));
}

/** How far over the threshold. */
const margin = (standing: Standing | null): number =>
  standing === null ? 0 : (standing.score - standing.threshold) / standing.threshold;
const gainFirst = (a: Change, b: Change): number => margin(b.after) - margin(a.after);
const lossFirst = (a: Change, b: Change): number => margin(a.after) - margin(b.after);
const asFound = (): number => 0;

const LINES = 5;
const TERMS = 6;

function printChange(io: Io, { title, id, topic, before, after, why, matched }: Change, sign: '+' | '-'): void {
  printLine(io, paint(io, sign === '+' ? 'green' : 'red', `${sign} ${plain(title)}`));
  const was = before === null ? '' : `${before.score} points before, `;
  const now = after === null ? 'no longer judged' : `${after.score} now: ${distance(after.score, after.threshold)}`;
  printLine(io, paint(io, 'dim', `  ${id} · ${plain(topic)} · ${was}${now}`));
  const terms = new Set(matched.map(({ term }) => plain(term)));
  printLine(io, paint(io, 'dim', `  ${[...terms].slice(0, TERMS).join(', ')}`));
  for (const line of why.slice(0, LINES)) printLine(io, reason(io, plain(line), 4));
  if (why.length > LINES) printLine(io, paint(io, 'dim', `    … ${why.length - LINES} more`));
}

function printUnread(io: Io, { title, id, why }: Unread): void {
  printLine(io, paint(io, 'yellow', `? ${plain(title)}`));
  printLine(io, paint(io, 'dim', `  ${id} · its page was not read and has to be fetched again`));
  for (const line of why) printLine(io, `    ${plain(line)}`);
}

function printSums(
  io: Io,
  { judged, gained, lost, unread, textGone }: ReplayReport,
  taken: TakenUp | null,
  alert: boolean,
): void {
  const gone = textGone === 0 ? '' : `; the text of ${counted(textGone, 'rejected item')} is gone`;
  printLine(io, `${judged} judged: ${gained.length} gained, ${lost.length} lost${gone}`);
  const line = taken === null ? whatApplyDoes(gained.length, unread.length) : whatWasDone(taken, lost.length, alert);
  printLine(io, line);
}

function whatApplyDoes(gained: number, unread: number): string {
  const does = [
    'puts the rules into force',
    ...(gained === 0 ? [] : ['adds the gained ones']),
    ...(unread === 0 ? [] : [`has ${counted(unread, 'unread page')} fetched again`]),
  ];
  return `nothing was changed; --apply ${does.join(', ')}`;
}

function whatWasDone({ applied, fetchAgain }: TakenUp, lost: number, alert: boolean): string {
  return [
    'the rules are in force',
    ...(applied === 0 ? [] : [`${applied} added as late matches${alert ? ', alerts raised' : ''}`]),
    ...(fetchAgain === 0 ? [] : [`${fetchAgain} to be fetched again`]),
    ...(lost === 0 ? [] : ['what was lost stays a match']),
  ].join('; ');
}
