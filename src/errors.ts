/**
 * Every error a user may see is one of these: a stable code, what happened (naming the thing), whether trying again can
 * help, and the way out.
 */

export type Retry = 'never' | 'later' | 'again';

export class NewswatchError extends Error {
  override readonly name = 'NewswatchError';
  readonly code: string;
  readonly retry: Retry;
  /** What the user can do, as a clause: "free it or choose another http.port". */
  readonly remedy: string | undefined;

  constructor(code: string, message: string, options: { retry?: Retry; remedy?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.retry = options.retry ?? 'never';
    this.remedy = options.remedy;
  }

  /** One line for a person: what happened, and the way out. */
  get line(): string {
    return this.remedy === undefined ? this.message : `${this.message} (${this.remedy})`;
  }
}

/** One mistake in a configuration file. `key` is a dotted path; `line` counts from 1. */
export interface Mistake {
  readonly file: string;
  readonly line?: number;
  readonly key: string;
  readonly message: string;
}

/** Bad configuration: all mistakes at once, one line each. Commands end with exit code 2. */
export class ConfigError extends NewswatchError {
  readonly mistakes: readonly Mistake[];

  constructor(mistakes: readonly Mistake[]) {
    super('config', mistakes.map(describeMistake).join('\n'));
    this.mistakes = mistakes;
  }
}

/** One line: where it is, and what is wrong. */
export function describeMistake({ file, line, key, message }: Mistake): string {
  const place = line === undefined ? file : `${file}:${line}`;
  return key === '' ? `${place}: ${message}` : `${place}: ${key}: ${message}`;
}

/** Bad usage of a command. Exit code 2. */
export class UsageError extends NewswatchError {
  constructor(message: string, remedy?: string) {
    super('usage', message, remedy === undefined ? {} : { remedy });
  }
}

/** One line on any thrown thing, without a stack, with its causes: network errors hide the reason there. */
export const messageOf = (error: unknown): string => describe(error, 5);

/** @param depth how many causes to follow: an error may be its own */
function describe(error: unknown, depth: number): string {
  if (error instanceof NewswatchError) return error.line;
  if (error instanceof AggregateError && error.errors.length > 0 && depth > 0)
    return describe(error.errors[0], depth - 1);
  if (!(error instanceof Error)) return oneLine(String(error));
  const { cause } = error;
  const reason = cause instanceof Error && cause.message !== '' && depth > 0 ? `: ${describe(cause, depth - 1)}` : '';
  return `${oneLine(error.message)}${reason}`;
}

const oneLine = (text: string): string =>
  text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .join(' ')
    .trim();

/** True if the error came from our own abort signal rather than from the work. */
export const isAbort = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError';
