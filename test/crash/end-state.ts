import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { verifyCorpus } from '../../src/coordinator/resume.ts';
import { readCorpus, sha256 } from '../../src/corpus/corpus.ts';
import { hashOf, parseFileName } from '../../src/corpus/format.ts';
import { openManifest } from '../../src/corpus/manifest.ts';
import { briefIn } from '../../src/record/brief.ts';
import { matchRecord } from '../../src/record/matches.ts';
import { storyRecord } from '../../src/record/stories.ts';
import { openDatabase, type Database } from '../../src/record/open.ts';
import type { Fate, News } from './news.ts';
import type { Receivers } from './receivers.ts';

/** What `briefIn` reads an item's address from. */
const BRIEF = 'items.url, items.title, items.brief, feeds.url AS feed_url';
const ITEMS = 'items JOIN feeds ON feeds.num = items.feed';

/** What is left of the news: in the record, in the corpus, and with those who were told. */

export interface Place {
  readonly data: string;
  readonly corpus: string;
}

/** Reads the record as any command does beside a running daemon; closed again at once, so that it hides nothing of a crash. */
export function look<T>({ data }: Place, read: (db: Database) => T): T {
  const db = openDatabase(join(data, 'newswatch.db'), { readOnly: true });
  try {
    return read(db);
  } finally {
    db.close();
  }
}

/** What is due so late belongs to another day: a wall is tried again after an hour. */
const SOON = 60_000;

/** What keeps it from being at rest; null if nothing does: all entries known, nothing due, no alert waiting. */
export function unrest(place: Place, news: News): string | null {
  const number = (db: Database, sql: string, ...values: number[]): number =>
    Number(Object.values(db.get(sql, ...values) ?? {})[0]);
  return look(place, (db) => {
    const items = number(db, 'SELECT count(*) FROM items');
    if (items < news.entries()) return `${items} of ${news.entries()} items known`;
    const due = number(db, 'SELECT count(*) FROM items WHERE due_at <= ?', Date.now() + SOON);
    const alerts = number(db, "SELECT count(*) FROM alerts WHERE state = 'pending'");
    return due + alerts === 0 ? null : `${due} items and ${alerts} alerts are due`;
  });
}

/**
 * What must hold at any moment, also between a crash and the next start: under its final name every file is whole, and
 * none that was there before has gone. Returns what does not hold. @param before names seen earlier; added to
 */
export function checkFiles({ corpus }: Place, before: Set<string>): string[] {
  const names = existsSync(corpus) ? readdirSync(corpus) : [];
  const wrong: string[] = [];
  for (const name of names) {
    const parsed = parseFileName(name);
    if (parsed === null) wrong.push(`${name} is no corpus file, but stands in the corpus folder`);
    else if (!sha256(readFileSync(join(corpus, name))).startsWith(parsed.hash))
      wrong.push(`${name} does not hold the bytes that its name says`);
  }
  const there = new Set(names);
  for (const name of before) if (!there.has(name)) wrong.push(`${name} has gone`);
  for (const name of names) before.add(name);
  return wrong;
}

/** What became of each article, in the words of {@link Fate}, with the hashes of the files in place of their texts. */
export function fatesIn(place: Place): Map<string, string> {
  const fates = new Map<string, { items: string[]; files: string[]; firsts: number; alerts: string[] }>();
  const of = (url: unknown): { items: string[]; files: string[]; firsts: number; alerts: string[] } => {
    const key = /\/news\/(\d+)\//.exec(String(url))?.[1] ?? String(url);
    const fate = fates.get(key) ?? { items: [], files: [], firsts: 0, alerts: [] };
    fates.set(key, fate);
    return fate;
  };
  look(place, (db) => {
    for (const row of db.all(`SELECT ${BRIEF}, state, basis FROM ${ITEMS}`)) {
      const { state, basis } = row;
      of(briefIn(row).url).items.push(basis === null ? String(state) : `${String(state)} ${String(basis)}`);
    }
    const matches = db.all(
      `SELECT ${BRIEF}, corpus_sha256, matches.duplicate_of FROM ${ITEMS} JOIN matches ON items.id = matches.item`,
    );
    for (const row of matches) {
      const { corpus_sha256: sha, duplicate_of: first } = row;
      const { url } = briefIn(row);
      if (sha !== null) of(url).files.push(String(sha));
      if (first === null) of(url).firsts += 1;
    }
    const alerts = db.all(
      `SELECT ${BRIEF}, channel, alerts.state FROM ${ITEMS} JOIN matches ON items.id = matches.item JOIN alerts ON matches.id = alerts.match`,
    );
    for (const row of alerts) of(briefIn(row).url).alerts.push(`${String(row['channel'])} ${String(row['state'])}`);
  });
  return new Map(
    [...fates].map(([key, { items, files, firsts, alerts }]) => [
      key,
      JSON.stringify({ items: items.sort(), files: files.sort(), firsts, alerts: alerts.sort() }),
    ]),
  );
}

