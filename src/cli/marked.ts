import { isSameStory, storyKeys } from '../decide/story.ts';
import { bestOf } from '../model/best.ts';
import { judge, type Judged } from '../judge/judge.ts';
import type { CompiledRules } from '../judge/topic-rules.ts';
import { marksRecord } from '../record/marks.ts';
import type { Settings } from '../settings/settings.ts';
import { readRecord } from './with-record.ts';

/** A text that the user marked. */
export interface MarkedText extends Judged {
  readonly id: string;
  /** Belongs to the topic, whatever the rules thought of it. */
  readonly right: boolean;
  /** The topic it was shown under; null where that is not known. */
  readonly topic: string | null;
}

/**
 * All marks in the record, oldest first; the same words under the same topic once, by the later mark. What was judged as a
 * headline with a summary still is.
 */
export function readMarks(settings: Settings): Promise<MarkedText[]> {
  return readRecord(settings, (db) => {
    const marks = marksRecord(db).all();
    const last = new Map(marks.map((mark) => [`${mark.textHash} ${mark.topic}`, mark]));
    return [...last.values()].map(({ uid, mark, topic, basis, title, text }) => ({
      id: uid,
      title,
      text,
      ...(basis === 'summary' ? { kind: 'brief' as const } : {}),
      right: mark === 'right',
      topic,
    }));
  });
}

/** The topic that the user saw the text under; where that is not known, the one that comes nearest now. */
export const topicOf = (rules: CompiledRules, one: MarkedText): string | undefined =>
  rules.topics.find(({ id }) => id === one.topic)?.id ?? bestOf(judge(rules, one))?.topic;

/**
 * Of marks on one story that several sites carry the last: ten copies of a text teach no more than one, and copies on both
 * sides of a cross-validation would make it look better than it is.
 */
export function onePerStory(marked: readonly MarkedText[]): MarkedText[] {
  const byKey = new Map<number, string[]>();
  return marked
    .toReversed()
    .filter(({ text }) => {
      const keys = storyKeys(text);
      const alike = new Set(keys.flatMap((key) => byKey.get(key) ?? []));
      if ([...alike].some((other) => isSameStory(text, other))) return false;
      for (const key of keys) byKey.set(key, [...(byKey.get(key) ?? []), text]);
      return true;
    })
    .toReversed();
}
