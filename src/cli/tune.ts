import { UsageError } from '../errors.ts';
import { bestOf } from '../judge/best.ts';
import { judge } from '../judge/judge.ts';
import type { CompiledRules } from '../judge/topic-rules.ts';
import type { Suggestion } from '../judge/tune/terms.ts';
import { tuneTopic, type Proposal } from '../judge/tune/tune.ts';
import type { TopicSource } from '../model/topic.ts';
import { loadRules, type LoadedRules } from '../rules.ts';
import { printFigures } from './figures.ts';
import { paint, plain, printJson, printLine, type Io } from './io.ts';
import { readMarks, type MarkedText } from './marked.ts';
import { settingsOf, type CommonOptions } from './options.ts';
import { writeNumbers } from './write-numbers.ts';

export interface TuneOptions extends CommonOptions {
  readonly topic?: string;
  readonly write?: boolean;
}

/**
 * `newswatch tune`: what the marks teach about one topic, by default the one with most marks. Changes nothing without
 * `write`, and then only numbers of its topic file.
 * @throws ConfigError; UsageError for a topic that is not there; NewswatchError `tune-write`
 */
export async function tune(options: TuneOptions, io: Io): Promise<void> {
  const settings = settingsOf(options);
  const rules = loadRules(settings.topicFiles);
  const { topic, source, texts } = chosen(rules, await readMarks(settings), options.topic);
  const proposal = tuneTopic(source, texts);
  const written = options.write === true && proposal.changes.length > 0 ? source.file : null;
  if (written !== null) writeNumbers(written, source.rules, proposal.changes);
  if (options.json === true) printJson(io, { topic, ...proposal, written });
  else printProposal(io, topic, proposal, options, written);
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
  if (choice?.source === undefined) {
    throw new UsageError(
      `there is no topic ${wanted}`,
      `name one of ${candidates.map(({ topic }) => topic).join(', ')}`,
    );
  }
  return { ...choice, source: choice.source };
}

/** The topic that the user saw the text under; where that is not known, the one that comes nearest now. */
function topicOf(rules: CompiledRules, one: MarkedText): string | undefined {
  return rules.topics.some(({ id }) => id === one.topic) ? (one.topic ?? undefined) : bestOf(judge(rules, one))?.topic;
}

function printProposal(
  io: Io,
  topic: string,
  { marks, now, proposed, crossValidated, changes, suggestions, note }: Proposal,
  { write = false }: TuneOptions,
  written: string | null,
): void {
  printLine(io, paint(io, 'bold', `${topic}: ${marks.right} texts marked right, ${marks.wrong} wrong`));
  if (now.documents > 0) {
    printFigures(io, {
      now,
      ...(proposed === null ? {} : { 'with the changes': proposed }),
      ...(crossValidated === null ? {} : { 'cross-validated': crossValidated }),
    });
  }
  if (changes.length > 0) printLine(io, '\nChanges, each with what it brings beside the others:');
  for (const { path, from, to, why } of changes) {
    printLine(
      io,
      `  ${path.padEnd(22)} ${String(from).padStart(5)} → ${paint(io, 'green', String(to).padEnd(5))} ${plain(why)}`,
    );
  }
  for (const [advice, head] of SUGGESTED) {
    const list = suggestions.filter((one) => one.advice === advice);
    if (list.length > 0) printLine(io, `\n${head}`);
    for (const one of list) printLine(io, `  ${suggestionLine(one)}`);
  }
  printLine(io);
  printLine(io, paint(io, proposed === null ? 'yellow' : 'green', note));
  if (written !== null) {
    printLine(io, `wrote ${written}; a running daemon judges by it once it is started again`);
    printLine(io, 'newswatch replay then shows what that gains and loses among the kept items');
  } else if (changes.length > 0) printLine(io, 'nothing was changed; --write puts the numbers into the topic file');
  else if (write) printLine(io, 'nothing was written');
}

const SUGGESTED = [
  ['drop', 'Terms of the topic that stand mainly in wrong texts (a case for "except", a "with", or going):'],
  ['for', 'Words that no rule knows and that stand mainly in right texts:'],
  ['against', 'Words that no rule knows and that stand mainly in wrong texts (a case for a rule under "against"):'],
] as const;

const suggestionLine = ({ term, concept, right, wrong }: Suggestion): string =>
  `${plain(term)}${concept === null ? '' : ` (${concept})`}: in ${right} right, ${wrong} wrong`;
