/**
 * PostgreSQL's JSON takes neither NUL nor half a surrogate pair (8.14.1), and a site can put both into any text: a job that
 * cannot be stored would be tried again and again. Redis takes them, but both engines shall give the same.
 */
export function storable<T>(value: T): T {
  const json = JSON.stringify(value);
  if (!UNFIT.test(json)) return value;
  return JSON.parse(json, (_key, one: unknown) => (typeof one === 'string' ? storableText(one) : one)) as T;
}

/** The reason of a failure is stored, too. */
export const storableError = (error: unknown): unknown =>
  error instanceof Error && error.message !== storableText(error.message)
    ? new Error(storableText(error.message))
    : error;

/** As JSON.stringify writes them. Escaped backslashes before a `u` cost a closer look. */
const UNFIT = /\\u(?:0000|d[89a-f])/;

const storableText = (text: string): string => text.replaceAll('\u0000', '').toWellFormed();
