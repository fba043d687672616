import { NewswatchError } from '../errors.ts';
import { bestOf } from '../model/best.ts';
import type { Verdict } from '../model/topic.ts';
import type { ItemState } from '../record/items.ts';
import type { Mark } from '../record/marks.ts';
import type { NewsRecord } from '../record/record.ts';
import type { Desk } from './parts.ts';

/** What a mark is about: the words as they are now, or as they were when the item was marked before. */
type Marked = Pick<Mark, 'matched' | 'topic' | 'basis' | 'title' | 'text'>;

/**
 * Keeps the user's judgement on a match, a near miss or any other item whose words are kept. A judgement can be changed also
 * when the words have gone: the mark has them.
 * @throws NewswatchError `unknown-id`, `no-text`
 */
export function setMark(
  { record, now }: Pick<Desk, 'record' | 'now'>,
  uid: string,
  mark: 'right' | 'wrong',
): { id: string; title: string; mark: string } {
  const item = record.items.byUid(uid);
  const match = item === undefined ? undefined : record.matches.ofItem(item.id);
  const marked: Marked | undefined =
    match === undefined ? (asNearMiss(record, item) ?? record.marks.get(uid)) : { ...match, matched: true };
  if (marked === undefined) throw nothingToMark(uid, item);
  const { matched, topic, basis, title, text } = marked;
  record.transaction(() => {
    record.marks.set({ uid, mark, matched, topic, basis, title, text, markedAt: now() });
    if (match !== undefined) record.matches.setMark(match.id, mark);
  });
  return { id: uid, title, mark };
}

function asNearMiss(record: NewsRecord, item: ItemState | undefined): Marked | undefined {
  const words = item === undefined ? undefined : record.items.words(item.id);
  if (item === undefined || words === undefined) return undefined;
  return { ...words, matched: false, topic: nearest(record.items.verdicts(item.id)), basis: item.basis };
}

/** As near misses are listed: under the topic that it came closest to of those that it nearly matched. */
const nearest = (verdicts: readonly Verdict[]): string | null =>
  (bestOf(verdicts.filter(({ near }) => near)) ?? bestOf(verdicts))?.topic ?? null;

function nothingToMark(uid: string, item: ItemState | undefined): NewswatchError {
  if (item === undefined) {
    return new NewswatchError('unknown-id', `${uid} names no match and no near miss`, {
      remedy: 'newswatch matches shows the ids',
    });
  }
  if (item.ruledOut || item.state !== 'rejected') {
    return new NewswatchError('no-text', `${uid} has no text of its own to be marked`, {
      remedy: `newswatch why ${uid} says what became of it`,
    });
  }
  return new NewswatchError('no-text', `the text of ${uid} is no longer kept`, {
    remedy: 'keep.rejectedText says for how long it is',
  });
}
