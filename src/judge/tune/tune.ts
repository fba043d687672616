import { createHash } from 'node:crypto';
import type { TopicSource } from '../../model/topic.ts';
import { combineTopics } from '../combine.ts';
import { compileTopic } from '../compile.ts';
import { counted, type Figures, type Outcome } from '../measure/figures.ts';
import { judge } from '../judge.ts';
import type { CompiledTopic } from '../topic-rules.ts';
import { accept, effectOf, missingMarks } from './accept.ts';
import { changedTopic, changesOf, type Change, type TunableTopic } from './changes.ts';
import type { Counts } from './contrast.ts';
import { crossValidate } from './cross-validate.ts';
import { newTerms } from './new-terms.ts';
import { search } from './search.ts';
import { changedParts, spaceOf, type Setting } from './setting.ts';
import { harmfulTerms, type Suggestion } from './terms.ts';
import { isMatch, weigh, type Marked, type Weighed } from './weigh.ts';

/** What the marks teach about one topic. */
export interface Proposal {
  readonly marks: Counts;
  /** The rules as they are, on the marks. */
  readonly now: Figures;
  /** With the changes, on the same marks: what they were found on, and so too good. Null where none are proposed. */
  readonly proposed: Figures | null;
  /** What to expect of such changes on texts they were not found on. Null where there are too few marks. */
  readonly crossValidated: Figures | null;
  /** Numbers to replace in the topic file; they belong together. */
  readonly changes: readonly Change[];
  readonly suggestions: readonly Suggestion[];
  /** One sentence: what is proposed, or why nothing is. */
  readonly note: string;
}

/**
 * Proposes other thresholds and points for a topic, if cross-validation shows them to be better than the present ones, and
 * lists terms to think about. Pure and deterministic.
 * @param source compiles without mistakes
 * @param given in the order in which they were made: of two marks on the same words the later counts
 */
export function tuneTopic(source: TopicSource, given: readonly Marked[]): Proposal {
  const named = new Map(given.map((one) => [nameOf(one), one]));
  const texts = [...named.values()];
  const topic = compiled(source);
  const right = texts.filter((one) => one.right).length;
  const marks = { right, wrong: texts.length - right };
  const now = judgedBy(topic, texts);
  const base = { marks, now: counted(now), proposed: null, crossValidated: null, changes: [], suggestions: [] };
  const missing = missingMarks(marks);
  if (missing !== null) return { ...base, note: missing };

  const suggestions = [...harmfulTerms(topic, texts, marks), ...newTerms(topic, texts, marks)];
  const file = source.rules as TunableTopic;
  const space = spaceOf(topic, typeof file.match === 'number');
  const weighed = weigh(topic, texts);
  const setting = search(weighed, space);
  const changes = changedParts(setting, space).flatMap(({ part, without }) =>
    changesOf(
      file,
      part,
      setting,
      effectOf(counted(judgedUnder(weighed, without)), counted(judgedUnder(weighed, setting))),
    ),
  );
  const found = judgedBy(compiled({ ...source, rules: changedTopic(file, changes) }), texts);
  const validated = crossValidate(weighed, [...named.keys()], space);
  const { accepted, note } = accept(now, found, validated);
  const report = { ...base, crossValidated: counted(validated), suggestions, note };
  return accepted ? { ...report, proposed: counted(found), changes } : report;
}

const nameOf = ({ title, text }: Marked): string => createHash('sha256').update(`${title}\n\n${text}`).digest('hex');

function compiled(source: TopicSource): CompiledTopic {
  const result = compileTopic(source);
  if ('topic' in result) return result.topic;
  const [mistake] = result.mistakes;
  throw new Error(`${source.file} does not compile: ${mistake?.key} ${mistake?.message}`);
}

function judgedBy(topic: CompiledTopic, texts: readonly Marked[]): Outcome[] {
  const rules = combineTopics([topic], '');
  return texts.map((one) => ({ label: one.right, match: judge(rules, one)[0]?.match ?? false }));
}

const judgedUnder = (texts: readonly Weighed[], setting: Setting): Outcome[] =>
  texts.map((text) => ({ label: text.right, match: isMatch(text, setting) }));
