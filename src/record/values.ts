import type { Row } from './open.ts';

/** Columns as the program's types. */

export const numberOrNull = (value: Row[string] | undefined): number | null => (value == null ? null : Number(value));

export const textOrNull = (value: Row[string] | undefined): string | null => (value == null ? null : String(value));
