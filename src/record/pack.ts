import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** How values that are no SQL types are kept. */

export const packJson = (value: unknown): string | null => (value == null ? null : JSON.stringify(value));

/** Uids of 16 hex digits in 8 bytes each. */
export const packUids = (uids: readonly string[]): Uint8Array => Buffer.from(uids.join(''), 'hex');

export const unpackUids = (packed: Uint8Array): string[] => Buffer.from(packed).toString('hex').match(/.{16}/g) ?? [];

export interface Words {
  readonly title: string;
  readonly text: string;
}

/** Title (one line) and text, deflated: what `replay` judges again. */
export const packWords = ({ title, text }: Words): Uint8Array =>
  deflateRawSync(`${title.replaceAll('\n', ' ')}\n${text}`, { level: 9 });

/** A text that was deflated: what is left of a page that was not read. */
export const unpackText = (packed: Uint8Array): string => inflateRawSync(packed).toString('utf8');

export function unpackWords(packed: Uint8Array): Words {
  const whole = inflateRawSync(packed).toString('utf8');
  const end = whole.indexOf('\n');
  return { title: whole.slice(0, end), text: whole.slice(end + 1) };
}
