import { styleText } from 'node:util';
import { jsonLine, plainStyled } from '../model/plain.ts';

export { plain } from '../model/plain.ts';

/** What a command may print to. Answers go to stdout; progress and logs go to stderr. */
export interface Io {
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly stdin: NodeJS.ReadStream;
}

export const terminalIo = (): Io => ({ stdout: process.stdout, stderr: process.stderr, stdin: process.stdin });

/** For people. Whatever a site has written into it, the terminal is only written to. */
export const printLine = (io: Io, line = ''): void => void io.stdout.write(`${plainStyled(line)}\n`);

/** One JSON document, or one line of JSON lines. */
export const printJson = (io: Io, value: unknown): void => void io.stdout.write(`${jsonLine(value)}\n`);

type Style = Parameters<typeof styleText>[0];

/** Colour where the stream is a terminal that wants it (NO_COLOR, FORCE_COLOR); plain elsewhere. */
export const paint = (io: Io, style: Style, text: string): string =>
  styleText(style, text, { stream: io.stdout, validateStream: true });

/** `1 item`, `2 items`. */
export const counted = (number: number, thing: string): string => `${number} ${thing}${number === 1 ? '' : 's'}`;
