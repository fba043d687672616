import { statSync } from 'node:fs';
import { messageOf, NewswatchError } from '../errors.ts';
import type { Tell } from './backup.ts';
import { soundnessOf, type Soundness } from './check-file.ts';
import type { Database } from './open.ts';
import { damaged } from './record-error.ts';

/** Bytes; up to this the check takes a fraction of a second, and is waited for. */
const SMALL = 16_000_000;
/** Problems that are looked for; the first is told. */
const MOST = 20;
/** What `PRAGMA integrity_check` says where rows and their index do not agree, or the index of words is broken. */
const OF_AN_INDEX =
  /^(?:row \d+ missing from index |wrong # of entries in index |non-unique entry in index |malformed inverted index for FTS5 table |unable to validate the inverted index for FTS5 table |fts5: corruption )/;

/** @throws NewswatchError `record-damaged` where it is so broken that it cannot be checked */
export function checkRows(db: Database): Soundness {
  const lines = db.all(`PRAGMA integrity_check(${MOST})`).map((row) => String(row['integrity_check']));
  const problems = lines.filter((line) => line !== 'ok');
  return {
    broken: problems.filter((line) => !OF_AN_INDEX.test(line)),
    indexes: problems.filter((line) => OF_AN_INDEX.test(line)),
  };
}

/**
 * The check at a start. A small record is checked before anything is done with it, and damaged indexes are mended; a large
 * one beside the daemon, so that the first poll does not wait for it: what that finds ends the daemon by
 * {@link Database.condemn}. Returns what breaks a check off.
 * @param small bytes up to which it is waited for
 * @throws NewswatchError `record-damaged`
 */
export function checkAtStart(db: Database, file: string, tell: Tell, small = SMALL): () => void {
  if (statSync(file).size <= small) {
    const { broken, indexes } = checkRows(db);
    if (broken[0] !== undefined) throw damaged(file, broken[0]);
    if (indexes[0] !== undefined) mendIndexes(db, file, indexes[0], tell);
    return () => {};
  }
  const check = soundnessOf(file);
  let over = false;
  check.result
    .then(
      ({ broken, indexes }) => {
        if (broken[0] !== undefined) return db.condemn(damaged(file, broken[0]));
        if (indexes[0] !== undefined) mendIndexes(db, file, indexes[0], tell);
        return undefined;
      },
      (error: unknown) => {
        if (!over) tell('record-check', `${file} could not be checked for damage: ${messageOf(error)}`);
      },
    )
    .catch((error: unknown) => {
      if (error instanceof NewswatchError) db.condemn(error);
    });
  return () => {
    over = true;
    check.stop();
  };
}

/** @throws NewswatchError `record-damaged` where that does not help */
function mendIndexes(db: Database, file: string, problem: string, tell: Tell): void {
  tell(
    'record-mended',
    `an index in ${file} is damaged (${problem}): all are made anew from the rows; nothing is lost`,
  );
  db.transaction(() => {
    db.run('REINDEX');
    db.run(`INSERT INTO matches_text (matches_text) VALUES ('rebuild')`);
  });
  const [still] = db.all('PRAGMA quick_check(1)').map((row) => String(row['quick_check']));
  if (still !== 'ok') throw damaged(file, String(still));
}
