import { isAscii, isUtf8 } from 'node:buffer';
import { detect } from 'chardet';

export interface DecodedText {
  readonly text: string;
  /** WHATWG name of the encoding that was used, or `utf-32le`, `utf-32be`. */
  readonly encoding: string;
}

/** How much of a document is looked at for a guess. */
const SAMPLE_BYTES = 65_536;

/**
 * Bytes of a feed → text. What says the encoding, in this order: byte order mark; the pattern of UTF-16 and UTF-32;
 * Content-Type; XML declaration; UTF-8 (RFC 7303). Labels lie, so the bytes have the last word: valid UTF-8 beats a
 * single-byte label, and where UTF-8 is claimed but broken, another declaration, a guess, and windows-1252 come next.
 */
export function decodeFeed(bytes: Uint8Array, contentType: string | null): DecodedText {
  const unicode = unicodeOf(bytes);
  if (unicode !== null) return decodeAs(bytes, unicode);
  const header = encodingNamed(/charset\s*=\s*["']?([\w.:-]+)/i.exec(contentType ?? '')?.[1]);
  const declared = encodingNamed(declaredIn(bytes));
  const label = header ?? declared ?? 'utf-8';
  if (isUtf8(bytes)) return decodeValid(bytes, label);
  if (label !== 'utf-8') return decodeAs(bytes, label);
  if (declared !== null && declared !== 'utf-8') return decodeAs(bytes, declared);
  const lossy = decodeAs(bytes, 'utf-8');
  if (isMostlySound(lossy.text)) return lossy;
  return decodeAs(bytes, guess(bytes) ?? 'windows-1252');
}

/** The bytes are valid UTF-8. Another multi-byte encoding is believed only if they are valid in it, too. */
function decodeValid(bytes: Uint8Array, label: string): DecodedText {
  // Whatever the label says: in nothing else do these bytes mean anything.
  if (isAscii(bytes) && Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes('\u001b$')) {
    return decodeAs(bytes, 'iso-2022-jp');
  }
  if (isAscii(bytes) || !MULTI_BYTE.has(label)) return decodeAs(bytes, 'utf-8');
  const labelled = decodeAs(bytes, label);
  return labelled.text.includes('\ufffd') ? decodeAs(bytes, 'utf-8') : labelled;
}

const MULTI_BYTE = new Set(['gbk', 'gb18030', 'big5', 'euc-jp', 'euc-kr', 'shift_jis']);

const MARKS: readonly (readonly [encoding: string, mark: readonly number[]])[] = [
  ['utf-32le', [0xff, 0xfe, 0, 0]],
  ['utf-32be', [0, 0, 0xfe, 0xff]],
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** From a byte order mark, or from where the zeros of the first two ASCII characters lie (XML 1.0, appendix F). */
function unicodeOf(bytes: Uint8Array): string | null {
  const marked = MARKS.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte));
  if (marked !== undefined) return marked[0];
  const zeros = [...bytes.subarray(0, 4)].map((byte) => (byte === 0 ? '0' : byte < 0x80 ? 'x' : '-')).join('');
  const patterns: Record<string, string> = {
    x000: 'utf-32le',
    '000x': 'utf-32be',
    x0x0: 'utf-16le',
    '0x0x': 'utf-16be',
  };
  return patterns[zeros] ?? null;
}

function declaredIn(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 2_048)).toString('latin1');
  return /<\?xml\s[^>]{0,200}?\bencoding\s*=\s*["']?([\w.:-]+)/i.exec(head)?.[1];
}

/** The encoding behind a label; null for unknown ones and for UTF-16, which the bytes would have shown. */
function encodingNamed(label: string | undefined): string | null {
  if (label === undefined) return null;
  try {
    const { encoding } = new TextDecoder(label);
    return encoding.startsWith('utf-16') ? null : encoding;
  } catch {
    return null;
  }
}

function decodeAs(bytes: Uint8Array, encoding: string): DecodedText {
  const text = encoding.startsWith('utf-32')
    ? decodeUtf32(bytes, encoding === 'utf-32le')
    : new TextDecoder(encoding).decode(bytes);
  return { text, encoding };
}

/** TextDecoder has no UTF-32. */
function decodeUtf32(bytes: Uint8Array, littleEndian: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: string[] = [];
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const code = view.getUint32(at, littleEndian);
    if (code !== 0xfeff) parts.push(code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code));
  }
  return parts.join('');
}

/** UTF-8 that was cut in mid-character or mixed with a little of something else stays UTF-8. */
function isMostlySound(text: string): boolean {
  let broken = 0;
  let sound = 0;
  // The last character does not count: that is where a cut shows.
  for (let at = 0; at < text.length - 1; at++) {
    const code = text.charCodeAt(at);
    if (code === 0xfffd) broken++;
    else if (code > 0x7f) sound++;
  }
  return broken * 10 <= sound;
}

function guess(bytes: Uint8Array): string | null {
  const first = Math.max(0, bytes.findIndex((byte) => byte > 0x7f) - 1_024);
  const found = encodingNamed(detect(bytes.subarray(first, first + SAMPLE_BYTES)) ?? undefined);
  return found === 'utf-8' ? null : found;
}
