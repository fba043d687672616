import type { GroupReport } from '../judge/tune/accept.ts';
import type { Change } from '../judge/tune/changes.ts';
import { FOLDS } from '../judge/tune/cross-validate.ts';
import type { Suggestion } from '../judge/tune/suggestions.ts';
import type { Proposal } from '../judge/tune/tune.ts';
import { printFigures } from './figures.ts';
import { counted, paint, plain, printLine, type Io } from './io.ts';

export interface TuneReport extends Proposal {
  readonly topic: string;
  readonly file: string;
  /** Marks that do not count, since they are on a story that another mark is on. */
  readonly repeats: number;
  /** The file that was changed; null if none was. */
  readonly written: string | null;
}

/** What was marked, what is proposed and why, what to expect of it, and what to do next. */
export function printProposal(io: Io, report: TuneReport, write: boolean): void {
  const { topic, marks, repeats, now, proposed, crossValidated, groups, changes, note } = report;
  const repeated = repeats === 0 ? '' : ` (${counted(repeats, 'more mark')} on the same stories)`;
  printLine(
    io,
    paint(io, 'bold', `${topic}: ${counted(marks.right, 'text')} marked right, ${marks.wrong} wrong${repeated}`),
  );
  if (now.documents > 0) {
    printFigures(io, {
      now,
      ...(proposed === null ? {} : { 'with the changes': proposed }),
      ...(crossValidated === null ? {} : { 'cross-validated': crossValidated }),
    });
  }
  if (proposed !== null) {
    printLine(io, paint(io, 'dim', '“with the changes” is on the marks they were found on, and so too good;'));
    printLine(io, paint(io, 'dim', 'expect “cross-validated”: each mark judged by what the others taught'));
  }
  if (groups.length > 0) printLine(io, '\nTried, each beside what was accepted before it:');
  for (const group of groups) printLine(io, groupLine(io, group));
  if (changes.length > 0) printLine(io, '\nChanges, each with what it brings beside the others:');
  for (const change of changes) printChange(io, change);
  printSuggestions(io, report.suggestions);
  printLine(io);
  printLine(io, paint(io, proposed === null ? 'yellow' : 'green', note));
  printNext(io, report, write);
}

function groupLine(io: Io, { group, accepted, found, crossValidated, better, worse, chance }: GroupReport): string {
  const verdict = accepted ? paint(io, 'green', 'accepted') : paint(io, 'yellow', 'refused ');
  const f1 = (one: { f1: number | null }): string => (one.f1 ?? 0).toFixed(3);
  const effect =
    better + worse === 0
      ? 'changes no verdict on marks held back'
      : `F1 ${f1(crossValidated)} on marks held back, ${f1(found)} on its own; ${better} judged better, ${worse} worse: by chance ${share(chance)}`;
  return `  ${group.padEnd(10)} ${verdict}  ${effect}`;
}

const share = (part: number): string => (part < 0.01 ? 'below 1 %' : `${Math.round(part * 100)} %`);

function printChange(io: Io, { kind, path, from, to, why, folds }: Change): void {
  const found = folds === null ? '' : paint(io, 'dim', ` (found in ${folds} of ${FOLDS} folds)`);
  const list = kind === 'out' ? path.replace(/\.\d+$/, '') : path;
  const place = `  ${plain(list).padEnd(24)}`;
  if (typeof to === 'object' && to !== null) {
    const { title, lead, body } = to.points;
    const points = `title ${title}, lead ${lead}, body ${body}, at most ${to.most}`;
    printLine(io, `${place} ${paint(io, 'green', '+ rule')} “${to.name}”: ${points}`);
  } else if (kind === 'number') {
    const numbers = `${String(from).padStart(5)} → ${paint(io, 'green', String(to).padEnd(5))}`;
    printLine(io, `${place} ${numbers} ${plain(why)}${found}`);
  } else {
    const [colour, sign] = kind === 'out' ? (['red', '−'] as const) : (['green', '+'] as const);
    printLine(io, `${place} ${paint(io, colour, `${sign} ${plain(String(to ?? from))}`)}  ${plain(why)}${found}`);
  }
}

const SUGGESTED = [
  ['drop', 'terms of the topic that stand mainly in wrong texts'],
  ['except', 'phrases with a term, mainly in wrong texts'],
  ['for', 'new words, mainly in right texts'],
  ['against', 'new words, mainly in wrong texts'],
] as const;

function printSuggestions(io: Io, suggestions: readonly Suggestion[]): void {
  if (suggestions.length > 0) printLine(io, '\nNot proposed, but worth a thought (in so many right / wrong texts):');
  for (const [advice, what] of SUGGESTED) {
    const list = suggestions.filter((one) => one.advice === advice);
    if (list.length === 0) continue;
    const terms = list.map(
      ({ term, concept, right, wrong }) =>
        `${plain(term)}${concept === null ? '' : ` in ${concept}`} ${right}/${wrong}`,
    );
    printLine(io, `  ${what}: ${terms.join(', ')}`);
  }
}

function printNext(io: Io, { written, changes, file, marks }: TuneReport, write: boolean): void {
  if (written !== null) {
    printLine(io, `wrote ${written}; newswatch replay shows what that gains and loses among the kept items`);
    printLine(io, 'a running daemon judges by it after newswatch replay --apply, or when it is started again');
  } else if (changes.length > 0) {
    printLine(io, `nothing was changed; --write makes these changes in ${file}`);
  } else if (write) printLine(io, 'nothing was written');
  else if (marks.right + marks.wrong > 0) printLine(io, 'more marks may change that: newswatch mark ID right|wrong');
}
