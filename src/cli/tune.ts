import { UsageError } from '../errors.ts';
import { changedTopic } from '../judge/tune/changed-topic.ts';
import { FOLDS } from '../judge/tune/cross-validate.ts';
import type { Group } from '../judge/tune/term-change.ts';
import { tuneTopic } from '../judge/tune/tune.ts';
import type { TopicSource } from '../model/topic.ts';
import { loadRules, type LoadedRules } from '../rules.ts';
import { printJson, type Io } from './io.ts';
import { onePerStory, readMarks, topicOf, type MarkedText } from './marked.ts';
import { settingsOf, type CommonOptions } from './options.ts';
import { noSuchTopic } from './topic-rules.ts';
import { printProposal } from './tune-report.ts';
import { writeTopic } from './write-topic.ts';

export interface TuneOptions extends CommonOptions {
  readonly topic?: string;
  readonly write?: boolean;
  /** `numbers` or `terms`. */
  readonly only?: string;
}

/**
 * `newswatch tune`: what the marks teach about one topic, by default the one with most marks. Changes nothing without
 * `write`, and then only its topic file.
 * @throws ConfigError; UsageError for a topic that is not there; NewswatchError `tune-write`, `file`
 */
export async function tune(options: TuneOptions, io: Io): Promise<void> {
  const groups = groupsOf(options.only);
  const settings = settingsOf(options);
  const rules = loadRules(settings.topicFiles);
  const { topic, source, texts } = chosen(rules, await readMarks(settings), options.topic);
  const stories = onePerStory(texts);
  const progress = progressOn(io, stories.length);
  const proposal = tuneTopic(source, stories, { ...(groups === undefined ? {} : { groups }), onStep: progress.step });
  progress.end();
  const written = options.write === true && proposal.changes.length > 0 ? source.file : null;
  if (written !== null) writeTopic(source, changedTopic(source.rules, proposal.changes));
  const report = { topic, file: source.file, repeats: texts.length - stories.length, ...proposal, written };
  if (options.json === true) printJson(io, report);
  else printProposal(io, report, options.write === true);
}

const KINDS: Readonly<Record<string, readonly Group[]>> = {
  numbers: ['numbers'],
  terms: ['terms out', 'terms in'],
};

function groupsOf(only: string | undefined): readonly Group[] | undefined {
  const groups = only === undefined ? undefined : KINDS[only];
  if (only !== undefined && groups === undefined) {
    throw new UsageError(`"${only}" is nothing to tune`, 'use --only numbers or --only terms');
  }
  return groups;
}

/** The topic to tune, its file's value, and the marks that are about it. */
function chosen(
  { compiled, set }: LoadedRules,
  marked: readonly MarkedText[],
  wanted: string | undefined,
): { topic: string; source: TopicSource; texts: readonly MarkedText[] } {
  const byTopic = Map.groupBy(marked, (one) => topicOf(compiled, one));
  const candidates = compiled.topics.map(({ id }, index) => ({
    topic: id,
    source: set.topics[index],
    texts: byTopic.get(id) ?? [],
  }));
  const [most] = candidates.toSorted((a, b) => b.texts.length - a.texts.length);
  const choice = wanted === undefined ? most : candidates.find(({ topic }) => topic === wanted);
  if (choice?.source === undefined) throw noSuchTopic(wanted ?? '', compiled.topics);
  return { ...choice, source: choice.source };
}

/** What is shorter needs no word. */
const PATIENCE = 1_000;

/** Says how far it is, if it takes long and somebody watches. */
function progressOn({ stderr }: Io, marks: number): { step: (group: Group, fold: number) => void; end: () => void } {
  const begun = performance.now();
  let said = false;
  return {
    step(group, fold) {
      if (!stderr.isTTY || performance.now() - begun < PATIENCE) return;
      said = true;
      stderr.write(`\r\u001b[Kmeasuring on ${marks} marks: ${group}, fold ${fold} of ${FOLDS}`);
    },
    end: () => void (said && stderr.write('\r\u001b[K')),
  };
}
