import { pino, type Logger } from 'pino';
import pretty from 'pino-pretty';
import { plain, visibleJson } from './model/plain.ts';

/**
 * The logger. Field names are the same everywhere: `feedId`, `feedUrl`, `itemId`, `url`, `host`, `alertId`, `channel`, `ms`, `err`.
 * Lines go to stderr: coloured text on a terminal, JSON lines elsewhere. `LOG_LEVEL` chooses the level. Nothing that a
 * site wrote steers a terminal from there or begins a line: in JSON it is escaped, in text left out.
 */
export type Log = Logger;

export function openLog(options: { level?: string; terminal?: boolean } = {}): Log {
  const level = options.level ?? process.env['LOG_LEVEL'] ?? 'info';
  const terminal = options.terminal ?? process.stderr.isTTY;
  const base = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  if (!terminal) {
    return pino({ ...base, hooks: { streamWrite: visibleJson } }, pino.destination({ dest: 2, sync: true }));
  }
  return pino(
    { ...base, hooks: { streamWrite: plainJson } },
    pretty({
      destination: 2,
      sync: true,
      translateTime: 'SYS:HH:MM:ss',
      ignore: 'pid,hostname',
      hideObject: true,
      colorize: true,
    }),
  );
}

/** pino-pretty keeps line breaks in what is said, and overrides of direction. */
const plainJson = (line: string): string =>
  `${JSON.stringify(JSON.parse(line), (_key, value: unknown) => (typeof value === 'string' ? plain(value) : value))}\n`;

/** A logger that says nothing, for commands that only answer. */
export const silentLog = (): Log => pino({ level: 'silent' });
