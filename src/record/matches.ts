import type { MatchedTerm } from '../model/alert.ts';
import type { Basis } from '../model/article.ts';
import type { Database, Row } from './open.ts';
import { numberOrNull, textOrNull } from './values.ts';

/** A match as it is kept. `text` is what its corpus file holds. */
export interface MatchRow {
  readonly id: number;
  readonly uid: string;
  readonly item: number;
  readonly topic: string;
  readonly topics: readonly { readonly id: string; readonly score: number }[];
  readonly score: number;
  readonly matched: readonly MatchedTerm[];
  readonly title: string;
  readonly text: string;
  readonly byline: string | null;
  readonly lang: string | null;
  readonly url: string;
  readonly canonicalUrl: string | null;
  readonly feedUrl: string;
  readonly feedTitle: string;
  readonly publishedAt: number | null;
  readonly fetchedAt: number | null;
  readonly matchedAt: number;
  readonly basis: Basis;
  readonly excerpt: string;
  readonly corpusNumber: number | null;
  readonly corpusFile: string | null;
  readonly corpusSha256: string | null;
  readonly duplicateOf: number | null;
  readonly mark: 'right' | 'wrong' | null;
}

export type NewMatch = Omit<MatchRow, 'id' | 'uid' | 'corpusNumber' | 'corpusFile' | 'corpusSha256' | 'mark'>;

export interface MatchRecord {
  /** A mark that it got as a near miss goes with it. */
  insert(match: NewMatch): number;
  get(id: number): MatchRow | undefined;
  ofItem(item: number): MatchRow | undefined;
  /** Gives the match its file: once, and never another. */
  setFile(id: number, file: { number: number | null; name: string; sha256: string }): void;
  /** A text that came late to a match without a file: it becomes the match's text. */
  setText(id: number, text: { title: string; text: string; basis: Basis; fetchedAt: number; excerpt: string }): void;
  setFullerText(id: number, text: string): void;
  setMark(id: number, mark: 'right' | 'wrong'): void;
  highestNumber(): number;
  /** The match whose file has these bytes. */
  bySha256(sha256: string): MatchRow | undefined;
  /** Matches with a file, by number; a few at a time are held in memory. */
  withFile(): Iterable<MatchRow>;
  byNumber(corpusNumber: number): MatchRow | undefined;
  /** The names of our files, by number: to compare with a folder without reading every text. */
  fileNames(): string[];
}

/** Texts read at once. */
const AT_ONCE = 200;
const MATCH = 'SELECT matches.*, hex(items.uid) AS uid FROM matches JOIN items ON items.id = matches.item';

export function matchRecord(db: Database): MatchRecord {
  const one = (row: Row | undefined): MatchRow | undefined => (row === undefined ? undefined : matchRow(row));
  return {
    insert: (match) => insertMatch(db, match),
    get: (id) => one(db.get(`${MATCH} WHERE matches.id = ?`, id)),
    ofItem: (item) => one(db.get(`${MATCH} WHERE matches.item = ?`, item)),
    setFile(id, { number, name, sha256 }) {
      db.run(
        'UPDATE matches SET corpus_number = ?, corpus_file = ?, corpus_sha256 = ? WHERE id = ? AND corpus_file IS NULL',
        number,
        name,
        sha256,
        id,
      );
    },
    setText(id, { title, text, basis, fetchedAt, excerpt }) {
      db.run(
        'UPDATE matches SET title = ?, text = ?, basis = ?, fetched_at = ?, excerpt = ? WHERE id = ? AND corpus_file IS NULL',
        title,
        text,
        basis,
        fetchedAt,
        excerpt,
        id,
      );
    },
    setFullerText: (id, text) => void db.run('UPDATE matches SET fuller_text = ? WHERE id = ?', text, id),
    setMark: (id, mark) => void db.run('UPDATE matches SET mark = ? WHERE id = ?', mark, id),
    highestNumber: () => Number(db.get('SELECT max(corpus_number) AS n FROM matches')?.['n'] ?? -1),
    bySha256: (sha256) => one(db.get(`${MATCH} WHERE corpus_sha256 = ?`, sha256)),
    withFile: () => withFile(db),
    byNumber: (corpusNumber) => one(db.get(`${MATCH} WHERE corpus_number = ?`, corpusNumber)),
    fileNames: () =>
      db
        .all('SELECT corpus_file FROM matches WHERE corpus_number IS NOT NULL ORDER BY corpus_number')
        .map((row) => String(row['corpus_file'])),
  };
}

function* withFile(db: Database): Generator<MatchRow> {
  for (let after = -1; ;) {
    const rows = db.all(`${MATCH} WHERE corpus_number > ? ORDER BY corpus_number LIMIT ?`, after, AT_ONCE);
    yield* rows.map(matchRow);
    if (rows.length < AT_ONCE) return;
    after = Number(rows.at(-1)?.['corpus_number']);
  }
}

function insertMatch(db: Database, match: NewMatch): number {
  const { id } = db.run(
    `INSERT INTO matches (item, topic, topics, score, matched, title, text, byline, lang, url, canonical_url, feed_url, feed_title,
       published_at, fetched_at, matched_at, basis, excerpt, duplicate_of, mark)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
       (SELECT marks.mark FROM marks JOIN items ON marks.uid = lower(hex(items.uid)) WHERE items.id = ?1))`,
    match.item,
    match.topic,
    JSON.stringify(match.topics),
    match.score,
    JSON.stringify(match.matched),
    match.title,
    match.text,
    match.byline,
    match.lang,
    match.url,
    match.canonicalUrl,
    match.feedUrl,
    match.feedTitle,
    match.publishedAt,
    match.fetchedAt,
    match.matchedAt,
    match.basis,
    match.excerpt,
    match.duplicateOf,
  );
  return id;
}

export function matchRow(row: Row): MatchRow {
  return {
    id: Number(row['id']),
    uid: String(row['uid']).toLowerCase(),
    item: Number(row['item']),
    topic: String(row['topic']),
    topics: JSON.parse(String(row['topics'])) as MatchRow['topics'],
    score: Number(row['score']),
    matched: JSON.parse(String(row['matched'])) as MatchedTerm[],
    title: String(row['title']),
    text: String(row['text']),
    byline: textOrNull(row['byline']),
    lang: textOrNull(row['lang']),
    url: String(row['url']),
    canonicalUrl: textOrNull(row['canonical_url']),
    feedUrl: String(row['feed_url']),
    feedTitle: String(row['feed_title']),
    publishedAt: numberOrNull(row['published_at']),
    fetchedAt: numberOrNull(row['fetched_at']),
    matchedAt: Number(row['matched_at']),
    basis: row['basis'] as Basis,
    excerpt: String(row['excerpt']),
    corpusNumber: numberOrNull(row['corpus_number']),
    corpusFile: textOrNull(row['corpus_file']),
    corpusSha256: textOrNull(row['corpus_sha256']),
    duplicateOf: numberOrNull(row['duplicate_of']),
    mark: row['mark'] as MatchRow['mark'],
  };
}
