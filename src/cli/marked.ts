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

/** Texts that share most with one, and so may tell its story: what a site puts under every article, many share. */
const CANDIDATES = 8;

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
      if (likely(keys, byKey).some((other) => isSameStory(text, other))) return false;
      for (const key of keys) {
        const others = byKey.get(key);
        if (others === undefined) byKey.set(key, [text]);
        else others.push(text);
      }
      return true;
    })
    .toReversed();
}

/** As the record finds them (record/stories.ts): a key counts the less the more texts have it. */
function likely(keys: readonly number[], byKey: ReadonlyMap<number, readonly string[]>): string[] {
  const weights = new Map<string, number>();
  for (const key of keys) {
    const texts = byKey.get(key) ?? [];
    for (const text of texts) weights.set(text, (weights.get(text) ?? 0) + 1 / texts.length);
  }
  const sorted = [...weights].toSorted(([, one], [, other]) => other - one);
  return sorted.slice(0, CANDIDATES).map(([text]) => text);
}
