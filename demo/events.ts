import { stripVTControlCharacters } from 'node:util';

/**
 * What happens in the demo, in the form of the daemon's log lines. The demo's own doings take the same form: `world`
 * (a paper is there), `published` (a paper puts an article online), `received` (the webhook's receiver got an alert).
 */
export interface DemoEvent {
  readonly event: string;
  /** ms since 1970. */
  readonly at: number;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** A line of the daemon's standard error. What is no JSON object is an event `raw` with the line as its message. */
export function parseLogLine(line: string, now: number): DemoEvent {
  const fields = jsonObject(line);
  if (fields === null) return { event: 'raw', at: now, fields: { msg: stripVTControlCharacters(line) } };
  const { event, time } = fields;
  const at = typeof time === 'string' || typeof time === 'number' ? new Date(time).getTime() : now;
  return { event: typeof event === 'string' ? event : 'raw', at: Number.isNaN(at) ? now : at, fields };
}

function jsonObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

/** A field as text; empty where it is absent or of another kind. */
export const textOf = ({ fields }: DemoEvent, name: string): string => {
  const value = fields[name];
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
};

/** A field as a number; null where it is absent or of another kind. */
export const numberOf = ({ fields }: DemoEvent, name: string): number | null => {
  const value = fields[name];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
};
