import { NewswatchError } from '../errors.ts';

/** Primary result codes (https://www.sqlite.org/rescode.html) that tell of a value or a statement, not of the database. */
const OF_THE_VALUE: ReadonlySet<number> = new Set([1, 18, 19, 20, 21, 25]);

/** Whether nothing at all can be written now (full, locked, read-only, damaged), rather than just this. */
export function isRecordTrouble(error: unknown): boolean {
  if (!(error instanceof NewswatchError) || !/^record-(?:open|damaged)$/.test(error.code)) return false;
  const code = error.cause instanceof Error && 'errcode' in error.cause ? Number(error.cause.errcode) : Number.NaN;
  return !OF_THE_VALUE.has(code & 0xff);
}
