import type { styleText } from 'node:util';
import { plain, shorten } from '../src/model/plain.ts';
import { numberOf, textOf, type DemoEvent } from './events.ts';

export type Style = Parameters<typeof styleText>[0];
/** Colours a text, or leaves it as it is. */
export type Paint = (style: Style, text: string) => string;

export interface ViewOptions {
  /** When the demo began, ms since 1970. */
  readonly startedAt: number;
  /** Columns of the terminal. */
  readonly width: number;
  readonly paint: Paint;
}

/** What is said of one event: a label for the left column, a text, and possibly more lines under it. */
interface Entry {
  readonly label: string;
  readonly text: string;
  readonly style?: Style;
  readonly more?: readonly string[];
}

const TIME = 6;
const LABEL = 9;

/** The lines that show an event; none for what is not worth one. Texts from outside cannot repaint the terminal. */
export function linesOf(event: DemoEvent, { startedAt, width, paint }: ViewOptions): string[] {
  const entry = entryOf(event);
  if (entry === null) return [];
  const { label, text, style = 'reset', more = [] } = entry;
  const room = Math.max(20, width - TIME - LABEL - 2);
  const seconds = `${Math.max(0, (event.at - startedAt) / 1_000).toFixed(1)}s`.padStart(TIME);
  const indent = ' '.repeat(TIME + LABEL + 2);
  return [
    `${paint('gray', seconds)}  ${paint(style, label.padEnd(LABEL))}${paint(style, shorten(plain(text), room))}`,
    ...more.map((line) => `${indent}${paint('gray', shorten(plain(line), room))}`),
  ];
}

function entryOf(event: DemoEvent): Entry | null {
  switch (event.event) {
    case 'world':
      return {
        label: 'paper',
        text: `${textOf(event, 'name').padEnd(22)} ${textOf(event, 'format').padEnd(4)}  ${textOf(event, 'feedUrl')}`,
      };
    case 'ready':
      return { label: 'ready', text: 'the watch runs', style: 'bold' };
    case 'http':
      return { label: 'open', text: `${textOf(event, 'address')} to look on`, style: 'bold' };
    case 'published':
      return { label: '+ online', text: `${textOf(event, 'publisher')}: ${textOf(event, 'title')}`, style: 'blue' };
    case 'poll':
      return poll(event);
    case 'article':
      return article(event);
    case 'match':
      return match(event);
    case 'alert':
      return alert(event);
    case 'received':
      return received(event);
    default:
      return other(event);
  }
}

function poll(event: DemoEvent): Entry {
  const title = textOf(event, 'feedTitle') || textOf(event, 'feedUrl');
  const kind = textOf(event, 'kind');
  const fresh = numberOf(event, 'fresh') ?? 0;
  if (kind === 'unchanged' || (kind === 'items' && fresh === 0))
    return { label: 'poll', text: `${title}: nothing new`, style: 'gray' };
  if (kind === 'items')
    return { label: 'poll', text: `${title}: ${fresh} new ${fresh === 1 ? 'item' : 'items'}`, style: 'cyan' };
  return { label: 'poll', text: `${title}: ${textOf(event, 'problem') || kind}`, style: 'red' };
}

const DECISIONS: Readonly<Record<string, readonly [words: string, style: Style]>> = {
  match: ['on topic', 'green'],
  near: ['nearly', 'yellow'],
  reject: ['off topic', 'gray'],
  duplicate: ['a copy', 'yellow'],
  stale: ['too old', 'gray'],
  later: ['later', 'yellow'],
  'give-up': ['given up', 'red'],
};

function article(event: DemoEvent): Entry {
  const decision = textOf(event, 'decision');
  const [words, style] = DECISIONS[decision] ?? [decision, 'reset'];
  const score = numberOf(event, 'score')?.toFixed(1) ?? '';
  const problem = textOf(event, 'problem');
  return {
    label: 'read',
    text: `${words.padEnd(10)}${score.padStart(4)}  ${textOf(event, 'title') || textOf(event, 'url')}`,
    style,
    ...(problem === '' ? {} : { more: [problem] }),
  };
}

function match(event: DemoEvent): Entry {
  const file = textOf(event, 'corpusFile');
  return {
    label: 'corpus',
    text: file === '' ? `no file, judged by its headline: ${textOf(event, 'title')}` : `corpus/${file}`,
    style: ['bold', 'green'],
  };
}

/** What was sent is seen at its other end; here only what was not. */
function alert(event: DemoEvent): Entry | null {
  const kind = textOf(event, 'kind');
  if (kind === 'sent') return null;
  return { label: 'alert', text: `${textOf(event, 'channel')}: ${kind} · ${textOf(event, 'answer')}`, style: 'red' };
}

function received(event: DemoEvent): Entry {
  const { terms, verified } = event.fields;
  const words = Array.isArray(terms) ? terms.filter((term) => typeof term === 'string') : [];
  return {
    label: 'ALERT',
    text: textOf(event, 'title'),
    style: ['bold', 'magenta'],
    more: [verified === true ? `because of ${words.join(', ')}` : 'NOT SIGNED by the daemon'],
  };
}

/** Events we do not know: those that warn of something are shown, the rest is the daemon's own business. */
function other(event: DemoEvent): Entry | null {
  const level = numberOf(event, 'level');
  const message = textOf(event, 'msg');
  if (message === '' || (level !== null && level < 40)) return null;
  return { label: level === null ? 'daemon' : level < 50 ? 'warning' : 'error', text: message, style: 'red' };
}
