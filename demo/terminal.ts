import { styleText } from 'node:util';
import type { DemoEvent } from './events.ts';
import { linesOf, type Paint } from './view.ts';

/** Prints events as they come. Polls that brought nothing are gathered into one line, or they would be most of what is seen. */
export interface Terminal {
  readonly show: (event: DemoEvent) => void;
  /** A line of our own. */
  readonly print: (line?: string) => void;
  readonly paint: Paint;
}

const WIDEST = 100;

export function openTerminal(
  stream: NodeJS.WritableStream & { readonly columns?: number },
  startedAt: number,
): Terminal {
  const paint: Paint = (style, text) => styleText(style, text, { stream });
  const print = (line = ''): void => void stream.write(`${line}\n`);
  let quiet: DemoEvent[] = [];
  const lines = (event: DemoEvent): string[] =>
    linesOf(event, { startedAt, width: Math.min(stream.columns ?? WIDEST, WIDEST), paint });
  const flush = (): void => {
    if (quiet.length > 0) lines(gathered(quiet)).forEach(print);
    quiet = [];
  };
  return {
    show(event) {
      if (broughtNothing(event)) {
        quiet.push(event);
        return;
      }
      const shown = lines(event);
      if (shown.length > 0) flush();
      shown.forEach(print);
    },
    print(line) {
      flush();
      print(line);
    },
    paint,
  };
}

const broughtNothing = ({ event, fields }: DemoEvent): boolean => event === 'poll' && fields['kind'] === 'unchanged';

/** One event for many polls without news. */
function gathered(polls: readonly DemoEvent[]): DemoEvent {
  const [first] = polls;
  if (first === undefined || polls.length === 1) return first as DemoEvent;
  return { ...first, fields: { ...first.fields, feedTitle: `${polls.length} feeds asked` } };
}
