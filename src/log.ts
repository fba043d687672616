import { pino, type Logger } from 'pino';
import pretty from 'pino-pretty';

/**
 * The logger. Field names are the same everywhere: `feedId`, `feedUrl`, `itemId`, `url`, `host`, `alertId`, `channel`, `ms`, `err`.
 * Lines go to stderr: coloured text on a terminal, JSON lines elsewhere. `LOG_LEVEL` chooses the level.
 */
export type Log = Logger;

export function openLog(options: { level?: string; terminal?: boolean } = {}): Log {
  const level = options.level ?? process.env['LOG_LEVEL'] ?? 'info';
  const terminal = options.terminal ?? process.stderr.isTTY;
  const base = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  if (!terminal) return pino(base, pino.destination({ dest: 2, sync: true }));
  return pino(
    base,
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

/** A logger that says nothing, for commands that only answer. */
export const silentLog = (): Log => pino({ level: 'silent' });
