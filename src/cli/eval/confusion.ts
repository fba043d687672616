import { paint, printLine, type Io } from '../io.ts';
import { table } from '../table.ts';
import { isError, type Judgement } from './judged.ts';

/** How the documents of one kind or source were judged. */
export interface Confusion {
  /** Null for documents whose line names none. */
  readonly name: string | null;
  readonly documents: number;
  readonly right: number;
  readonly falseAlarms: number;
  readonly missed: number;
  /** Rightly. */
  readonly leftOut: number;
}

/** Each with most documents first. Without sources if no line names one. */
export interface Confusions {
  readonly kinds: readonly Confusion[];
  readonly sources: readonly Confusion[];
}

export function confusionsOf(judged: readonly Judgement[]): Confusions {
  const sources = by(judged, ({ document }) => document.source ?? null);
  return {
    kinds: by(judged, ({ verdict }) => verdict.judgedAs),
    sources: sources.some(({ name }) => name !== null) ? sources : [],
  };
}

const by = (judged: readonly Judgement[], nameOf: (one: Judgement) => string | null): Confusion[] =>
  [...Map.groupBy(judged, nameOf)]
    .map(([name, list]) => confusionOf(name, list))
    .toSorted((a, b) => b.documents - a.documents);

function confusionOf(name: string | null, list: readonly Judgement[]): Confusion {
  const errors = list.filter(isError).length;
  const missed = list.filter((one) => one.document.label && isError(one)).length;
  const onTopic = list.filter(({ document }) => document.label).length;
  return {
    name,
    documents: list.length,
    right: onTopic - missed,
    falseAlarms: errors - missed,
    missed,
    leftOut: list.length - onTopic - (errors - missed),
  };
}

const MOST_SOURCES = 12;
const LONGEST_NAME = 36;

/** A line for each kind and for the sources with most documents, and one for all others. */
export function printConfusions(io: Io, { kinds, sources }: Confusions): void {
  printLine(io);
  const told = sources.length > MOST_SOURCES + 1 ? sources.slice(0, MOST_SOURCES) : sources;
  const others = sources.slice(told.length);
  const rows = [
    ...kinds.map((one) => [`${one.name}s`, one] as const),
    ...told.map((one) => [one.name ?? 'without a source', one] as const),
    ...(others.length === 0 ? [] : [[`${others.length} other sources`, sum(others)] as const]),
  ];
  const lines = table(
    ['', 'documents', 'right', 'false alarms', 'missed', 'rightly left out'],
    rows.map(([name, { documents, right, falseAlarms, missed, leftOut }]) => [
      name,
      ...[documents, right, falseAlarms, missed, leftOut].map(String),
    ]),
    [LONGEST_NAME],
    1,
  );
  const heads = 1 + kinds.length;
  for (const [index, line] of lines.entries()) {
    if (index === heads) printLine(io);
    printLine(io, index >= heads + told.length ? paint(io, 'dim', line) : line);
  }
}

const sum = (list: readonly Confusion[]): Confusion =>
  list.reduce((all, one) => ({
    name: null,
    documents: all.documents + one.documents,
    right: all.right + one.right,
    falseAlarms: all.falseAlarms + one.falseAlarms,
    missed: all.missed + one.missed,
    leftOut: all.leftOut + one.leftOut,
  }));
