import type { Judged } from '../judge/judge.ts';
import { itemRecord } from '../record/items.ts';
import { marksRecord } from '../record/marks.ts';
import { matchRecord } from '../record/matches.ts';
import type { Settings } from '../settings/settings.ts';
import { readRecord } from './with-record.ts';

/** A text that the user marked. */
export interface MarkedText extends Judged {
  readonly id: string;
  /** Belongs to the topic, whatever the rules thought of it. */
  readonly right: boolean;
  /** The topic it was shown under; null where that is not known (near misses, matches that are gone). */
  readonly topic: string | null;
}

/** All marks in the record, oldest first. What was judged as a headline with a summary still is. */
export function readMarks(settings: Settings): Promise<MarkedText[]> {
  return readRecord(settings, (db) => {
    const items = itemRecord(db);
    const matches = matchRecord(db);
    return marksRecord(db)
      .all()
      .map(({ uid, mark, title, text }) => {
        const item = items.byUid(uid);
        const match = item === undefined ? undefined : matches.ofItem(item.id);
        const basis = match?.basis ?? item?.basis;
        return {
          id: uid,
          title,
          text,
          ...(basis === 'summary' ? { kind: 'brief' as const } : {}),
          right: mark === 'right',
          topic: match?.topic ?? null,
        };
      });
  });
}
