import { explainBound } from '../judge/explain.ts';
import { whyReport, type ItemHistory } from '../record/why.ts';
import { paint, plain, printJson, printLine, type Io } from './io.ts';
import { settingsOf, type CommonOptions } from './options.ts';
import { verdictLines } from './verdict-lines.ts';
import { readRecord } from './with-record.ts';

/** `newswatch why URL_OR_ID`. Exit code 1 if it was never seen. */
export async function why(reference: string, options: CommonOptions, io: Io): Promise<number> {
  const found = await readRecord(settingsOf(options), (db) => whyReport(db, reference));
  if (options.json) printJson(io, { reference, seen: found.length > 0, items: found });
  else if (found.length === 0) printLine(io, `newswatch has never seen ${plain(reference)}`);
  else for (const item of found) for (const line of historyLines(io, item)) printLine(io, line);
  return found.length > 0 ? 0 : 1;
}

function historyLines(io: Io, item: ItemHistory): string[] {
  const row = (name: string, value: string | null): string[] =>
    value === null ? [] : [`  ${name.padEnd(10)} ${plain(value)}`];
  const { match } = item;
  return [
    paint(io, 'bold', plain(item.title)),
    ...row('id', item.id),
    ...row('address', item.url),
    ...row('feed', `${item.feed.title ?? ''} ${item.feed.url}`),
    ...row('published', item.publishedAt),
    ...row('seen', item.seenAt),
    ...row('fetched', item.fetchedAt),
    ...row('read', item.basis === null ? null : basisInWords(item.basis)),
    ...row('state', item.state),
    ...row('trouble', item.problem),
    ...row('next try', item.nextTryAt === null ? null : `${item.nextTryAt} (${item.tries} so far)`),
    ...row(
      'repeats',
      item.repeats === null ? null : `${item.repeats.id} ${item.repeats.title} ${item.repeats.url ?? ''}`,
    ),
    ...row(
      'matched',
      match === null
        ? null
        : `${match.matchedAt}, file ${match.corpusFile ?? 'none'}${match.duplicateOf === null ? '' : `, same story as ${match.duplicateOf}`}`,
    ),
    ...row('marked', item.mark),
    ...item.copies.flatMap(({ id, matchedAt, feedTitle, url, corpusFile }) =>
      row('told again', `${id} ${matchedAt}, ${feedTitle}, file ${corpusFile ?? 'none'} ${url}`),
    ),
    ...item.alerts.flatMap((alert) =>
      row('alert', `${alert.channel}: ${alert.state} ${alert.at}${alert.answer === null ? '' : ` (${alert.answer})`}`),
    ),
    ...item.verdicts.flatMap((verdict) => verdictLines(io, verdict, 2)),
    ...(item.ruledOut === null
      ? []
      : [
          '  not read any further than its words, which rule out that any topic matches:',
          ...item.ruledOut.map((bound) => `  ${plain(explainBound(bound))}`),
        ]),
    '',
  ];
}

const basisInWords = (basis: string): string =>
  basis === 'page' ? 'the page' : basis === 'feed' ? 'the full text in the feed' : 'headline and summary in the feed';