function meant({ items, files, alerts }: Fate): string {
  const told = Array.from({ length: alerts }, () => ['hook sent', 'phone sent']).flat();
  const matches = items.filter((one) => one.startsWith('matched')).length;
  return JSON.stringify({
    items: [...items].sort(),
    files: files.map(hashOf).sort(),
    firsts: Math.min(matches, 1),
    alerts: told.sort(),
  });
}

/** Compares all that is left with what is true of the news. Returns the differences. */
export function checkRest(place: Place, news: News, { received, faults }: Receivers): string[] {
  const wrong = [...faults, ...checkCorpus(place), ...checkAlerts(place, received)];
  const fates = fatesIn(place);
  const expected = new Map([...news.fates].map(([key, fate]) => [key, meant(fate)]));
  return [...wrong, ...differences(expected, fates)];
}

export function differences(expected: ReadonlyMap<string, string>, found: ReadonlyMap<string, string>): string[] {
  const keys = new Set([...expected.keys(), ...found.keys()]);
  return [...keys]
    .filter((key) => expected.get(key) !== found.get(key))
    .map((key) => `article ${key}: expected ${expected.get(key) ?? 'nothing'}, found ${found.get(key) ?? 'nothing'}`);
}

/** Numbering, bytes and names against the record; the manifest, line for line; and nothing left over beside them. */
function checkCorpus(place: Place): string[] {
  const wrong = checkFiles(place, new Set());
  const { missing, altered, misnumbered, foreign, manifest } = look(place, (db) =>
    verifyCorpus({
      record: { matches: matchRecord(db), stories: storyRecord(db) },
      corpus: readCorpus(place.corpus),
      manifest: openManifest(place.data),
    }),
  );
  if (manifest !== 'whole') wrong.push('corpus.jsonl is not as the record has it');
  for (const name of missing) wrong.push(`${name} is missing`);
  for (const name of altered) wrong.push(`${name} is not as the record has it`);
  for (const number of misnumbered) wrong.push(`the numbering has a gap at ${number}`);
  if (foreign > 0) wrong.push(`${foreign} files stand in the corpus that the record does not know`);
  const names = readdirSync(place.corpus).toSorted((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10));
  const lines = existsSync(join(place.data, 'corpus.jsonl'))
    ? readFileSync(join(place.data, 'corpus.jsonl'), 'utf8').split('\n')
    : [''];
  if (lines.pop() !== '') wrong.push('the last line of corpus.jsonl is torn');
  const listed = lines.map((line) => (JSON.parse(line) as { file: string }).file);
  if (listed.join() !== names.join()) wrong.push(`corpus.jsonl lists ${listed.length} of ${names.length} files`);
  const aside = join(dirname(place.corpus), `.${basename(place.corpus)}.tmp`);
  const left = [
    ...(existsSync(aside) ? readdirSync(aside) : []),
    ...readdirSync(place.data).filter((name) => name.endsWith('.tmp') && !name.startsWith('.')),
  ];
  if (left.length > 0) wrong.push(`left over: ${left.join(', ')}`);
  return wrong;
}

/** Every alert of the record reached its target, under its id and with one body; and nothing else did. */
function checkAlerts(place: Place, received: Receivers['received']): string[] {
  const wrong: string[] = [];
  const alerts = look(place, (db) => db.all('SELECT uid, channel FROM alerts'));
  const known = new Set(alerts.map(({ uid, channel }) => `${String(channel)} ${String(uid)}`));
  for (const { uid, channel } of alerts) {
    if (!received.get(String(channel))?.has(String(uid)))
      wrong.push(`${String(channel)} was never sent ${String(uid)}`);
  }
  for (const [channel, byId] of received) {
    for (const [id, { bodies }] of byId) {
      if (!known.has(`${channel} ${id}`)) wrong.push(`${channel} was sent ${id}, which the record does not know`);
      if (bodies.size > 1) wrong.push(`${channel} was sent ${id} with ${bodies.size} different bodies`);
    }
  }
  return wrong;
}
