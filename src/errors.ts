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

function describeMistake({ file, line, key, message }: Mistake): string {
  const place = line === undefined ? file : `${file}:${line}`;
  return key === '' ? `${place}: ${message}` : `${place}: ${key}: ${message}`;
}

/** Bad usage of a command. Exit code 2. */
export class UsageError extends NewswatchError {
  constructor(message: string, remedy?: string) {
    super('usage', message, remedy === undefined ? {} : { remedy });
  }
}

/** One line on any thrown thing, without a stack. Follows `cause` once, since network errors hide the reason there. */
export function messageOf(error: unknown): string {
  if (error instanceof NewswatchError) return error.line;
  if (error instanceof AggregateError && error.errors.length > 0) return messageOf(error.errors[0]);
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error && error.cause.message !== '' ? `: ${messageOf(error.cause)}` : '';
  return `${error.message}${cause}`;
}

/** True if the error came from our own abort signal rather than from the work. */
export const isAbort = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError';
