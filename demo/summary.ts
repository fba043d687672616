import type { DemoFolder } from './daemon.ts';
import { compare, type Tally } from './tally.ts';
import type { Paint } from './view.ts';
import type { PlacedArticle } from './world.ts';

/** What the demo says at its end: what happened, where the corpus is, how to look closer. */
export function summaryLines(
  tally: Tally,
  online: readonly PlacedArticle[],
  place: DemoFolder,
  paint: Paint,
): string[] {
  const { found, missed, wrong, copies } = compare(tally, online);
  const again = online.filter(({ copy }) => copy);
  const files = [...tally.files].sort(([, one], [, other]) => one.file.localeCompare(other.file));
  const note = (url: string): string => (again.some((one) => one.url === url) ? paint('gray', ' (again)') : '');
  const result = `  ${found.length} of ${found.length + missed.length} articles on topic found, ${wrong.length} wrongly matched`;
  const printedAgain =
    again.length === 0 ? [] : [`  ${copies.length} of ${again.length} printed again elsewhere, without a second alert`];
  return [
    '',
    paint('bold', 'What happened'),
    `  ${tally.polls} polls, ${tally.unchanged} of them unchanged; ${tally.items} items, ${tally.read} articles read`,
    paint(missed.length + wrong.length === 0 ? 'green' : 'red', result),
    ...missed.map(({ title }) => `    missed: ${title}`),
    ...wrong.map(({ title }) => `    wrong:  ${title}`),
    `  ${tally.alerts} alerts received, ${tally.alerted.size} of them rightly signed, for different articles`,
    ...printedAgain,
    '',
    paint('bold', `The corpus, in ${place.corpus}`),
    ...files.map(([url, { file, title }]) => `  ${paint('green', file)}  ${title}${note(url)}`),
    '',
    paint('bold', 'Look closer'),
    `  npm run newswatch -- matches --config ${place.config}`,
    '  npm run demo -- --keep     goes on, with its dashboard, until Ctrl-C',
    `  rm -r ${place.folder}`,
  ];
}
