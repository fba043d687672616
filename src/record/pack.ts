import { brotliCompressSync, brotliDecompressSync, constants, inflateRawSync } from 'node:zlib';

/** How values that are no SQL types are kept. */

export const packJson = (value: unknown): string | null => (value == null ? null : JSON.stringify(value));

/** Uids of 16 hex digits in 8 bytes each. */
export const packUids = (uids: readonly string[]): Uint8Array => Buffer.from(uids.join(''), 'hex');

export const unpackUids = (packed: Uint8Array): string[] => Buffer.from(packed).toString('hex').match(/.{16}/g) ?? [];

export interface Words {
  readonly title: string;
  readonly text: string;
}

/** Stands before words in Brotli. Older ones are deflated, which never begins so: it would be a block of the reserved type (RFC 1951, 3.2.3). */
const BROTLI = 0x07;
/** UTF-16 units. What is longer is packed well enough, and quickly, without looking far for the best. */
const LONG = 50_000;

/** Title (one line) and text, compressed: what `replay` judges again. */
export function packWords({ title, text }: Words): Uint8Array {
  const quality = text.length > LONG ? 5 : 10;
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: quality,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
  };
  const packed = brotliCompressSync(`${title.replaceAll('\n', ' ')}\n${text}`, { params });
  return Buffer.concat([Uint8Array.of(BROTLI), packed]);
}

/** A text that was deflated: what is left of a page that was not read. */
export const unpackText = (packed: Uint8Array): string => inflateRawSync(packed).toString('utf8');

export function unpackWords(packed: Uint8Array): Words {
  const whole = packed[0] === BROTLI ? brotliDecompressSync(packed.subarray(1)).toString('utf8') : unpackText(packed);
  const end = whole.indexOf('\n');
  return { title: whole.slice(0, end), text: whole.slice(end + 1) };
}
