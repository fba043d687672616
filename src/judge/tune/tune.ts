import { createHash } from 'node:crypto';
import type { TopicSource } from '../../model/topic.ts';
import { combineTopics } from '../combine.ts';
import { compileTopic } from '../compile.ts';
import { counted, type Figures, type Outcome } from '../measure/figures.ts';
import { judge } from '../judge.ts';
import type { CompiledTopic } from '../topic-rules.ts';
import { broughtBy, missingMarks, refusal, reportOn, type GroupReport } from './accept.ts';
import { changedTopic } from './changed-topic.ts';
import { changesOf, type Change, type TunableTopic } from './changes.ts';
import type { Counts } from './contrast.ts';
import type { Validation } from './cross-validate.ts';
import { isStable, Learning, timesFound } from './learn.ts';
import { withLearnt, type Learner } from './learnt.ts';
import { nameOfPart, type Setting } from './setting.ts';
import { suggestionsOf, type Suggestion } from './suggestions.ts';
import { GROUPS, type Group } from './term-change.ts';
import { isMatch, type Marked } from './weigh.ts';

/** What the marks teach about one topic. */
export interface Proposal {
  readonly marks: Counts;
  /** The rules as they are, on the marks. */
  readonly now: Figures;
  /** With the changes, on the same marks: what they were found on, and so too good. Null where none are proposed. */
  readonly proposed: Figures | null;
  /** What to expect of such changes on texts that they were not found on. Null where none are proposed. */
  readonly crossValidated: Figures | null;
  /** What was tried, in this order, each beside what was accepted before. Empty where there are too few marks. */
  readonly groups: readonly GroupReport[];
  /** What to change in the topic file; it belongs together. */
  readonly changes: readonly Change[];
  /** Terms that marks suggest and that are not among the changes: to think about. */
  readonly suggestions: readonly Suggestion[];
  /** One sentence: what is proposed, or why nothing is. */
  readonly note: string;
}

export interface TuneOptions {
  /** The kinds of changes that may be proposed. */
  readonly groups?: readonly Group[];
  /** Told of each fold, counted from 1, that is measured. */
  readonly onStep?: (group: Group, fold: number) => void;
}

/**
 * Proposes other numbers and other terms for a topic, as far as cross-validation shows each kind of change to do better than
 * the rules without it. Pure and deterministic.
 * @param source compiles without mistakes
 * @param given in the order in which they were made: of two marks on the same words the later counts
 */
export function tuneTopic(source: TopicSource, given: readonly Marked[], options: TuneOptions = {}): Proposal {
  const named = new Map(given.map((one) => [nameOf(one), one]));
  const texts = [...named.values()];
  const right = texts.filter((one) => one.right).length;
  const marks = { right, wrong: texts.length - right };
  const topic = compiled(source);
  const now = judgedBy(topic, texts);
  const none = { marks, now: counted(now), proposed: null, crossValidated: null, groups: [], changes: [] };
  const missing = missingMarks(marks);
  if (missing !== null) return { ...none, suggestions: [], note: missing };

  const file = source.rules as TunableTopic;
  const learner = withLearnt(topic);
  const learning = new Learning(learner, texts, [...named.keys()], typeof file.match === 'number');
  const base = { ...none, suggestions: suggestionsOf(learning.candidates, learner, []) };
  if (now.every(({ label, match }) => label === match)) {
    return { ...base, note: 'the rules judge every mark as you did: nothing to change' };
  }
  const { reports, settings, outcomes } = tryGroups(learning, now, options);
  const accepted = reports.filter((one) => one.accepted).map(({ group }) => group);
  if (accepted.length === 0) return { ...base, groups: reports, note: refusal(none.now, reports) };

  const times = timesFound(learning, settings);
  const setting = learning.fromAll(accepted, (name) => isStable(times.get(name) ?? 0));
  const changes = changesWith(file, learner, learning, setting, times);
  if (changes.length === 0) {
    return { ...base, groups: reports, note: 'nothing proposed: every fifth of the marks led to other changes' };
  }
  const changed = compileTopic({ ...source, rules: changedTopic(file, changes) });
  if ('mistakes' in changed) {
    // Points so small that no article of a kind could reach its threshold: what is wanted then is no change of points.
    const [mistake] = changed.mistakes;
    const note = `nothing proposed: with the changes ${mistake?.key} ${mistake?.message}`;
    return { ...base, groups: reports, note };
  }
  return {
    ...base,
    proposed: counted(judgedBy(changed.topic, texts)),
    crossValidated: counted(outcomes),
    groups: reports,
    changes,
    suggestions: suggestionsOf(learning.candidates, learner, setting.terms),
    note: `proposed: ${accepted.join(' and ')}, which do better on marks that they were not found on`,
  };
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

const judgedUnder = ({ texts }: Learning, setting: Setting): Outcome[] =>
  texts.marks.map(({ right }, index) => ({
    label: right,
    match: isMatch(texts.weighed(index, setting.terms), setting),
  }));

interface Trial extends Validation {
  readonly reports: readonly GroupReport[];
}

/**
 * One kind of change after the other: each stays if marks it was not found on are judged better beside those before it. What
 * was refused gets another chance beside what came after it.
 */
function tryGroups(learning: Learning, now: readonly Outcome[], { groups = GROUPS, onStep }: TuneOptions): Trial {
  let best: Validation = { settings: [], outcomes: now };
  const accepted: Group[] = [];
  const reports = new Map<Group, GroupReport>();
  const tryOne = (group: Group): void => {
    const tried = [...accepted, group];
    const validation = learning.crossValidate(tried, (fold) => onStep?.(group, fold));
    const found = counted(
      judgedUnder(
        learning,
        learning.fromAll(tried, () => true),
      ),
    );
    const report = reportOn(group, best.outcomes, validation.outcomes, found);
    reports.set(group, report);
    if (!report.accepted) return;
    best = validation;
    accepted.push(group);
  };
  for (let before = -1; accepted.length > before;) {
    before = accepted.length;
    for (const group of groups) if (!accepted.includes(group)) tryOne(group);
  }
  return { reports: [...reports.values()], ...best };
}

function changesWith(
  file: TunableTopic,
  learner: Learner,
  learning: Learning,
  setting: Setting,
  times: ReadonlyMap<string, number>,
): Change[] {
  const after = counted(judgedUnder(learning, setting));
  const told = learning.partsOf(setting).map(({ part, without }) => ({
    part,
    why: broughtBy(counted(judgedUnder(learning, without)), after),
    folds: times.get(nameOfPart(part, setting, learning.start)) ?? 0,
  }));
  return changesOf(file, learner, learning.candidates, setting, told);
}
